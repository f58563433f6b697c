"""What domain.md and docs/POLICY.md say of one case, worked out anew from its bare events: its stages, its level, its
deadline, what it cost. Shares nothing with the engine but the policy's numbers. Times are milliseconds; the malls are at UTC+8."""
import datetime

HOUR, DAY = 3_600_000, 86_400_000
EAST = 8 * HOUR
FOREVER = 1 << 60
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
OPEN = {"acknowledge", "assign", "investigate", "resolve", "feed_back", "confirm"}
DESK = {"service", "handler", "supervisor", "manager"}


def day_of(t):
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=(t + EAST) // DAY)


def midnight(date):
    return (date - datetime.date(1970, 1, 1)).days * DAY - EAST


class Policy:
    def __init__(self, json):
        self.json = json
        self.categories = {row["code"]: row for row in json["categories"]}
        self.off = {row["date"] for row in json["calendar"]["holidays"]}
        self.worked = set(json["calendar"]["make_up_days"])
        self.confirm_ms = json["confirm_days"] * DAY
        self.longest_pause_ms = json["pause_at_most_days"] * DAY

    def is_worked(self, date):
        text = date.isoformat()
        return text in self.worked or text not in self.off and bool(self.json["calendar"]["week"][WEEK[date.weekday()]])

    def department(self, category, sub):
        row = self.categories[category]
        mine = next((s for s in row["subcategories"] if s["code"] == sub), {})
        return mine.get("department", row["department"])

    def usual_level(self, category, sub):
        row = self.categories[category]
        mine = next((s for s in row["subcategories"] if s["code"] == sub), {})
        return mine.get("level", row.get("level", self.json["default_level"]))

    def trigger(self, when):
        return [t for t in self.json["triggers"] if t["when"] == when]

    # ---- time
    def after(self, start, limit, still):
        """When `limit` has run from `start`, standing still in the spans of `still`."""
        if limit["unit"] == "working_days": return self.after_worked(start, limit["amount"] * DAY, still)
        assert limit["unit"] == "calendar_hours"
        return run_through(start, FOREVER, limit["amount"] * HOUR, still)[0]

    def after_worked(self, start, need, still):
        date = day_of(start)
        while True:
            if self.is_worked(date):
                end, need = run_through(max(start, midnight(date)), midnight(date) + DAY, need, still)
                if end is not None: return end - 60_000 if end == midnight(date) + DAY else end  # said as 23:59
            date += datetime.timedelta(days=1)


def run_through(begin, end, need, still):
    """Uses up `need` between begin and end: (when, 0), or (None, what is left)."""
    at = begin
    for a, b in still:
        if b <= at: continue
        if a >= end: break
        if a > at:
            if a - at >= need: return at + need, 0
            need -= a - at
        at = max(at, b)
    if at >= end: return None, need
    return (at + need, 0) if end - at >= need else (None, need - (end - at))


def joined(spans):
    out = []
    for a, b in sorted(s for s in spans if s[1] > s[0]):
        if out and a <= out[-1][1]: out[-1][1] = max(out[-1][1], b)
        else: out.append([a, b])
    return out


def in_order(events):
    """The registration, then causes before effects, then the author's own time, then the id."""
    here = {e.id: e for e in events}
    left = {e.id: {s for s in e.seen if s in here and e.kind != "submitted"} for e in events}
    out = []
    while left:
        ready = [here[i] for i, causes in left.items() if not causes]
        first = min(ready, key=lambda e: (e.kind != "submitted", e.at, [ALPHABET.index(c) for c in e.id]))
        out.append(first)
        del left[first.id]
        for causes in left.values(): causes.discard(first.id)
    known = {}
    for e in out: known[e.id] = set().union(*[{s} | known[s] for s in e.seen if s in known]) if e.seen else set()
    return out, known


STEPS = {  # kind: (stages it fits in, where it leads, roles, whether the shopper may)
    "acknowledged": ({"acknowledge"}, "assign", DESK, False), "assigned": (OPEN, "investigate", DESK, False),
    "investigated": ({"investigate"}, "resolve", DESK, False), "resolved": ({"resolve"}, "feed_back", DESK, False),
    "replied": (OPEN, None, DESK, False), "fed_back": ({"feed_back"}, "confirm", DESK, False),
    "confirmed": ({"confirm"}, "archived", {"service"}, True), "disputed": ({"confirm", "archived"}, "investigate", {"service"}, True),
    "rated": ({"confirm", "archived"}, None, {"service"}, True), "called_back": ({"confirm", "archived"}, None, {"service"}, False),
    "paused": (OPEN, None, DESK, False), "resumed": (OPEN, None, DESK, False), "extended": (OPEN, None, {"manager"}, False),
    "regraded": (OPEN, None, {"supervisor", "manager"}, False), "recategorised": (OPEN, None, DESK, False),
    "escalated": (OPEN, None, DESK, False), "linked": (OPEN | {"archived"}, None, DESK, False),
    "unlinked": (OPEN | {"archived"}, None, DESK, False), "reopened": ({"archived"}, "investigate", {"manager"}, False),
    "archived": ({"confirm"}, "archived", {"manager"}, False), "reviewed": (OPEN | {"archived"}, None, {"supervisor", "manager"}, False)}


class Case:
    """Of the events given: what a person would say happened."""

    def __init__(self, events, policy, arrived, clusters):
        self.policy, self.arrived, self.clusters = policy, arrived, clusters
        ordered, self.known = in_order(events)
        known = self.known
        self.registration = ordered[0]
        assert self.registration.kind == "submitted"
        self.body = self.registration.body
        self.type = self.body["contact_type"]
        self.category, self.sub = self.body["category"], self.body.get("subcategory", "")
        self.submitted = min(self.registration.t, arrived)
        self.captured, self.plausible = self.submitted, self.registration.trusted and self.registration.t <= arrived + 300_000
        if not self.plausible: self.captured = arrived
        self.stage, self.fed, self.closed = "acknowledge", None, None
        self.acknowledged = self.assigned_at = self.answered = None
        self.owner, self.department = "", ""
        self.departments, self.assigned, self.disputes, self.escalated = {}, 0, [], []
        self.results, self.cost, self.minutes, self.fault = [], 0, 0, ""
        self.cause, self.validity, self.decided_at, self.complexity, self.outside = "", "undecided", None, "", ""
        self.complex, self.pauses, self.extensions, self.regrades, self.links = [], [], [], [], {}
        self.shopper_marks, self.staff_marks, self.reached, self.answers = [], [], [], []
        last_move = None
        for e in ordered[1:]:
            self.let_time_pass(e.t)
            if e.kind not in STEPS: continue
            stages, leads, roles, by_shopper = STEPS[e.kind]
            assert by_shopper if e.actor["kind"] == "shopper" else e.actor["role"] in roles, e.kind
            if e.kind == "reviewed":
                self.review(e, known[e.id])
                continue
            fits = self.stage in stages
            # A reply settles what is no complaint.
            if e.kind == "replied" and self.type != "complaint": leads = "confirm"
            # Two people took the same step without knowing of each other: the step stands, what the later one said counts too.
            doubled = not fits and last_move and last_move.kind == e.kind and last_move.id not in known[e.id]
            if not fits and not doubled: continue
            if fits and leads: self.stage, last_move = leads, e
            getattr(self, "on_" + e.kind)(e)
        self.last = max(e.t for e in events)
        self.let_time_pass(self.last)
        self.started_pause_end = max([self.last] + [self.pause_end(p) for p in self.pauses if p["open"]])
        self.let_time_pass(self.started_pause_end)
        if self.stage == "confirm" and self.fed is not None: self.closed = self.fed + policy.confirm_ms

    # ---- events
    def let_time_pass(self, t):
        if self.stage == "confirm" and self.fed is not None and t >= self.fed + self.policy.confirm_ms:
            self.stage, self.closed = "archived", self.fed + self.policy.confirm_ms
        for p in self.pauses:
            if p["open"] and p["until"] is not None and p["until"] <= t: p["open"], p["to"] = False, p["until"]

    def on_acknowledged(self, e):
        if self.acknowledged is None: self.acknowledged = e.t
        self.owner, self.department = e.actor["staff"], e.actor["department"]

    def on_assigned(self, e):
        self.assigned += 1
        if self.assigned_at is None: self.assigned_at = e.t
        for d in e.body["departments"]: self.departments.setdefault(d, e.t)
        self.owner, self.department = e.body.get("person", ""), e.body["departments"][0]

    def on_investigated(self, e):
        self.cause = e.body["cause_class"]
        if "validity" in e.body: self.validity, self.decided_at = e.body["validity"], e.t
        self.complexity = e.body.get("complexity", self.complexity)
        self.outside = e.body.get("outside_party", self.outside)
        if e.body.get("complexity") == "complex": self.complex.append(e.t)

    def on_resolved(self, e):
        self.results.append({"id": e.id, "by": e.actor["staff"], "upheld": None})
        self.cost += e.body.get("cost_fen", 0)
        self.minutes += e.body.get("minutes", 0)
        self.fault = e.body.get("staff_fault", self.fault)

    def on_replied(self, e):
        if self.answered is None: self.answered = e.t
        if self.type != "complaint": self.give_result(e.t)

    def on_fed_back(self, e):
        if self.answered is None: self.answered = e.t
        self.give_result(e.t)

    def give_result(self, t):
        self.fed = t
        self.answers.append((t, "answer"))

    def on_confirmed(self, e):
        self.closed = e.t
        self.answers.append((e.t, "answer"))

    on_archived = on_confirmed

    def on_disputed(self, e):
        self.closed = None
        self.disputes.append(e)
        self.answers.append((e.t, "again"))

    on_reopened = on_disputed

    def on_rated(self, e):
        (self.staff_marks if e.actor["kind"] == "staff" else self.shopper_marks).append(e)

    def on_called_back(self, e):
        if e.body["reached"]: self.reached.append(e.t)

    def on_paused(self, e):
        if any(p["open"] for p in self.pauses): return
        self.pauses.append({"from": e.t, "to": None, "until": e.body.get("until"), "reason": e.body["reason"], "open": True})

    def on_resumed(self, e):
        for p in self.pauses:
            if p["open"]: p["open"], p["to"] = False, min(e.t, p["until"] if p["until"] is not None else e.t)

    def on_extended(self, e):
        self.extensions.append((e.t, e.body["until"]))

    def on_regraded(self, e):
        # Of two that did not know each other the worse holds; of two alike the later.
        if self.regrades and self.regrades[-1].id not in self.known[e.id]:
            if e.body["level"] > self.regrades[-1].body["level"]: return
            self.regrades.pop()
        self.regrades.append(e)

    def on_recategorised(self, e):
        self.category, self.sub = e.body["category"], e.body.get("subcategory", "")

    def on_escalated(self, e):
        self.escalated.append(e.t)

    def on_linked(self, e):
        self.links[e.body["other"]] = (e.body["relation"], e.t)

    def on_unlinked(self, e):
        self.links.pop(e.body["other"], None)

    def review(self, e, known):
        seen = [r for r in self.results if r["id"] in known] or self.results
        if seen and seen[-1]["by"] != e.actor["staff"]: seen[-1]["upheld"] = e.body["verdict"] == "upheld"

    def submitted_at(self):
        return self.registration.t

    # ---- spans
    def pause_end(self, p):
        return min(x for x in (p["from"] + self.policy.longest_pause_ms, p["until"], p["to"]) if x is not None)

    def answered_spans(self):
        """While the shopper has the result; the last one may be open."""
        out, since = [], None
        for t, what in sorted(self.answers):
            if what == "answer" and since is None: since = t
            if what == "again" and since is not None:
                out.append((since, t))
                since = None
        return out, since

    def still(self):
        spans, _ = self.answered_spans()
        return joined(spans + [(p["from"], self.pause_end(p)) for p in self.pauses])

    # ---- level (R45)
    def hits(self, until):
        """(code, level, moment) of each piece of evidence."""
        start, impact, out = self.captured, self.body.get("impact", {}), []
        def from_intake(when, holds):
            for t in self.policy.trigger(when):
                if holds(t): out.append((t["code"], t["level"], start))
        for key in ("injured", "media_or_court", "promise_broken"): from_intake(key, lambda t: impact.get(key))
        from_intake("loss", lambda t: impact.get("loss_fen", 0) >= t["fen"])
        from_intake("category", lambda t: self.category in t["categories"] or self.category + "." + self.sub in t["categories"])
        def each(when, moments, skip=lambda t: 0):
            for t in self.policy.trigger(when):
                for moment in sorted(moments)[skip(t):]: out.append((t["code"], t["level"], max(moment, start)))
        each("departments", self.departments.values(), lambda t: t["count"] - 1)
        each("repeat", [t for relation, t in self.links.values() if relation == "repeat"] + ([start] if "earlier_case" in impact else []))
        each("disputed", [e.t for e in self.disputes if e.kind == "disputed"])
        each("complex", self.complex)
        each("cluster", self.clusters)
        occurred = self.body.get("occurred", {}).get("date")
        event = min(midnight(datetime.date.fromisoformat(occurred)), start) if occurred else start
        for t in self.policy.trigger("escalated"): each("escalated", [x for x in self.escalated if x - event >= t["days"] * DAY])
        for t in self.policy.trigger("validity"):
            if self.validity in t["values"]: out.append((t["code"], t["level"], max(self.decided_at, start)))
        for t in self.policy.trigger("open"):
            old = self.open_for(t["days"])
            if old is not None: out.append((t["code"], t["level"], old))
        out.append(("default", self.policy.usual_level(self.category, self.sub), start))
        return [h for h in out if h[2] <= until]

    def open_for(self, days):
        """Since when it is open so long through our fault: waiting for the shopper does not count, nor what is not valid."""
        spans, since = self.answered_spans()
        waits = spans + [(p["from"], self.pause_end(p)) for p in self.pauses if p["reason"] == "shopper"]
        if since is not None: waits.append((since, FOREVER))
        if self.validity in ("need", "unfounded"): return None
        end, _ = run_through(self.captured, FOREVER, days * DAY, joined(waits))
        return None if end is None or self.closed is not None and self.closed < end else end

    def level(self, t):
        if self.type != "complaint": return 0
        t = max(t, self.captured)
        grades = [e for e in self.regrades if e.t <= t]
        levels = [grades[-1].body["level"]] if grades else []
        for code, level, moment in self.hits(t):
            def silences(e):
                names = e.body.get("silences", [])
                return moment <= e.t and (code == "default" or not names or code in names)
            if not any(silences(e) for e in grades): levels.append(level)
        return min(levels)

    # ---- the result's deadline
    def due(self, until):
        """As it stands at `until`: of all levels until then, what was printed, the category, an extension, a dispute."""
        clocks, still = self.policy.json["clocks"], self.still()
        moments = sorted({self.captured} | {max(h[2], self.captured) for h in self.hits(until)} | {max(e.t, self.captured) for e in self.regrades if e.t <= until})
        dues = []
        for i, level in enumerate(dict.fromkeys(self.level(t) for t in moments)):
            limit = clocks["level_%d" % level]["resolve"]
            due = self.policy.after(self.captured, limit, still)
            printed = self.body.get("promised", {}).get("resolve")
            if i == 0 and printed: due -= max(0, self.policy.after(self.captured, limit, []) - printed)
            dues.append(due)
        strict = self.policy.categories[self.category].get("resolve_at_most")
        if strict: dues.append(self.policy.after(self.captured, strict, still))
        due = min(dues)
        given = [x for x in self.extensions if x[0] <= until]
        if given:
            at, date = given[-1]
            if date > at: date = run_through(at, FOREVER, date - at, still)[0]
            due = max(due, date)
            known = self.level(at)
            worse = [(h[1], h[2]) for h in self.hits(until) if h[0] not in [t["code"] for t in self.policy.trigger("open")]]
            worse += [(e.body["level"], e.t) for e in self.regrades if e.t <= until]
            for level, moment in worse:
                if moment > at and level < known:
                    due = min(due, max(moment, self.policy.after(self.captured, clocks["level_%d" % level]["resolve"], still)))
        again = [t for t, what in self.answers if what == "again" and self.was_answered(t)]
        if again: due = max(due, self.policy.after_worked(max(again), self.policy.json["dispute_at_least_working_days"] * DAY, still))
        return due

    def was_answered(self, t):
        return any(b == t for _, b in self.answered_spans()[0])

    def judged(self):
        """What a report wants to know of the result, worked out once."""
        _, self.resolved = self.answered_spans()
        if self.type != "complaint": return self  # every other contact type is only counted
        if self.resolved is not None:
            self.deadline = self.due(self.resolved)
            self.in_time, self.overdue_from = self.resolved <= self.deadline, None
            spans = joined([(a, min(b, self.resolved)) for a, b in self.still()])
            self.took = max(0, self.resolved - self.captured - sum(b - max(a, self.captured) for a, b in spans if b > self.captured))
        else:
            self.in_time, self.took = False, 0
            rest = self.started_pause_end
            self.overdue_from = self.due(max(rest, self.captured))
            later = sorted(m for _, _, m in self.hits(FOREVER) if m > rest)
            if self.overdue_from >= rest:
                for moment in later:
                    if moment > self.overdue_from: break
                    self.overdue_from = min(self.overdue_from, max(moment, self.due(moment)))
        return self
