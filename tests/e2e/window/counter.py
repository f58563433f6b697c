"""What staff do at the counter, by touch."""
from driver import Failed, wait_for


def sign_in(counter, number, pin):
    counter.expect("counter.signin")
    counter.press_keys(number)
    wait_for("the name to the number", 10, lambda: any(w.get("editing") for w in counter.widgets(id="field:pin")))
    counter.press_keys(pin)
    counter.touch(id="next")
    counter.expect("counter.queue")


def start_action(counter, name):
    """Touches an action of the open case, on whichever page of the column it stands."""
    counter.expect("counter.case")
    for _ in range(6):
        offered = [w for w in counter.widgets(id="action:" + name) if not w.get("off")]
        if offered:
            return counter.touch(id="action:" + name)
        pager = next((w for w in counter.widgets(id="actions:next") if not w.get("off")), None)
        if not pager:
            break
        counter.touch(id="actions:next")
    raise Failed(f"{counter.name}: {name} is not offered")


def act(counter, name, *choices, text=None):
    """An action with its form: choices as "field:value", text as (field, ((pinyin, word), …))."""
    start_action(counter, name)
    counter.expect("counter.act")
    for choice in choices:
        counter.touch(id="choose:" + choice)
    if text:
        field, words = text
        counter.touch(id="field:" + field)
        for pinyin, word in words:
            counter.press_keys(pinyin)
            counter.pick(word)
        counter.touch(id="typing:done")
    counter.touch(id="submit")
    counter.expect("counter.case")
