"""The figures of domain.md section 6, counted one by one from the cases of month_rules.py, beside what a report says."""
import datetime
import json

from month_rules import DAY, HOUR, Case, day_of, midnight

SETTLE = datetime.timedelta(days=45)  # docs/decisions/0009
CUTS = "category place channel kiosk department owner level cause source complexity outside_party staff_fault".split()
CHANNELS = "kiosk counter phone mail web app wechat social open311".split()


class Event:
    def __init__(self, line, offsets):
        arrived, device, text = line.split(" ", 2)
        json_of = json.loads(text)
        self.arrived, self.device = int(arrived), int(device)
        self.id, self.at, self.seq, self.kind, self.body = json_of["id"], json_of["at"], json_of["seq"], json_of["kind"], json_of.get("body", {})
        self.actor, self.seen, self.code = json_of["actor"], json_of.get("seen", []), json_of.get("code")
        self.trusted, self.boot = json_of.get("trusted", False), json_of.get("boot")
        self.t = self.at + offsets.get(self.boot, 0)


def clock_offsets(lines):
    out = {}
    for line in lines:
        event = json.loads(line.split(" ", 2)[2])
        if event["kind"] == "clock_measured": out.setdefault(event["body"]["boot"], event["body"]["offset_ms"])
    return out


class Span:
    """A period, and those before it."""

    LONG = {"month": 1, "quarter": 3, "half": 6, "year": 12}

    def __init__(self, name):
        self.name = name
        year, part = int(name[:4]), name[5:]
        if part.startswith("W"):
            self.kind, self.first = "week", datetime.date.fromisocalendar(year, int(part[1:]), 1)
            self.after = self.first + datetime.timedelta(days=7)
        else:
            self.kind = {"": "year", "H": "half", "Q": "quarter"}.get(part[:1], "month")
            months = self.LONG[self.kind]
            index = year * 12 + (int(part.lstrip("HQ") or 1) - 1) * months
            self.first, self.after = (datetime.date(i // 12, i % 12 + 1, 1) for i in (index, index + months))
        self.begin, self.end, self.settled = midnight(self.first), midnight(self.after), midnight(self.after + SETTLE)
        self.days = (self.after - self.first).days

    @classmethod
    def of(cls, kind, day):
        if kind == "week": return cls("%d-W%02d" % day.isocalendar()[:2])
        number = (day.month - 1) // cls.LONG[kind] + 1
        return cls({"month": "%d-%02d", "quarter": "%d-Q%d", "half": "%d-H%d", "year": "%.4d"}[kind] % (day.year, number)[:1 if kind == "year" else 2])

    def before(self):
        return Span.of(self.kind, self.first - datetime.timedelta(days=1))


def rounded(numerator, denominator):
    return int((abs(numerator) + denominator // 2) // denominator) * (1 if numerator >= 0 else -1)


class Office:
    """What is known at `now`."""

    def __init__(self, folder, rules, now):
        self.rules, self.now = rules, now
        lines = (folder / "events.txt").read_text(encoding="utf-8").splitlines()
        offsets = clock_offsets(lines)
        self.events = [e for e in (Event(line, offsets) for line in lines) if e.arrived <= now]
        self.devices = {int(no): (mall, name) for no, mall, name, _ in (line.split() for line in (folder / "devices.txt").read_text().splitlines())}
        self.numbers = {name: no for no, (_, name) in self.devices.items()}
        self.cases, self.kept, self.kept_standing = {}, {}, {}
        for e in self.events:
            if e.code: self.cases.setdefault(e.code, []).append(e)
        self.cases = {code: sorted(events, key=lambda e: e.t) for code, events in self.cases.items() if any(e.kind == "submitted" for e in events)}
        self.registration = {code: next(e for e in events if e.kind == "submitted") for code, events in self.cases.items()}
        self.mall = {code: self.devices[e.device][0] for code, e in self.registration.items()}
        self.clusters = {}
        self.people = {line.split()[0]: line.split()[1] for line in (folder / "people.txt").read_text().splitlines()}
        self.whole = {code: self.case(code) for code in self.cases}
        self.find_clusters()
        self.whole = {code: self.case(code) for code in self.cases}
        self.day = {code: day_of(c.captured) for code, c in self.whole.items()}
        self.find_repeats()

    def case(self, code, before=None, until=None):
        """As of the events that had happened; the registration always counts, notes never do."""
        events = [e for e in self.cases[code] if e.kind == "submitted" or e.kind != "noted" and
                  (before is None or e.t < before) and (until is None or e.t <= until)]
        registration = self.registration[code]
        policy = self.rules.policy(self.mall[code], registration.body.get("policy"))
        return Case(events, policy, registration.arrived, self.clusters.get(code, [])).judged()

    # ---- same complaints of different people (R53)
    def find_clusters(self):
        groups = {}
        for code, c in self.whole.items():
            if c.type == "complaint" and c.body.get("place"):
                groups.setdefault((self.mall[code], c.category, c.body["place"]), []).append((c.submitted_at(), code))
        self.same, self.clusters = [], {}
        for (mall, category, place), members in groups.items():
            people, last = {}, {}
            for t, code in sorted(members):
                if code in self.people: people[code] = self.people[code]
                else:  # unnamed: the same person while less than ten minutes pass at one device
                    device = self.registration[code].device
                    who = last[device][1] if device in last and t - last[device][0] < 600_000 else "%s/%d" % (device, t)
                    last[device] = (t, who)
                    people[code] = who
            rule = next(x for x in self.rules.of[mall][0].json["triggers"] if x["when"] == "cluster")
            for t, code in sorted(members):
                moments, seen, most = [], set(), 0
                for end, _ in sorted(m for m in members if (t, code) <= m and m[0] - t <= rule["days"] * DAY):
                    window = {people[c] for x, c in members if end - rule["days"] * DAY <= x <= end}
                    if len(window) < rule["count"]: continue
                    if not moments or not window <= seen: moments.append(end)
                    seen |= window
                    most = max(most, len(window))
                if moments:
                    self.clusters[code] = moments
                    self.same.append((mall, category, place, t, moments[0], most))

    def find_repeats(self):
        """When another case was linked as the repeat of this one, and until when."""
        self.repeats = {}
        for code, c in self.whole.items():
            spans = {}
            for e in self.cases[code]:
                if e.kind not in ("linked", "unlinked"): continue
                of = spans.setdefault(e.body["other"], [])
                is_open = bool(of) and of[-1][1] is None
                if e.kind == "linked" and e.body["relation"] == "repeat":
                    if not is_open: of.append([e.t, None])
                elif is_open: of[-1][1] = e.t
            for other, found in spans.items(): self.repeats.setdefault(other, []).extend(found)

    # ---- what a case adds
    def fact(self, code, kind):
        key = (code, kind)
        if key not in self.kept: self.kept[key] = self.case(code, before=Span.of(kind, self.day[code]).settled)
        return self.kept[key]

    def words(self, code, c, t):
        return {"category": c.category, "place": c.body.get("place", ""), "channel": c.body.get("channel", "kiosk"),
                "kiosk": str(self.registration[code].device), "department": c.department or c.policy.department(c.category, c.sub),
                "owner": c.owner, "level": str(c.level(t)), "cause": c.cause, "source": c.body.get("source", "external"),
                "complexity": c.complexity, "outside_party": c.outside, "staff_fault": c.fault}

    def tally(self, code, c, t):
        out = dict.fromkeys(COUNTS, 0)
        by = lambda x: x is not None and x <= t
        taken = [x for x in (c.acknowledged if c.acknowledged is not None else c.assigned_at, c.answered) if x is not None]
        acknowledged = max(min(taken), c.captured) if taken else None
        answered = max(c.answered, c.captured) if c.answered is not None else None
        out["received"] = 1
        if "received_at" in c.body:
            out["timed"] = 1
            out["registered"] = max(0, c.submitted - c.body["received_at"]) <= 24 * HOUR
        if by(acknowledged): out["acknowledged"] = acknowledged - c.captured <= 12 * HOUR
        else: out["acknowledge_pending"] = t - c.captured < 12 * HOUR
        if by(answered): out.update(answered=1, in_24=answered - c.captured <= 24 * HOUR, response=answered - c.captured)
        else: out["answer_pending"] = t - c.captured < 24 * HOUR
        resolved, closed = by(c.resolved), by(c.closed)
        late = not closed and (resolved and not c.in_time or not resolved and c.overdue_from is not None and c.overdue_from < t)
        valid = c.validity == "valid"
        out.update(resolved=resolved, took=c.took if resolved else 0, late=late, decided=c.validity != "undecided", valid=valid, valid_late=valid and late)
        transit = self.transit(code, c)
        out["late_by_transit"] = c.resolved is not None and not c.in_time and c.resolved - c.deadline <= transit
        if closed:
            repeated = any(at <= t and not by(gone) and (c.resolved is None or at - c.resolved <= 30 * DAY) for at, gone in self.repeats.get(code, []))
            out.update(closed=1, closed_in_time=c.in_time, first_contact=c.assigned <= 1 and not c.disputes and not repeated,
                       repeat=any(relation == "repeat" for relation, _ in c.links.values()),
                       cost=c.cost + c.minutes * c.policy.json["report"]["minute_fen"], valid_closed=valid, valid_closed_in_time=valid and c.in_time)
        marks = {who: [e.body["result"] for e in of if e.body.get("result")] for who, of in (("shopper", c.shopper_marks), ("staff", c.staff_marks))}
        for who, given in marks.items(): out.update({who + "_rated": bool(given), who + "_satisfied": bool(given) and given[-1] >= 4})
        attitude = [e.body["attitude"] for e in c.shopper_marks if e.body.get("attitude")]
        out.update(attitude_rated=bool(attitude), attitude_sum=attitude[-1] if attitude else 0, told=c.fed is not None)
        callable_ = c.stage in ("confirm", "archived") and c.fed is not None and "consent" in c.body
        out.update(callable=callable_, called=callable_ and any(x >= c.fed for x in c.reached + [e.t for e in c.shopper_marks]))
        reviewed = [r for r in c.results if r["upheld"] is not None]
        out.update(reviewed=len(reviewed), upheld=sum(r["upheld"] for r in reviewed), unreviewed=resolved and not reviewed)
        return {key: int(value) for key, value in out.items()}

    def transit(self, code, c):
        """What of a delay is nobody's: until staff have it."""
        if not c.plausible or self.registration[code].actor["kind"] == "staff": return 0
        taken = c.acknowledged if c.acknowledged is not None else c.assigned_at
        return max(0, min(x for x in (taken, self.registration[code].arrived) if x is not None) - c.captured)

    def results_of(self, c, person, t):
        out = dict.fromkeys(COUNTS, 0)
        reviewed = [r for r in c.results if r["upheld"] is not None]
        mine = [r for r in reviewed if r["by"] == person]
        resolved = c.resolved is not None and c.resolved <= t
        out.update(reviewed=len(mine), upheld=sum(r["upheld"] for r in mine),
                   unreviewed=int(bool(c.results) and c.results[-1]["by"] == person and not reviewed and resolved))
        return out

    # ---- a sheet
    def standing(self, t):
        if t not in self.kept_standing:
            self.kept_standing[t] = []
            for code, registration in self.registration.items():
                if min(registration.t, registration.arrived) > t: continue
                c = self.case(code, until=t)
                if c.type != "complaint" or c.closed is not None and c.closed <= t: continue
                overdue = c.resolved is None and c.overdue_from < t
                if overdue or c.escalated: self.kept_standing[t].append((code, self.words(code, c, t), int(overdue), int(bool(c.escalated))))
        return self.kept_standing[t]

    def sheet(self, span, scope):
        only = {k: str(self.numbers[v]) if k == "kiosk" else v for k, v in scope.items() if k != "mall"}
        person = only.pop("owner", "")
        sheet = {"all": dict.fromkeys(COUNTS, 0), "others": {}, "took": [], "days": {}, **{cut: {} for cut in CUTS}}
        judged = min(self.now, span.settled)
        def add(cut, word, tally):
            row = sheet[cut].setdefault(word, dict.fromkeys(COUNTS, 0))
            for key in COUNTS: row[key] += tally[key]
        for code, day in self.day.items():
            if not span.first <= day < span.after or scope.get("mall", self.mall[code]) != self.mall[code]: continue
            c = self.fact(code, span.kind)
            words = self.words(code, c, judged)
            if any(words[cut] != word for cut, word in only.items()): continue
            mine = not person or words["owner"] == person
            if c.type != "complaint":
                if mine: sheet["others"][c.type] = sheet["others"].get(c.type, 0) + 1
                continue
            whole = self.tally(code, c, judged)
            tally = whole if not person else self.results_of(c, person, judged)
            bare = {**whole, "reviewed": 0, "upheld": 0, "unreviewed": 0}
            if person and mine: tally = {key: tally[key] + bare[key] for key in COUNTS}
            if not any(tally.values()): continue
            for key in COUNTS: sheet["all"][key] += tally[key]
            for cut in CUTS:
                if cut != "owner": add(cut, words[cut], tally)
            if mine: add("owner", words["owner"], bare)
            for giver in {r["by"] for r in c.results}:
                if not person or giver == person: add("owner", giver, self.results_of(c, giver, judged))
            if not mine: continue
            sheet["days"].setdefault(c.category, {}).setdefault(day, 0)
            sheet["days"][c.category][day] += 1
            if whole["resolved"]: sheet["took"].append(c.took)
        if self.now >= span.begin:
            for code, words, overdue, escalated in self.standing(min(self.now, span.end - 1)):
                if scope.get("mall", self.mall[code]) != self.mall[code] or any(words[cut] != word for cut, word in only.items()): continue
                if person and words["owner"] != person: continue
                tally = {**dict.fromkeys(COUNTS, 0), "overdue": overdue, "escalated": escalated}
                for key in COUNTS: sheet["all"][key] += tally[key]
                for cut in CUTS: add(cut, words[cut], tally)
        for cut in CUTS: sheet[cut] = {word: row for word, row in sheet[cut].items() if any(row.values())}
        took = sorted(sheet["took"])
        sheet["median"] = 0 if not took else (took[(len(took) - 1) // 2] + took[len(took) // 2]) // 2
        return sheet

    def completeness(self, scope):
        seqs = {}
        for e in self.events: seqs.setdefault(e.device, set()).add(e.seq)
        of = [no for no, (mall, name) in self.devices.items() if scope.get("mall", mall) == mall and scope.get("kiosk", name) == name and no in seqs]
        return sum(len(seqs[no]) for no in of), sum(max(seqs[no]) for no in of)

    def late_cases(self, span, scope):
        if self.now < span.end: return 0
        n = 0
        for code, day in self.day.items():
            if day >= span.after or scope.get("mall", self.mall[code]) != self.mall[code]: continue
            events = [e for e in self.cases[code] if e.kind != "noted"]
            came = any(e.arrived >= span.end and min(e.t, e.arrived) < span.end for e in events)
            came |= day >= span.first and any(e.arrived >= span.settled and min(e.t, e.arrived) < span.settled for e in events)
            if not came: continue
            c = self.fact(code, span.kind)
            words = self.words(code, c, min(self.now, span.settled))
            words["kiosk"] = self.devices[self.registration[code].device][1]
            n += c.type == "complaint" and all(words[cut] == word for cut, word in scope.items() if cut != "mall")
        return n

    # ---- what a report should say
    def figures(self, sheet, before, complete):
        a = sheet["all"]
        closed, received = a["closed"], a["received"]
        known = sum(row["received"] for word, row in sheet["channel"].items() if word in CHANNELS)
        share = lambda part, of, excluded=0: (part, of, of, excluded, rounded(part * 1000, of) if of else None, "percent")
        mean = lambda total, of, unit: (total, of, of, received - of, rounded(total, of) if of else None, unit)
        median, earlier = sheet["median"], before["median"] if before else 0
        return {
            "registered_in_24_h": share(a["registered"], a["timed"], received - a["timed"]),
            "acknowledged_in_time": share(a["acknowledged"], received - a["acknowledge_pending"], a["acknowledge_pending"]),
            "response_time": mean(a["response"], a["answered"], "hours"),
            "answered_in_24_h": share(a["in_24"], received - a["answer_pending"], a["answer_pending"]),
            "resolved_on_time": share(a["closed_in_time"], closed + a["late"], received - closed - a["late"]),
            "closure": share(closed, received),
            "satisfaction": share(a["shopper_satisfied"], a["shopper_rated"], a["told"] - a["shopper_rated"]),
            "called_back": share(a["called"], a["callable"], received - a["callable"]),
            "first_contact": share(a["first_contact"], closed, received - closed),
            "repeats": share(a["repeat"], closed, received - closed),
            "resolve_efficiency": (a["first_contact"], a["repeat"], closed, 0, rounded(a["first_contact"] * 100, a["repeat"]) if a["repeat"] else None, "ratio"),
            "completeness": share(*complete),
            "valid_share": share(a["valid"], a["decided"], received - a["decided"]),
            "cost": mean(a["cost"], closed, "yuan"),
            "channels": share(known, received),
            "handling_efficiency": (median, earlier, a["resolved"], received - a["resolved"],
                                    rounded((median - earlier) * 1000, earlier) if a["resolved"] and earlier else None, "percent change"),
            "accuracy": share(a["upheld"], a["reviewed"], a["unreviewed"]),
            "satisfaction_entered_by_staff": share(a["staff_satisfied"], a["staff_rated"], a["told"] - a["staff_rated"]),
            "resolved_on_time_valid_only": share(a["valid_closed_in_time"], a["valid_closed"] + a["valid_late"])}

    def target(self, name, scope):
        if name in ("satisfaction_entered_by_staff", "resolved_on_time_valid_only"): return None
        if name == "satisfaction" and scope.get("category") == "after_sales": name = "satisfaction_after_sales"
        malls = [scope["mall"]] if "mall" in scope else list(self.rules.of)
        held = [self.rules.in_force(mall, self.now).json["report"]["targets"].get(name) for mall in malls]
        return held[0] if all(h == held[0] for h in held) else None

    def differences(self, told, name, scope):
        """What the report says otherwise than it was counted here."""
        span, wrong = Span(name), []
        spans = [span]
        for _ in range(12): spans.insert(0, spans[0].before())
        sheets = [self.sheet(s, scope) for s in spans]
        sheet, before = sheets[-1], sheets[-2]
        def same(what, said, right):
            number = isinstance(said, (int, float)) and isinstance(right, (int, float))
            if (abs(said - right) > 0.00051 if number else said != right): wrong.append("%s: %s is reported, %s is right" % (what, said, right))
        self.counted = {key for key in COUNTS if sheet["all"][key]} | getattr(self, "counted", set())
        about = {row["what"]: row["value"] for row in told["report"]}
        same("complaints", about["complaints"], sheet["all"]["received"])
        for what in ("overdue", "escalated"): same(what, about[what], sheet["all"][what])
        same("others", {k[13:]: v for k, v in about.items() if k.startswith("not counted")}, sheet["others"])
        same("late cases", about["late_cases"], self.late_cases(span, scope))
        self.same_figures(told, scope, same, self.figures(sheet, before, self.completeness(scope)), self.figures(before, None, (0, 0)))
        for row, s, of in zip(told["trend"], spans, sheets):
            a = of["all"]
            same("trend " + s.name, [row[k] for k in ("period", "received", "closed", "closed_in_time", "late", "overdue", "settled")],
                 [s.name, a["received"], a["closed"], a["closed_in_time"], a["late"], a["overdue"], "yes" if self.now >= s.settled else "no"])
        self.same_cuts(told, same, sheet)
        self.same_lists(told, span, spans, sheets, scope, same)
        return wrong

    def same_figures(self, told, scope, same, figures, before):
        for row in told["kpis"]:
            name = row["kpi"]
            numerator, denominator, count, excluded, value, unit = figures[name]
            factor = {"percent": 10, "hours": HOUR, "ratio": 100, "yuan": 100, "percent change": 10}[unit]
            part = HOUR if unit in ("hours", "percent change") else 100 if unit == "yuan" else 1
            told_value = lambda v: "" if v is None else v / factor
            same(name + " unit", row["unit"], unit)
            same(name + " numerator", row["numerator"], numerator / part)
            same(name + " denominator", row["denominator"], denominator / (HOUR if unit == "percent change" else 1))
            same(name + " count", row["count"], count)
            same(name + " excluded", row["excluded"], excluded)
            same(name + " value", row["value"], told_value(value))
            same(name + " before", row["before"], told_value(before[name][4]) if name != "completeness" else "")
            target = self.target(name, scope)
            same(name + " floor", row["floor"], target["floor"] if target else "")
            same(name + " goal", row["goal"], target.get("goal", "") if target else "")
            same(name + " verdict", row["verdict"], verdict(target, numerator, denominator, value, unit))
        if len(told["kpis"]) != len(figures): same("figures", [r["kpi"] for r in told["kpis"]], list(figures))

    def same_cuts(self, told, same, sheet):
        mean = lambda total, n, unit: "" if n == 0 else total / n / unit
        for cut in CUTS:
            rows = {row[cut]: row for row in told["by_" + cut]}
            same("rows by " + cut, sorted(rows), sorted(sheet[cut]))
            for word in rows.keys() & sheet[cut].keys():
                a, row = sheet[cut][word], rows[word]
                right = {"received": a["received"], "answered": a["answered"], "mean_response_hours": mean(a["response"], a["answered"], HOUR), "resolved": a["resolved"],
                         "mean_handling_hours": mean(a["took"], a["resolved"], HOUR), "closed": a["closed"], "closed_in_time": a["closed_in_time"],
                         "first_contact": a["first_contact"], "late": a["late"], "overdue": a["overdue"], "shopper_rated": a["shopper_rated"],
                         "shopper_satisfied": a["shopper_satisfied"], "staff_rated": a["staff_rated"], "staff_satisfied": a["staff_satisfied"],
                         "attitude_mean": mean(a["attitude_sum"], a["attitude_rated"], 1), "cost_yuan": a["cost"] / 100, "late_by_transit": a["late_by_transit"],
                         "reviewed": a["reviewed"], "upheld": a["upheld"]}
                for column, value in right.items(): same("by %s %s %s" % (cut, word, column), row[column], value)
                if len(row) != len(right) + 1: same("columns", list(row), list(right))

    def same_lists(self, told, span, spans, sheets, scope, same):
        received = lambda of, code: of["category"].get(code, {}).get("received", 0)
        passed = span.days if self.now >= span.end else max(1, min(span.days, (day_of(self.now) - span.first).days + 1))
        lines = {row["category"]: row for row in told["categories"]}
        same("categories", sorted(lines), sorted(code for code in sheets[-1]["category"] if received(sheets[-1], code)))
        for code, row in lines.items():
            n = received(sheets[-1], code)
            usual = [received(of, code) * passed // s.days for s, of in zip(spans[:-1], sheets[:-1]) if of["all"]["received"]]
            low, high = (min(usual), max(usual)) if len(usual) >= 3 else ("", "")
            least = min(self.rules.in_force(m, self.now).json["report"]["warn_period_cases"] for m in ([scope["mall"]] if "mall" in scope else self.rules.of))
            same("category " + code, [row[k] for k in ("received", "before", "usual_from", "usual_to", "above_usual")],
                 [n, received(sheets[-2], code), low, high, "yes" if len(usual) >= 3 and n > high and n >= least else "no"])
        causes = sorted(((row["received"], word) for word, row in sheets[-1]["cause"].items() if word and row["received"]), reverse=True)
        same("causes", sorted((row["cases"], row["cause"]) for row in told["causes"]), sorted(causes))
        same("causes together", [row["together"] for row in told["causes"]], [sum(n for n, _ in causes[:i + 1]) for i in range(len(causes))])
        if not set(scope) - {"mall", "category", "place"}:
            same("same complaints", sorted((r["category"], r["place"], r["cases"], r["people"]) for r in told["same_complaints"]), self.same_lines(span, scope))

    def same_lines(self, span, scope):
        groups = {}
        for mall, category, place, t, since, people in self.same:
            if not span.begin <= t < span.end or since >= span.end or scope.get("mall", mall) != mall: continue
            if scope.get("category", category) != category or scope.get("place", place) != place: continue
            groups.setdefault((mall, category, place), []).append(people)
        return sorted((category, place, len(of), max(of)) for (_, category, place), of in groups.items())


def verdict(target, numerator, denominator, value, unit):
    if not target or value is None: return ""
    def reaches(aim):
        if unit == "percent": return numerator * 100 >= aim * denominator
        if unit == "percent change": return value <= aim * 10
        return value <= aim * HOUR
    if not reaches(target["floor"]): return "missed"
    return "above floor" if "goal" in target and not reaches(target["goal"]) else "met"


COUNTS = ("received timed registered acknowledged acknowledge_pending answered answer_pending in_24 response resolved took closed closed_in_time late "
          "first_contact repeat decided valid valid_closed valid_closed_in_time valid_late callable called told shopper_rated shopper_satisfied staff_rated "
          "staff_satisfied attitude_rated attitude_sum cost late_by_transit reviewed upheld unreviewed overdue escalated").split()
