"""The wall clock jumps under the running device (libfaketime): ten years back, seventy ahead, 1970, an hour back. No complaint
is refused, all are at head office, in order, and every machine verifies."""
import os
import subprocess
import sys

from machines import Ground, KIOSK, acknowledged, check, intake, missing, verifies

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
JUMPS = ("-3652d", "+25567d", "@1970-01-01 00:00:10", "-1h", "+0", "@2099-06-01 12:00:00", "-90d", "+0")

if not os.path.exists(FAKETIME):
    print("libfaketime is not here")
    sys.exit(77)


def at(jump, *command, text=""):
    env = dict(os.environ, LD_PRELOAD=FAKETIME, FAKETIME=jump, FAKETIME_DONT_FAKE_MONOTONIC="1", FAKETIME_NO_CACHE="1")
    return subprocess.run(command, input=text.encode(), capture_output=True, timeout=120, env=env)


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
    check(ground.kiosk("sync", "k", "--once").returncode == 0, "sync")
    check(not missing(ground, "k", codes), "acknowledged and lost")
    stored = [line.split(",")[0].strip('"') for line in ground.office("cases", "--format", "csv").stdout.decode().splitlines()[1:]]
    check(sorted(stored) == sorted(codes), f"{len(codes)} told, {len(stored)} at head office")
    check(verifies(ground, "k") and ground.office("verify").returncode == 0, "verify")
    print(f"{len(JUMPS)} clocks, {len(codes)} complaints: none refused, all at head office")
