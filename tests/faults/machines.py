"""The real programs for the fault tests: a head office, devices, and the disk that fails below them."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

KIOSK, OFFICE, SHIM, QUICK_PIN = sys.argv[1:5]


def fail(what):
    print("FAILED:", what)
    sys.exit(1)


def check(condition, what):
    if not condition:
        fail(what)


def check_pins_quickly():
    """For stories with hundreds of acts whose matter is not the PIN."""
    os.environ["LD_PRELOAD"] = QUICK_PIN


def intake(text, phone=None):
    contact = f',"contact":{{"phone":"{phone}"}},"consent":{{"text":"同意","version":"1"}}' if phone else ""
    return f'{{"contact_type":"complaint","category":"hygiene","text":"{text}"{contact}}}\n'


class Ground:
    """A scratch folder with a head office and enrolled devices; everything ends with it."""

    def __init__(self, folder=None):
        self.work = folder or os.path.realpath(tempfile.mkdtemp(prefix="redress-faults-"))
        self.own = folder is None
        self.server = None
        self.port = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_office()
        if self.own:
            shutil.rmtree(self.work, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.work, name)

    def run(self, *command, text="", disk=None, **unsure):
        """Runs a program; with `disk`, on the unsure disk: cut=, loss=, fail=, error=, ever=, count=, seed=."""
        return subprocess.run([str(c) for c in command], input=text.encode(), capture_output=True, timeout=300,
                              env=self.environment(disk, unsure))

    @staticmethod
    def environment(disk, unsure):
        env = dict(os.environ)
        if disk:
            env.update({"LD_PRELOAD": SHIM, "UNSURE_DISK": disk})
            env.update({"UNSURE_" + key.upper(): str(value) for key, value in unsure.items()})
        return env

    def kiosk(self, command, name, *more, text="", disk=None, **unsure):
        return self.run(KIOSK, command, "--data", self.path(name), *more, text=text,
                        disk=self.path(disk or name) if unsure else None, **unsure)

    def office_command(self, name="office"):
        return OFFICE, "--data", self.path(name)

    def office(self, *command, **unsure):
        return self.run(*self.office_command(), *command, disk=self.path("office") if unsure else None, **unsure)

    def start_office(self, log=subprocess.DEVNULL, **unsure):
        """False: it ended before it listened (the power went)."""
        if not os.path.exists(self.path("office")):
            check(self.office("init", "--demo").returncode == 0, "head office cannot be set up")
        self.server = subprocess.Popen([OFFICE, "--data", self.path("office"), "serve", "--listen", f"127.0.0.1:{self.port}"],
                                       stdout=subprocess.PIPE, stderr=log,
                                       env=self.environment(self.path("office") if unsure else None, unsure))
        line = self.server.stdout.readline().decode()
        listening = re.match(r"LISTENING 127.0.0.1:(\d+)", line)
        if listening:
            self.port = int(listening.group(1))
        else:
            self.server.wait()
        return bool(listening)

    def stop_office(self, kill=False):
        if self.server and self.server.poll() is None:
            self.server.kill() if kill else self.server.terminate()
        if self.server:
            self.server.wait()
            self.server.stdout.close()
        self.server = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def enrol(self, name, role="kiosk"):
        code = self.office("enrol-code", "--mall", "xinghe", "--role", role, "--name", name, "--preapproved").stdout.decode().strip()
        done = self.kiosk("enrol", name, "--url", self.url, "--code", code)
        check(done.stdout.startswith(b"APPROVED"), f"{name} cannot be enrolled: {done.stderr.decode()}")

    def copy(self, name, to):
        shutil.rmtree(self.path(to), ignore_errors=True)
        shutil.copytree(self.path(name), self.path(to))
        return to


def acknowledged(done):
    return [line.split()[2] for line in done.stdout.decode().splitlines() if line.startswith("ACK ")]


class Running:
    """The kiosk's program with its screen, and complaints handed to it one by one."""

    def __init__(self, ground, name="k"):
        self.ground, self.name, self.codes = ground, name, []
        self.process = subprocess.Popen([KIOSK, "run", "--data", ground.path(name), "--offscreen", "--size", "540x960"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        check(wait_until(lambda: os.path.exists(ground.path(name + "/engine.sock")), 60) is not None, "the kiosk does not start")

    def one(self, text="满了"):
        return self.take(1, text)

    def take(self, count, text):
        """So many complaints one after the other; False: not all were taken."""
        told = acknowledged(self.ground.kiosk("capture", self.name, text=intake(text) * count))
        self.codes += told
        check(self.process.poll() is None, "the kiosk's program ended")
        return len(told) == count

    def end(self):
        self.process.terminate()
        self.process.wait()


def missing(ground, name, codes):
    """Those that the device does not know."""
    if not codes:
        return []
    lines = ground.kiosk("scan", name, text="\n".join(codes) + "\n").stdout.decode().splitlines()
    return [code for code, line in zip(codes, lines) if not line.startswith("CASE ")]


def verifies(ground, name):
    done = ground.kiosk("verify", name)
    return done.returncode == 0


def wait_until(condition, seconds):
    """How long it took; None: too long."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if condition():
            return time.monotonic() - began
        time.sleep(0.05)
    return None
