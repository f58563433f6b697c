#!/usr/bin/env python3
"""Hostile HTTP against the real head office: every request gets its right answer, the memory stays bounded and /healthz
answers quickly meanwhile. Usage: hostile_http.py OFFICE"""
import gzip
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

BATCH_BYTES, PLAIN_BYTES = 8 << 20, 48 << 20
GROWTH_MIB = 400  # three workers unfold 48 MiB each; all else is small
PATIENCE_S = 30   # longer than any unfinished request may take
HEALTH_S = 20     # while other tests keep every core busy; idle it takes milliseconds


class Office:
    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="redress-hostile-")
        data = os.path.join(self.folder, "office")
        subprocess.run([program, "--data", data, "init", "--demo"], check=True, capture_output=True)
        self.log = open(os.path.join(self.folder, "log"), "w+")
        self.process = subprocess.Popen([program, "--data", data, "serve", "--listen", "127.0.0.1:0"],
                                        stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(1200):
            found = re.search(r"LISTENING 127\.0\.0\.1:(\d+)", open(self.log.name).read())
            if found:
                self.port = int(found[1])
                return
            time.sleep(0.05)
        raise SystemExit("head office did not start: " + open(self.log.name).read())

    def end(self):
        self.process.terminate()
        code = self.process.wait(30)
        shutil.rmtree(self.folder)
        return code

    def peak_mib(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def line(self, timeout_s=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout_s)

    def ask(self, *parts):
        """Status of the answer to these bytes; 0 when the connection was shut without one."""
        with self.line() as line:
            try:
                for part in parts:
                    line.sendall(part)
            except OSError:
                pass  # answered before all was sent
            return status_in(receive(line))

    def health_s(self):
        begun = time.monotonic()
        assert self.ask(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") == 200
        return time.monotonic() - begun


def receive(line):
    got = b""
    try:
        while b"\r\n\r\n" not in got:
            piece = line.recv(65536)
            if not piece:
                break
            got += piece
    except OSError:
        pass
    return got


def status_in(answer):
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


def post(path, body, headers=b"", length=None):
    length = len(body) if length is None else length
    return b"POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n" % (path, headers, length) + body


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def zstd_bomb(size):
    """A frame of four bytes for each 128 KiB of zeros it unfolds to."""
    whole, rest = divmod(size, 1 << 17)
    sizes = [1 << 17] * whole + ([rest] if rest else [])
    blocks = b"".join((n << 3 | 2 | (i == len(sizes) - 1)).to_bytes(3, "little") + b"\0" for i, n in enumerate(sizes))
    return b"\x28\xb5\x2f\xfd\xa0" + size.to_bytes(4, "little") + blocks


def batch(packed, plain_bytes, count=1, flags=0, sealed=b""):
    head = b"RDB1" + bytes(32) + (1).to_bytes(8, "little") + count.to_bytes(4, "little") + bytes(64)
    out = head + bytes([flags]) + plain_bytes.to_bytes(4, "little") + varint(len(packed)) + packed
    out += len(sealed).to_bytes(4, "little") + sealed + bytes(64)
    return out + hashlib.blake2b(out, digest_size=32).digest()[:8]


def requests():
    """name, right statuses, bytes. 0: shut without an answer is right as well."""
    bomb = batch(zstd_bomb(PLAIN_BYTES), PLAIN_BYTES)
    deep = b"[" * 100_000 + b"]" * 100_000
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    chunked = b"Transfer-Encoding: chunked\r\n"
    smuggled = b"0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a zstd bomb of 48 MiB", {400}, post(b"/v1/batches", bomb)
    yield "a zstd bomb that says 4 GiB", {413}, post(b"/v1/batches", batch(zstd_bomb(PLAIN_BYTES), 0xFFFFFFFF))
    yield "a bomb larger than it says", {400, 413}, post(b"/v1/batches", batch(zstd_bomb(PLAIN_BYTES), 100))
    yield "a batch of four billion events", {400, 413}, post(b"/v1/batches", batch(zstd_bomb(1024), 1024, 0xFFFFFFFF))
    yield "an unknown packing", {400}, post(b"/v1/batches", batch(zstd_bomb(1024), 1024, flags=0x82))
    yield "a gzip bomb", {400, 415}, post(b"/v1/batches", gzip.compress(bytes(64 << 20)), b"Content-Encoding: gzip\r\n")
    yield "a cut batch", {400}, post(b"/v1/batches", bomb[:-20])
    for path in (b"/v1/batches", b"/v1/pull", b"/v1/relay", b"/v1/enrol"):
        for name, body in (("nothing", b""), ("zeros", bytes(4096)), ("deep JSON", bytes(64) + deep),
                           ("a key twice", bytes(64) + b'{"v":1,"v":1}'), ("bad UTF-8", bytes(64) + b'{"v":"\xff\xfe"}')):
            yield f"{name} at {path.decode()}", {400, 401, 429}, post(path, body)
    yield "a body larger than allowed", {413}, post(b"/v1/batches", b"", length=BATCH_BYTES + 1)
    yield "a length of twenty digits", {400, 413}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"
    yield "a negative length", {400, 413}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
    yield "a length in words", {400, 413}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: five\r\n\r\nabcde"
    yield "two lengths", {400}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nabcde"
    yield "length and chunks", {400}, post(b"/v1/batches", smuggled, chunked)
    yield "chunks of another coding", {400, 501, 0}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n" + smuggled
    yield "a chunk of endless size", {400, 413, 0}, b"POST /v1/batches HTTP/1.1\r\nHost: x\r\n" + chunked + b"\r\nFFFFFFFFFFFFFFFFF\r\nabc"
    yield "a header folded over lines", {200, 400}, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\n\r\n"
    yield "a header of a megabyte", {431, 413, 400, 0}, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * (1 << 20) + b"\r\n\r\n"
    yield "ten thousand headers", {431, 413, 400, 0}, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 10_000 + b"\r\n"
    yield "an address of a megabyte", {414, 431, 0}, b"GET /" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "no host", {400}, b"GET /healthz HTTP/1.1\r\n\r\n"
    yield "another method", {404, 405, 501}, b"DELETE /cases HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "another protocol", {400, 505, 0}, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
    yield "NUL in the address", {400, 404, 0}, b"GET /C/\0 HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a bad escape in the address", {404}, b"GET /C/%zz HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "bad UTF-8 in the query", {404}, b"GET /find?code=%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a form of bad escapes", {400}, post(b"/sign-in", b"staff=%f", form)
    yield "a form of bad UTF-8", {400}, post(b"/sign-in", b"staff=%c3%28", form)
    yield "a form of too many fields", {400}, post(b"/sign-in", b"a=1&" * 5000, form)
    yield "a form of a megabyte", {400, 413}, post(b"/sign-in", b"staff=" + b"a" * (1 << 20), form)
    yield "a line break for a header in the address", {404, 303}, b"GET /language/en%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n"


def refuse_smuggling(office):
    """Two lengths or length and chunks: nothing behind the first request is taken for a second one."""
    for headers in (b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"Content-Length: 4\r\nContent-Length: 90\r\n"):
        with office.line(5) as line:
            line.sendall(b"POST /v1/batches HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            got = b""
            try:
                while piece := line.recv(65536):
                    got += piece
            except OSError:
                pass
        assert b"redress_requests_total" not in got, f"a smuggled request was answered: {headers}"


class Crowd(threading.Thread):
    """Connections that begin and never end: a quarter silent, a quarter in the headers, half in the body. They send a byte
    a second beside everything else until their time is over."""
    BEGINNINGS = (b"", b"GET / HTTP/1.1\r\nX-A: ", b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx",
                  b"POST /v1/batches HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")

    def __init__(self, office, count):
        super().__init__()
        self.slowest_s = 0
        self.office = office
        self.lines = [office.line() for _ in range(count)]
        for i, line in enumerate(self.lines):
            line.sendall(self.BEGINNINGS[i % 4])

    def run(self):
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE_S:
            for line in self.lines:
                try:
                    line.send(b"a")
                except OSError:
                    pass
            self.slowest_s = max(self.slowest_s, self.office.health_s())
            time.sleep(1)

    def shut(self):
        """How many the office has shut by now."""
        count = 0
        for line in self.lines:
            line.setblocking(False)
            try:
                while piece := line.recv(4096):
                    pass
                count += 1
            except BlockingIOError:
                pass
            except OSError:
                count += 1
        return count


def bombs_at_once(office, count):
    bomb = post(b"/v1/batches", batch(zstd_bomb(PLAIN_BYTES), PLAIN_BYTES))
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(office.ask(bomb))) for _ in range(count)]
    for thread in threads:
        thread.start()
    slowest = max(office.health_s() for _ in range(5))
    for thread in threads:
        thread.join()
    assert set(answers) <= {400, 503}, answers
    return slowest


def bodies_that_never_end(office, count):
    """All but the last byte of the largest body there may be: only so many are kept, the others are asked to come back."""
    lines = [office.line() for _ in range(count)]
    for line in lines:
        line.sendall(post(b"/v1/batches", bytes(BATCH_BYTES - 1), length=BATCH_BYTES))
    slowest = office.health_s()
    lines[-1].sendall(b"\0")
    last = status_in(receive(lines[-1]))
    for line in lines:
        line.close()
    assert last == 503, f"the last of {count} large bodies was answered {last}"
    return slowest


def main():
    office = Office(sys.argv[1])
    try:
        before = office.peak_mib()
        crowd = Crowd(office, 1000)
        crowd.start()
        wrong = []
        for name, right, sent in requests():
            status = office.ask(sent)
            if status not in right:
                wrong.append(f"{name}: answered {status}, right is {sorted(right)}")
            assert office.process.poll() is None, f"head office ended at: {name}"
        assert not wrong, "\n".join(wrong)
        refuse_smuggling(office)
        slowest = max(bombs_at_once(office, 40), bodies_that_never_end(office, 100))
        crowd.join()
        slowest = max(slowest, crowd.slowest_s)
        shut = crowd.shut()
        growth = office.peak_mib() - before
        print(f"slowest /healthz {slowest * 1000:.0f} ms, memory grew by {growth:.0f} MiB at most, {shut} of 1000 slow ones shut after {PATIENCE_S} s")
        assert shut >= 950, "slow connections are shut when their time is over"
        assert growth <= GROWTH_MIB
        assert slowest <= HEALTH_S
    finally:
        code = office.end()
    assert code == 0, f"head office ended with {code}"


main()
