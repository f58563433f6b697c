"""A disk that is really full (a small tmpfs): complaints are refused honestly, nothing acknowledged is lost, and within
five seconds of space returning complaints are taken again; ten times in one process. Needs root, else skipped (77)."""
import os
import subprocess
import sys
import tempfile

from machines import Ground, Running, check, missing, verifies, wait_until

CYCLES = int(os.environ.get("CYCLES", "10"))
MOUNT = os.path.realpath(tempfile.mkdtemp(prefix="redress-full-"))


def fill(path):
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 14))
        except OSError:
            pass
    try:
        with open(path, "ab", buffering=0) as file:
            while True:
                file.write(b"x")
    except OSError:
        pass


def cycles(ground):
    kiosk = Running(ground)
    longest = 0
    for cycle in range(CYCLES):
        check(kiosk.one(), "a complaint with space")
        filler = ground.path("filler")
        fill(filler)
        # The log has room of its own for some hundreds, and a reserve is given up first.
        refused = wait_until(lambda: (fill(filler), not kiosk.take(50, "长文 " + "字" * 1500))[1], 60)
        check(refused is not None, f"cycle {cycle}: the full disk was never noticed")
        os.remove(filler)
        took = wait_until(kiosk.one, 5)
        check(took is not None, f"cycle {cycle}: no complaint within 5 s of space returning")
        longest = max(longest, took)
    kiosk.end()
    check(not missing(ground, "k", kiosk.codes), "acknowledged on a full disk and lost")
    check(verifies(ground, "k"), "verify after full disks")
    return len(kiosk.codes), longest


if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", MOUNT], capture_output=True).returncode != 0:
    os.rmdir(MOUNT)
    print("a small disk cannot be mounted here")
    sys.exit(77)
try:
    with Ground() as town, Ground(MOUNT) as ground:
        town.start_office()
        town.enrol("k")
        town.stop_office()
        subprocess.run(["cp", "-r", town.path("k"), ground.path("k")], check=True)
        kept, longest = cycles(ground)
        print(f"{CYCLES} times full: {kept} acknowledged, none lost; taken again after {longest * 1000:.0f} ms at most")
finally:
    subprocess.run(["umount", MOUNT])
    os.rmdir(MOUNT)
