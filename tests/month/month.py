"""month.py STAGE [--seed N] [--cases N] [--keep FOLDER]: plans a busy time in three malls (month_plan.py), has it played into
a head office (month_stage), works every figure of the reports out again from the events (month_rules.py) and says where
they differ (domain.md section 6)."""
import argparse
import copy
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import month_plan
from month_count import COUNTS, Office
from month_plan import at
from month_rules import Policy

HERE = pathlib.Path(__file__).resolve().parent
MALL_POLICY = json.loads((HERE / "../../assets/policy/mall.json").read_text(encoding="utf-8"))

# When somebody looks: in the month, soon after it, when it has settled, and when everything has.
LOOKS = [at("2026-10-19T12:00"), at("2026-11-05T09:00"), at("2026-12-20T10:00"), at("2027-02-20T10:00")]


class Rules:
    """The policies of the malls: binjiang gets another one on the way, with a quicker ordinary complaint and dearer minutes;
    donghu is held to more from the start of October on."""

    def __init__(self, folder):
        self.folder, self.of = folder, {mall: [Policy(MALL_POLICY)] for mall in month_plan.MALLS}
        quick = copy.deepcopy(MALL_POLICY)
        quick["version"] = "2026-10b"
        quick["clocks"]["level_4"]["resolve"]["amount"] = 40
        quick["report"]["minute_fen"] = 150
        strict = copy.deepcopy(MALL_POLICY)
        strict["version"] = "2026-10d"
        strict["report"]["targets"]["closure"] = {"floor": 97, "goal": 99, "unit": "percent"}
        strict["report"]["targets"]["response_time"] = {"floor": 20, "unit": "hours"}
        self.published = [(at("2026-10-08T12:00"), "binjiang", quick), (at("2026-10-01T00:00"), "donghu", strict)]

    def publishing(self):
        out = []
        for when, mall, draft in self.published:
            (self.folder / (draft["version"] + ".json")).write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
            out.append((when, ["policy", "publish", draft["version"] + ".json", "--mall", mall, "--note", "x", "--by", "9001", "--second", "9002"]))
        return out

    def policy(self, mall, version):
        for _, of, draft in self.published:
            if of == mall and draft["version"] == version: return Policy(draft)
        return self.of[mall][0]

    def in_force(self, mall, now):
        return next((Policy(draft) for when, of, draft in self.published if of == mall and when <= now), self.of[mall][0])


def asked():
    """(look, period, scope) of each report."""
    cuts = {"category": "service_attitude after_sales", "channel": "phone kiosk", "department": "engineering tenant", "level": "1 3",
            "owner": "1023 1021", "place": " ".join(month_plan.PLACES["xinghe"][:2]), "kiosk": "xinghe-K1 donghu-K1", "cause": "process"}
    for look, now in enumerate(LOOKS):
        for period in ("2026-W42", "2026-10", "2026-Q4") if look == 0 else ("2026-W40", "2026-W44", "2026-10", "2026-Q3", "2026-Q4"):
            for mall in ("", *month_plan.MALLS): yield look, period, {"mall": mall} if mall else {}
        if look > 1: yield from ((look, period, {}) for period in ("2026-H2", "2026"))
        for period in ("2026-W42",) if look in (0, 3) else ("2026-10",):
            for cut, words in cuts.items():
                for word in words.split():
                    yield look, period, {cut: word}
                    if cut in ("level", "channel", "place") or word[:6] == "xinghe": yield look, period, {"mall": "xinghe", cut: word}


def file_of(look, period, scope):
    return "-".join(["%d" % look, period, *(k + "_" + v for k, v in scope.items())]) + ".json"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stage")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--keep")
    parser.add_argument("--played", action="store_true", help="FOLDER holds it already: only count again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="redress-month-") as scratch:
        folder = pathlib.Path(options.keep or scratch)
        folder.mkdir(exist_ok=True)
        rules, reports = Rules(folder), list(asked())
        words = lambda look, period, scope: ["report", "--period", period, "--format", "json", "--out", file_of(look, period, scope),
                                            *(w for key, value in scope.items() for w in ("--" + key, value))]
        plan = month_plan.Plan(options.seed, options.cases)
        month_plan.write_plan(folder / "plan.jsonl", plan, [(LOOKS[look], words(look, *rest)) for look, *rest in reports], rules)
        (folder / "people.txt").write_text("".join("%s %s\n" % (e.code, e.typed["contact"]["phone"]) for e in plan.events if e.typed and "contact" in e.typed))
        env = {**os.environ, "MONTH_PLAN": str(folder / "plan.jsonl"), "MONTH_OUT": str(folder)}
        played = None if options.played else subprocess.run([options.stage], env=env, capture_output=True, text=True)
        if played and played.returncode:
            print(played.stdout[-4000:])
            return 1
        offices = [Office(folder, rules, now) for now in LOOKS]
        wrong = []
        for look, period, scope in reports:
            told = json.loads((folder / file_of(look, period, scope)).read_text(encoding="utf-8"))
            wrong += ["%s %s %s: %s" % (day(LOOKS[look]), period, scope or "all malls", line) for line in offices[look].differences(told, period, scope)]
        idle = set(COUNTS) - set().union(*(office.counted for office in offices))
        if idle: wrong.append("the dice gave no case to count for: " + " ".join(sorted(idle)))
        for line in wrong[:60]: print(line)
        print("%d events of %d cases, %d reports, %d differences" % (len(offices[-1].events), len(offices[-1].cases), len(reports), len(wrong)))
        return 1 if wrong else 0


def day(ms):
    return datetime.datetime.fromtimestamp(ms / 1000, month_plan.ZONE).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
