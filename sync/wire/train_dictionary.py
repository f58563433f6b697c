#!/usr/bin/env python3
"""Makes assets/wire/events-1.dict: the zstd dictionary for small batches (docs/SYNC.md, flag bit 0).

Run once per dictionary; a shipped dictionary never changes, because batches packed with it lie on sticks for
months. A better one is a new file and a new flag. Samples are invented events of docs/EVENTS.md's grammar."""
import base64, json, os, random, subprocess, sys, tempfile

rng = random.Random(20260101)
b64 = lambda n: base64.urlsafe_b64encode(rng.randbytes(n)).decode().rstrip("=")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
code = lambda: "".join(rng.choice(ALPHABET) for _ in range(12))
CATEGORIES = {
    "product_quality": ["damaged", "fake", "expired"], "service_attitude": ["rude", "ignored", "unhelpful"],
    "service_process": ["waiting", "queue", "complicated"], "price": ["wrong_price", "promotion", "discount"],
    "membership": ["card", "points", "coupon"], "delivery": ["late", "lost"], "after_sales": ["return", "exchange", "repair"],
    "facilities": ["lift", "escalator", "toilet", "air", "parking"], "hygiene": ["dirty", "smell"],
    "safety": ["fall", "injury"], "information": ["wrong", "missing"], "other": []}
DEPARTMENTS = ["service_desk", "property", "operations", "security", "cleaning", "tenants", "marketing"]
ROLES = ["service", "handler", "supervisor", "manager", "analyst"]
REPLIES = ["您好，您反映的问题我们已经核实并处理，感谢您的监督。", "维修人员已到现场，预计今天下午修好，给您带来不便非常抱歉。",
           "已与商户沟通，请您携带购物小票到一楼服务台办理退换。", "我們已經跟進您的個案，處理結果將於三個工作日內回覆。",
           "Thank you for telling us. The lift has been repaired and checked."]


def body(kind):
    if kind == "submitted":
        category = rng.choice(list(CATEGORIES))
        out = {"contact_type": rng.choices(["complaint", "suggestion", "enquiry", "help"], [80, 10, 6, 4])[0], "category": category}
        if CATEGORIES[category]:
            out["subcategory"] = rng.choice(CATEGORIES[category])
        out["place"] = rng.choice(["b1", "f1", "f2", "f3", "f4", "f5"]) + rng.choice([".shop_%03d" % rng.randint(1, 60), ".lift_a", ".toilet_w", ".atrium", ""])
        if rng.random() < 0.7:
            out["outcomes"] = rng.sample(["apology", "refund", "exchange", "repair", "explanation", "compensation", "improve"], rng.randint(1, 2))
        out["language"] = rng.choices(["zh-Hans", "zh-Hant", "en"], [80, 12, 8])[0]
        if rng.random() < 0.4:
            out["anonymous"] = True
        out["channel"] = rng.choices(["kiosk", "counter", "phone"], [85, 10, 5])[0]
        if rng.random() < 0.7:
            out["occurred"] = {"date": "2026-%02d-%02d" % (rng.randint(1, 12), rng.randint(1, 28)), "part": rng.choice(["morning", "afternoon", "evening", "unknown"])}
        impact = {}
        if rng.random() < 0.9:
            impact["injured"] = rng.random() < 0.05
        if rng.random() < 0.3:
            impact["loss_fen"] = rng.choice([0, 5000, 20000, 50000, 200000])
        if rng.random() < 0.2:
            impact["promise_broken"] = True
        if rng.random() < 0.1:
            impact["media_or_court"] = False
        if impact:
            out["impact"] = impact
        if "anonymous" not in out:
            out["consent"] = {"text": "我同意为处理本次诉求使用我填写的联系方式。", "version": "1"}
        out["policy"], out["site"] = rng.randint(1, 9), rng.randint(1, 9)
        at = 1767225600000 + rng.randint(0, 31_536_000_000)
        out["promised"] = {"first_answer": at, "resolve": at + 259200000}
        return out
    return {
        "acknowledged": {}, "confirmed": {}, "scanned": {},
        "assigned": {"departments": [rng.choice(DEPARTMENTS)], "person": str(rng.randint(1001, 1060))},
        "investigated": {"cause_class": rng.choice(["service", "product", "process", "communication"]), "validity": rng.choice(["valid", "need", "unfounded"]), "whys": rng.randint(0, 5), "complexity": rng.choice(["simple", "complex"]), "outside_party": "none"},
        "resolved": {"remedies": rng.sample(["replace", "refund", "repair", "price_adjustment", "service_change", "apology", "compensation", "gift", "explanation", "referral"], 2), "cost_fen": rng.choice([0, 5000, 9900, 20000]), "minutes": rng.randint(5, 120), "staff_fault": "none"},
        "replied": {"text": rng.choice(REPLIES)},
        "fed_back": {"text": rng.choice(REPLIES), "way": rng.choice(["screen", "phone", "page", "in_person"]), "told": True},
        "disputed": {"reason": rng.choice(["not_done", "not_solved", "disagree", "unclear", "happened_again", "other"])},
        "rated": {"speed": rng.randint(1, 5), "result": rng.randint(1, 5), "attitude": rng.randint(1, 5)},
        "noted": {}, "added": {}, "viewed": {"what": "contact", "purpose": rng.choice(["call_back", "contact", "handover"])},
        "printed": {"copy": rng.randint(1, 2), "outcome": rng.choice(["printed", "paper_out", "offline", "unknown"])},
        "paused": {"reason": rng.choice(["shopper", "supplier", "general_office"]), "until": 1767225600000 + rng.randint(0, 31_536_000_000)},
        "alarm_raised": {"alarm": rng.choice(["injury", "call_staff"])},
        "clock_measured": {"incarnation": b64(16), "boot": b64(8), "offset_ms": rng.randint(-90000, 90000)},
    }[kind]


def event():
    kinds = {"submitted": 40, "printed": 15, "acknowledged": 8, "assigned": 6, "investigated": 4, "resolved": 4, "fed_back": 4, "replied": 4, "confirmed": 3, "disputed": 2, "rated": 3, "noted": 3, "added": 2, "viewed": 4, "scanned": 4, "paused": 1, "alarm_raised": 2, "clock_measured": 2}
    kind = rng.choices(list(kinds), kinds.values())[0]
    out = {"v": 1, "id": "AZ" + b64(16)[2:]}
    if kind != "clock_measured":
        out["code"] = code()
    out["seq"] = rng.randint(1, 200000)
    if kind not in ("submitted", "clock_measured"):
        out["seen"] = ["AZ" + b64(16)[2:] for _ in range(rng.choice([1, 1, 1, 2]))]
    out["at"] = 1767225600000 + rng.randint(0, 63_072_000_000)
    out["mono"] = rng.randint(20_000, 900_000_000)
    out["boot"] = b64(8)
    if rng.random() < 0.95:
        out["trusted"] = True
    if kind in ("submitted", "confirmed", "disputed", "rated", "added", "alarm_raised") and rng.random() < 0.85:
        out["actor"] = {"kind": "shopper"}
    elif kind in ("printed", "scanned"):
        out["actor"] = {"kind": "device"}
    elif kind == "clock_measured":
        out["actor"] = {"kind": "head_office"}
    else:
        out["actor"] = {"kind": "staff", "staff": str(rng.randint(1001, 1060)), "role": rng.choice(ROLES), "department": rng.choice(DEPARTMENTS)}
    out["kind"] = kind
    out["body"] = body(kind)
    if kind in ("submitted", "noted", "added", "investigated", "resolved"):
        out["sealed"] = b64(32)
    return json.dumps(out, ensure_ascii=False, separators=(",", ":")).encode()


def main(target):
    with tempfile.TemporaryDirectory() as folder:
        for i in range(4000):
            with open(os.path.join(folder, "%05d" % i), "wb") as f:
                f.write(event())
        subprocess.run(["zstd", "-q", "--train", "-r", folder, "--maxdict=16384", "--dictID=1", "-o", target, "-f"], check=True)
    print(target, os.path.getsize(target), "bytes")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../../assets/wire/events-1.dict"))
