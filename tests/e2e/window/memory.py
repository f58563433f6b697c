"""Looks for words in a running program: its writable memory, and the files of folders, in every encoding."""
import os
import signal

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
AROUND = 48  # bytes shown before and behind a find
PAGE = 4096
EMPTY = bytes(PAGE)


def needles(words):
    """The bytes of each word in each encoding, and how they are called."""
    return {word.encode(code): f"{word} as {code}" for word in words for code in ENCODINGS}


def places_in(data, needle):
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def writable(pid):
    """The lines of the program's private writable mappings: begin, end, line."""
    with open(f"/proc/{pid}/maps") as maps:
        for line in maps:
            if line.split()[1].startswith("rw") and line.split()[1].endswith("p"):
                begin, end = (int(n, 16) for n in line.split()[0].split("-"))
                yield begin, end, line.strip()


def used_parts(begin, data):
    """What lies between empty pages: those hold no word, and looking for one full of zeros takes longest in them."""
    at = 0
    while at < len(data):
        end = at
        while end < len(data) and data[end:end + PAGE] != EMPTY:
            end += PAGE
        if end > at:
            yield begin + at, data[at:end]
        at = max(end, at + PAGE)


def read_memory(pid):
    """What is in writable memory at one moment, as (begin, line, bytes); the program stands still meanwhile."""
    os.kill(pid, signal.SIGSTOP)
    try:
        parts = []
        with open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for begin, end, line in writable(pid):
                memory.seek(begin)
                data = b""
                while len(data) < end - begin and (more := memory.read(end - begin - len(data))):
                    data += more
                parts += [(at, line, part) for at, part in used_parts(begin, data)]
        return parts
    finally:
        os.kill(pid, signal.SIGCONT)


def in_memory(pid, words):
    """Where the words stand in the memory of the process: one line a place."""
    parts = read_memory(pid)
    return [f"{called} at {begin + at:x} in {line}: {data[max(0, at - AROUND):at + len(needle) + AROUND]!r}"
            for needle, called in needles(words).items()
            for begin, line, data in parts for at in places_in(data, needle)]


def in_files(folders, words, since):
    """Files below the folders, changed since then, that hold the words."""
    found = []
    for folder in folders:
        for path, _, names in os.walk(folder):
            for whole in (os.path.join(path, name) for name in names):
                try:
                    if not os.path.isfile(whole) or os.path.getmtime(whole) < since:
                        continue
                    with open(whole, "rb") as file:
                        data = file.read()
                except OSError:
                    continue  # gone meanwhile, or somebody else's
                found += [f"{called} in {whole}" for needle, called in needles(words).items() if needle in data]
    return found
