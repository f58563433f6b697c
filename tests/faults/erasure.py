"""Erased through the real programs, on the page of head office, at a counter and by the retention run: not one piece of the
sealed parts lies in any file of kiosk, counter or head office, no index leads to them, and coming back from yesterday's copy
brings none of them back. The cases beside them stay whole."""
import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request

from machines import Ground, OFFICE, acknowledged, check, intake, verifies, wait_until

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
CASES, CLOSED = 24, 9  # the closed ones are erased: each third in another way
PIECE = 24             # bytes of a sealed part: any would be too many
MANAGER, ADMINISTRATOR, PIN, PASSWORD = "1005", "9001", "246813", "twelve horses 12"

if not os.path.exists(FAKETIME):
    print("libfaketime is not here")
    sys.exit(77)


def files(folder):
    for base, _, names in os.walk(folder):
        for name in names:
            if not name.endswith((".sock", "reserve", "owner.lock")):
                yield os.path.join(base, name)


def steps(code):
    """From the queue to a result; everything typed on the way is sealed."""
    who = {"case": code, "staff": MANAGER, "pin": PIN}
    yield who | {"action": "acknowledge"}
    yield who | {"action": "assign", "departments": ["cleaning"], "reason": f"保洁处理 {code}"}
    yield who | {"action": "investigate", "cause_class": "process", "findings": f"地面积水 {code}"}
    yield who | {"action": "resolve", "remedies": ["apology"], "text": f"当面道歉 {code}"}
    yield who | {"action": "feed_back", "text": "已处理"}
    yield {"case": code, "action": "confirm"}


def act(ground, *actions):
    done = ground.kiosk("act", "c", text="".join(json.dumps(action) + "\n" for action in actions))
    check(done.stdout.decode().count("ACK ") == len(actions), f"act: {done.stdout.decode()} {done.stderr.decode()}")


class Page:
    """A signed-in browser's half of HTTP."""

    def __init__(self, ground, staff):
        self.url = ground.url
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.post("/sign-in", staff=staff, password=PASSWORD)

    def get(self, path):
        return self.browser.open(self.url + path).read().decode()

    def post(self, path, **form):
        return self.browser.open(self.url + path, urllib.parse.urlencode(form).encode()).read().decode()

    def found(self, words):
        """Cases that a search leads to."""
        return set(re.findall(r'href="/cases/([0-9A-Z]{12})"', self.get("/cases?q=" + urllib.parse.quote(words))))

    def erase(self, code):
        token = re.search(r'name="csrf" value="([^"]+)"', self.get("/cases/" + code)).group(1)
        done = self.post(f"/cases/{code}/erase", csrf=token, scope="all", reason="顾客要求", again=code)
        check("个人信息已按规定销毁" in done, f"the page did not erase: {done}")


def sealed_parts(database, code_of):
    """Sealed parts by case, as the counter holds them: they are the same bytes wherever they lie."""
    out = {}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        for event, part in db.execute("SELECT e.bytes, s.bytes FROM event e JOIN sealed s ON s.event = e.id WHERE s.bytes IS NOT NULL"):
            out.setdefault(code_of(event), []).append(part)
    return out


def pieces(parts):
    return {part[at:at + PIECE] for part in parts for at in range(0, len(part) - PIECE + 1, PIECE)}


def look(ground, gone, kept, when, without=()):
    contents = [(path, open(path, "rb").read()) for path in files(ground.work) if os.path.basename(path) not in without]
    for path, content in contents:
        for piece in gone:
            check(piece not in content, f"{when}: a piece of an erased part lies in {path}")
    for name in ("office/headoffice.db", "c/device.db"):
        near = b"".join(content for path, content in contents if path.startswith(ground.path(name)))
        check(all(piece in near for piece in kept), f"{when}: {name} lost what was not erased")
    return len(contents)


def sync(ground):
    for _ in range(2):
        for name in ("k", "c"):
            ground.kiosk("sync", name, "--once")


with Ground() as ground:
    ground.start_office()
    ground.office("user", "reset", "--staff", MANAGER, "--pin", PIN)
    ground.office("user", "reset", "--staff", ADMINISTRATOR, "--pin", PIN, "--password", PASSWORD)
    ground.enrol("k")
    ground.enrol("c", "counter")
    done = ground.kiosk("capture", "k", text="".join(intake(f"要找的话 {i} 号", f"139775{i:05}") for i in range(CASES)))
    codes = acknowledged(done)
    check(len(codes) == CASES, "capture")
    sync(ground)
    erased, others = codes[:CLOSED], codes[CLOSED:]
    compact = [code.replace("-", "") for code in erased]
    act(ground, *[step for code in erased for step in steps(code)])
    sync(ground)
    parts = sealed_parts(ground.path("c/device.db"), lambda event: json.loads(event).get("code"))
    gone = pieces([part for code in compact for part in parts[code]])
    kept = pieces([part for code in others for part in parts[code.replace("-", "")][:1]])
    check(len(gone) > CLOSED * 4 * 5 and len(kept) > CASES, "the parts to look for were not found")
    administrator = Page(ground, ADMINISTRATOR)
    every, beside = {code.replace("-", "") for code in codes}, {code.replace("-", "") for code in others}
    check(wait_until(lambda: administrator.found("要找的话") == every, 60) is not None, "what shoppers typed is not found")
    check(wait_until(lambda: administrator.found("地面积水") == set(compact), 60) is not None, "what staff typed is not found")
    held = b"".join(open(path, "rb").read() for path in files(ground.path("office")))
    check(sum(piece in held for piece in gone) > len(gone) * 0.9, "head office does not hold what is to be erased")
    check(ground.office("backup", "--out", ground.path("elsewhere.db")).returncode == 0, "backup")

    for code in compact[:3]:
        administrator.erase(code)
    sync(ground)
    act(ground, *[{"case": code, "action": "erase", "scope": "all", "reason": "顾客要求", "staff": ADMINISTRATOR, "pin": PIN} for code in compact[3:6]])
    sync(ground)
    ground.stop_office()
    later = dict(os.environ, LD_PRELOAD=FAKETIME, FAKETIME="+400d", FAKETIME_DONT_FAKE_MONOTONIC="1")
    run = subprocess.run([OFFICE, "--data", ground.path("office"), "retention", "--clock-checked", "--json"], capture_output=True, timeout=120, env=later)
    total = json.loads(run.stdout.decode().splitlines()[-1]) if run.returncode == 0 else {}
    check(total.get("cases") == 3, f"retention: {run.stdout.decode()} {run.stderr.decode()}")
    check(ground.start_office(), "head office does not start")
    sync(ground)
    looked = look(ground, gone, kept, "after the erasures", {"elsewhere.db"})
    administrator = Page(ground, ADMINISTRATOR)
    check(administrator.found("要找的话") == beside, "a search leads to what a shopper typed")
    check(not administrator.found("地面积水"), "a search leads to what staff typed")

    ground.stop_office()
    check(ground.office("restore", "--from", ground.path("elsewhere.db")).returncode == 0, "restore")
    look(ground, gone, kept, "after coming back from yesterday's copy", {"elsewhere.db"})
    check(ground.start_office(), "head office does not start")
    sync(ground)
    sync(ground)
    look(ground, gone, kept, "after the devices offered everything again", {"elsewhere.db"})
    administrator = Page(ground, ADMINISTRATOR)
    check(wait_until(lambda: administrator.found("要找的话") == beside, 60) is not None, "a search leads to what came back, or not to the others")
    check(not administrator.found("地面积水"), "a search leads to what staff typed")
    for code in codes:
        check(f"CASE {code} " in ground.kiosk("scan", "c", text=code + "\n").stdout.decode(), "a case is lost with its text")
    check(verifies(ground, "k") and verifies(ground, "c") and ground.office("verify").returncode == 0, "verify")
    print(f"{CLOSED} of {CASES} cases erased in three ways: {len(gone)} pieces in none of {looked} files, before and after a restore")
