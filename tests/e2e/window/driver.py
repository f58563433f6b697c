"""A program in a real X window: widgets are found through --inspect, touched and typed at through xdotool."""
import json
import os
import shutil
import signal
import socket
import subprocess
import time

GUARD_S = 0.35  # a screen takes no touch for 300 ms after it came
# A scanner keeps its pace however busy the machine is, so xdotool and the display go first where that is allowed.
FIRST = ["chrt", "-f", "10"]
if subprocess.run([*FIRST, "true"], stderr=subprocess.DEVNULL).returncode:
    FIRST = []


class Failed(Exception):
    pass


def wait_for(what, seconds, ask):
    """The first true answer of ask(); Failed with `what` after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failed(f"waited {seconds} s for {what}")
        time.sleep(0.03)


def arrow(here, there):
    """The arrow key that leads from one rectangle towards another."""
    down = there[1] + there[3] / 2 - here[1] - here[3] / 2
    right = there[0] + there[2] / 2 - here[0] - here[2] / 2
    if abs(down) > min(here[3], there[3]) / 2:
        return "Down" if down > 0 else "Up"
    return "Right" if right > 0 else "Left"


class Display:
    """An Xvfb of its own on a free number."""

    def __init__(self, width, height):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            [*FIRST, "Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.name = ":" + number.readline().strip()
        if self.name == ":":
            raise Failed("Xvfb did not start")

    def start_xdotool(self, *words):
        return subprocess.Popen([*FIRST, "xdotool", *map(str, words)], env={**os.environ, "DISPLAY": self.name},
                                stderr=subprocess.DEVNULL)

    def xdotool(self, *words):
        if self.start_xdotool(*words).wait():
            raise Failed("xdotool failed: " + " ".join(map(str, words)))

    def close(self):
        self.server.terminate()
        self.server.wait()


class Window:
    """redress-kiosk run on a display; everything goes in as mouse and keys."""

    def __init__(self, name, display, command, socket_path, pictures):
        self.name, self.display, self.socket_path, self.pictures = name, display, socket_path, pictures
        environment = {**os.environ, "DISPLAY": display.name, "SDL_VIDEODRIVER": "x11"}
        self.program = subprocess.Popen(command + ["--inspect", socket_path], env=environment)
        self.connection = wait_for(f"{name}'s window", 20, self._connect)
        self.shown = None
        wait_for(f"{name}'s first screen", 20, lambda: self.screen()["frame"] > 0)

    def _connect(self):
        if self.program.poll() is not None:
            raise Failed(f"{self.name} ended with {self.program.returncode}")
        try:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(self.socket_path)
            return connection.makefile("rwb")
        except OSError:
            return None

    def ask(self, **request):
        self.connection.write(json.dumps(request).encode() + b"\n")
        self.connection.flush()
        answer = self.connection.readline()
        if not answer:
            raise Failed(f"{self.name} ended with {self.program.wait()}")
        return json.loads(answer)

    # --- what is shown ---
    def screen(self):
        screen = self.ask(ask="screen")
        if screen["scene"] != self.shown:
            self.shown, self.since = screen["scene"], time.monotonic()
        return screen

    def widgets(self, id=None, role=None, label=None):
        """Topmost first. `label` may be a part of it."""
        found = [w for w in self.screen()["widgets"]
                 if (id is None or w.get("id") == id) and (role is None or w["role"] == role)
                 and (label is None or label in w["label"])]
        return sorted(reversed(found), key=lambda w: -w.get("layer", 0))

    def find(self, id=None, role=None, label=None, seconds=10):
        def look():
            return next(iter(self.widgets(id, role, label)), None)
        try:
            return wait_for("it", seconds, look)
        except Failed:
            here = ", ".join(sorted({w["id"] for w in self.widgets() if w.get("id")}))
            raise Failed(f"{self.name}: no widget {id or ''} {role or ''} {label or ''} on {self.shown}: {here}")

    def expect(self, scene, seconds=15):
        try:
            wait_for(scene, seconds, lambda: self.screen()["scene"] == scene)
        except Failed:
            raise Failed(f"{self.name} shows {self.shown}, expected {scene}")

    def words(self):
        return "\n".join(w["label"] + " " + w.get("value", "") for w in self.widgets())

    def picture(self, name):
        path = os.path.join(self.pictures, f"{self.name}-{name}.png")
        # A busy machine may let the program's five seconds for an answer pass.
        wait_for(f"the picture {name}", 30, lambda: "file" in self.ask(ask="picture", file=path))
        return path

    # --- what a person does ---
    def touch(self, id=None, role=None, label=None):
        x, y, wide, high = self._resting(id, role, label)["rect"]
        self.touch_at(x + wide // 2, y + high // 2)

    def _resting(self, id, role, label):
        """The widget, once the screen takes touches and it can be used."""
        self.find(id, role, label)
        time.sleep(max(0, self.since + GUARD_S - time.monotonic()))
        return wait_for(f"{id or label} to be free", 10,
                        lambda: next((w for w in self.widgets(id, role, label) if not w.get("off")), None))

    def touch_at(self, x, y):
        self.display.xdotool("mousemove", x, y, "mousedown", 1, "sleep", 0.02, "mouseup", 1)
        wait_for("the release", 10, lambda: not any(w.get("pressed") for w in self.widgets()))

    def press_keys(self, letters):
        """On the keyboard of the screen, one touch a key."""
        names = {" ": "space"}
        for letter in letters:
            self.touch(id="key:" + names.get(letter, letter), role="key")

    def candidates(self):
        """Words of the candidate bar and their ids."""
        return {w["label"]: w["id"] for w in self.widgets(role="key") if w.get("id", "").startswith("cand:")}

    def pick(self, text):
        """The candidate with these words, paging as far as needed."""
        for _ in range(20):
            if id := self.candidates().get(text):
                return self.touch(id=id)
            self.touch(id="cand:more")
        raise Failed(f"no candidate {text}")

    def key(self, *names):
        for name in names:
            self.display.xdotool("key", name)
            time.sleep(0.07)  # slower than a scanner

    def type(self, text):
        """As a person types on a keyboard."""
        self.display.xdotool("type", "--delay", 90, text)
        time.sleep(0.1)  # the last character is held back while it may begin a scan

    def focused(self):
        """The widget with the keypad's ring; there is one as long as a keypad is used."""
        return next((w for w in self.widgets() if w.get("focused")), None)

    def steer(self, id=None, role=None, label=None):
        """To a widget and onto it with the arrow keys and Enter, as with a keypad of five keys."""
        self._resting(id, role, label)
        for step in range(120):
            here, there = self.focused(), self.find(id, role, label)
            if here and here["id"] == there["id"]:
                return self.key("Return")
            self.key(arrow(here["rect"], there["rect"]) if here and step < 40 else "Tab")
        raise Failed(f"{self.name}: {id or label} is not reached by keypad")

    def scan(self, text):
        """As a scanner does that pretends to be a keyboard."""
        self.display.xdotool("type", "--args", 1, "--delay", 0, text, "key", "Return")

    def scan_while_busy(self, text):
        """A scan at 12 ms a key into a program that is stopped again and again for longer than a scanner's gaps."""
        scanner = self.display.start_xdotool("type", "--args", 1, "--delay", 12, text, "key", "Return")
        while scanner.poll() is None:
            self.program.send_signal(signal.SIGSTOP)
            time.sleep(0.09)
            self.program.send_signal(signal.SIGCONT)
            time.sleep(0.02)

    def close(self):
        if self.program.poll() is None:
            self.program.terminate()
        return self.program.wait(timeout=20)


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Failed(f"{program} is not installed; see packages-test.txt")
