#!/usr/bin/env python3
"""Who is told of alerts: people on stderr, a command, a webhook and the result. None of them holds a run up."""

import http.server
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()

# Slow for six seconds: the windows of two rules of its own are bad, and good again.
SCENARIO = """
name = "alerting"
clock = "virtual"
duration = "30s"
seed = 5
[market]
bars = 300
[extractor]
service = "constant(2ms)"
timeout = "2s"
[cache]
enabled = false
[dispatcher]
attempt_timeout = "2s"
[load]
pattern = "constant"
rps = 100
[[fault]]
do = "slow extractor by 150ms at 8s for 6s"
[[alert]]
when = "latency_p95 > 100 ms"
over = "3s"
for = "1s"
[[alert]]
when = "latency_p50 > 100 ms"
severity = "warning"
over = "3s"
"""


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.got.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        if self.server.drip:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                try:
                    self.wfile.write(b"X: y\r\n")
                    time.sleep(0.2)
                except OSError:
                    return
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Alerts(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.scenario = self.folder / "alerting.toml"
        self.scenario.write_text(SCENARIO)

    def tearDown(self):
        self.temporary.cleanup()

    def simrun(self, *args, exit_code=0):
        done = subprocess.run([SIMRUN, self.scenario, "--out", self.folder / "out", *map(str, args)], cwd=ROOT,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def result(self):
        return json.loads((self.folder / "out" / "result.json").read_text())

    def serve(self, status=204, drip=False):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        server.got, server.status, server.drip, server.daemon_threads = [], status, drip, True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f"http://127.0.0.1:{server.server_port}/alerts?to=me"

    def check_messages(self, messages):
        self.assertEqual([(m["event"], m["rule"]) for m in messages if m["severity"] == "critical"],
                         [("raised", "latency_p95 > 100 ms"), ("over", "latency_p95 > 100 ms")])
        self.assertEqual(len(messages), 4)
        raised, over = (m for m in messages if m["severity"] == "critical")
        self.assertEqual(raised["schema"], "simrun.alert/1")
        self.assertEqual((raised["scenario"], raised["clock"], raised["seed"]), ("alerting", "virtual", 5))
        self.assertIsNone(raised["end_s"])
        self.assertGreaterEqual(raised["at_s"] - raised["start_s"], 1)
        self.assertEqual(over["start_s"], raised["start_s"])
        self.assertEqual(over["end_s"], over["at_s"])
        self.assertGreaterEqual(over["peak"], raised["value"])
        self.assertEqual((raised["metric"], raised["bound"], raised["window_s"]), ("latency_p95", 100, 3))

    def test_people_and_the_result_are_told(self):
        done = self.simrun()
        lines = [line for line in done.stderr.splitlines() if "alert" in line and "result:" not in line
                 and "virtual clock" not in line]
        self.assertEqual(len(lines), 4, done.stderr)
        self.assertRegex(lines[0] + lines[1], r"alerting at \d+s: alert, critical: latency_p95 > 100 ms \(.* over 3s\)")
        self.assertRegex(lines[2] + lines[3], r"alert over, critical: latency_p95 > 100 ms \(it lasted .* at worst\)")
        alerts = self.result()["alerts"]
        self.assertEqual({a["rule"] for a in alerts}, {"latency_p95 > 100 ms", "latency_p50 > 100 ms"})
        for alert in alerts:
            self.assertLess(8, alert["start_s"])
            self.assertLess(alert["start_s"], alert["end_s"])
            self.assertGreater(alert["peak"], 150)
        self.assertEqual(self.result()["verdict"], "passed")
        self.assertIn("Alerts\n", done.stdout)
        self.assertIn("latency_p95 > 100 ms", done.stdout)
        self.assertNotIn("alert", self.simrun("--quiet").stderr)

    def test_alerts_change_nothing_else(self):
        self.simrun("--quiet")
        watched = self.result()
        self.simrun("--quiet", "--set", "alerts.enabled=false")
        plain = self.result()
        self.assertEqual(plain.pop("alerts"), [])
        del watched["alerts"]
        for result in watched, plain:
            result.pop("replay", None)
            result.get("scenario", {}).pop("replay", None)
        self.assertEqual(watched, plain)

    def test_a_command_gets_json(self):
        log = self.folder / "log"
        self.simrun("--quiet", "--on-alert", f"cat >> {log}; echo told")
        self.check_messages([json.loads(line) for line in log.read_text().splitlines()])

    def test_what_a_command_prints_is_no_data(self):
        done = self.simrun("--on-alert", "echo told")
        self.assertNotIn("told", done.stdout)
        self.assertEqual(done.stderr.count("told"), 4)

    def test_a_command_that_fails_is_told_of_and_costs_no_verdict(self):
        done = self.simrun("--quiet", "--on-alert", "exit 3")
        self.assertEqual(done.stderr.splitlines(), ["--on-alert 'exit 3' ended with exit code 3"] * 4)
        done = self.simrun("--quiet", "--on-alert", "/no/such/program")
        self.assertIn("ended with exit code 127", done.stderr)

    def test_a_command_that_hangs_is_killed_with_its_children(self):
        pids = self.folder / "pids"
        began = time.monotonic()
        done = self.simrun("--quiet", "--on-alert", f"sleep 300 & echo $! >> {pids}; sleep 300")
        self.assertLess(time.monotonic() - began, 25)
        self.assertIn("took longer than 5 s and was killed", done.stderr)
        self.assertIn("alert messages were not passed on: those who are told take too long", done.stderr)
        for pid in map(int, pids.read_text().split()):
            for _ in range(50):
                stat = Path(f"/proc/{pid}/stat")
                if not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] == "Z":
                    break
                time.sleep(0.1)
            else:
                os.kill(pid, signal.SIGKILL)
                self.fail("a child of the command lives on")

    def test_a_webhook_gets_the_same(self):
        server, url = self.serve()
        done = self.simrun("--quiet", "--alert-webhook", url)
        self.assertEqual(done.stderr, "")
        self.assertEqual({path for path, _ in server.got}, {"/alerts?to=me"})
        self.check_messages([message for _, message in server.got])

    def test_a_webhook_that_refuses_or_is_not_there_is_told_of(self):
        server, url = self.serve(status=500)
        self.assertIn(f"--alert-webhook {url} answered with status 500", self.simrun("--alert-webhook", url).stderr)
        self.assertIn("could not be told", self.simrun("--alert-webhook", "http://127.0.0.1:1/").stderr)

    def test_a_webhook_that_answers_drop_by_drop_is_left_alone(self):
        _, url = self.serve(drip=True)
        began = time.monotonic()
        done = self.simrun("--quiet", "--alert-webhook", url)
        self.assertLess(time.monotonic() - began, 25)
        self.assertIn("could not be told", done.stderr)

    def test_other_machines_must_be_named_by_the_scenario(self):
        for url in ["http://hooks.example.com/a", "http://127.0.0.1.example.com/", "http://10.0.0.7:9000/"]:
            done = self.simrun("--alert-webhook", url, exit_code=2)
            self.assertIn("only this machine may be told unless the scenario says so: [alerts] webhook_hosts = [",
                          done.stderr)
        for url, why in [("https://localhost/", "https is not spoken"), ("localhost:80", "it is no http:// address"),
                         ("http://:80/", "it names no host"), ("http://localhost:0/", "'0' is no port"),
                         ("http://a@localhost/", "user names are not allowed")]:
            self.assertIn(why, self.simrun("--alert-webhook", url, exit_code=2).stderr)
        self.assertFalse((self.folder / "out").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
