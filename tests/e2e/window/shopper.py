"""What a shopper does at the kiosk, step by step, by touch."""
from driver import wait_for


def to_the_story(kiosk):
    """From the home screen to the keyboard: a complaint about a rude shop assistant."""
    kiosk.expect("shopper.home")
    kiosk.touch(id="start")
    kiosk.expect("shopper.type")
    kiosk.touch(role="option", label="投诉")
    kiosk.touch(id="injury:no")
    kiosk.touch(role="tile", label="服务态度")
    kiosk.expect("shopper.place")
    kiosk.touch(role="chip", label="言语不当")
    kiosk.touch(role="row", label="晨麦面包")
    kiosk.touch(id="next")
    kiosk.expect("shopper.when")
    kiosk.touch(role="chip", label="今天")
    kiosk.touch(id="next")
    kiosk.expect("shopper.text")


def write(window, *words):
    """Words as (pinyin, what is picked)."""
    for pinyin, word in words:
        window.press_keys(pinyin)
        window.pick(word)


def pick_any(window, word):
    """This word if it is offered, else as many characters of it as are, one after the other."""
    while word:
        offered = window.candidates()
        part = next(word[:n] for n in range(len(word), 0, -1) if word[:n] in offered or n == 1)
        window.pick(part)
        word = word[len(part):]


def leave_phone(kiosk, number):
    """From the story to the review, a telephone number and consent left."""
    kiosk.touch(id="next")
    kiosk.expect("shopper.wish")
    kiosk.touch(role="check", label="道歉")
    kiosk.touch(id="next")
    kiosk.expect("shopper.contact")
    kiosk.touch(id="contact:phone")
    kiosk.press_keys(number)
    kiosk.touch(id="consent")
    kiosk.touch(id="next")
    kiosk.expect("shopper.review")


def submit(kiosk, printer, picture_path):
    """What the QR of the printed receipt says."""
    printed = printer.jobs_done
    kiosk.touch(role="button", label="提交投诉")
    kiosk.expect("shopper.done")
    wait_for("the receipt", 20, lambda: printer.jobs_done > printed)
    return printer.scanned(picture_path)
