"""Two counters without network act on one case: after the sync both show it, and the manager settles it."""
import counter as staff
from driver import wait_for
from town import check, play, say

INTAKE = '{"contact_type":"complaint","category":"service_attitude","text":"店员态度很差","language":"zh-Hans"}\n'


def open_case(town, window, number, receipt):
    staff.sign_in(window, number, town.pin(number))
    window.scan(receipt)
    window.expect("counter.case")


def conflict(town):
    town.start_office()
    for name in ("C01", "C02"):
        town.enrol(name, "counter")
    code = town.run_device("capture", "C01", given=INTAKE).split()[-1]
    receipt = "HTTPS://SD.EXAMPLE/C/" + code.replace("-", "")
    for name in ("C01", "C02"):
        town.run_device("sync", name, "--once")
    one, two = (town.open_window(name, "counter") for name in ("C01", "C02"))
    open_case(town, one, "1001", receipt)
    staff.start_action(one, "acknowledge")
    wait_for("the acknowledgement", 10, lambda: not staff.offered(one, "acknowledge"))
    open_case(town, two, "1002", receipt)
    wait_for("the acknowledgement at the other counter", 60, lambda: not staff.offered(two, "acknowledge"))

    town.kill_office()
    staff.act(one, "assign", "department:operations", "phrase:0")
    staff.act(two, "assign", "department:security", "phrase:0")
    one.picture("42-assigned")
    two.picture("42-assigned")
    say("both counters assign the case, neither knows of the other")
    town.start_office()
    for window in (one, two):
        town.run_device("sync", window.name, "--once")
    for window in (one, two):
        wait_for("both records at " + window.name, 60,
                 lambda: len(window.widgets(role="row", label="指派")) == 2)
    say("after the sync both counters show both records")

    two.touch(id="lock")
    open_case(town, two, "1005", receipt)
    staff.start_action(two, "settle")
    two.expect("counter.conflict")
    wait_for("both records side by side", 10, lambda: all(word in two.words() for word in ("周敏", "营运部", "李伟", "安保部")))
    two.picture("48-conflict")
    two.touch(id="settle:right")
    two.expect("counter.case")
    for window in (one, two):
        wait_for("the end of the conflict at " + window.name, 60, lambda: window.widgets(role="row", label="冲突"))
    check("nothing is left to settle", not staff.offered(two, "settle"))
    two.picture("42-settled")
    say("the manager settles it, for both counters")
    for window in (one, two):
        check(window.name + " ends well", window.close() == 0)
        check(window.name + " verifies", "GOOD" in town.run_device("verify", window.name).splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(play(conflict))
