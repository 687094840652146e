"""Debian's Chromium, driven through its driver by the W3C WebDriver protocol, with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
import urllib.request
from typing import Any

import pytest

KEYS = {"enter": "\ue007", "escape": "\ue00c"}


def needs_chromium() -> None:
    """Skip a test where the browser or its driver is missing."""
    for program, package in (("chromium", "chromium"), ("chromedriver", "chromium-driver")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: apt-get install {package}")


class Browser:
    """A window of its own, without a screen."""

    def __init__(self, folder: str) -> None:
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder,
        )  # fmt: skip
        assert self._driver.stdout is not None
        port = next(
            match[1]
            for line in self._driver.stdout
            if (match := re.search(r"successfully on port (\d+)", line))
        )
        self._base = f"http://127.0.0.1:{port}/session"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1000,700", "--disable-dev-shm-usage",
                     f"--user-data-dir={folder}/profile", "--proxy-server=http://127.0.0.1:9",
                     "--proxy-bypass-list=127.0.0.1;localhost"]  # fmt: skip
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments},
                  "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}  # fmt: skip
        try:
            found = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        except OSError:
            self._end_driver()
            raise
        self._base += f"/{found['sessionId']}"

    def _ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(
            self._base + path, body, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def go(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def resize(self, width: int, height: int) -> None:
        """Give the page so many pixels, whatever the window has around it."""
        self._ask("POST", "/goog/cdp/execute", {
            "cmd": "Emulation.setDeviceMetricsOverride",
            "params": {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True},
        })  # fmt: skip

    def run(self, script: str) -> Any:
        return self._ask("POST", "/execute/sync", {"script": script, "args": []})

    def wait(self, script: str, seconds: float = 30) -> Any:
        """Wait until a script returns something true."""
        last = time.monotonic() + seconds
        while not (found := self.run(script)):
            assert time.monotonic() < last, f"not within {seconds} s: {script}"
            time.sleep(0.1)
        return found

    def type(self, *keys: str) -> None:
        """Press keys one after the other, a text letter by letter."""
        signs = [sign for key in keys for sign in (KEYS.get(key) or key)]
        actions = [{"type": kind, "value": sign} for sign in signs for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def asked_for(self) -> list[str]:
        """Every address that the page has asked for since the last time."""
        messages = [
            json.loads(entry["message"])["message"]
            for entry in self._ask("POST", "/se/log", {"type": "performance"})
        ]
        urls = [message["params"].get("request", message["params"]).get("url", "") for message in messages
                if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated")]  # fmt: skip
        return [url for url in urls if url]

    def said(self) -> list[str]:
        """What the page has said in the console, refusals of its policy among it."""
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def picture(self, path: str) -> None:
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._ask("GET", "/screenshot")))

    def close(self) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            self._end_driver()

    def _end_driver(self) -> None:
        self._driver.terminate()
        self._driver.wait(10)
        assert self._driver.stdout is not None
        self._driver.stdout.close()
