"""Somebody changes bytes of stored events with tools of their own: at a kiosk, at a counter and at head office, 300 random
bytes each (CHANGES). `verify` names every event that was changed, and no other."""
import base64
import os
import random
import re
import sqlite3
from contextlib import closing

from machines import Ground, acknowledged, check, intake

CHANGES = int(os.environ.get("CHANGES", "300"))
AT_ONCE = 15  # events of one copy, a byte of each
random.seed(int(os.environ.get("SEED", "1")))

# Of a machine: its database, the key of its event rows, what else of a row tells of the event, and each row's words in verify.
DEVICE = ("device.db", "id", ("hash", "chain", "event_id", "code", "kind", "at", "boot"),
          "SELECT e.id, e.seq || CASE WHEN d.id = own.device THEN '' ELSE hex(d.incarnation) END"
          " FROM event e JOIN device d ON d.id = e.device JOIN own")
OFFICE = ("headoffice.db", "n", ("chain", "id", "code", "kind"),
          "SELECT e.n, coalesce(m.id, 'head_office') || '/' || d.number || ' ' || d.name || ' ' || e.seq"
          " FROM event e JOIN device d ON d.no = e.device LEFT JOIN mall m ON m.no = d.mall")


def other(value):
    """The same with one byte changed."""
    whole = value.to_bytes(8, "big") if isinstance(value, int) else value.encode() if isinstance(value, str) else value
    at = random.randrange(2 if isinstance(value, int) else 0, len(whole))
    byte = whole[at] ^ random.randrange(1, 32 if isinstance(value, str) else 256)
    piece = whole[:at] + bytes([byte]) + whole[at + 1:]
    return int.from_bytes(piece, "big") if isinstance(value, int) else piece.decode() if isinstance(value, str) else piece


def change(db, key, row, columns):
    """Mostly the event's bytes, else what stands beside them. Says which."""
    column = random.choice(columns) if random.random() < 0.4 else "bytes"
    value, = db.execute(f"SELECT {column} FROM event WHERE {key} = ?", (row,)).fetchone()
    if value is None:
        column, (value,) = "bytes", db.execute(f"SELECT bytes FROM event WHERE {key} = ?", (row,)).fetchone()
    db.execute(f"UPDATE event SET {column} = ? WHERE {key} = ?", (other(value), row))
    return column


def tamper(ground, name, machine, named):
    database, key, columns, words_sql = machine
    changed = 0
    while changed < CHANGES:
        copy = ground.copy(name, name + "-copy")
        with closing(sqlite3.connect(ground.path(f"{copy}/{database}"))) as db, db:
            words = dict(db.execute(words_sql).fetchall())
            rows = random.sample(sorted(words), min(AT_ONCE, len(words), CHANGES - changed))
            columns_of = {row: change(db, key, row, columns) for row in rows}
        said = named(copy)
        for row, column in columns_of.items():
            check(words[row] in said, f"{name}: {column} of event {words[row]} was changed; verify names {sorted(said)}")
        # A changed link of the chain is seen from both sides.
        if "chain" not in columns_of.values():
            check(said <= {words[row] for row in rows}, f"{name}: verify names {said - {words[row] for row in rows}} too")
        changed += len(rows)


def at_device(ground, copy):
    done = ground.kiosk("verify", copy)
    check(done.returncode == 1, f"{copy}: verify ended with {done.returncode}")
    found = re.findall(r"^BAD seq (\d+)(?: of (\S+))? id", done.stdout.decode(), re.MULTILINE)
    return {seq + incarnation_hex(of) for seq, of in found}


def incarnation_hex(text):
    return base64.urlsafe_b64decode(text + "==").hex().upper() if text else ""


def at_office(ground, copy):
    done = ground.run(*ground.office_command(copy), "verify")
    check(done.returncode == 1, f"{copy}: verify ended with {done.returncode}")
    return {f"{device} {seq}" for device, seq in re.findall(r"device (.*), event (\d+):", done.stdout.decode())}


with Ground() as ground:
    ground.start_office()
    for name, role in (("k", "kiosk"), ("c", "counter")):
        ground.enrol(name, role)
        codes = acknowledged(ground.kiosk("capture", name, text="".join(intake(f"原文 {i}", f"1390000{i:04}") for i in range(30))))
        check(len(codes) == 30, f"{name} takes 30 complaints")
    for name in ("k", "c", "k"):
        check(ground.kiosk("sync", name, "--once").returncode == 0, "sync")
    ground.stop_office()
    for name in ("k", "c"):
        tamper(ground, name, DEVICE, lambda copy: at_device(ground, copy))
    tamper(ground, "office", OFFICE, lambda copy: at_office(ground, copy))
    print(f"{CHANGES} bytes changed at a kiosk, a counter and head office: verify named every event")
