"""The power goes in the middle: of first start, capture, an export to a stick, taking in at head office, the upgrade of an
older program's database. What was acknowledged is there afterwards. CUTS=500 for the long run (default 12 of each)."""
import os
import random
import sqlite3
from contextlib import closing

from machines import Ground, KIOSK, acknowledged, check, intake, missing, verifies

CUTS = int(os.environ.get("CUTS", "12"))
LOSSES = ("drop", "cut", "torn")
random.seed(int(os.environ.get("SEED", "1")))


def cuts(most):
    """The first ones all, then anywhere."""
    return [(n if n < CUTS // 4 else random.randrange(most), LOSSES[n % 3], n) for n in range(CUTS)]


def first_start(ground):
    for cut, loss, seed in cuts(220):
        name = f"fresh{seed}"
        ground.kiosk("init", name, cut=cut, loss=loss, seed=seed)
        check(ground.kiosk("init", name).returncode == 0, f"first start after a cut at {cut} ({loss})")
        check(verifies(ground, name), f"a store whose first start was cut at {cut} ({loss}) verifies")


def capture(ground):
    lines = "".join(intake(f"断电 {i}", f"1390000{i:04}") for i in range(8))
    died = kept = 0
    for cut, loss, seed in cuts(230):
        name = ground.copy("k", f"cut{seed}")
        done = ground.kiosk("capture", name, text=lines, cut=cut, loss=loss, seed=seed)
        died += done.returncode == 137
        codes = acknowledged(done)
        again = ground.kiosk("capture", name, text=intake("以后"))
        check(len(acknowledged(again)) == 1, f"no complaint after a cut at {cut} ({loss}): {again.stderr.decode()}")
        gone = missing(ground, name, codes)
        check(not gone, f"cut at {cut} ({loss}, seed {seed}): acknowledged and lost: {gone}")
        check(verifies(ground, name), f"cut at {cut} ({loss}): verify")
        kept += len(codes)
    check(died > CUTS // 3 and kept >= CUTS // 2, f"{died} cuts hit, {kept} acknowledged: too few to tell anything")
    return kept


def export(ground):
    name = ground.copy("k", "exporter")
    ground.kiosk("capture", name, text="".join(intake(f"带走 {i}") for i in range(20)))
    os.makedirs(ground.path("stick"))
    file = ground.path("stick/k.redress")
    for cut, loss, seed in cuts(6):
        done = ground.kiosk("export", name, file, disk="stick", cut=cut, loss=loss, seed=seed)
        if done.returncode == 0:
            check(os.path.exists(file), "an export that was done is not on the stick")
        if os.path.exists(file):
            taken = ground.kiosk("import", ground.copy("c", "importer"), file)
            check(taken.returncode == 0, f"cut at {cut} ({loss}): a file under its name is not whole: {taken.stderr.decode()}")
            os.remove(file)


def ingest(ground):
    told = []
    for cut, loss, seed in cuts(60):
        ground.stop_office()
        told += acknowledged(ground.kiosk("capture", "k", text="".join(intake(f"上传 {seed} {i}") for i in range(5))))
        if ground.start_office(cut=cut, loss=loss, seed=seed):
            ground.kiosk("sync", "k", "--once")
        ground.stop_office(kill=True)
    check(ground.start_office(), "head office does not start after power cuts")
    for _ in range(3):
        done = ground.kiosk("sync", "k", "--once")
    check(done.returncode == 0, "the queue does not drain: " + done.stdout.decode() + done.stderr.decode())
    stored = [line.split(",")[0].strip('"') for line in ground.office("cases", "--format", "csv").stdout.decode().splitlines()[1:]]
    check(sorted(told) == sorted(code for code in stored if code in set(told)), "told and stored differ")
    check(ground.office("verify").returncode == 0, "head office verifies")
    return len(told)


# What the schema's later steps added, taken away again: the database as the first program left it.
FIRST_DEVICE = """
ALTER TABLE case_row DROP COLUMN escalated_to;
DROP TABLE clock_run; ALTER TABLE case_row DROP COLUMN counts_as;
DROP INDEX case_call_back; DROP INDEX case_place; DROP TABLE case_link; DROP INDEX case_missing;
ALTER TABLE case_row DROP COLUMN call_back_owed_since;
ALTER TABLE case_row DROP COLUMN waited_by; ALTER TABLE case_row DROP COLUMN missing_since;
PRAGMA user_version=1;"""
FIRST_OFFICE = """
DROP TABLE person_role; CREATE TABLE person_role(staff TEXT NOT NULL, role TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY(staff, role)) STRICT, WITHOUT ROWID; INSERT INTO person_role SELECT staff, role, changed_at FROM person;
DROP INDEX case_owner;
ALTER TABLE case_row DROP COLUMN escalated_to; ALTER TABLE case_row DROP COLUMN outer_limit; ALTER TABLE case_row DROP COLUMN unreviewed; ALTER TABLE case_row DROP COLUMN counts_as; ALTER TABLE erasure DROP COLUMN counts_as;
ALTER TABLE device DROP COLUMN version; ALTER TABLE device DROP COLUMN printer; ALTER TABLE device DROP COLUMN free_bytes; ALTER TABLE device DROP COLUMN boot;
ALTER TABLE person DROP COLUMN away_from; ALTER TABLE person DROP COLUMN away_until;
DROP TABLE report_case; DROP TABLE report_link; DROP TABLE report_sheet; DROP TABLE report_day;
DROP TABLE report_standing; DROP TABLE report_late; ALTER TABLE mall DROP COLUMN standing;
DROP TABLE cluster_due; DROP TABLE case_cluster;
DROP TABLE ledger; DROP INDEX case_place; ALTER TABLE erasure DROP COLUMN told;
PRAGMA user_version=1;"""


def as_first(path, changes):
    with closing(sqlite3.connect(path)) as db:
        newest, = db.execute("PRAGMA user_version").fetchone()
        db.executescript(changes)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return newest


def version(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def upgrade(ground):
    """Opened for the first time by this program, cut anywhere in it, opened again."""
    codes = acknowledged(ground.kiosk("capture", "k", text="".join(intake(f"旧版 {i}") for i in range(30))))
    ground.kiosk("sync", "k", "--once")
    ground.stop_office()
    died = 0
    newest = as_first(ground.path(ground.copy("k", "first")) + "/device.db", FIRST_DEVICE)
    newest_office = as_first(ground.path(ground.copy("office", "first-office")) + "/headoffice.db", FIRST_OFFICE)
    cases = ground.office("cases", "--format", "csv").stdout
    for cut, loss, seed in cuts(40):
        name = ground.copy("first", "upgraded")
        done = ground.kiosk("capture", name, text=intake("升级"), cut=cut, loss=loss, seed=seed)
        died += done.returncode == 137
        again = ground.kiosk("capture", name, text=intake("升级以后"))
        check(len(acknowledged(again)) == 1, f"no complaint after an upgrade cut at {cut} ({loss}): {again.stderr.decode()}")
        gone = missing(ground, name, codes + acknowledged(done))
        check(not gone and verifies(ground, name), f"upgrade cut at {cut} ({loss}, seed {seed}): lost {gone}")
        check(version(ground.path(name) + "/device.db") == newest, "the upgrade is whole")

        name = ground.copy("first-office", "upgraded-office")
        command = ground.office_command(name)
        died += ground.run(*command, "verify", disk=ground.path(name), cut=cut, loss=loss, seed=seed).returncode == 137
        done = ground.run(*command, "verify")
        check(done.returncode == 0, f"head office's upgrade cut at {cut} ({loss}): {done.stdout.decode()}{done.stderr.decode()}")
        check(ground.run(*command, "cases", "--format", "csv").stdout == cases, f"upgrade cut at {cut} ({loss}): other cases")
        check(version(ground.path(name) + "/headoffice.db") == newest_office, "head office's upgrade is whole")
    check(died > CUTS // 2, f"only {died} cuts hit an upgrade")
    return died


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    ground.enrol("c", "counter")
    first_start(ground)
    kept = capture(ground)
    export(ground)
    taken = ingest(ground)
    upgrades = upgrade(ground)
    print(f"{CUTS} cuts each, {upgrades} in upgrades; {kept} captured and {taken} taken in by head office: none lost, none twice, all verify")
