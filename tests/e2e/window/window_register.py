"""A shopper phones: the complaint is registered at the counter, a second one about the same is linked to it, and the third
person's raises all of them, at the counter and at head office."""
import json

import counter as staff
from driver import wait_for
from town import check, play, say

INTAKE = ('{"contact_type":"complaint","category":"hygiene","place":"%s","text":"地面湿滑","language":"zh-Hans",'
          '"contact":{"phone":"13900000%03d"},"consent":{"text":"同意","version":"1"}}\n')


def choose(counter, *ids):
    for id in ids:
        counter.touch(id=id)


def level_of(town, code):
    cases = map(json.loads, town.run_office("cases", "--format", "json").splitlines())
    return next((str(case["level"]) for case in cases if case["code"].replace("-", "") == code), None)


def register(counter, phone):
    """One complaint by telephone; gives its code."""
    counter.touch(id="register")
    counter.expect("counter.register")
    choose(counter, "channel:phone", "pick:category", "category:hygiene")
    counter.touch(id="dialog:close")
    counter.touch(id="pick:place")
    choose(counter, next(w["id"] for w in counter.widgets() if w.get("id", "").startswith("floor:")))
    place = next(w["id"] for w in counter.widgets() if w.get("id", "").startswith("place:"))
    counter.touch(id=place)
    choose(counter, "injured:no", "promise:no")
    counter.touch(id="field:story")
    counter.press_keys("shushi")
    counter.pick("属实")
    counter.touch(id="typing:done")
    counter.touch(id="field:phone")
    for digit in phone:
        counter.touch(id="key:" + digit, role="key")
    counter.touch(id="typing:done")
    counter.touch(id="consent")
    wait_for("the level by the policy", 10, lambda: "级" in counter.words())
    return place.split(":")[1]


def submitted_code(counter):
    counter.touch(id="submit")
    counter.find(id="told")
    counter.touch(id="told")
    counter.touch(id="open")
    counter.expect("counter.case")
    return wait_for("the code", 10, lambda: next((w["label"].replace("-", "") for w in counter.widgets() if len(w["label"]) == 14 and w["label"].count("-") == 2), ""))


def registered(town):
    town.start_office()
    for name, role in (("K07", "kiosk"), ("C01", "counter")):
        town.enrol(name, role)
    counter = town.open_window("C01", "counter")
    staff.sign_in(counter, "1001", town.pin("1001"))
    place = register(counter, "13900000001")
    counter.picture("46-register")
    first = submitted_code(counter)
    check("the case is acknowledged by registering", not staff.offered(counter, "acknowledge"))
    say("a complaint by telephone is registered by touch")

    counter.touch(id="back")
    counter.expect("counter.queue")
    register(counter, "13900000002")
    counter.find(id="same:" + first)
    counter.touch(id="same:" + first)
    counter.picture("46-same-matter")
    second = submitted_code(counter)
    wait_for("the link on the second case", 10, lambda: first in counter.words().replace("-", ""))
    counter.picture("42-linked")
    say("the second one is linked to the first")

    town.run_device("capture", "K07", given=INTAKE % (place, 3))
    town.run_device("sync", "K07", "--once")
    town.run_device("sync", "C01", "--once")
    wait_for("the group at the counter", 60, lambda: "同类投诉" in counter.words())
    counter.picture("42-group")
    for code in (first, second):
        wait_for("level 2 at head office", 60, lambda: level_of(town, code) == "2")
    say("three people: one group of level 2 at the counter and at head office")
    check("the counter ends well", counter.close() == 0)
    check("and verifies", "GOOD" in town.run_device("verify", "C01").splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(play(registered))
