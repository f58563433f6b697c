"""A real Chromium, driven over WebDriver."""
import base64
import json
import re
import subprocess
import urllib.request

from driver import Failed, need

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    def __init__(self, folder):
        need("chromium", "chromedriver")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if started := re.search(r"started successfully on port (\d+)", line):
                break
        else:
            raise Failed("chromedriver did not start")
        self.address = f"http://127.0.0.1:{started[1]}/session"
        options = {"binary": "/usr/bin/chromium",
                   "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                            "--window-size=390,844", "--lang=zh-CN", f"--user-data-dir={folder}"]}
        session = self._send("POST", "", {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}})
        self.session = "/" + session["sessionId"]

    def _send(self, method, path, body=None):
        request = urllib.request.Request(self.address + path, method=method, data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["value"]

    def open(self, url):
        self._send("POST", self.session + "/url", {"url": url})

    def words(self):
        return self._send("GET", f"{self.session}/element/{self._element('body')}/text")

    def address_shown(self):
        return self._send("GET", self.session + "/url")

    def _element(self, css):
        return self._send("POST", self.session + "/element", {"using": "css selector", "value": css})[ELEMENT]

    def touch(self, css):
        self._send("POST", f"{self.session}/element/{self._element(css)}/click", {})

    def type(self, css, text):
        self._send("POST", f"{self.session}/element/{self._element(css)}/value", {"text": text})

    def picture(self, path):
        with open(path, "wb") as out:
            out.write(base64.b64decode(self._send("GET", self.session + "/screenshot")))

    def close(self):
        try:
            if hasattr(self, "session"):
                self._send("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()
