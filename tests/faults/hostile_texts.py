"""Texts that would move a cursor, turn a line round, run in a browser, a spreadsheet, a printer or a terminal: typed at a
kiosk, a counter and head office, then looked at everywhere they are shown. Also the names of devices and people."""
import csv
import html.parser
import http.cookiejar
import io
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree
import zipfile

from machines import Ground, KIOSK, OFFICE, acknowledged, check, check_pins_quickly

PLAIN = "退款太慢"
KEPT = {  # as JSON writes them
    "plain": PLAIN,
    "bidi": "退款\u202e慢\u2066x\u2069\u200f\u061c",
    "zero width": "退\u200b\u200d\u2060款\ufeff",
    "tower": "e" + "\u0301\u0489" * 300,
    "control": "退\x00\x01\x07\x08\x7f\x85款\r\n二",
    "terminal": "\x1b[2J\x1b]0;title\x07\x9b31m红",
    "printer": "\x1b@\x1dV\x00\x10\x04\x01\x1cp\x01\x00纸",
    "one word": "W" * 2000,
    "one han word": "字" * 2000,
    "formula": "=cmd|'/c calc'!A1",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "wide formula": "＝1＋1",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\"'><svg onload=alert(1)><a href=\"javascript:alert(1)\">",
    "comment": "--><!--]]></textarea></style></title><plaintext>",
    "entity": "&lt;b&gt;&#x202e;&amp;",
    "sql": "'; DROP TABLE event; --",
    "words": "%s%n{0}{code}{{phrase}}$(reboot)`reboot`",
    "arabic": "شكوى عن المطعم 123",
    "beyond": "😀👩‍👩‍👧‍👦🇨🇳\U00020000\U0010fffd",
}
REFUSED = {  # the bytes of a JSON string
    "too long": ("字" * 10_000).encode(),
    "lone surrogate": b"\\ud800",
    "surrogates turned": b"\\udc00\\ud800",
    "bad UTF-8": b"\xff\xfe",
    "overlong": b"\xc0\xaf",
    "coded surrogate": b"\xed\xa0\x80",
    "raw control": b"\x1b[31m",
}
NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NAMES = ("bidi", "terminal", "formula", "script")


def safe(words, where):
    words = words if isinstance(words, str) else words.decode()
    found = NEVER.search(words.replace("\r\n", "\n"))
    check(not found, f"{where}: holds {found and ascii(words[max(0, found.start() - 20):found.end() + 20])}")
    return words


class Page(html.parser.HTMLParser):
    """Elements with the names of their attributes, and all text."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, tuple(name for name, _ in attributes)))
        links = [value or "" for name, value in attributes if name in ("href", "src", "action")]
        runs = [value for value in links if re.match(r"\s*(javascript|data|vbscript):", value, re.I) and value != "data:,"]
        check(not runs, f"a link runs: {runs}")

    def handle_data(self, data):
        self.texts.append(data)

    def kinds(self):
        return set(self.elements)


class Office:
    """Head office's pages as a person with a browser sees them."""

    def __init__(self, ground):
        self.url = ground.url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        with self.opener.open(self.url + path, timeout=60) as reply:
            return reply.read()

    def post(self, path, **fields):
        try:
            with self.opener.open(self.url + path, urllib.parse.urlencode(fields).encode(), timeout=60) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def staff(said):
    return {line.split()[1]: dict(re.findall(r"(PIN|password) (\S+)", line)) for line in said.splitlines() if line.startswith("Staff ")}


def names(ground):
    """Devices and people called so: cleaned when they are entered."""
    for number, name in enumerate(NAMES):
        done = ground.office("user", "add", "--staff", f"70{number:02}", "--name", KEPT[name], "--role", "service", "--mall",
                             "xinghe", "--department", "service", "--pin", "735194")
        check(done.returncode == 0, f"a person called {name}: {done.stderr.decode()}")
        done = ground.office("enrol-code", "--mall", "xinghe", "--role", "kiosk", "--name", KEPT[name])
        check(done.returncode == 0, f"a device called {name}: {done.stderr.decode()}")
    safe(ground.office("user", "list").stdout, "user list")
    done = ground.office("device", "revoke", KEPT["terminal"])
    check(done.returncode != 0, "a strange device is revoked")
    safe(done.stderr, "an error's words")


def refused(ground, name):
    for kind, text in REFUSED.items():
        line = b'{"contact_type":"complaint","category":"hygiene","text":"' + text + b'"}\n'
        done = subprocess.run([KIOSK, "capture", "--data", ground.path(name)], input=line, capture_output=True)
        said = safe(done.stdout + done.stderr, f"the refusal of {kind}")
        check("ACK " not in said, f"{kind} was taken: {said}")
    key = json.dumps({"contact_type": "complaint", "category": "hygiene", KEPT["terminal"]: 1}).encode() + b"\n"
    done = subprocess.run([KIOSK, "capture", "--data", ground.path(name)], input=key, capture_output=True)
    safe(done.stdout + done.stderr, "the refusal of a key")


def typed(text):
    return json.dumps({"contact_type": "complaint", "category": "hygiene", "text": text,
                       "impact": {"product": text[:40]}, "contact": {"name": text[:40], "phone": "13900001111"}, "consent": {"text": "同意", "version": "1"}})


def complaints(ground):
    """One of each text, answered in the same words by staff. Their codes."""
    codes = {}
    for kind, text in KEPT.items():
        done = ground.kiosk("capture", "c", text=typed(text) + "\n")
        told = acknowledged(done)
        check(len(told) == 1, f"{kind} is not taken: {done.stdout.decode()} {done.stderr.decode()}")
        codes[kind] = told[0]
    pin = ground.staff["1005"]["PIN"]
    for kind, code in codes.items():
        lines = [{"action": "acknowledge"}, {"action": "assign", "departments": ["operations"], "person": "1005"},
                 {"action": "reply", "text": KEPT[kind]}, {"action": "note", "text": KEPT[kind]}]
        done = ground.kiosk("act", "c", text="".join(json.dumps({**line, "case": code, "staff": "1005", "pin": pin}) + "\n" for line in lines))
        said = safe(done.stdout + done.stderr, f"acts on {kind}")
        check(said.count("ACK ") == len(lines), f"acts on {kind}: {said}")
    check(ground.kiosk("sync", "c", "--once").returncode == 0, "sync")
    return codes


def kept(text):
    """What stays of a typed text, without white space and marks: those are shown in other ways."""
    return re.sub(r"\s", "", NEVER.sub("", text)).replace("\ufeff", "")


def pages(ground, codes):
    office = Office(ground)
    check(office.post("/sign-in", staff="9003", password=ground.staff["9003"]["password"])[0] == 200, "sign-in")
    tracking = Page(office.get(f"/C/{codes['plain'].replace('-', '')}").decode()).kinds()
    case = Page(office.get(f"/cases/{codes['plain']}").decode()).kinds()
    for kind, code in codes.items():
        for path, usual in ((f"/C/{code.replace('-', '')}", tracking), (f"/cases/{code}", case)):
            source = safe(office.get(path), f"{kind} at {path}")
            page = Page(source)
            check(page.kinds() <= usual, f"{kind} at {path}: makes {page.kinds() - usual}")
            if kind != "tower":  # another order of marks is the same text
                check(kept(KEPT[kind]) in kept("".join(page.texts)), f"{kind} at {path}: its text is not shown")
    sheets(office)


def sheets(office):
    for path in ("/cases.csv", "/reports.csv?period=2026-11", "/purposes.csv", "/corrections.csv", "/trainings.csv"):
        try:
            text = office.get(path).decode()
        except urllib.error.HTTPError as error:
            check(error.code in (403, 404), f"{path}: {error.code}")
            continue
        safe(text, path)
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))):
            for cell in row:
                runs = cell[:1] in "=+-@\t\r＝＋－＠" and cell[:1] and not re.fullmatch(r"-?[\d.,]+%?", cell)
                check(not runs, f"{path}: a spreadsheet runs {cell!r}")
    book = zipfile.ZipFile(io.BytesIO(office.get("/reports.xlsx?period=2026-11")))
    for name in book.namelist():
        if name.endswith(".xml"):
            for formula in xml.etree.ElementTree.fromstring(book.read(name)).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"):
                check("cmd" not in (formula.text or ""), f"the workbook runs {formula.text}")


def receipts(ground, codes):
    for kind, code in codes.items():
        for form in ("png", "escpos"):
            out = ground.path(f"receipt.{form}")
            done = ground.kiosk("receipt", "c", "--case", code, "--width", "80", "--format", form, "--out", out)
            check(done.returncode == 0, f"receipt of {kind}: {done.stderr.decode()}")
        printed = open(ground.path("receipt.escpos"), "rb").read()
        check(not re.search(rb"\x10[\x04\x05\x14]|\x1cp|\x1dV\x00\x10", printed[:64]), f"receipt of {kind}: commands")
        read = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", ground.path("receipt.png")], capture_output=True).stdout.decode()
        check(code.replace("-", "") in read, f"receipt of {kind}: its code reads {read!r}")


def screens(ground, codes):
    """Each case on the counter's screen."""
    steps = ["pause 1500", "keys 1005", "pause 300", f"keys {ground.staff['1005']['PIN']}", "tap next", "expect counter.queue"]
    for number, code in enumerate(codes.values()):
        steps += [f"scan {code}", "expect counter.case", "pause 400", f"picture case-{number:02}.png", "tap back", "expect counter.queue"]
    with open(ground.path("case.play"), "w") as script:
        script.write("\n".join(steps) + "\n")
    done = subprocess.run([os.path.abspath(KIOSK), "run", "--data", ground.path("c"), "--role", "counter", "--offscreen", "--size", "1280x720",
                           "--play", ground.path("case.play")], cwd=ground.work, capture_output=True, timeout=300)
    safe(done.stdout + done.stderr, "the log of the counter's screens")
    check(done.returncode == 0, f"the counter's screens: {done.stderr.decode()}")
    pictures = [name for name in os.listdir(ground.work) if name.startswith("case-")]
    check(len(pictures) == len(codes), f"{len(pictures)} pictures of {len(codes)} cases")
    if keep := os.environ.get("PICTURES"):
        subprocess.run(["cp", *(ground.path(name) for name in pictures), keep], check=True)


check_pins_quickly()
with Ground() as ground:
    ground.staff = staff(ground.office("init", "--demo").stdout.decode())
    log = open(ground.path("office.log"), "wb")
    ground.start_office(log=log)
    ground.enrol("c", "counter")
    names(ground)
    refused(ground, "c")
    codes = complaints(ground)
    receipts(ground, codes)
    pages(ground, codes)
    screens(ground, codes)
    for command in ("status", "doctor", "verify"):
        done = ground.kiosk(command, "c")
        safe(done.stdout + done.stderr, command)
    safe(ground.office("cases", "--format", "csv").stdout, "cases")
    ground.stop_office()
    safe(open(log.name, "rb").read(), "head office's log")
    print(f"{len(KEPT)} texts taken and {len(REFUSED)} refused: shown safely on screens, pages, receipts, sheets and terminals")
