"""Each of the first N changes of the disk fails, once or for ever, with EIO and ENOSPC: capture acknowledges nothing that
is not there, never dies of a signal, and goes on as soon as the disk works. STEP=1 FIRST=500 for the long run."""
import os

from machines import Ground, acknowledged, check, intake, missing, verifies

STEP, FIRST = int(os.environ.get("STEP", "15")), int(os.environ.get("FIRST", "180"))
LINES = "".join(intake(f"磁盘 {i}", f"1380000{i:04}") for i in range(6))


def one(ground, nth, error, ever):
    what = f"change {nth} fails with {error} {'for ever' if ever else 'once'}"
    name = ground.copy("k", "failing")
    done = ground.kiosk("capture", name, text=LINES, fail=nth, error=error, ever=int(ever))
    check(done.returncode >= 0, f"{what}: killed by signal {-done.returncode}")
    codes = acknowledged(done)
    check(not (rejected := missing(ground, name, codes)), f"{what}: acknowledged and lost: {rejected}")
    check(len(acknowledged(ground.kiosk("capture", name, text=LINES))) == 6, f"{what}: capture does not go on afterwards")
    check(verifies(ground, name), f"{what}: verify")
    if not ever:
        check(len(codes) == 6 or done.returncode in (65, 74, 75), f"{what}: {len(codes)} of 6, exit {done.returncode}")
    return len(codes)


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    ground.stop_office()
    tried = kept = 0
    for nth in range(1, FIRST + 1, STEP):
        for error in ("EIO", "ENOSPC"):
            for ever in (False, True):
                kept += one(ground, nth, error, ever)
                tried += 1
    check(kept > tried, f"only {kept} complaints were acknowledged in {tried} trials")
    print(f"{tried} failing disks, {kept} acknowledged, none lost")
