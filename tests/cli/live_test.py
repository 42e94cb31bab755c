#!/usr/bin/env python3
"""The live views as their users meet them: terminal, web page, metrics."""

import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
import urllib.error
import urllib.request
from fcntl import ioctl
from pathlib import Path

SIMRUN, ROOT, PICTURES = (Path(a).resolve() for a in sys.argv[1:4])
SCENARIO = """
name = "seen"
clock = "real"
seed = 1
warmup = "1s"
duration = "{seconds}s"
[market]
source = "synthetic"
[model]
kind = "null"
[load]
pattern = "constant"
rps = 200
[[fault]]
do = "kill extractor[0] at 1s for 500ms"
[[require]]
that = "success_rate > 50 %"
"""
WAIT_MAX_S = 30


def wait_for(what, condition):
    until = time.monotonic() + WAIT_MAX_S
    while time.monotonic() < until:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {WAIT_MAX_S} s in vain for {what}")


class Run(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = Path(self.temporary.name)

    def command(self, *args, seconds=6):
        scenario = self.folder / "seen.toml"
        scenario.write_text(SCENARIO.format(seconds=seconds))
        return [str(SIMRUN), str(scenario), "--out", str(self.folder / "out"), *args]


class Served(Run):
    """Runs with a page, on a port that was free."""

    def serve(self, *args, seconds=6):
        self.messages = open(self.folder / "stderr", "w+", encoding="utf-8")
        self.addCleanup(self.messages.close)
        self.process = subprocess.Popen(
            self.command("--serve", "127.0.0.1:0", *args, seconds=seconds),
            stdout=subprocess.DEVNULL, stderr=self.messages)
        self.addCleanup(self.end)
        said = wait_for("the address", lambda: re.search(r"live: (http://127\.0\.0\.1:(\d+)/)", self.said()))
        self.url, self.port = said[1], int(said[2])

    def said(self):
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=WAIT_MAX_S)

    def get(self, path, method="GET", **headers):
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read().decode()

    def events(self):
        """Opens /events and returns its socket, once an event has come."""
        viewer = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.addCleanup(viewer.close)
        viewer.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return viewer, viewer.recv(4096).decode()

    def test_http(self):
        self.serve("--serve-after", "--live", "never", seconds=4)
        with self.subTest("health"):
            self.assertEqual(self.get("healthz")[::2], (200, "ok\n"))
        with self.subTest("nothing but GET"):
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
                status, headers, _ = self.get("", method)
                self.assertEqual((status, headers["Allow"]), (405, "GET"), method)
        with self.subTest("nothing for who came by another name"):
            self.assertEqual(self.get("", Host="evil.example")[0], 421)
            for host in ("localhost", f"localhost:{self.port}", "127.0.0.1", "[::1]:80", "192.168.0.7"):
                self.assertEqual(self.get("healthz", Host=host)[0], 200, host)
        with self.subTest("no result before the end"):
            status, _, text = self.get("result.json")
            self.assertEqual(status, 404)
            self.assertIn("not over", text)
        with self.subTest("a page may load nothing from elsewhere"):
            _, headers, page = self.get("")
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotRegex(page, r"(src|href)=\"?(https?:)?//")
        with self.subTest("metrics in both formats"):
            self.check_metrics()
        with self.subTest("the result when it is over"):
            wait_for("the result", lambda: self.get("result.json")[0] == 200)
            served = self.get("result.json")[2]
            self.assertEqual(json.loads(served)["scenario"]["name"], "seen")
            self.assertEqual(json.loads(served)["outcomes"], json.loads(
                (self.folder / "out" / "result.json").read_text(encoding="utf-8"))["outcomes"])
            self.assertIn('phase="done"} 1', self.get("metrics")[2])
        with self.subTest("--serve-after stays until Ctrl-C"):
            wait_for("word of that", lambda: "stays until Ctrl-C" in self.said())
            self.assertIsNone(self.process.poll())
            self.process.send_signal(signal.SIGINT)
            self.assertIn(self.process.wait(timeout=5), (0, 3))

    def check_metrics(self):
        _, headers, older = self.get("metrics")
        self.assertTrue(headers["Content-Type"].startswith("text/plain; version=0.0.4"))
        self.assertIn("# TYPE simrun_requests_issued_total counter\n", older)
        self.assertNotIn("# EOF", older)
        _, headers, newer = self.get("metrics", Accept="application/openmetrics-text; version=1.0.0")
        self.assertTrue(headers["Content-Type"].startswith("application/openmetrics-text"))
        self.assertIn("# TYPE simrun_requests_issued counter\n", newer)
        self.assertTrue(newer.endswith("# EOF\n"))
        for name, text in (("older", older), ("newer", newer)):
            families = re.findall(r"^# TYPE (\S+)", text, re.M)
            self.assertEqual(len(families), len(set(families)), name)
        if shutil.which("promtool"):
            checked = subprocess.run(["promtool", "check", "metrics"], input=older, capture_output=True, text=True)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_limits(self):
        self.serve("--live", "never", seconds=8)
        with self.subTest("a request that is too long"):
            self.assertEqual(self.get("healthz", **{"X-Long": "a" * 20_000})[0], 400)
        with self.subTest("headers without end"):
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as s:
                try:
                    s.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 10_000)
                    self.assertNotIn(b"200 OK", s.recv(4096))
                except (BrokenPipeError, ConnectionResetError):
                    pass
        with self.subTest("viewers beyond the limit are told so, the others go on"):
            viewers = [self.events() for _ in range(12)]
            self.assertTrue(all("200 OK" in first for _, first in viewers))
            self.assertEqual(self.get("events")[0], 503)
            self.assertEqual(self.get("healthz")[0], 200)
            for viewer, _ in viewers:
                viewer.close()
            # Their places are free soon after they are gone.
            wait_for("a free place", lambda: "200 OK" in self.events()[1])
        with self.subTest("who takes nothing holds up nobody"):
            self.events()
            self.assertIn(self.process.wait(timeout=WAIT_MAX_S), (0, 3))

    def test_events(self):
        self.serve("--live", "never", seconds=3)
        with urllib.request.urlopen(self.url + "events", timeout=30) as stream:
            text = stream.read().decode()
        kinds = re.findall(r"^event: (\w+)", text, re.M)
        self.assertEqual(kinds[0], "history")
        self.assertEqual(kinds[-2:], ["result", "over"])
        updates = [json.loads(data) for data in re.findall(r"event: update\nid: \d+\ndata: (.*)", text)]
        self.assertGreater(len(updates), 8)
        numbers = [u["number"] for u in updates]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual({u["phase"] for u in updates} & {"measuring", "done"}, {"measuring", "done"})
        self.assertEqual([f["text"] for f in updates[-1]["faults"]], ["kill extractor[0] at 1s for 500ms"])
        self.assertTrue(any(w["state"] == "down" for u in updates for w in u["workers"]))
        result = json.loads((self.folder / "out" / "result.json").read_text(encoding="utf-8"))
        self.assertEqual(updates[-1]["outcomes"], result["outcomes"])

    def test_page(self):
        try:
            from selenium import webdriver
        except ImportError:
            self.skipTest("python3-selenium is not installed")
        driver_path, browser_path = shutil.which("chromedriver"), shutil.which("chromium")
        if not driver_path or not browser_path:
            self.skipTest("chromium or its driver is not installed")
        self.serve("--live", "never", seconds=12)
        options = webdriver.chrome.options.Options()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        browser = webdriver.Chrome(service=webdriver.chrome.service.Service(driver_path), options=options)
        self.addCleanup(browser.quit)
        browser.get(self.url)
        points = "return Chart.getChart('chart-%s').data.datasets[1].data.filter(p => p.y > 0).length"
        for chart in ("rate", "latency"):
            wait_for("points", lambda c=chart: browser.execute_script(points % c) >= 8)
        self.assertEqual(browser.find_element("id", "name").text, "seen")
        self.take_pictures(browser)
        wait_for("the end", lambda: "The run is over" in browser.find_element("id", "over").text)
        wait_for("the fault", lambda: "kill extractor[0]" in browser.find_element("id", "faults").text)
        # The server is gone and the page still has the result.
        self.process.wait(timeout=WAIT_MAX_S)
        wait_for("a link to its own copy", lambda: browser.execute_script(
            "return document.querySelector('#over a').href.startsWith('blob:')"))
        # Whatever the page asked for was asked of this server, and nothing went wrong.
        asked = [m["params"]["request"]["url"] for m in
                 (json.loads(e["message"])["message"] for e in browser.get_log("performance"))
                 if m["method"] == "Network.requestWillBeSent"]
        self.assertEqual([u for u in asked if not u.startswith((self.url, "data:", "blob:"))], [])
        self.assertEqual([e for e in browser.get_log("browser") if e["level"] == "SEVERE"], [])

    def take_pictures(self, browser):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark"):
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                    {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            for width in (1280, 390):
                metrics = {"width": width, "height": 1400, "deviceScaleFactor": 1, "mobile": False}
                browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
                # Charts follow a change of size in the next frame.
                wide = "return document.documentElement.scrollWidth"
                wait_for("a page as wide as the screen", lambda w=width: browser.execute_script(wide) <= w)
                browser.save_screenshot(str(PICTURES / f"live_{scheme}_{width}.png"))


class Refused(Run):
    def refused(self, *args):
        done = subprocess.run(self.command(*args), capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        return done.stderr

    def test_arguments(self):
        self.assertIn("'here' is no address to serve on: write HOST:PORT", self.refused("--serve", "here"))
        self.assertIn("write HOST:PORT", self.refused("--serve", "::1:8080"))
        self.assertIn("port of 0 to 65535", self.refused("--serve", "localhost:70000"))
        self.assertIn("--serve-after needs --serve", self.refused("--serve-after"))
        self.assertIn("did you mean 'never'", self.refused("--live", "nevr"))

    def test_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.assertIn("it is in use", self.refused("--serve", f"127.0.0.1:{port}"))


class Terminal(Run):
    def show(self, *args, columns=80, rows=24, environment=(), resize=None, stop=None):
        """What a run writes on a terminal, and its exit code."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ.update({"TERM": "xterm", "LC_ALL": "C.UTF-8", **dict(environment)})
            command = self.command("--quiet", "--live", "always", *args, seconds=3)
            os.execv(command[0], command)
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        begin, text = time.monotonic(), b""
        while True:
            if resize and time.monotonic() > begin + 2:
                ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, resize, 0, 0))
                resize = None
            if stop and time.monotonic() > begin + 2:
                os.kill(pid, stop)
                stop = None
            if not select.select([terminal], [], [], 0.1)[0]:
                continue
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            text += piece
        return text.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def pictures(self, text):
        return [re.sub(r"\x1b\[\d*m", "", p) for p in re.split(r"\r\x1b\[\d+A\x1b\[J", text)]

    def check_clean(self, text):
        self.assertRegex(text, r"\r\x1b\[\d+A\x1b\[J$", "the last thing is to remove the picture")
        self.assertNotIn("\x1b[?", text, "no mode of the terminal was changed")

    def test_in_place(self):
        text, code = self.show()
        self.assertIn(code, (0, 3))
        self.check_clean(text)
        pictures = self.pictures(text)
        self.assertGreater(len(pictures), 8)
        self.assertTrue(any("kill extractor[0] at 1s" in p and "1 of 2 up" in p for p in pictures))
        self.assertIn("\x1b[1mseen\x1b[0m", text)

    def test_small_and_plain(self):
        text, _ = self.show(columns=40, rows=8, environment={"NO_COLOR": "1", "LC_ALL": "C"}.items())
        self.check_clean(text)
        self.assertNotRegex(text, r"\x1b\[\d*m")
        self.assertTrue(text.isascii())
        for picture in self.pictures(text):
            lines = [line.rstrip("\r") for line in picture.split("\n")]
            self.assertLessEqual(len(lines), 8)
            self.assertTrue(all(len(line) < 40 for line in lines), picture)

    def test_resize(self):
        text, _ = self.show(columns=100, resize=50)
        self.check_clean(text)
        last = [line.rstrip("\r") for line in self.pictures(text)[-2].split("\n")]
        self.assertTrue(all(len(line) < 50 for line in last), last)

    def test_ctrl_c(self):
        text, code = self.show(stop=signal.SIGINT)
        self.assertEqual(code, 3)
        self.check_clean(text)

    def test_dumb(self):
        text, _ = self.show(environment={"TERM": "dumb"}.items())
        self.assertNotIn("\x1b", text)
        self.assertIn("seen: measuring 0:02 of 0:04; ", text)

    def test_no_terminal(self):
        done = subprocess.run(self.command("--quiet", "--live", "always", seconds=3), capture_output=True, text=True,
                              timeout=60)
        self.assertNotIn("\x1b", done.stderr)
        self.assertGreaterEqual(done.stderr.count("seen: measuring"), 2)
        silent = subprocess.run(self.command("--quiet", seconds=2), capture_output=True, text=True, timeout=60)
        self.assertEqual(silent.stdout + silent.stderr, "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
