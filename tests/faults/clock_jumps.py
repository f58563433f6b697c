"""The wall clock of running devices jumps (libfaketime): ten years back, seventy ahead, 1970, an hour back, hours and days
ahead. No complaint is refused, all are at head office, in order, and every machine verifies; what head office measured of a
clock corrects everything that is told, promised and judged (reliability: two minutes after a sync)."""
import base64
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import time

from machines import Ground, KIOSK, acknowledged, check, intake, missing, verifies

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
JUMPS = ("-3652d", "+25567d", "@1970-01-01 00:00:10", "-1h", "+0", "@2099-06-01 12:00:00", "-90d", "+0")
WRONG = ("+6h", "-6h", "+3d", "+400d", "@1970-01-01 00:00:10")
LATE_MS = 120_000
PIN = "735194"

if not os.path.exists(FAKETIME):
    print("libfaketime is not here")
    sys.exit(77)


def at(jump, *command, text=""):
    env = dict(os.environ, LD_PRELOAD=FAKETIME, FAKETIME=jump, DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_NO_CACHE="1")
    return subprocess.run(command, input=text.encode(), capture_output=True, timeout=120, env=env)


def device(ground, name, jump, command, *more, text=""):
    done = at(jump, KIOSK, command, "--data", ground.path(name), *more, text=text)
    return done.stdout.decode() + (done.stderr.decode() if command == "doctor" else "")


def act(ground, name, jump, *steps):
    """One after the other, each answer."""
    return device(ground, name, jump, "act", text="".join(json.dumps(step) + "\n" for step in steps)).splitlines()


def sync(ground, *names):
    for name in names:
        check(ground.kiosk("sync", name, "--once").returncode == 0, f"{name} syncs")


def cases(ground):
    text = ground.office("cases", "--format", "csv").stdout.decode("utf-8-sig")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(text))}


def stage(ground, name, code):
    return ground.kiosk("scan", name, text=code + "\n").stdout.decode().split()[-1]


def now_ms():
    return int(time.time() * 1000)


def corrected_times(ground):
    """Of all that devices wrote, as head office corrects it."""
    db = sqlite3.connect(f"file:{ground.path('office/headoffice.db')}?mode=ro", uri=True)
    clocks = {(device, boot): offset for device, boot, offset in db.execute("SELECT device, boot, offset_ms FROM clock")}
    for device_no, kind, raw in db.execute("SELECT device, kind, bytes FROM event WHERE device IN (SELECT no FROM device WHERE role <> 'head_office')"):
        event = json.loads(raw)
        boot = base64.urlsafe_b64decode(event["boot"] + "=")
        yield kind, event["at"] + clocks.get((device_no, boot), 0)
    db.close()


def check_all_corrected(ground, began_ms):
    for kind, corrected in corrected_times(ground):
        check(began_ms - LATE_MS <= corrected <= now_ms() + LATE_MS, f"{kind} is told {(corrected - now_ms()) / 3.6e6:.1f} hours off")


def jumps():
    with Ground() as ground:
        ground.start_office()
        ground.enrol("k")
        codes = []
        for number, jump in enumerate(JUMPS):
            done = at(jump, KIOSK, "capture", "--data", ground.path("k"), text="".join(intake(f"钟 {number} {i}") for i in range(5)))
            check(len(acknowledged(done)) == 5, f"clock {jump}: refused: {done.stdout.decode()} {done.stderr.decode()}")
            codes += acknowledged(done)
            if number % 3 == 2:
                check(at(jump, KIOSK, "sync", "--data", ground.path("k"), "--once").returncode == 0, f"clock {jump}: sync")
        sync(ground, "k")
        check(not missing(ground, "k", codes), "acknowledged and lost")
        check(sorted(cases(ground)) == sorted(codes), f"{len(codes)} told, {len(cases(ground))} at head office")
        check(verifies(ground, "k") and ground.office("verify").returncode == 0, "verify")
        return len(codes)


def promises():
    """What a wrong clock prints is what the right one would, and what head office works out."""
    with Ground() as ground:
        began = now_ms()
        ground.start_office()
        ground.enrol("k")
        for jump in ("+0",) + WRONG:
            told = json.loads(device(ground, "k", jump, "capture", "--json", text=intake(f"钟 {jump}")))
            expected = now_ms() + 24 * 3_600_000
            check(abs(told["first_answer"] - expected) < LATE_MS, f"clock {jump}: promised {(told['first_answer'] - expected) / 3.6e6:.1f} hours off")
            said = device(ground, "k", jump, "doctor")
            check("not trusted" not in said, f"clock {jump}: {said}")
            check(("the clock is" in said) == (jump != "+0"), f"clock {jump}: doctor says {said}")
        sync(ground, "k")
        check_all_corrected(ground, began)


def step(name, **fields):
    return {"action": name, "staff": "1005", "pin": PIN, **fields}


def closed_by_nobody():
    """A note by a clock that is ten days ahead; a dispute after it."""
    with Ground() as ground:
        began = now_ms()
        ground.start_office()
        ground.office("user", "reset", "--staff", "1005", "--pin", PIN)
        for name, role in (("k", "kiosk"), ("c", "counter")):
            ground.enrol(name, role)
        code = acknowledged(ground.kiosk("capture", "k", text=intake("排队太久")))[0]
        sync(ground, "k", "c")
        steps = [step("acknowledge"), step("assign", departments=["service"]), step("investigate", cause_class="service", findings="属实"),
                 step("resolve", remedies=["apology"]), step("feed_back", text="已经道歉")]
        for one in steps:
            check(act(ground, "c", "+0", {**one, "case": code})[0].startswith("ACK "), one["action"])
        sync(ground, "c", "k")
        check(act(ground, "c", "+10d", {**step("note", text="记一笔"), "case": code})[0].startswith("ACK "), "note")
        sync(ground, "c", "k")
        check(cases(ground)[code]["stage"] == "confirm", "head office: " + cases(ground)[code]["stage"])
        for name in ("c", "k"):
            check(stage(ground, name, code) == "confirm", f"{name}: {stage(ground, name, code)}")
        check(act(ground, "k", "+10d", {"action": "dispute", "reason": "not_solved", "case": code})[0].startswith("ACK "), "dispute")
        sync(ground, "k", "c")
        check(cases(ground)[code]["stage"] == "investigate", "the dispute counts")
        check_all_corrected(ground, began)


def never_measured():
    """Installed from a file, no network: what it stamped before its clock was set is corrected by its first sync."""
    with Ground() as ground:
        began = now_ms()
        ground.start_office()
        ground.office("bundle", "--mall", "xinghe", "--role", "kiosk", "--name", "k", "--url", ground.url, "--out", ground.path("k.bundle"))
        check(ground.kiosk("init", "k", "--bundle", ground.path("k.bundle")).returncode == 0, "bundle")
        for jump in ("+3d", "+400d"):
            check(len(acknowledged(at(jump, KIOSK, "capture", "--data", ground.path("k"), text=intake(jump)))) == 1, f"clock {jump}")
        check("not trusted" in device(ground, "k", "+0", "doctor"), "which of both times is right, nobody knows")
        undated = json.loads(device(ground, "k", "+0", "capture", "--json", text=intake("回来了")))
        check("first_answer" not in undated, "a date is promised by a clock that is not trusted")
        sync(ground, "k")
        said = device(ground, "k", "+0", "doctor")
        check("the clock is" not in said, f"doctor says {said}")
        check_all_corrected(ground, began)


def unheard():
    """'It is solved' about a code that is not here yet, at a counter whose clock is at 1970 (screen 47)."""
    with Ground() as ground:
        ground.start_office()
        ground.office("user", "reset", "--staff", "1005", "--pin", PIN)
        ground.office("user", "reset", "--staff", "1001", "--pin", PIN)
        for name, role in (("k", "kiosk"), ("lost", "kiosk"), ("c", "counter")):
            ground.enrol(name, role)
        code, gone = (acknowledged(ground.kiosk("capture", name, text=intake("排队太久")))[0] for name in ("k", "lost"))
        for one in (code, gone):
            told = act(ground, "c", "@1970-01-01 00:00:10", {**step("confirm"), "staff": "1001", "case": one})
            check(told[0].startswith("ACK "), f"confirm: {told}")
        sync(ground, "c", "k", "c")
        listed = cases(ground)
        check(listed[code]["stage"] == "acknowledge" and not listed[code]["archived_at"], f"head office: {listed[code]}")
        check(stage(ground, "c", code) == "acknowledge", stage(ground, "c", code))
        check(listed[gone]["stage"] == "unregistered" and not listed[gone]["archived_at"], f"head office: {listed[gone]}")


told = jumps()
for story in (promises, closed_by_nobody, never_measured, unheard):
    story()
print(f"{len(JUMPS)} clocks, {told} complaints: none refused, all at head office; {len(WRONG)} wrong clocks promised what was right")
