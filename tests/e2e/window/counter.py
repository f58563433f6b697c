"""What staff do at the counter, by touch."""
from driver import Failed, wait_for


def sign_in(counter, number, pin):
    counter.expect("counter.signin")
    counter.press_keys(number)
    wait_for("the name to the number", 10, lambda: any(w.get("editing") for w in counter.widgets(id="field:pin")))
    counter.press_keys(pin)
    counter.touch(id="next")
    counter.expect("counter.queue")


def offered(counter, name):
    """Whether an action of the open case can be used, on whichever page of the column it stands: that page is shown."""
    for _ in range(6):
        if found := next(iter(counter.widgets(id="action:" + name)), None):
            return not found.get("off")
        turns = [w["id"] for turn in ("next", "prev") for w in counter.widgets(id="actions:" + turn) if not w.get("off")]
        if not turns:
            return False
        counter.touch(id=turns[0])
    return False


def start_action(counter, name):
    counter.expect("counter.case")
    if not offered(counter, name):
        raise Failed(f"{counter.name}: {name} is not offered")
    counter.touch(id="action:" + name)


def act(counter, name, *choices, text=None):
    """An action on its own screen: ids to be chosen, text as (field, ((pinyin, word), …))."""
    start_action(counter, name)
    counter.expect("counter." + name)
    for choice in choices:
        if not counter.find(id=choice).get("chosen"):
            counter.touch(id=choice)
    if text:
        field, words = text
        counter.touch(id="field:" + field)
        for pinyin, word in words:
            counter.press_keys(pinyin)
            counter.pick(word)
        counter.touch(id="typing:done")
    counter.touch(id="submit")
    counter.expect("counter.case")
