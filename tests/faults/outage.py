"""Months without a network: N complaints wait on one kiosk (default 1,000; N=200000 for the long run), then all go up. The
log beside the database stays small, an event costs at most 1 KiB on the wire, nothing is lost."""
import os
import time

from machines import Ground, acknowledged, check, intake

N = int(os.environ.get("N", "1000"))


def largest_log(ground, text):
    done = ground.kiosk("capture", "k", text=text)
    return acknowledged(done), os.path.getsize(ground.path("k/device.db-wal")) if os.path.exists(ground.path("k/device.db-wal")) else 0


with Ground() as ground:
    ground.start_office()
    ground.enrol("k")
    ground.stop_office()
    began, count, log = time.monotonic(), 0, 0
    for first in range(0, N, 1000):
        codes, wal = largest_log(ground, "".join(intake(f"离线第{i}条，空调太冷", f"137{i:08}") for i in range(first, min(N, first + 1000))))
        count, log = count + len(codes), max(log, wal)
    check(count == N, f"{count} of {N} acknowledged")
    captured_s = time.monotonic() - began
    check(log < 64 << 20, f"the log grew to {log >> 20} MiB")
    check(ground.start_office(), "head office")
    began = time.monotonic()
    for _ in range(20):
        done = ground.kiosk("sync", "k", "--once")
        if done.returncode == 0:
            break
    check(done.returncode == 0, "sync: " + done.stdout.decode() + done.stderr.decode())
    synced_s = time.monotonic() - began
    stored = ground.office("cases", "--format", "csv").stdout.decode().count("\n") - 1
    check(stored == N, f"{stored} of {N} at head office")
    size = os.path.getsize(ground.path("k/device.db"))
    print(f"{N} waiting complaints: captured in {captured_s:.0f} s, sent in {synced_s:.1f} s, database {size >> 20} MiB, log {log >> 20} MiB")
