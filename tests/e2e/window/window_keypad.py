"""A whole visit without one touch: arrows, Enter and Escape, as from a keypad of six keys, in small windows, upright and wide."""
from driver import wait_for
from town import check, play, say


def write(kiosk, pinyin, word):
    for letter in pinyin:
        kiosk.steer(id="key:" + letter)
    while word not in kiosk.candidates():
        kiosk.steer(id="cand:more")
    kiosk.steer(id=kiosk.candidates()[word])


def escape(kiosk):
    """Escape: drops the word first, then goes back; closes a dialog and gives the focus back."""
    kiosk.steer(id="key:q")
    wait_for("candidates", 5, kiosk.candidates)
    kiosk.key("Escape")
    wait_for("the word to be dropped", 5, lambda: not kiosk.candidates())
    kiosk.expect("shopper.text")
    kiosk.key("Escape")
    kiosk.expect("shopper.when")
    kiosk.steer(id="next")
    kiosk.expect("shopper.text")
    kiosk.steer(id="rail:cancel")
    kiosk.expect("shopper.cancel")
    check("a dialog takes the focus", wait_for("focus", 5, kiosk.focused)["id"] == "stay", kiosk.focused())
    kiosk.key("Escape")
    kiosk.expect("shopper.text")
    check("and gives it back", wait_for("focus", 5, kiosk.focused)["id"] == "rail:cancel", kiosk.focused())


def visit(town, name, size):
    town.enrol(name, "kiosk")
    printer = town.open_printer()
    kiosk = town.open_window(name, "kiosk", printer.address, size=size)
    kiosk.expect("shopper.home")
    kiosk.steer(id="start")
    kiosk.expect("shopper.type")
    kiosk.steer(role="option", label="投诉")
    kiosk.expect("shopper.injury")
    check("the focus stands on the first choice of a new screen", wait_for("focus", 5, kiosk.focused)["id"] == "injury:no", kiosk.focused())
    kiosk.steer(id="injury:no")
    kiosk.expect("shopper.category")
    kiosk.picture("13-category")
    kiosk.steer(role="tile", label="服务态度")
    kiosk.expect("shopper.place")
    kiosk.steer(role="chip", label="言语不当")
    kiosk.steer(role="row", label="晨麦面包")
    kiosk.picture("14-place")
    kiosk.steer(id="next")
    kiosk.expect("shopper.when")
    kiosk.steer(role="chip", label="今天")
    kiosk.steer(id="next")
    kiosk.expect("shopper.text")
    escape(kiosk)
    say("Escape goes back, one step at a time")
    write(kiosk, "taidu", "态度")
    kiosk.picture("16-text")
    kiosk.steer(id="next")
    kiosk.expect("shopper.wish")
    kiosk.steer(role="check", label="道歉")
    kiosk.steer(id="next")
    kiosk.expect("shopper.contact")
    kiosk.steer(id="contact:phone")
    for digit in "13900001234":
        kiosk.steer(id="key:" + digit)
    kiosk.steer(id="consent")
    kiosk.picture("19-contact")
    kiosk.steer(id="next")
    kiosk.expect("shopper.review")
    kiosk.steer(role="button", label="提交投诉")
    kiosk.expect("shopper.done")
    kiosk.picture("21-done")
    wait_for("the receipt", 20, lambda: printer.jobs_done)
    check(f"a complaint is told and printed by keypad alone, {size[0]}x{size[1]}",
          len(printer.scanned(f"{town.pictures}/{name}-30-receipt.pbm")) == 1)
    kiosk.steer(id="done")
    kiosk.expect("shopper.home")


def keypad(town):
    town.start_office()
    visit(town, "K07", (540, 960))
    visit(town, "K08", (960, 540))


if __name__ == "__main__":
    raise SystemExit(play(keypad))
