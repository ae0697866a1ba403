"""A headless Chromium for tests: pages are opened as files, keys are pressed, axe is asked.

The browser is spoken to over two pipes, in its own protocol, so that no port is opened and the
policy of a page stays as it is.
"""

import base64
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import axe_core_python
import chromium
import pytest

AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
WIDE, NARROW, NARROWEST = 1366, 375, 320
_PATIENCE = 120
"""Seconds; only a browser that hangs needs them."""
_START = """
import fcntl, os, sys
told, tells = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3])
os.dup2(told, 3)
os.dup2(tells, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts the pipes where the browser expects them."""
_KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "ArrowDown": (40, ""), "Home": (36, "")}


class Browser:
    """A browser with one page.

    Attributes:
        complaints: What the browser had against the page: errors, things that it refused.
        requests: The addresses that were asked for since the page was opened.
    """

    def __init__(self, tell: int, told: int) -> None:
        self._tell, self._told = tell, told
        self._number, self._session, self._rest = 0, None, b""
        self._loaded = False
        self.complaints: list[str] = []
        self.requests: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        made = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = made["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def open(self, address: str, width=WIDE, *, height=900, dark=False, media="", script=True):
        """Open a page and wait until it is there.

        Args:
            address: Of the page.
            width: Of the window, in CSS pixels.
            height: As `width`.
            dark: Whether the reader prefers dark.
            media: `print` to see it as on paper.
            script: Whether the page's script may run.
        """
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setScriptExecutionDisabled", value=not script)
        self._ask("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)  # fmt: skip
        # From one page to a place in the same page would be no new page.
        self._go("about:blank")
        self.complaints.clear()
        self.requests.clear()
        self._go(address)

    def run(self, script: str):
        """Run the body of an async function in the page; return what it returns.

        In it, `await until(() => …)` waits for something to become so.
        """
        body = (
            "(async () => { const until = async (fits) => {"
            " while (!fits()) await new Promise(requestAnimationFrame); };\n"
            f"{script}\n}})()"
        )
        said = self._ask("Runtime.evaluate", expression=body, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def press(self, key: str, *, shift=False) -> None:
        """Press a key as a person does: one of those with a name, or a sign."""
        code, text = _KEYS.get(key, (ord(key.upper()[0]), key))
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self._ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def type(self, text: str) -> None:
        """Press the key of every sign."""
        for sign in text:
            self.press(sign)

    def lay_out(self) -> None:
        """Have everything laid out, also what is far from the screen."""
        self.run(
            "for (const far of document.querySelectorAll('.project'))"
            " far.style.contentVisibility = 'visible';"
        )

    def violations(self) -> list[str]:
        """Return what axe has against the page: rule, and the first places."""
        self.lay_out()
        return self.run(
            f"""{AXE.read_text(encoding="utf-8")};
            const found = await axe.run(document, {{runOnly: {json.dumps(RULES)}}});
            return found.violations.map((each) => each.id + ': ' + each.help + ' '
              + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | '));"""
        )

    def picture(self, target: Path, *, whole=False) -> None:
        """Keep what the page looks like."""
        shot = self._ask("Page.captureScreenshot", captureBeyondViewport=whole)
        target.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """Return the page as a PDF, as it comes out of a printer."""
        said = self._ask("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
        return base64.b64decode(said["data"])

    def _go(self, address: str) -> None:
        self._loaded = False
        self._ask("Page.navigate", url=address)
        self._until(lambda: self._loaded)

    def _ask(self, method: str, **parameters):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        _write(self._tell, json.dumps(message).encode() + b"\0")
        answer = {}

        def is_answered() -> bool:
            return bool(answer)

        self._until(is_answered, answer)
        assert "error" not in answer, (method, answer.get("error"))
        return answer["result"]

    def _until(self, is_done, answer=None) -> None:
        end = monotonic() + _PATIENCE
        while not is_done():
            message = self._next(end)
            if message.get("id") == self._number and answer is not None:
                answer.update(message)
            else:
                self._note(message)

    def _next(self, end: float):
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._told], [], [], max(end - monotonic(), 0))
            assert ready, "the browser does not answer"
            more = os.read(self._told, 1 << 20)
            assert more, "the browser stopped"
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        return json.loads(first)

    def _note(self, message) -> None:
        about = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Log.entryAdded":
                self.complaints.append(about["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(about["exceptionDetails"]))
            case "Network.requestWillBeSent":
                self.requests.append(about["request"]["url"])
            case _:
                pass


def _write(pipe: int, text: bytes) -> None:
    while text:
        text = text[os.write(pipe, text) :]


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Give a browser; skip where there is none.

    Args:
        folder: For its own files.
    """
    program = chromium.find()
    if program is None or sys.platform == "win32":
        pytest.skip("no Chromium here (tools/chromium.py tells how to get one)")
    told_here, tells_there = os.pipe()
    told_there, tells_here = os.pipe()
    process = subprocess.Popen(
        [
            sys.executable, "-c", _START, str(told_there), str(tells_there),
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking",
            f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank",
        ],
        pass_fds=(told_there, tells_there),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for pipe in (told_there, tells_there):
        os.close(pipe)
    try:
        yield Browser(tells_here, told_here)
    finally:
        # Its pipe ends, so it ends too; one that hangs is stopped.
        os.close(tells_here)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(told_here)
