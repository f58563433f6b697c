"""One page of a device's database is damaged: new complaints within ten seconds, at least 99 of 100 cases still here, and
after enrolling anew where it must, head office refills the rest. PAGES=200 for the long run."""
import os
import random
import time

from machines import Ground, Running, acknowledged, check, intake, missing, verifies, wait_until

PAGES, CASES, PAGE = int(os.environ.get("PAGES", "4")), 1000, 4096
random.seed(int(os.environ.get("SEED", "2")))


def damage(file):
    pages = os.path.getsize(file) // PAGE
    page = random.randrange(pages)
    with open(file, "r+b") as out:
        out.seek(page * PAGE)
        out.write(random.randbytes(PAGE))
    return f"page {page} of {pages}"


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    codes = acknowledged(ground.kiosk("capture", "k", text="".join(intake(f"坏页 {i}") for i in range(CASES))))
    check(len(codes) == CASES, "capture")
    check(ground.kiosk("sync", "k", "--once").returncode == 0, "sync")
    slowest = worst = 0
    for trial in range(PAGES):
        name = ground.copy("k", f"damaged{trial}")
        page = damage(ground.path(name + "/device.db"))
        began = time.monotonic()
        kiosk = Running(ground, name)
        check(wait_until(lambda: kiosk.one("新的"), 10), f"{page}: no complaint within 10 s")
        took = time.monotonic() - began
        kiosk.end()
        slowest = max(slowest, took)
        lost = len(missing(ground, name, codes))
        worst = max(worst, lost)
        check(lost <= CASES // 100, f"{page}: {lost} of {CASES} cases are gone")
        if ground.kiosk("sync", name, "--once").returncode != 0 or missing(ground, name, codes):
            ground.enrol(name)
            ground.kiosk("sync", name, "--once")
        check(not missing(ground, name, codes + kiosk.codes), f"{page}: head office did not refill what was lost")
        check(verifies(ground, name), f"{page}: verify")
    print(f"{PAGES} damaged pages: next complaint after {slowest:.1f} s at most, {worst} of {CASES} cases gone at worst, all refilled")
