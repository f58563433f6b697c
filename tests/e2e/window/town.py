"""Head office, devices and a printer of one test: started on free ports, ended whatever happens."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import urllib.request

from driver import Display, Failed, Window, need, wait_for
from printer import PrinterPeer

SIZES = {"kiosk": (1080, 1920), "counter": (1920, 1080)}


class Town:
    def __init__(self, kiosk, office, pictures):
        need("Xvfb", "xdotool", "zbarimg")
        self.kiosk_program, self.office_program = os.path.abspath(kiosk), os.path.abspath(office)
        self.pictures = pictures
        os.makedirs(pictures, exist_ok=True)
        self.folder = tempfile.mkdtemp(prefix="redress-window-")
        self.open = []
        self.port = 0
        self.office = None

    # --- head office ---
    def run_office(self, *words):
        done = subprocess.run([self.office_program, "--data", self.path("office"), *words], capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"head office {words[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def start_office(self):
        if not os.path.exists(self.path("office")):
            self.people = self.run_office("init", "--demo")
        log = self.path("office.log")
        with open(log, "w") as out:
            self.office = subprocess.Popen(
                [self.office_program, "--data", self.path("office"), "serve", "--listen", f"127.0.0.1:{self.port}"],
                stdout=out, stderr=subprocess.STDOUT)

        def listening():
            if self.office.poll() is not None:
                raise Failed("head office did not start: " + open(log).read())
            return re.search(r"^LISTENING 127\.0\.0\.1:(\d+)", open(log).read(), re.M)
        self.port = int(wait_for("head office", 60, listening)[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def kill_office(self):
        self.office.kill()
        self.office.wait()
        self.office = None

    def page(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as reply:
            return reply.read().decode()

    def metric(self, name):
        return float(re.search(rf"^{name} (\S+)$", self.page("/metrics"), re.M)[1])

    def pin(self, staff):
        return re.search(rf"\b{staff}\b.*\b(\d{{6}})\b", self.people)[1]

    # --- devices ---
    def enrol(self, name, role, mall="xinghe"):
        code = self.run_office("enrol-code", "--mall", mall, "--role", role, "--name", name, "--preapproved").strip()
        done = self.run_device("enrol", name, "--url", self.url, "--code", code)
        if not done.startswith("APPROVED "):
            raise Failed(f"{name} was not approved: {done}")

    def run_device(self, command, name, *words, given=None):
        done = subprocess.run([self.kiosk_program, command, "--data", self.path(name), *words],
                              input=given, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"{name} {command} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr}")
        return done.stdout

    def open_window(self, name, role, printer="none", size=None, idle_s=60):
        config = self.path(name + ".toml")
        with open(config, "w") as out:
            out.write(f'[printer]\naddress = "{printer}"\n[screen]\nidle_s = {idle_s}\n')
        width, height = size or SIZES[role]
        display = Display(width, height)
        self.open.append(display)
        command = [self.kiosk_program, "--config", config, "run", "--data", self.path(name), "--role", role]
        window = Window(name, display, command, self.path(name + ".sock"), self.pictures)
        self.open.append(window)
        return window

    def open_printer(self):
        self.open.append(PrinterPeer())
        return self.open[-1]

    def path(self, name):
        return os.path.join(self.folder, name)

    def close(self):
        for one in reversed(self.open):
            one.close()
        if self.office:
            self.office.terminate()
            self.office.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def play(story):
    """main() of a story: STORY.py redress-kiosk redress-headoffice PICTURES."""
    town = Town(*sys.argv[1:4])
    try:
        story(town)
    except Exception:
        traceback.print_exc()
        for one in town.open:
            if isinstance(one, Window) and one.program.poll() is None:
                one.picture("failed")
        return 1
    finally:
        town.close()
    return 0


def say(done):
    print("ok:", done, flush=True)


def check(what, good, shown=""):
    if not good:
        raise Failed(f"{what} {shown}")
    say(what)
