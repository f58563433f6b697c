#!/usr/bin/env python3
"""Computes the answers of worked_cases.txt by counting minutes, independently of the C++ engine.

The clock of a case is let run minute by minute and counts those minutes that count:
calendar hours every minute, business hours only inside the open intervals, working days every
minute of a working day on the wall clock. Paused minutes never count.
"""
import json
import pathlib
import re
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HERE = pathlib.Path(__file__).resolve().parent
POLICY = json.loads((HERE / "../../assets/policy/mall.json").read_text(encoding="utf-8"))
MINUTE = timedelta(minutes=1)
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
OFF = {row["date"] for row in POLICY["calendar"]["holidays"]}
CATEGORIES = {row["code"]: row for row in POLICY["categories"]}
WORKED = set(POLICY["calendar"]["make_up_days"])


def intervals(day):
    text = day.isoformat()
    if text in WORKED:
        return POLICY["calendar"]["week"]["monday"]
    if text in OFF:
        return []
    return POLICY["calendar"]["week"][WEEK[day.weekday()]]


def stamp(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


class Case:
    def __init__(self, lines):
        self.title, self.zone, self.events, self.flags = lines[0], ZoneInfo("Asia/Shanghai"), [], {}
        for line in lines[1:]:
            if line.startswith("="):
                continue
            if line.startswith("zone "):
                self.zone = ZoneInfo(line[5:])
            elif line.startswith("look at "):
                self.now = self.utc(line[8:])
            elif re.match(r"\d{4}-", line):
                self.events.append((self.utc(line[:16]), line[17:]))
            else:
                self.intake(line)

    def utc(self, text):
        return stamp(text).replace(tzinfo=self.zone).astimezone(timezone.utc)

    def wall(self, t):
        return t.astimezone(self.zone).replace(tzinfo=None)

    def intake(self, line):
        parts = [part.strip() for part in line.split(",")]
        self.type, subject = parts[0].split(" ")
        self.category, self.sub = subject.split("/")
        self.captured = self.utc(parts[1])
        for part in parts[2:]:
            found = re.match(r"(loss|occurred|arrived|promised first|promised result|resolve) (.*)", part)
            self.flags[found[1] if found else part] = found[2] if found else True

    def times(self, verb):
        return sorted(t for t, what in self.events if (what == verb or what.startswith(verb + " ")) and t <= self.now)

    # ---- start
    def start(self):
        arrived = self.utc(self.flags["arrived"]) if "arrived" in self.flags else None
        bad = "clock not trusted" in self.flags or (arrived and self.captured > arrived + 5 * MINUTE)
        return arrived if bad else self.captured

    # ---- level
    def rules_at(self, t):
        """Codes and levels of the rules that hold at t, with the time since when."""
        start, out = self.start(), []
        if "injured" in self.flags: out.append((1, "injury", start))
        if "media" in self.flags: out.append((1, "media_or_court", start))
        if int(self.flags.get("loss", "0 yuan").split()[0]) >= 2000: out.append((1, "major_loss", start))
        departments = [x for x in self.times("department") if x <= t]
        for x in departments[2:]: out.append((1, "departments_3", x))
        event = min(self.utc(self.flags["occurred"] + " 00:00") if "occurred" in self.flags else start, start)
        escalated = [x for x in self.times("escalated") if x <= t and x - event >= timedelta(days=30)]
        for x in escalated: out.append((1, "escalated_30_days", x))
        if self.sub == "unauthorised_promise": out.append((2, "unauthorised_promise", start))
        if "promise broken" in self.flags: out.append((2, "promise_broken", start))
        same = sorted([x for x, what in self.events if what == "same complaint"] + [self.captured])
        for last in same:
            near = [x for x in same if last - timedelta(days=30) <= x <= last]
            if last <= t and len(near) >= 3 and near[0] <= self.captured <= last:
                out.append((2, "cluster", max(last, start)))
        age, at = timedelta(0), start
        while at < t and age < timedelta(days=15):
            waiting = self.paused(at, "shopper") or self.answered(at)
            age += timedelta(0) if waiting else MINUTE
            at += MINUTE
        if age >= timedelta(days=15): out.append((2, "open_15_days", at))
        for x in departments[1:]: out.append((2, "departments_2", x))
        if self.category == "facilities": out.append((3, "facility", start))
        if "earlier case" in self.flags: out.append((3, "second_complaint", start))
        for verb, code in (("repeat", "second_complaint"), ("disputed", "disputed"), ("complex", "hard_case")):
            for x in self.times(verb):
                if x <= t: out.append((3, code, x))
        if self.category == "service_attitude": out.append((4, "attitude", start))
        if [x for x in self.times("validity unfounded") if x <= t]:
            out.append((4, "not_our_responsibility", self.times("validity unfounded")[0]))
        usual = CATEGORIES[self.category].get("level", 4)
        out.append((usual, "category" if usual != 4 else "default", start))
        return out

    def level_at(self, t):
        candidates = self.rules_at(t)
        holding = None
        for at, what in sorted(e for e in self.events if e[1].startswith("regraded") and e[0] <= t):
            words = what.split()
            level, silenced = int(words[1]), words[3:]
            def gone(rule):
                if rule[2] > at: return False
                return rule[1] in ("default", "category") or silenced[:1] == ["all"] or rule[1] in silenced
            candidates = [rule for rule in candidates if not gone(rule)]
            if not (what.endswith("at the same time") and holding and holding[0] < level):
                holding = (level, "regraded", at)
        best = holding
        for rule in candidates:
            if best is None or rule[0] < best[0]:
                best = rule
        return best

    # ---- stops and pauses
    def pauses(self):
        out, reason, since = [], [], []
        for at, what in sorted(self.events, key=lambda e: e[0]):
            if at > self.now: continue
            if what.startswith("paused"):
                since.append((at, what.split()[1]))
            elif what == "resumed" and since:
                begun = since.pop(0)
                out.append((begun[0], at, begun[1]))
        out += [(at, self.now, why) for at, why in since]
        longest = timedelta(days=POLICY["pause_at_most_days"])  # nobody stops a clock for longer at one go (R69)
        return [(a, min(b, a + longest), why) for a, b, why in out]

    def paused(self, t, reason=None):
        return any(a <= t < b for a, b, why in self.pauses() if reason in (None, why))

    # A complaint is answered by its result, anything else by a reply (R66).
    def answers_it(self, what):
        return what in ("result", "confirmed", "archived") or (what == "answered" and self.type != "complaint")

    def answered(self, t):
        state = False
        for at, what in sorted(self.events, key=lambda e: e[0]):
            if at > t: break
            if self.answers_it(what): state = True
            if what in ("disputed", "reopened"): state = False
        return state

    # ---- deadlines
    def counts(self, t, unit):
        if unit == "calendar_hours": return True
        local = self.wall(t)
        if unit == "working_days": return bool(intervals(local.date()))
        clock = local.strftime("%H:%M")
        return any(a <= clock < b for a, b in intervals(local.date()))

    def deadline(self, limit, holding):
        return self.run(self.start(), limit["unit"], limit["amount"] * (1440 if limit["unit"] == "working_days" else 60), holding)

    def run(self, begin, unit, need, holding):
        """When `need` minutes have run. `holding(t)`: does the clock stand still during the minute from t (UTC)?"""
        if unit == "working_days":  # on the wall clock
            wall = self.wall(begin)
            while need:
                utc = wall.replace(tzinfo=self.zone).astimezone(timezone.utc)
                need -= 1 if intervals(wall.date()) and not holding(utc) else 0
                wall += MINUTE
            if wall.hour == 0 and wall.minute == 0: wall -= MINUTE
            return wall.replace(tzinfo=self.zone).astimezone(timezone.utc)
        t = begin
        while need:
            need -= 1 if self.counts(t, unit) and not holding(t) else 0
            t += MINUTE
        return t

    def ran(self, begin, end, unit, holding):
        """How many minutes have run by then: what `run` needs."""
        t, sum = begin, 0
        while t < end:
            sum += 1 if self.counts(t, unit) and not holding(t) else 0
            t += MINUTE
        return sum

    def extension(self, until):
        """The last one: when it was given, and the date."""
        last = None
        for at, what in sorted(self.events, key=lambda e: e[0]):
            if what.startswith("extended to") and at <= until: last = (at, self.utc(what[12:]))
        return last

    def worse_after(self, moment, until):
        """What new evidence makes of the level afterwards; that time passes is none."""
        level = self.level_at(max(moment, self.start()))[0]
        found = [(rule[0], rule[2]) for rule in self.rules_at(until) if rule[1] != "open_15_days"]
        found += [(int(what.split()[1]), at) for at, what in self.events if what.startswith("regraded") and at <= until]
        return [(worse, at) for worse, at in found if at > moment and worse < level]

    def rows(self, until):
        """Clock rows of all levels the case had until then, each with the time it began."""
        if self.type != "complaint":
            return [(POLICY["clocks"]["suggestion" if self.type == "suggestion" else "enquiry"], self.start())]
        moments = {self.start()} | {at for at, _ in self.events if self.start() <= at <= until}
        for rule in self.rules_at(until): moments.add(max(rule[2], self.start()))
        out = []
        for at in sorted(moments):
            row = POLICY["clocks"]["level_%d" % self.level_at(at)[0]]
            if not out or out[-1][0] is not row: out.append((row, at))
        return out

    def clock(self, kind):
        stops = {"acknowledge": self.times("acknowledged") + self.times("answered") + self.times("result"),
                 "first_answer": self.times("answered") + self.times("result"), "resolve": [],
                 "assign": self.times("assigned"), "investigate": self.times("investigated")}[kind]
        stop = min(stops) if stops else None
        holding = lambda t: False
        if kind in ("assign", "investigate"):
            pauses = self.pauses()
            holding = lambda t: any(a <= t < b for a, b, _ in pauses) or (t < (stop or self.now) and self.answered(t))
        if kind == "resolve":
            if self.answered(self.now):
                stop = [at for at, what in self.events if self.answers_it(what) and at <= self.now]
                resumed = max([at for at, what in self.events if what in ("disputed", "reopened") and at <= self.now], default=None)
                stop = min(at for at in stop if resumed is None or at > resumed)
            pauses = self.pauses()
            open_pause = lambda t: any(a <= t < b for a, b, _ in pauses)
            holding = lambda t: open_pause(t) or (t < (stop or self.now) and self.answered(t))
        until = stop or self.now
        rows = self.rows(until)
        limit = lambda row: self.resolve_limit(row) if kind == "resolve" else row.get(kind)
        if limit(rows[0][0]) is None: return None
        dues = []
        for i, (row, since) in enumerate(rows):
            due = self.deadline(limit(row), holding)
            word = {"first_answer": "promised first", "resolve": "promised result"}.get(kind)
            if i == 0 and word in self.flags:
                printed, free = self.utc(self.flags[word]), self.deadline(limit(row), lambda t: False)
                due -= max(timedelta(0), free - printed)
            dues.append((due, limit(row)["unit"]))
        strict = CATEGORIES[self.category].get("resolve_at_most") if kind == "resolve" and self.type == "complaint" else None
        if strict: dues.append((self.deadline(strict, holding), strict["unit"]))
        due, unit = min(dues, key=lambda d: d[0])
        extension, sets = self.extension(until), rows[0][0].get("manager_sets_date")
        if extension and (kind == "resolve" or (kind == "first_answer" and sets)):
            at, date = extension  # put off by as long as the clock stands still after it was given
            date = self.run(at, "calendar_hours", (date - at) // MINUTE, holding)
            due = date if sets else max(due, date)
            if kind == "resolve" and self.type == "complaint":
                for level, since in self.worse_after(at, until):
                    again = max(since, self.deadline(self.resolve_limit(POLICY["clocks"]["level_%d" % level]), holding))
                    if again < due: due, unit = again, self.resolve_limit(POLICY["clocks"]["level_%d" % level])["unit"]
        if kind == "resolve":
            resumed = [at for at, what in self.events if what in ("disputed", "reopened") and at <= self.now]
            if resumed: due = max(due, self.run(max(resumed), "working_days", 1440, holding))
        self.warnings = self.warn_points(kind, rows[-1][0], due, unit, holding, stop or self.now)
        late = (stop or self.now) > due
        if stop: state = "late" if late else "in time"
        elif late: state = "overdue"
        else: state = "paused" if kind not in ("acknowledge", "first_answer") and any(b == self.now for _, b, _ in self.pauses() if not self.ended(b)) else "running"
        return due, state

    def warn_points(self, kind, row, due, unit, holding, at):
        """When so many percent of the time that the clock runs are used, and how many are now."""
        whole = self.ran(self.start(), due, unit, holding)
        used = min(1000, self.ran(self.start(), at, unit, holding) * 1000 // max(1, whole))
        points = [self.run(self.start(), unit, whole * percent // 100, holding) for percent in row["warn_percent"]]
        return "= %s warns %s, used %d" % (kind, " and ".join(self.wall(t).strftime("%Y-%m-%d %H:%M") for t in points), used)

    def ended(self, at):
        return any(t == at and what == "resumed" for t, what in self.events)

    def resolve_limit(self, row):
        if "resolve" not in self.flags: return row["resolve"]
        amount, unit = self.flags["resolve"].split(" ", 1)
        return {"amount": int(amount), "unit": unit.replace(" ", "_")}

    def answers(self):
        out = []
        if self.type == "complaint":
            level, why, _ = self.level_at(max(self.now, self.start()))
            out.append("= level %d %s" % (level, why))
        kinds = ("acknowledge", "first_answer", "resolve") + (("assign", "investigate") if "stages" in self.flags else ())
        for kind in kinds:
            answer = self.clock(kind)
            if answer:
                out.append("= %s %s %s" % (kind, self.wall(answer[0]).strftime("%Y-%m-%d %H:%M"), answer[1]))
                if "warnings" in self.flags: out.append(self.warnings)
        return out


def main():
    path = HERE / "worked_cases.txt"
    head, *blocks = re.split(r"(?m)^(?=\[\d+\])", path.read_text(encoding="utf-8"))
    out, wrong = [head], 0
    for block in blocks:
        lines = [line for line in block.strip().split("\n") if line]
        given = [line for line in lines if line.startswith("=")]
        answers = Case(lines).answers()
        if given != answers:
            wrong += 1
            if "--write" not in sys.argv: print(lines[0], "\n  file:", given, "\n  here:", answers)
        out.append("\n".join([line for line in lines if not line.startswith("=")] + answers) + "\n\n")
    if "--write" in sys.argv:
        path.write_text("".join(out).rstrip("\n") + "\n", encoding="utf-8")
    print("%d cases, %d differ" % (len(blocks), wrong))
    return 1 if wrong and "--write" not in sys.argv else 0


sys.exit(main())
