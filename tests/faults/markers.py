"""Contact data and texts of 200 cases: not one byte in clear in any file of kiosk, counter, head office, stick, backup, log
or printed receipt, nor on the public page of the case."""
import base64
import os
import urllib.request

from machines import Ground, acknowledged, check, intake

CASES = 200
PHONE, STORY = "13977553", "标记甲乙丙"  # every case's contact and text begin so


def forms(marker):
    """As it might lie about: plain, UTF-16, and base64 from each of three starts."""
    raw = marker.encode()
    out = [raw, marker.encode("utf-16-le"), marker.encode("utf-16-be")]
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            encoded = encode(b"\0" * shift + raw + b"\0\0")
            # All that its bits alone decide: fewer characters stand by chance somewhere in megabytes of keys and seals.
            out.append(encoded[-(-8 * shift // 6):8 * (shift + len(raw)) // 6])
    check(min(len(form) for form in out) >= 8, "forms too short to tell anything")
    return out


def files(folder):
    for base, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(base, name)


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    ground.enrol("c", "counter")
    text = "".join(intake(f"{STORY}{i}", f"{PHONE}{i:03}") for i in range(CASES))
    done = ground.kiosk("capture", "k", text=text)
    codes = acknowledged(done)
    check(len(codes) == CASES, "capture")
    said = [done.stdout + done.stderr]
    for name in ("k", "c"):
        done = ground.kiosk("sync", name, "--once")
        check(done.returncode == 0, f"sync of {name}")
        said.append(done.stdout + done.stderr)
    os.makedirs(ground.path("stick"))
    ground.kiosk("export", "k", ground.path("stick/k.redress"))
    for code in codes[:20]:
        ground.kiosk("receipt", "k", "--case", code, "--width", "80", "--format", "escpos", "--out", ground.path(f"receipt-{code}"))
        with urllib.request.urlopen(f"{ground.url}/C/{code}") as page:
            said.append(page.read())
    said.append(ground.office("cases", "--format", "json").stdout)
    said.append(ground.office("backup", "--out", ground.path("copy.db")).stderr)
    wanted = [(marker, form) for marker in (PHONE, STORY) for form in forms(marker)]
    for encoded in (text.encode(), text.encode("utf-16-le"), base64.b64encode(text.encode())):
        check(any(form in encoded for _, form in wanted), "the search itself finds nothing")
    places = [(path, open(path, "rb").read()) for path in files(ground.work) if not path.endswith(("lock", ".sock", "reserve"))]
    for where, content in places + [("what was printed", piece) for piece in said]:
        for marker, form in wanted:
            check(form not in content, f"{marker} stands in {where}")
    check(any(path.endswith("headoffice.db") for path, _ in places), "head office's file was not looked at")
    print(f"{len(places)} files and {len(said)} outputs, {sum(len(content) for _, content in places) >> 20} MiB: none of {CASES} contacts and texts")
