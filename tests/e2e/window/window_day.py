"""One complaint from the shopper's finger to the shopper's phone, through real windows, a real printer port, a real
server that is killed while it receives, and a real browser."""
import time
from concurrent.futures import ThreadPoolExecutor

import counter as staff
import shopper
from browser import Browser
from driver import wait_for
from town import check, play, say

BULK = 12000  # taking them outlasts the longest pause before the first try
INTAKE = '{"contact_type":"complaint","category":"hygiene","text":"地面湿滑 %d","language":"zh-Hans"}\n'


def same_picture(window, picture):
    """The window shows this again; a blinking cursor may need a moment."""
    wanted = open(picture, "rb").read()
    wait_for("the same picture", 3, lambda: open(window.picture("again"), "rb").read() == wanted)


def scan_in_mid_word(kiosk, code):
    """A scan while pinyin is being composed: text, composition and undo stay as they were."""
    kiosk.key("ctrl+z")  # undo is one step per picked word: what it gives back is compared at the end
    kiosk.find(id="field:story")
    time.sleep(0.6)
    without = kiosk.picture("16-without-word")
    shopper.write(kiosk, ("taidu", "态度"))
    kiosk.press_keys("hen")
    composing = kiosk.picture("16-composing")
    kiosk.scan(code)
    time.sleep(0.5)
    kiosk.expect("shopper.text")
    same_picture(kiosk, composing)
    say("a scan in mid-word changes nothing on the screen")
    kiosk.press_keys("cha")
    kiosk.pick("很差")
    kiosk.key("ctrl+z", "ctrl+z")
    same_picture(kiosk, without)
    say("undo gives back the words, one by one, as without the scan")
    shopper.write(kiosk, ("taidu", "态度"), ("hencha", "很差"))


def complain(town, kiosk, printer):
    shopper.to_the_story(kiosk)
    shopper.write(kiosk, ("dianyuan", "店员"), ("taidu", "态度"))
    scan_in_mid_word(kiosk, "HTTPS://SD.EXAMPLE/C/4HMASW9NF6YE")
    kiosk.picture("16-text")
    shopper.leave_phone(kiosk, "13900001234")
    kiosk.picture("20-review")
    scanned = shopper.submit(kiosk, printer, town.pictures + "/30-receipt.pbm")
    kiosk.picture("21-done")
    check("the receipt carries one code", len(scanned) == 1 and "/C/" in scanned[0], scanned)
    code = scanned[0][-12:]
    shown = "".join(w["label"] for w in kiosk.widgets() if w["label"].replace("-", "") == code)
    check("and it is the one on the screen", code in shown.replace("-", ""), kiosk.words())
    kiosk.touch(id="done")
    kiosk.expect("shopper.home")
    return scanned[0], code


def look_up(kiosk, receipt, code):
    kiosk.scan(receipt)
    kiosk.expect("shopper.status")
    check("the receipt scanned at home opens its case", code in kiosk.words().replace("-", ""))
    kiosk.picture("25-status")
    kiosk.touch(id="back")
    kiosk.expect("shopper.home")
    kiosk.touch(id="lookup")
    kiosk.expect("shopper.check")
    kiosk.scan(receipt)
    kiosk.expect("shopper.status")
    say("and on the look-up screen")
    kiosk.touch(id="back")
    kiosk.expect("shopper.check")
    for _ in range(3):  # xdotool is no scanner: on a busy machine it stops in the middle itself
        kiosk.scan_while_busy(receipt)
        time.sleep(0.5)
        if kiosk.screen()["scene"] == "shopper.status":
            break
    kiosk.expect("shopper.status")
    say("and while the program is busy")
    kiosk.touch(id="back")


def sync_through_a_kill(town):
    """Thousands of complaints are being taken and sent when head office dies without a word."""
    town.start_office()
    with ThreadPoolExecutor() as pool:
        taken = pool.submit(town.run_device, "capture", "K07", given="".join(INTAKE % n for n in range(BULK)))
        wait_for("head office to receive", 60, lambda: town.metric("redress_events_accepted_total") > BULK / 10)
        check("head office dies in the middle of the sync", not taken.done())
        town.kill_office()
        acknowledged = taken.result().count("ACK ")
    check("the kiosk took every complaint all the same", acknowledged == BULK, acknowledged)
    town.start_office()
    town.run_device("sync", "K07", "--once")
    cases = town.run_office("cases", "--format", "csv").count("\n") - 1
    check("after the restart every case is there, once", cases == BULK + 1, cases)
    check("head office verifies", town.run_office("verify").strip().endswith("problems 0"))


def answer(town, counter, receipt, code):
    staff.sign_in(counter, "1001", town.pin("1001"))
    counter.picture("41-queue")
    counter.scan(receipt)
    counter.expect("counter.case")
    check("the scan opens the case at the counter", code in counter.words().replace("-", ""))
    wait_for("the words the shopper picked", 20, lambda: "店员态度很差" in counter.words())
    say("with the words the shopper picked")
    staff.start_action(counter, "acknowledge")
    wait_for("the case to be acknowledged", 10, lambda: not staff.offered(counter, "acknowledge"))
    staff.act(counter, "assign", "department:operations", "phrase:0")
    staff.act(counter, "investigate", "cause:service", "validity:valid", text=("findings", (("shushi", "属实"),)))
    staff.act(counter, "resolve", "remedy:apology", text=("answer", (("yijing", "已经"), ("daoqian", "道歉"))))
    counter.picture("42-answered")
    say("acknowledge, assign, investigate, resolve and answer: by touch")


def dispute_on_the_phone(town, code):
    wait_for("the answer at head office", 60, lambda: "已经道歉" in town.page("/C/" + code))
    phone = Browser(town.path("chromium"))
    town.open.append(phone)
    phone.open(f"{town.url}/C/{code}")
    check("the tracking page shows the answer", "已经道歉" in phone.words(), phone.words())
    check("and nothing personal", "13900001234" not in phone.words() and "店员态度很差" not in phone.words())
    phone.picture(town.pictures + "/70-answered.png")
    phone.touch('a[href*="/dispute"]')
    phone.touch('input[value="not_solved"]')
    phone.type("#text", "还是没有解决")
    phone.touch("button.btn.p")
    phone.picture(town.pictures + "/70-disputed.png")
    check("the shopper disputes on the phone", "done=dispute" in phone.address_shown(), phone.words())


def see_the_dispute(counter):
    wait_for("the dispute on the open case", 60, lambda: "顾客说没有解决" in counter.words())
    check("and the case is investigated again", counter.widgets(id="action:investigate"))
    counter.picture("42-disputed")


def day(town):
    town.start_office()
    town.enrol("K07", "kiosk")
    town.enrol("C01", "counter")
    town.kill_office()
    printer = town.open_printer()
    kiosk = town.open_window("K07", "kiosk", printer.address)
    receipt, code = complain(town, kiosk, printer)
    say("a complaint without head office")
    look_up(kiosk, receipt, code)
    sync_through_a_kill(town)
    counter = town.open_window("C01", "counter")
    answer(town, counter, receipt, code)
    dispute_on_the_phone(town, code)
    see_the_dispute(counter)
    for window in (kiosk, counter):
        check(window.name + " ends well", window.close() == 0)
        check(window.name + " verifies", "GOOD" in town.run_device("verify", window.name).splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(play(day))
