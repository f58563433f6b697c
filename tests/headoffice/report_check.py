"""report_check.py EVENTS PERIOD BASE NOW: works the report of PERIOD out again from the bare events (lines "arrived_at event")
and compares it with BASE.json, BASE.csv and BASE.xlsx. Shares nothing with the program but the policy's numbers. XLSX is
read as what it is, a zip of XML, and once more by xlsx2csv."""
import csv, datetime, io, json, os, re, subprocess, sys, xml.etree.ElementTree as xml, zipfile

EVENTS, PERIOD, BASE = sys.argv[1:4]
HOUR, DAY = 3_600_000, 86_400_000
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def midnight(date):
    return int(datetime.datetime(date.year, date.month, date.day, tzinfo=ZONE).timestamp()) * 1000


def bounds(name):
    year = int(name[:4])
    part = name[5:]
    if part.startswith("W"):
        first = datetime.date.fromisocalendar(year, int(part[1:]), 1)
        return first, first + datetime.timedelta(days=7)
    months = 12 if not part else {"Q": 3, "H": 6}.get(part[0], 1)
    number = 1 if not part else int(part.lstrip("QH"))
    index = (number - 1) * months
    return datetime.date(year, index + 1, 1), datetime.date(year + (index + months) // 12, (index + months) % 12 + 1, 1)


def ordered(events):
    """Causality is not used by these events, so the author's time and then the id decide."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return sorted(events, key=lambda e: (e["at"], [alphabet.index(c) for c in e["id"]]))


STEPS = {  # kind: (stages it fits in, stage it leads to)
    "acknowledged": ({"acknowledge"}, "assign"), "assigned": ("open", "investigate"), "investigated": ({"investigate"}, "resolve"),
    "resolved": ({"resolve"}, "feed_back"), "replied": ("open", None), "fed_back": ({"feed_back"}, "confirm"),
    "confirmed": ({"confirm"}, "archived"), "disputed": ({"confirm", "archived"}, "investigate"),
    "rated": ({"confirm", "archived"}, None), "escalated": ("open", None), "reviewed": ({"feed_back", "confirm", "archived"}, None)}


def fold(events, end):
    """What a report may know of a case at `end`, apart from deadlines."""
    case = {"stage": "acknowledge", "closed": None, "fed": None, "answered": None, "acked": None, "assigned": 0, "disputes": 0,
            "cost": 0, "minutes": 0, "found": {}, "shopper": 0, "staff": 0, "valid": False, "decided": False,
            "result": None, "results": [], "escalated": False}
    seen_moves = None
    for e in ordered(events):
        kind, body, at = e["kind"], e["body"], e["at"]
        if case["stage"] == "confirm" and at >= case["fed"] + 7 * DAY:
            case["stage"], case["closed"] = "archived", case["fed"] + 7 * DAY
        if kind == "submitted":
            case.update(captured=at, type=body["contact_type"], category=body["category"], channel=body.get("channel", "kiosk"))
            case["found"]["source"] = body.get("source", "external")
            continue
        if kind not in STEPS:
            continue
        stages, to = STEPS[kind]
        stage = case["stage"]
        fits = stage != "archived" if stages == "open" else stage in stages
        if kind == "reviewed": fits = bool(case["results"])
        if kind == "disputed" and stage == "archived":
            fits = at - case["closed"] <= 7 * DAY
        repeated_step = not fits and to and seen_moves == kind
        if not fits and not repeated_step:
            continue
        if to and fits:
            case["stage"], seen_moves = to, kind
        if kind == "acknowledged": case["acked"] = case["acked"] or at
        elif kind == "assigned":
            case["assigned"] += 1
            case["assigned_at"] = case.get("assigned_at") or at
        elif kind == "investigated":
            case["decided"] = case["valid"] = True
            case["found"].update({k: body[k] for k in ("complexity", "outside_party")})
        elif kind == "resolved":
            case["cost"] += body["cost_fen"]
            case["minutes"] += body["minutes"]
            case["found"]["staff_fault"] = body["staff_fault"]
            case["result"] = {"by": e["actor"]["staff"], "verdict": None}
            case["results"].append(case["result"])
        elif kind == "reviewed": case["result"]["verdict"] = body["verdict"]
        elif kind in ("replied", "fed_back"):
            case["answered"] = case["answered"] or at
            if kind == "fed_back": case["fed"] = at
        elif kind == "confirmed": case["closed"] = at
        elif kind == "escalated": case["escalated"] = True
        elif kind == "disputed":
            case["disputes"] += 1
            case["closed"] = None
        elif kind == "rated": case["staff" if e["actor"]["kind"] == "staff" else "shopper"] = body["result"]
    if case["stage"] == "confirm":
        case["closed"] = case["fed"] + 7 * DAY
    case["acked"] = min([t for t in (case["acked"] or case.get("assigned_at"), case["answered"]) if t], default=None)
    return case


def expected():
    first, after = bounds(PERIOD)
    begin, end = midnight(first), midnight(after)
    cases = {}
    for line in open(EVENTS, encoding="utf-8"):
        arrived, event = line.split(" ", 1)
        event = json.loads(event)
        cases.setdefault(event["code"], []).append(event)
    sums = dict.fromkeys("received acked ack_pending answered answer_pending in_24 response closed shopper_rated satisfied staff_rated "
                         "staff_satisfied cost minutes decided told enquiries phone escalated".split(), 0)
    sums["by"] = {cut: {} for cut in ("source", "complexity", "outside_party", "staff_fault")}
    sums["results"] = {}
    settled = midnight(after + datetime.timedelta(days=45))
    judged, at_end = min(settled, NOW), min(end - 1, NOW)
    for events in cases.values():
        registration = next((e for e in events if e["kind"] == "submitted"), None)
        if not registration: continue
        then = fold([e for e in events if e["at"] <= at_end], at_end)
        if registration["at"] <= at_end and then["type"] == "complaint":
            sums["escalated"] += then["escalated"] and (then["closed"] is None or then["closed"] > at_end)
        if not begin <= registration["at"] < end:
            continue
        c = fold([e for e in events if e["at"] < settled], settled)
        if c["type"] != "complaint":
            sums["enquiries"] += 1
            continue
        sums["received"] += 1
        sums["phone"] += c["channel"] == "phone"
        for cut, counts in sums["by"].items():
            word = c["found"].get(cut, "")
            counts[word] = counts.get(word, 0) + 1
        if c["acked"] is not None: sums["acked"] += c["acked"] - c["captured"] <= 12 * HOUR
        else: sums["ack_pending"] += judged - c["captured"] < 12 * HOUR
        if c["answered"] is not None:
            sums["answered"] += 1
            sums["in_24"] += c["answered"] - c["captured"] <= 24 * HOUR
            sums["response"] += c["answered"] - c["captured"]
        else: sums["answer_pending"] += judged - c["captured"] < 24 * HOUR
        closed = c["closed"] is not None and c["closed"] <= judged
        sums["closed"] += closed
        sums["told"] += c["fed"] is not None
        sums["decided"] += c["decided"]
        sums["shopper_rated"] += c["shopper"] > 0
        sums["satisfied"] += c["shopper"] >= 4
        sums["staff_rated"] += c["staff"] > 0
        sums["staff_satisfied"] += c["staff"] >= 4
        if closed:
            sums["cost"] += c["cost"]
            sums["minutes"] += c["minutes"]
        for result in c["results"]:
            if not result["verdict"]: continue
            counts = sums["results"].setdefault(result["by"], [0, 0])
            counts[0] += 1
            counts[1] += result["verdict"] == "upheld"
    return sums


def xlsx_rows(path, number):
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        texts = ["".join(t.text or "" for t in si.iter("{%s}t" % space["m"])) for si in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = xml.fromstring(book.read("xl/worksheets/sheet%d.xml" % number))
        assert sheet.find(".//m:f", space) is None, "a formula"
        rows = []
        for row in sheet.iterfind("m:sheetData/m:row", space):
            cells = {}
            for cell in row:
                value = cell.find("m:v", space)
                column = re.match("[A-Z]+", cell.get("r")).group()
                cells[column] = (texts[int(value.text)] if cell.get("t") == "s" else float(value.text)) if value is not None else ""
            rows.append([cells.get(chr(ord("A") + i), "") for i in range(26)])
        return rows


def as_others_read(path):
    """What xlsx2csv makes of the book: rows by sheet."""
    text = subprocess.run(["xlsx2csv", "--all", path], capture_output=True, text=True, check=True).stdout
    sheets, rows = {}, None
    for row in csv.reader(io.StringIO(text)):
        mark = re.fullmatch(r"-------- \d+ - (.+)", row[0]) if len(row) == 1 else None
        if mark: rows = sheets.setdefault(mark.group(1), [])
        elif row: rows.append(row)
    return sheets


def heading(column):
    return WORDS["report.head." + column]


def title(name):
    return WORDS.get("report.sheet." + name) or WORDS["report.sheet.by"].replace("{cut}", WORDS["report.cut." + name[3:]])


def cell_words(column, code):
    """What a person reads for a code whose words are the same in every mall."""
    if column == "kpi": return WORDS["report.kpi." + code].replace("{h}", "12" if code.startswith("ack") else "24")
    if column == "what" and code.startswith("not counted: "):
        return WORDS["report.about.not_counted"].replace("{type}", WORDS["contact_type." + code[13:]])
    if column == "value" and code == "all": return WORDS["report.form.any"]
    if code in ("yes", "no"): return WORDS["report." + code]
    area = {"what": "report.about", "unit": "report.unit", "verdict": "report.judged", "because": "report.because_of"}.get(column, "")
    return WORDS.get(f"{area}.{code.replace(' ', '_')}", code)


def same_text(a, b):
    try:
        return abs(float(a.replace(",", "")) - float(b)) < 0.001
    except ValueError:
        return a == b.lstrip("'")


report = json.load(open(BASE + ".json", encoding="utf-8"))
WORDS = json.load(open(os.path.join(os.path.dirname(__file__), "../../assets/lang/zh-Hans.json"), encoding="utf-8"))
ABOUT = {r["what"]: r["value"] for r in report["report"]}
NOW = int(sys.argv[4])
want = expected()
kpis = {row["kpi"]: row for row in report["kpis"]}
whole = want["received"]
pairs = {
    "acknowledged_in_time": (want["acked"], whole - want["ack_pending"]), "response_time": (want["response"] / HOUR, want["answered"]),
    "answered_in_24_h": (want["in_24"], whole - want["answer_pending"]), "closure": (want["closed"], whole),
    "satisfaction": (want["satisfied"], want["shopper_rated"]), "valid_share": (want["decided"], want["decided"]),
    "accuracy": (sum(n[1] for n in want["results"].values()), sum(n[0] for n in want["results"].values())),
    "satisfaction_entered_by_staff": (want["staff_satisfied"], want["staff_rated"]),
    "cost": ((want["cost"] + want["minutes"] * 100) / 100, want["closed"])}
wrong = [f"{name}: {kpis[name]['numerator']} / {kpis[name]['denominator']} is reported, {n} / {d} is right"
         for name, (n, d) in pairs.items() if abs(kpis[name]["numerator"] - n) >= 0.001 or kpis[name]["denominator"] != d]
# Value, unit and the two parts must go together, and be numbers.
for name, row in kpis.items():
    factor = {"percent": 100, "hours": 1, "yuan": 1}.get(row["unit"])
    if factor and row["value"] != "" and abs(row["value"] - row["numerator"] / row["denominator"] * factor) > 0.06:
        wrong.append(f"{name}: {row['value']} {row['unit']} is not {row['numerator']} / {row['denominator']}")
if ABOUT["escalated"] != want["escalated"]: wrong.append(f"escalated: {ABOUT['escalated']} is reported, {want['escalated']} is right")
if PERIOD == "2026-06" and not want["escalated"]: wrong.append("nothing was escalated at the end of June: the test says nothing")
others = sum(int(r["value"]) for r in report["report"] if r["what"].startswith("not counted"))
if others != want["enquiries"]: wrong.append(f"not counted: {others} is reported, {want['enquiries']} is right")
phone = sum(r["received"] for r in report["by_channel"] if r["channel"] == "phone")
if phone != want["phone"]: wrong.append(f"by phone: {phone} is reported, {want['phone']} is right")
reviewed = {r["owner"]: [r["reviewed"], r["upheld"]] for r in report["by_owner"] if r["reviewed"]}
if reviewed != want["results"]: wrong.append(f"reviewed by who resolved: {reviewed} is reported, {want['results']} is right")
if PERIOD == "2026" and len(reviewed) < 2: wrong.append(f"results of one person alone were reviewed: {reviewed}")
for cut, counts in want["by"].items():
    reported = {r[cut]: r["received"] for r in report["by_" + cut]}
    if reported != counts: wrong.append(f"by {cut}: {reported} is reported, {counts} is right")

table, read = None, {}
for row in csv.reader(open(BASE + ".csv", encoding="utf-8-sig", newline="")):
    if len(row) == 1: table = row[0]
    elif row: read.setdefault(table, []).append(row)
labelled = set()
for number, (name, rows) in enumerate(report.items(), 1):
    head = read[name][0]
    columns = [c for c in head if not c.endswith("_label")]
    if len(read[name]) != len(rows) + 1: wrong.append(f"CSV {name}: {len(read[name]) - 1} rows")
    book = xlsx_rows(BASE + ".xlsx", number)
    if [c for c in book[0] if c] != [heading(c) for c in columns] or len(book) != len(rows) + 1: wrong.append(f"XLSX {name}: columns or rows differ")
    for line, values, row in zip(read[name][1:], book[1:], rows):
        said = dict(zip(head, line))
        for i, column in enumerate(columns):
            if not same_text(said[column].lstrip("'"), str(row[column])): wrong.append(f"CSV {name}.{column}: {said[column]} against {row[column]}")
            shown = said.get(column + "_label", cell_words(column, str(row[column])))
            if shown != str(row[column]): labelled.add(column)
            cell = values[i] if i < len(values) else ""
            same = abs(cell - float(row[column])) < 0.001 if isinstance(cell, float) else cell == shown
            if not same: wrong.append(f"XLSX {name}.{column}: {cell} against {shown}")
if PERIOD == "2026":
    if not {"category", "channel"} <= labelled: wrong.append(f"words stand for the codes of {sorted(labelled)} alone")
    others_read = as_others_read(BASE + ".xlsx")
    if list(others_read) != [title(name) for name in report]: wrong.append(f"xlsx2csv reads the sheets {list(others_read)}")
    for name, rows in zip(report, others_read.values()):
        head = read[name][0]
        for line, theirs in zip(read[name], rows, strict=True):
            said = dict(zip(head, line))
            ours = [heading(c) if line is head else said.get(c + "_label", cell_words(c, said[c])) for c in head if not c.endswith("_label")]
            theirs += [""] * (len(ours) - len(theirs))
            if not all(map(same_text, theirs, ours)): wrong.append(f"xlsx2csv reads {name} as {theirs}, CSV has {ours}")
if not whole and PERIOD == "2026": wrong.append("no complaint at all: the test says nothing")
print("\n".join(wrong[:20]))
sys.exit(1 if wrong else 0)
