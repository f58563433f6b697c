"""A busy time in three malls, planned by dice: what every person and device does and when, what each of them knew, and when
it reaches head office. month_stage plays it. Nothing here says what reports should make of it."""
import datetime
import json
import pathlib
import random

HOUR, DAY, MINUTE = 3_600_000, 86_400_000, 60_000
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def at(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * 1000


BEGIN, END = at("2026-09-22T00:00"), at("2026-11-08T00:00")
LAST = at("2027-02-12T00:00")  # nothing happens later
MALLS = {"xinghe": 1, "binjiang": 2, "donghu": 3}
SITES = {mall: json.loads((pathlib.Path(__file__).resolve().parent / "../../assets/site" / (name + ".json")).read_text(encoding="utf-8"))
         for mall, name in (("xinghe", "xinghe"), ("binjiang", "binjiang"), ("donghu", "binjiang"))}  # the third has the second's places
PLACES = {mall: [place["id"] for place in site["places"]][:40] for mall, site in SITES.items()}
CATEGORIES = {"service_attitude": "rude ignored unauthorised_promise", "facilities": "lift escalator toilet", "hygiene": "smell smoking",
              "after_sales": "return_refused refund_late", "product_quality": "damaged fake", "service_process": "queue no_staff",
              "price_promotion": "coupon", "safety": "fall", "membership": "top_up", "delivery_delay": "goods_late"}
DEPARTMENTS = "service tenant engineering operations security cleaning".split()
BY_STAFF = "counter phone mail web app wechat social open311".split()


def grouped_code(number):
    """Decision 2: eleven symbols and one that makes the weighted sum in GF(32) nought."""
    def times_x(v):
        v <<= 1
        return v ^ 0b100101 if v & 32 else v
    power = lambda n: 1 if n == 0 else times_x(power(n - 1))
    def product(a, b):
        out = 0
        while b:
            if b & 1: out ^= a
            a, b = times_x(a), b >> 1
        return out
    symbols = [number >> (5 * (10 - i)) & 31 for i in range(11)]
    total = 0
    for i, symbol in enumerate(symbols): total ^= product(symbol, power(i + 1))
    last = next(x for x in range(32) if product(x, power(12)) == total)
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[s] for s in symbols + [last])


class Device:
    """Sends every `often`; `offset` is what its clock is wrong by. Without `line` it knows of others only what it pulled then."""

    def __init__(self, mall, role, name, often, line=True, offset=0, trusted=True):
        self.mall, self.role, self.name, self.often, self.line = mall, role, name, often, line
        self.offset, self.trusted, self.written = offset, trusted, []

    def sends_at(self, t):
        return BEGIN + ((t - BEGIN) // self.often + 1) * self.often

    def knows_until(self, t):
        return t if self.line else self.sends_at(t) - self.often


class Event:
    def __init__(self, device, code, t, kind, body, actor, typed, known):
        self.device, self.code, self.t, self.kind, self.body, self.actor, self.typed = device, code, t, kind, body, actor, typed
        self.arrives = device.sends_at(t)
        shared = [e for e in known if e.kind not in ("noted", "reviewed")]  # kiosks never get these: nobody names them
        self.before = set().union(*[{e} | e.before for e in known]) if known else set()
        behind = set().union(*[e.before for e in shared]) if shared else set()
        self.seen = [e for e in shared if e not in behind]


class Person:
    def __init__(self, mall, number, role, department):
        self.mall, self.number, self.role, self.department = mall, "%d%03d" % (MALLS[mall], number), role, department
        self.actor = {"kind": "staff", "staff": self.number, "role": role, "department": department}


SHOPPER = {"kind": "shopper"}
STAFF = [(1, "service", "service"), (3, "handler", "engineering"), (4, "supervisor", "service"), (5, "manager", "operations"),
         (21, "service", "service"), (23, "handler", "tenant")]


class Plan:
    def __init__(self, seed, cases):
        self.dice = random.Random(seed)
        self.people = [Person(mall, *row) for mall in MALLS for row in STAFF]
        self.devices = []
        for mall in MALLS:
            self.devices += [Device(mall, "kiosk", mall + "-K1", 30 * MINUTE), Device(mall, "kiosk", mall + "-K2", 30 * HOUR, offset=41 * MINUTE),
                             Device(mall, "counter", mall + "-C1", HOUR), Device(mall, "counter", mall + "-C2", 3 * DAY, line=False)]
        self.devices.append(Device("binjiang", "kiosk", "binjiang-K3", 2 * DAY, offset=-9 * DAY, trusted=False))
        self.events, self.begun = [], []
        for i in range(cases): self.case(i)
        self.health()

    def chance(self, percent):
        return self.dice.random() * 100 < percent

    def person(self, mall, *roles):
        return self.dice.choice([p for p in self.people if p.mall == mall and p.role in roles])

    def device(self, mall, role):
        fit = [d for d in self.devices if d.mall == mall and d.role == role]
        return self.dice.choices(fit, [10, 2, 1][:len(fit)])[0]

    def span(self, typical):
        """Mostly around `typical`, now and then very long; whole seconds, and never none."""
        ms = typical * self.dice.expovariate(1) * (8 if self.chance(7) else 1)
        return max(2000, int(ms) // 1000 * 1000)

    def write(self, code, t, kind, body, actor, device=None, typed=None):
        mall = self.mall
        device = device or self.device(mall, "kiosk" if actor is SHOPPER and self.chance(60) else "counter")
        if device.offset < 0 and kind != "submitted": device = next(d for d in self.devices if d.mall == mall)
        taken = {e.t for e in self.story}
        while t in taken or t in device.written: t += 1000
        if t > LAST: return None
        device.written.append(t)
        known = [e for e in self.story if e.device is device and e.t < t or e.arrives <= device.knows_until(t)]
        event = Event(device, code, t, kind, body, actor, typed, known)
        self.story.append(event)
        self.events.append(event)
        return event

    # ---- one case
    def case(self, i):
        dice = self.dice
        self.mall = mall = dice.choices(list(MALLS), [5, 3, 2])[0]
        self.story = []
        code = grouped_code(dice.getrandbits(55))
        t = BEGIN + dice.randrange((END - BEGIN) // 1000) * 1000
        category = dice.choices(list(CATEGORIES), [6, 5, 4, 5, 4, 3, 2, 1, 2, 1])[0]
        body = {"contact_type": dice.choices(["complaint", "enquiry", "suggestion", "help"], [84, 7, 5, 4])[0], "category": category,
                "subcategory": dice.choice(CATEGORIES[category].split())}
        if self.chance(80): body["place"] = dice.choice(PLACES[mall])
        body["language"] = dice.choice(["zh-Hans", "zh-Hant", "en"])
        by_staff = self.chance(45)
        actor = self.person(mall, "service").actor if by_staff else SHOPPER
        if by_staff:
            body["channel"] = dice.choice(BY_STAFF)
            if self.chance(20): body["source"] = "internal"
            if self.chance(60): body["received_at"] = t - self.span(6 * HOUR)
        impact = {key: True for key, percent in (("injured", 2), ("promise_broken", 5), ("media_or_court", 2)) if self.chance(percent)}
        if self.chance(15): impact["loss_fen"] = dice.choice([0, 10000, 50000, 200000])
        mine = [b for b in self.begun if b[1] == mall]
        if mine and self.chance(4): impact["earlier_case"] = dice.choice(mine)[0]
        if self.chance(8): body["occurred"] = {"date": datetime.datetime.fromtimestamp((t - self.span(20 * DAY)) / 1000, ZONE).date().isoformat()}
        if impact: body["impact"] = impact
        typed = {"text": "…"}
        if self.chance(55):
            body["consent"] = {"text": "同意", "version": "1"}
            typed["contact"] = {"phone": "139%08d" % dice.randrange(400)}
        body.update({"policy": self.policy_at(mall, t), "site": "2026-04"})
        if self.chance(25): body["promised"] = {"first_answer": t + dice.randrange(20, 30) * HOUR, "resolve": t + dice.randrange(20, 80) * HOUR}
        device = self.device(mall, "counter" if by_staff else "kiosk")
        registered = self.write(code, t, "submitted", body, actor, device, typed)
        self.begun.append((code, mall, t))
        self.handle(code, registered.arrives if self.chance(80) else t)  # or by its receipt, before it is here

    def policy_at(self, mall, t):
        return "2026-10b" if mall == "binjiang" and t > at("2026-10-08T12:00") else "2026-04"

    def handle(self, code, t):
        """The way of a case, with all that may happen beside it; some are never finished."""
        t = self.acknowledge(code, t + self.span(5 * HOUR))
        for round_no in range(1 + self.chance(4)):
            for typical, step in ((6 * HOUR, self.assign), (16 * HOUR, self.investigate), (14 * HOUR, self.resolve), (6 * HOUR, self.feed_back)):
                if self.chance(2): return
                t = self.meanwhile(code, t)
                t = step(code, t + self.span(typical))
            t = self.afterwards(code, t)
            if t is None: return

    def acknowledge(self, code, t):
        if self.chance(5): return t  # assigned at once
        self.write(code, t, "acknowledged", {}, self.person(self.mall, "service").actor)
        if self.chance(4): self.write(code, t + self.span(HOUR), "acknowledged", {}, self.person(self.mall, "service", "supervisor").actor)
        return t

    def assign(self, code, t):
        owner = self.person(self.mall, "service", "handler")
        departments = self.dice.sample(DEPARTMENTS, self.dice.choices([1, 2, 3], [90, 8, 2])[0])
        self.write(code, t, "assigned", {"departments": departments, "person": owner.number}, self.person(self.mall, "service", "manager").actor)
        return self.assign(code, t + self.span(8 * HOUR)) if self.chance(8) else t

    def investigate(self, code, t):
        body = {"cause_class": self.dice.choices(["service", "product", "process", "communication"], [5, 3, 2, 1])[0]}
        if self.chance(85): body["validity"] = self.dice.choices(["valid", "need", "unfounded"], [8, 1, 1])[0]
        if self.chance(50): body["complexity"] = self.dice.choices(["simple", "complex"], [4, 1])[0]
        if self.chance(15): body["outside_party"] = self.dice.choice(["supplier", "lawyer", "none"])
        self.write(code, t, "investigated", body, self.person(self.mall, "handler", "service").actor, typed={"findings": "…"})
        return t

    def resolve(self, code, t):
        body = {"remedies": self.dice.sample(["replace", "refund", "apology", "gift", "repair"], self.dice.randrange(1, 3))}
        if self.chance(45): body["cost_fen"] = self.dice.randrange(100, 60000)
        if self.chance(70): body["minutes"] = self.dice.randrange(5, 240)
        if self.chance(6): body["staff_fault"] = self.dice.choice(["warned", "none", "compensation"])
        self.write(code, t, "resolved", body, self.person(self.mall, "handler", "service", "supervisor").actor)
        if self.chance(3): self.write(code, t + self.span(HOUR), "resolved", body, self.person(self.mall, "handler").actor)
        return t

    def feed_back(self, code, t):
        self.write(code, t, "fed_back", {"text": "好了", "way": "phone"}, self.person(self.mall, "service", "manager").actor)
        return t

    def meanwhile(self, code, t):
        mall, dice = self.mall, self.dice
        beside = t + self.span(5 * HOUR)
        if self.chance(7): self.write(code, beside, "replied", {"text": "在查"}, self.person(mall, "service").actor)
        if self.chance(3): self.write(code, beside, "noted", {}, self.person(mall, "service").actor, typed={"text": "…"})
        if self.chance(2): self.write(code, beside, "escalated", {"role": "manager"}, self.person(mall, "service").actor, typed={"reason": "…"})
        if self.chance(2): self.write(code, t + 31 * DAY, "escalated", {"role": "supervisor"}, self.person(mall, "service").actor, typed={"reason": "…"})
        if self.chance(3): self.write(code, beside, "extended", {"until": beside + self.span(6 * DAY), "reason": "parts"}, self.person(mall, "manager").actor)
        if self.chance(3):
            body = {"level": dice.randrange(1, 5)}
            if self.chance(50): body["silences"] = dice.sample(["facility", "attitude", "departments_2", "promise_broken", "cluster", "disputed"], 2)
            self.write(code, beside, "regraded", body, self.person(mall, "supervisor", "manager").actor, typed={"reason": "…"})
        if self.chance(3):
            category = dice.choice(list(CATEGORIES))
            self.write(code, beside, "recategorised", {"category": category, "subcategory": CATEGORIES[category].split()[0]}, self.person(mall, "service").actor)
        mine = [b for b in self.begun if b[1] == mall and b[2] < beside and b[0] != code]
        if mine and self.chance(3):
            other = dice.choice(mine[-40:])[0]
            self.write(code, beside, "linked", {"other": other, "relation": dice.choice(["repeat", "repeat", "duplicate"])}, self.person(mall, "service").actor)
            if self.chance(25): self.write(code, beside + self.span(2 * DAY), "unlinked", {"other": other}, self.person(mall, "service").actor)
        if not self.chance(8): return t
        body = {"reason": dice.choice(["shopper", "supplier", "general_office"])}
        if self.chance(30): body["until"] = beside + self.span(3 * DAY)
        self.write(code, beside, "paused", body, self.person(mall, "manager").actor)
        if self.chance(10): return beside  # for ever
        back = beside + self.span(2 * DAY)
        self.write(code, back, "resumed", {}, self.person(mall, "manager").actor)
        return back

    def afterwards(self, code, t):
        """Ratings, call-backs, reviews and how it ends; a moment if it goes on."""
        mall, dice = self.mall, self.dice
        soon = t + self.span(DAY)
        if self.chance(40): self.write(code, soon, "rated", self.marks(), SHOPPER)
        if self.chance(20):
            reached = self.chance(80)
            caller = self.person(mall, "service").actor
            self.write(code, soon + 5000, "called_back", {"reached": reached}, caller)
            if reached and self.chance(70): self.write(code, soon + 6000, "rated", self.marks(), caller)
        if self.chance(25): self.write(code, soon + self.span(DAY), "reviewed", {"verdict": dice.choice(["upheld", "upheld", "faulty"])}, self.person(mall, "supervisor", "manager").actor)
        if self.chance(40): self.write(code, soon + self.span(8 * HOUR), "confirmed", {}, SHOPPER if self.chance(75) else self.person(mall, "service").actor)
        elif self.chance(3): self.write(code, soon + self.span(8 * HOUR), "archived", {"retention": "normal"}, self.person(mall, "manager").actor)
        if self.chance(9):
            back = t + self.span(5 * DAY)
            self.write(code, back, "disputed", {"reason": "not_solved"}, SHOPPER)
            return back
        if self.chance(4):
            back = t + 7 * DAY + self.span(2 * DAY)
            self.write(code, back, "reopened", {"reason": "new_evidence"}, self.person(mall, "manager").actor)
            return back
        return None

    def marks(self):
        return {"speed": self.dice.randrange(1, 6), "result": self.dice.choices(range(1, 6), [1, 1, 2, 5, 6])[0],
                **({"attitude": self.dice.randrange(1, 6)} if self.chance(70) else {})}

    def health(self):
        """Events of a device itself: some of them are lost, so that its log has gaps (R133)."""
        for device in self.devices:
            if device.role != "kiosk" or device.offset: continue
            for i in range(60):
                t = BEGIN + i * 17 * HOUR + 7000
                while t in device.written: t += 1000
                device.written.append(t)
                self.story = []
                event = Event(device, None, t, "device_health", {"printer": "ok"}, {"kind": "device"}, None, [])
                event.lost = device.name == "donghu-K1" and i % 2 == 0
                self.events.append(event)

    # ---- what the stage plays
    def steps(self, reports, policy):
        yield {"op": "mall", "id": "donghu", "now": BEGIN - HOUR, "site": json.dumps({**SITES["donghu"], "mall": "donghu"}, ensure_ascii=False)}
        for person in self.people:
            if person.mall == "donghu" or person.number[1] + person.number[2] == "02":
                yield {"op": "run", "words": ["user", "add", "--staff", person.number, "--name", "某", "--role", person.role, "--mall", person.mall,
                                              "--department", person.department, "--pin", "482915"]}
        index = {device: i for i, device in enumerate(self.devices)}
        for device in self.devices: yield {"op": "device", "mall": device.mall, "role": device.role, "name": device.name}
        for device in self.devices:
            if device.trusted: yield {"op": "pull", "device": index[device], "at": BEGIN - HOUR + device.offset, "now": BEGIN - HOUR}
        timed = [(now, 1, {"op": "run", "now": now, "words": words}) for now, words in reports + policy.publishing()]
        labels = {event: str(i) for i, event in enumerate(self.events)}
        for device in self.devices:
            mine = sorted((e for e in self.events if e.device is device), key=lambda e: e.t)
            begin = 0
            for i, event in enumerate(mine):
                step = {"op": "event", "device": index[device], "label": labels[event], "at": event.t + device.offset, "kind": event.kind,
                        "body": event.body, "actor": event.actor, "trusted": device.trusted}
                if event.code: step.update(code=event.code, seen=[labels[e] for e in event.seen])
                if event.typed: step["typed"] = event.typed
                timed.append((event.t, 0, step))
                if i + 1 < len(mine) and mine[i + 1].arrives == event.arrives and not getattr(mine[i + 1], "lost", False) and not getattr(event, "lost", False): continue
                if not getattr(event, "lost", False):
                    timed.append((event.arrives, 0, {"op": "send", "device": index[device], "from": begin, "to": i + 1, "now": event.arrives}))
                begin = i + 1
        # Nothing can be named as seen before it was written, nor sent: the order of time is that of causes.
        for _, _, step in sorted(timed, key=lambda row: row[:2]): yield step


def write_plan(path, plan, reports, policy):
    with open(path, "w", encoding="utf-8") as out:
        for step in plan.steps(reports, policy): out.write(json.dumps(step, ensure_ascii=False) + "\n")
