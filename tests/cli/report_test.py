#!/usr/bin/env python3
"""Reports of real results, each read by a program that others wrote."""

import csv
import html
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import jsonschema
    import junitparser
except ImportError as missing:
    print(f"skipped: {missing.name} is not there")
    sys.exit(77)

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HDR_JAR = Path("/usr/share/java/hdrhistogram.jar")
OUTCOMES = ["extracted", "cached", "fallback", "rejected", "timed_out", "failed"]

# https://bencher.dev/docs/reference/bencher-metric-format has this schema.
NUMBER = {"type": "number"}
BENCHER = {"type": "object", "minProperties": 1, "patternProperties": {".+": {
    "type": "object", "patternProperties": {".+": {
        "type": "object", "required": ["value"],
        "properties": {"value": NUMBER, "lower_value": NUMBER, "upper_value": NUMBER}}}}}}
# And https://github.com/benchmark-action/github-action-benchmark says this of its custom tools.
BENCHMARK_ACTION = {"type": "array", "minItems": 1, "items": {
    "type": "object", "required": ["name", "unit", "value"], "additionalProperties": False,
    "properties": {"name": {"type": "string", "minLength": 1}, "unit": {"type": "string", "minLength": 1},
                   "value": NUMBER, "range": {"type": "string"}, "extra": {"type": "string"}}}}

FAST = ["--clock", "virtual", "--duration", "12s"]
# A name, arguments, and the exit code. Between them they have every part that a result can have.
RUNS = {
    "faults": (["scenarios/failure_injection.toml", "--clock", "virtual"], 0),
    "killed": (["scenarios/kill_extractor.toml", "--clock", "virtual"], 0),
    "search": (["scenarios/max_throughput.toml", "--clock", "virtual"], 0),
    "groups": (["scenarios/mixed.toml", "--clock", "virtual"], None),
    "environments": (["scenarios/environment.toml", "--clock", "virtual"], 0),
    "zones": (["scenarios/zones.toml", "--duration", "6s", "--set", "extractor.workers=40", "--set", "load.rps=2000"], 0),
    "batches": (["scenarios/micro_batching.toml", "--duration", "12s", "--chaos", "7", "--set", "seeds.schedule=5"], None),
    "failed": (["scenarios/one_worker.toml", *FAST, "--set", "load.rps=2000"], 1),
    "aborted": (["GIVEN", *FAST], 1),
    "too short": (["scenarios/spike.toml", "--clock", "virtual", "--duration", "100ms"], 3),
    "steady": (["scenarios/one_worker.toml", *FAST], 0),
    "slower": (["scenarios/one_worker.toml", *FAST, "--set", "extractor.service=lognormal(2ms, 0.4)", "--baseline",
                "STEADY"], 1),
    "real": (["scenarios/cold_start.toml"], None),
    "limited": (["scenarios/one_worker.toml", "--duration", "2s", "--set", "warmup=0s", "--set",
                 "limits.cpu_limit_cores=0.5"], None),
}
ABORTING = """
clock = "virtual"
[load]
pattern = "constant"
rps = 200
[extractor]
service = "constant(20ms)"
[[require]]
that = "latency_p95 < 1 ms"
abort = true
[[require]]
that = "latency_p99 < 2 ms over 2s after 1s"
severity = "warning"
[[require]]
that = "memory_growth_mb_per_hour < 1"
severity = "warning"
"""


def simrun(*args):
    return subprocess.run([SIMRUN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300)


def histograms(result):
    return {name: h for name, h in result["histograms"].items() if h["count"] > 0}


def percentile_ns(histogram, q):
    """The bin in which the nearest-rank percentile lies."""
    rank, seen = q * histogram["count"], 0
    for lower, upper, count in histogram["bins"]:
        seen += count
        if seen >= rank * (1 - 1e-12):
            return lower, upper
    raise AssertionError("no bin holds it")


def seen(text):
    """As a page shows it: blanks are as good as each other."""
    return " ".join(re.sub("[\x01-\x1f]", " ", text).split())


def cells_before(page, column):
    """The first cell of the first row of the table that has this column."""
    table = next(t for t in page.split("<table>") if f">{column}</th>" in t)
    cell = re.search(r"<td align=\"left\">(?:<code>)?(.*?)(?:</code>)?</td>", table)[1]
    return seen(html.unescape(cell))


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        given = cls.folder / "it's $given.toml"
        given.write_text('name = "given"\n' + ABORTING)
        cls.printed, cls.results = {}, {}
        for name, (args, code) in RUNS.items():
            out = cls.folder / name
            files = {"GIVEN": given, "STEADY": cls.folder / "steady/result.json"}
            done = simrun(*[files.get(a, a) for a in args], "--out", out)
            assert code is None or done.returncode == code, (name, done.stdout + done.stderr)
            cls.printed[name] = done.stdout
            cls.results[name] = json.loads((out / "result.json").read_text())

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def path(self, name):
        return self.folder / name / "result.json"

    def report(self, name, *args):
        done = simrun("report", self.path(name), *args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def each(self):
        for name in RUNS:
            with self.subTest(run=name):
                yield name, self.results[name]

    def test_results_keep_to_their_schema(self):
        schema = json.loads((ROOT / "docs/result.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for _, result in self.each():
            self.assertEqual([f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(result)], [])

    def test_the_schema_knows_no_key_that_no_run_has(self):
        schema = json.loads((ROOT / "docs/result.schema.json").read_text())
        seen = set().union(*self.results.values())
        rare = {"broken", "disturbed", "not_recovered"}
        self.assertEqual(set(schema["properties"]) - seen - rare, set())

    def test_the_schema_names_the_metrics_of_the_list(self):
        schema = json.loads((ROOT / "docs/result.schema.json").read_text())
        listed = re.findall(r"^  ([a-z]\w+) +", simrun("list", "metrics").stdout, re.MULTILINE)
        self.assertEqual(schema["$defs"]["metric_name"]["anyOf"][0]["enum"], listed)
        self.assertEqual(schema["$defs"]["requirement"]["properties"]["metric"]["enum"], listed)

    def test_a_key_more_or_less_breaks_the_schema(self):
        schema = json.loads((ROOT / "docs/result.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        result = self.results["killed"]
        self.assertFalse(validator.is_valid({**result, "more": 1}))
        self.assertFalse(validator.is_valid({k: v for k, v in result.items() if k != "faults"}))
        self.assertFalse(validator.is_valid({**result, "metrics": {**result["metrics"], "latency_p96": 1}}))

    def test_a_result_read_and_written_is_the_same_byte_for_byte(self):
        for name, _ in self.each():
            self.assertEqual(self.report(name, "--json", "-"), self.path(name).read_text())

    def test_reports_made_later_are_those_of_the_run(self):
        for name, _ in self.each():
            self.assertEqual(self.report(name), self.printed[name])
            self.assertEqual(self.report(name, "--html", "-"), (self.folder / name / "report.html").read_text())
            self.assertEqual(self.report(name, "--junit", "-"), (self.folder / name / "junit.xml").read_text())
            self.assertEqual(self.report(name, "--openmetrics", "-"), (self.folder / name / "metrics.txt").read_text())

    def test_the_replay_line_repeats_the_run(self):
        self.assertIn("--chaos 7", self.results["batches"]["replay"])
        self.assertIn("'\\''s $given.toml' --duration 12s --seed", self.results["aborted"]["replay"])
        for name in ("batches", "aborted"):
            again = self.folder / f"{name} again"
            replay = self.results[name]["replay"].replace("simrun ", f"'{SIMRUN}' ", 1)
            subprocess.run(f"{replay} --quiet --out '{again}'", shell=True, cwd=ROOT)
            files = sorted(file.name for file in again.iterdir())
            self.assertEqual(files, ["junit.xml", "metrics.txt", "report.html", "result.json"])
            for file in files:
                self.assertEqual((again / file).read_bytes(), (self.folder / name / file).read_bytes())

    def test_several_reports_at_once_and_one_to_standard_output(self):
        files = {form: self.folder / f"at-once.{form}" for form in ("junit", "csv", "hdr")}
        printed = self.report("killed", "--markdown", "-", *[x for f, p in files.items() for x in (f"--{f}", p)])
        self.assertTrue(printed.startswith("### kill\\_extractor: passed\n"))
        for form, file in files.items():
            self.assertEqual(file.read_text(), self.report("killed", f"--{form}", "-").replace("\r\n", "\n"))

    def test_detail_shows_every_metric_and_every_interval(self):
        for name, result in self.each():
            printed = self.report(name, "--detail")
            for metric in result["metrics"]:
                self.assertIn(f"  {metric} ", printed)
            table = printed.split("\nIntervals\n")[1].split("\n\n")[0].splitlines() if result["intervals"] else [0]
            self.assertEqual(len(table) - 1, len(result["intervals"]))
        self.assertIn("p99.99", printed)
        self.assertEqual(simrun(*RUNS["killed"][0], "--detail", "--out", self.folder / "detail").stdout,
                         self.report("killed", "--detail"))

    def test_junit_has_a_case_for_each_requirement(self):
        for name, result in self.each():
            suites = junitparser.JUnitXml.fromstring(self.report(name, "--junit", "-"))
            suite = next(iter(suites))
            cases = [case for case in suite if case.name not in ("measurement", "recovery after the last fault")
                     and not case.name.endswith(" against the baseline")]
            self.assertEqual([case.name for case in cases], [r["that"] for r in result["requirements"]])
            for case, rule in zip(cases, result["requirements"]):
                expected = "Error" if result["verdict"] == "invalid" else \
                    "Failure" if rule["severity"] == "critical" and not rule["holds"] else None
                self.assertEqual([type(r).__name__ for r in case.result], [expected] if expected else [])
            self.assertEqual((suite.failures + suite.errors == 0), result["verdict"] == "passed")
            properties = {p.name: p.value for p in suite.properties()}
            self.assertEqual(properties["seed"], str(result["scenario"]["seed"]))
            self.assertEqual(properties.get("digest"), result["event_digest"])

    def test_the_csv_has_a_row_for_each_interval(self):
        for name, result in self.each():
            self.report(name, "--csv", self.folder / "intervals.csv")
            with open(self.folder / "intervals.csv", newline="") as file:
                rows = list(csv.DictReader(file, strict=True))
            self.assertEqual(len(rows), len(result["intervals"]))
            for row, interval in zip(rows, result["intervals"]):
                self.assertEqual(list(row), list(interval))
                for key, value in interval.items():
                    self.assertEqual(row[key], "" if value is None else row[key])
                    if isinstance(value, (int, float)):
                        self.assertEqual(float(row[key]), value)

    def test_openmetrics_passes_promtool(self):
        for name, result in self.each():
            text = self.report(name, "--openmetrics", "-")
            self.assertTrue(text.endswith("\n# EOF\n"))
            samples = re.findall(r"^([a-z_0-9]+(?:\{.*\})?) (\S+)$", text, re.MULTILINE)
            self.assertEqual(len(samples), len(dict(samples)), "two samples have the same labels")
            if "latency_p95" in result["metrics"]:
                self.assertAlmostEqual(float(dict(samples)["simrun_latency_p95_seconds"]) * 1000,
                                       result["metrics"]["latency_p95"])
            if shutil.which("promtool"):
                done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("java") and HDR_JAR.exists(), "no java, or no libhdrhistogram-java")
    def test_hdrhistogram_reads_the_log_and_finds_the_same_percentiles(self):
        for name in ("killed", "groups"):
            log = self.folder / "histograms.hlog"
            self.report(name, "--hdr", log)
            for histogram, held in histograms(self.results[name]).items():
                tag = histogram.replace("latency{", "").replace("}", "").replace("outcome=", "").replace("=", ":")
                with self.subTest(run=name, histogram=histogram):
                    done = subprocess.run(
                        ["java", "-cp", HDR_JAR, "org.HdrHistogram.HistogramLogProcessor", "-i", log,
                         "-outputValueUnitRatio", "1", *(["-tag", tag] if histogram != "latency" else [])],
                        capture_output=True, text=True, timeout=60)
                    rows = re.findall(r"^ *([\d.]+) ([\d.]+) +(\d+)", done.stdout, re.MULTILINE)
                    self.assertEqual(int(re.search(r"Total count *= *(\d+)", done.stdout)[1]), held["count"])
                    for value, q, _ in rows[:-1]:
                        lower, upper = percentile_ns(held, float(q))
                        self.assertTrue(lower * 0.999 - 1 <= float(value) <= upper * 1.001 + 1, (value, q, lower, upper))
                    self.assertAlmostEqual(float(rows[-1][0]), held["max"], delta=held["max"] * 0.001 + 1)

    def test_benchmark_services_get_what_they_ask_for(self):
        for name, result in self.each():
            smaller = json.loads(self.report(name, "--benchmark-action", "-"))
            bencher = json.loads(self.report(name, "--bencher", "-"))
            jsonschema.validate(bencher, BENCHER)
            if not result["metrics"].get("requests_total"):
                continue
            bigger = json.loads(self.report(name, "--benchmark-action-bigger", "-"))
            jsonschema.validate(smaller, BENCHMARK_ACTION)
            jsonschema.validate(bigger, BENCHMARK_ACTION)
            scenario = result["scenario"]["name"]
            self.assertIn(f"{scenario}/throughput_rps", [x["name"] for x in bigger])
            self.assertFalse({x["name"] for x in smaller} & {x["name"] for x in bigger})
            self.assertEqual(bencher[scenario]["throughput"]["value"], result["metrics"]["throughput_rps"])

    def test_wild_names_break_no_format(self):
        parts = ["a", " ", "|", "<&>", '"', "'", "\\", "\n", "\r", "\t", "\x01", "\u00e9", "\uffff", "]]>", "`", ",", "#", "*", "_x_", "[x](y)", "~~"]
        for seed in range(15):
            draw = random.Random(seed)
            wild = lambda: "".join(draw.choices(parts, k=draw.randint(1, 12)))
            result = json.loads(json.dumps(self.results["faults"]))
            result["scenario"]["name"], result["scenario"]["file"], result["replay"] = wild(), wild(), wild()
            result["environment"] = {wild(): wild()}
            result["faults"][0]["text"] = wild()
            result["requirements"][0]["that"] = wild()
            result["alerts"] = [{"severity": "warning", "message": wild(), "rule": wild(), "start_s": 1, "end_s": None,
                                 "peak": 3}]
            result["histograms"]["latency{group=" + wild() + "}"] = result["histograms"]["latency"]
            with self.subTest(seed=seed):
                file = self.folder / "wild.json"
                file.write_text(json.dumps(result))
                forms = ("junit", "openmetrics", "markdown", "hdr", "bencher", "benchmark-action")
                done = simrun("report", file, *[x for form in forms for x in (f"--{form}", self.folder / form)])
                self.assertEqual(done.stderr, "")
                text = lambda form: (self.folder / form).read_bytes().decode()
                suite = next(iter(junitparser.JUnitXml.fromstring(text("junit").encode())))
                shown = re.sub("[\x01\uffff]", "\ufffd", result["scenario"]["name"])
                self.assertEqual(suite.name.replace("\r", "\n"), shown.replace("\r", "\n"))
                jsonschema.validate(json.loads(text("bencher")), BENCHER)
                jsonschema.validate(json.loads(text("benchmark-action")), BENCHMARK_ACTION)
                tables = [l for l in text("markdown").split("\n") if l.startswith("|")]
                self.assertTrue(all(l.endswith(" |") for l in tables), tables)
                if shutil.which("cmark-gfm"):
                    page = subprocess.run(["cmark-gfm", "-e", "table"], input=text("markdown"), capture_output=True,
                                          text=True).stdout
                    self.assertEqual(cells_before(page, "fired"), seen(result["faults"][0]["text"]))
                    self.assertEqual(cells_before(page, "severity"), seen(result["alerts"][0]["rule"]))
                lines = text("hdr").replace("\r\n", "\n").split("\n")
                self.assertTrue(all(re.match(r'#|"Start|(Tag=[^ ,]+,)?0\.000,|$', l) for l in lines), lines)
                if shutil.which("promtool"):
                    done = subprocess.run(["promtool", "check", "metrics"], input=text("openmetrics").encode(),
                                          capture_output=True)
                    self.assertEqual((done.returncode, done.stdout + done.stderr), (0, b""))

    def refused(self, *args):
        done = simrun("report", *args)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        return done.stderr

    def test_what_is_no_result_is_refused_and_leaves_no_file(self):
        out = self.folder / "never.xml"
        damaged = self.folder / "damaged.json"
        damaged.write_text(self.path("killed").read_text()[:5000])
        self.assertIn(f"{damaged}: it is damaged or no JSON: parse error at line ", self.refused(damaged, "--junit", out))
        wrong = json.loads(self.path("killed").read_text())
        wrong["metrics"]["latency_p95"] = "fast"
        damaged.write_text(json.dumps(wrong))
        self.assertEqual(self.refused(damaged, "--junit", out),
                         f"{damaged}: metrics.latency_p95: expected a number, got a string\n")
        self.assertIn("no/result.json: can't be read: No such file or directory", self.refused("no/result.json"))
        self.assertIn("it is a folder; give the result.json in it", self.refused(self.folder))
        self.assertFalse(out.exists())

    def test_what_can_not_be_written_is_said(self):
        self.assertIn("can't write /no/such/folder/x.xml", self.refused(self.path("killed"), "--junit", "/no/such/folder/x.xml"))
        self.assertIn("only one report can go to standard output",
                      self.refused(self.path("killed"), "--junit", "-", "--csv", "-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
