"""What a shopper typed is nowhere after the visit: not in memory, not in a file, not in the window (A9)."""
import os
import time

import shopper
from driver import wait_for
from memory import in_files, in_memory
from town import check, play, say

PHONE = "13957391642"
WEDGE = "QJX-7391-WEDGE-MARKER"
LETTERS = "heixiongzhuomaotengkong"
# Their inner parts: an emptied string may lose its first letters alone, and who holds the whole holds these. Slices go
# across the words of the dictionary, so that the dictionary itself is not found.
STORY_PART = "熊捉猫腾"
PHONE_PART = "57391642"
MARKERS = [STORY_PART, "xiongzhuomaoteng", PHONE_PART, "5739 1642", "JX-7391-WEDGE"]


def tell(kiosk):
    """A story in pinyin, a scan of a strange code in mid-word, a telephone number."""
    shopper.to_the_story(kiosk)
    kiosk.press_keys(LETTERS)
    kiosk.scan(WEDGE)
    for word in ("黑熊", "捉猫", "腾空"):
        shopper.pick_any(kiosk, word)


def nowhere(town, kiosk, home, since, when):
    kiosk.expect("shopper.home", 200)
    time.sleep(1)
    memory = in_memory(kiosk.program.pid, MARKERS)
    check(f"nothing in memory {when}", not memory, "\n".join(memory[:20]))
    files = in_files([town.folder, "/tmp"], MARKERS, since)
    check(f"nothing in files {when}", not files, files)
    now = kiosk.picture("10-home-after")
    check(f"nothing in the window {when}", open(now, "rb").read() == open(home, "rb").read())


def wipe(town):
    since = time.time()
    town.start_office()
    town.enrol("K07", "kiosk")
    printer = town.open_printer()
    kiosk = town.open_window("K07", "kiosk", printer.address, idle_s=20)
    kiosk.expect("shopper.home")
    wait_for("the printer", 10, lambda: "打印" not in kiosk.words())
    home = kiosk.picture("10-home")

    tell(kiosk)
    shopper.leave_phone(kiosk, PHONE)
    kiosk.picture("20-review")
    seen = {line.split(" as ")[0] for line in in_memory(kiosk.program.pid, MARKERS)}
    check("the search finds what is there", {STORY_PART, PHONE_PART} <= seen, seen)
    shopper.submit(kiosk, printer, town.pictures + "/30-receipt.pbm")
    kiosk.touch(id="done")
    kiosk.expect("shopper.home")
    kiosk.scan(WEDGE)
    wait_for("the strange code to be refused", 5, lambda: open(kiosk.picture("10-refused"), "rb").read() != open(home, "rb").read())
    time.sleep(9)  # the refusal is shown for 8 s
    nowhere(town, kiosk, home, since, "after the visit")

    tell(kiosk)
    say("the next one walks away in mid-sentence")
    kiosk.expect("shopper.idle", 60)
    kiosk.picture("23-idle")
    nowhere(town, kiosk, home, since, "after an idle visit")


if __name__ == "__main__":
    if os.geteuid() != 0:
        print("SKIPPED: only root may read the memory of a kiosk")
        raise SystemExit(77)
    raise SystemExit(play(wipe))
