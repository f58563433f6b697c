"""One page of a device's database is damaged, while it is off or while its program runs: new complaints within ten
seconds, at least 99 of 100 cases still here, and after enrolling anew where it must, head office refills the rest.
PAGES=200 for the long run, PAGES=all damages every page once. The power may go while what can be read is saved (CUTS=100 for
the long run): the next start goes on with it."""
import os
import random
import time

from machines import Ground, Running, acknowledged, check, intake, missing, verifies, wait_until

PAGES, CASES, PAGE, DAMAGED = os.environ.get("PAGES", "4"), 1000, 4096, 74  # exit code: docs/CLI.md
CUTS = int(os.environ.get("CUTS", "12"))
random.seed(int(os.environ.get("SEED", "2")))


def pages_to_damage(file):
    count = os.path.getsize(file) // PAGE
    return range(count) if PAGES == "all" else [random.randrange(count) for _ in range(int(PAGES))]


def damage(file, page):
    with open(file, "r+b") as out:
        out.seek(page * PAGE)
        out.write(random.randbytes(PAGE))


def cut_while_saving(ground, codes):
    died = 0
    for n in range(CUTS):
        name = ground.copy("k", "cut")
        damage(ground.path(name + "/device.db"), 0 if n % 2 else os.path.getsize(ground.path(name + "/device.db")) // PAGE // 2)
        loss = ("drop", "cut", "torn")[n % 3]
        for cut in (random.randrange(40 if n % 4 < 2 else 1500), random.randrange(200)):  # a second time while it goes on
            died += ground.kiosk("verify", name, cut=cut, loss=loss, seed=n).returncode == 137
        ground.kiosk("verify", name)
        lost = len(missing(ground, name, codes))
        check(lost <= CASES // 100, f"the power went while a damaged database was saved ({loss}, {n}): {lost} of {CASES} cases are gone")
        check(verifies(ground, name), f"the power went while a damaged database was saved ({loss}, {n}): verify")
    check(died >= CUTS, f"only {died} cuts hit")


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    codes = acknowledged(ground.kiosk("capture", "k", text="".join(intake(f"坏页 {i}") for i in range(CASES))))
    check(len(codes) == CASES, "capture")
    check(ground.kiosk("sync", "k", "--once").returncode == 0, "sync")
    slowest = worst = 0
    pages = pages_to_damage(ground.path("k/device.db"))
    for number, page in enumerate(pages):
        name = ground.copy("k", f"damaged{number}")
        file, what = ground.path(name + "/device.db"), f"page {page}"
        if number % 2 == 0:
            damage(file, page)
        began = time.monotonic()
        kiosk = Running(ground, name)
        if number % 2 == 1:
            what += " under the running program"
            check(kiosk.one("先来的") and verifies(ground, name), "a whole record")
            damage(file, page)
            began = time.monotonic()
        check(wait_until(lambda: kiosk.one("新的"), 10), f"{what}: no complaint within 10 s")
        slowest = max(slowest, time.monotonic() - began)
        # What nothing met yet is met by looking, and mended by itself.
        check(ground.kiosk("verify", name).returncode != DAMAGED, f"{what}: nobody mends it")
        kiosk.end()
        lost = len(missing(ground, name, codes))
        worst = max(worst, lost)
        check(lost <= CASES // 100, f"{what}: {lost} of {CASES} cases are gone")
        if ground.kiosk("sync", name, "--once").returncode != 0 or missing(ground, name, codes):
            ground.enrol(name)
            ground.kiosk("sync", name, "--once")
        check(not missing(ground, name, codes + kiosk.codes), f"{what}: head office did not refill what was lost")
        check(verifies(ground, name), f"{what}: verify")
    cut_while_saving(ground, codes)
    print(f"{len(pages)} damaged pages: next complaint after {slowest:.1f} s at most, {worst} of {CASES} cases gone at worst, all refilled")
