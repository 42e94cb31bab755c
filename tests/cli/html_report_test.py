#!/usr/bin/env python3
"""html_report_test.py SIMRUN ROOT WILD_PAGES SCREENSHOTS: reports as a browser shows them, from a file and offline: all
charts drawn, nothing asked of a network, no error, nothing wider than the screen. Leaves screenshots to look at."""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    from selenium import webdriver
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    print("python3-selenium is not installed")
    sys.exit(77)

# Name, scenario, what to add, expected exit code, figures that must be there.
OVER_TIME = {"latency", "percentiles", "heat", "rates", "outcomes", "waiting"}
RUNS = [
    ("faults", "kill_extractor", [], 0, OVER_TIME),
    ("short", "spike", ["--duration", "3s"], None, OVER_TIME),
    ("groups", "mixed", [], 0, OVER_TIME),
    ("search", "max_throughput", [], 0, OVER_TIME | {"probes", "saturation", "goodput"}),
    ("failed", "spike", ["--set", "load.spike_rps=4000"], 1, OVER_TIME),
    ("invalid", "spike", ["--duration", "1s", "--set", "load.base_rps=2"], 3, OVER_TIME),
    ("hour", "soak", [], 0, OVER_TIME),
    ("many_faults", "spike", ["--duration", "90s"] + [part for i in range(40) for part in (
        "--fault", f"kill extractor[{i % 2}] at {2 * i + 1}s for 1s")], 0, OVER_TIME),
    ("real", "spike", ["--clock", "real", "--duration", "3s"], None, OVER_TIME | {"processor", "memory"}),
]
MIN_CONTRAST = 4.5

CHECK_FIGURES = """
return [...document.querySelectorAll('figure.chart')].map((figure) => {
  const canvas = figure.querySelector('canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const details = figure.querySelector('details');
  details.open = true;
  return {
    name: figure.dataset.chart,
    title: figure.querySelector('h3').textContent,
    unit: figure.querySelector('.unit').textContent,
    label: canvas.getAttribute('aria-label'),
    legend: [...figure.querySelectorAll('.legend li')].map((item) => item.textContent),
    axes: Object.values(Chart.getChart(canvas).scales).map((scale) => scale.options.title.text),
    ticks: Object.values(Chart.getChart(canvas).scales).map((scale) => scale.ticks.length),
    drawn: pixels.some((value) => value > 0),
  };
});"""

# Of text that is shown, against the page.
CONTRAST = """
const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
const luminance = (colour) => {
  const [r, g, b] = channels(colour).map((c) => {
    const share = c / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const page = luminance(getComputedStyle(document.body).backgroundColor);
return Math.min(...[...document.querySelectorAll('p, th, td, dt, dd, a, summary, h2, .state, .badge')].map((element) => {
  const text = luminance(getComputedStyle(element).color);
  return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05);
}));"""


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.chrome.service.Service("/usr/bin/chromedriver")
    return webdriver.Chrome(service=service, options=options)


class reader:
    """A person with a browser."""

    def __init__(self, driver, screenshots):
        self.driver, self.screenshots = driver, screenshots

    def emulate(self, width, height=900, theme="light", media=""):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": media, "features": [{"name": "prefers-color-scheme", "value": theme}]})
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def open(self, path):
        self.driver.get(path.resolve().as_uri())
        WebDriverWait(self.driver, 30).until(
            lambda d: d.execute_script("return document.documentElement.dataset.chartsDrawn !== undefined"))

    def run(self, script):
        return self.driver.execute_script(script)

    def complaints(self):
        """Of the console, and requests for anything but the page itself."""
        found = [entry["message"] for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(("file://", "data:")):
                    found.append("asked for " + url)
        return found

    def screenshot(self, name):
        height = self.run("return document.documentElement.scrollHeight")
        width = self.run("return document.documentElement.clientWidth")
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
        (self.screenshots / (name + ".png")).write_bytes(base64.b64decode(shot["data"]))

    def print_page(self, name):
        """What the printer gets: light, whatever the screen has."""
        pdf = base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
        assert pdf.startswith(b"%PDF") and len(pdf) > 20_000, f"{name}: an empty print"
        (self.screenshots / (name + ".pdf")).write_bytes(pdf)


def check_figures(name, person, expected):
    figures = person.run(CHECK_FIGURES)
    names = {figure["name"] for figure in figures}
    assert names == expected, f"{name}: figures {names ^ expected} too many or missing"
    for figure in figures:
        where = f"{name}, {figure['name']}"
        assert figure["title"] and figure["unit"] and figure["drawn"], where
        assert figure["title"] in figure["label"] and figure["unit"] in figure["label"], where
        assert figure["legend"] and all(figure["legend"]), where
        assert all(figure["axes"]), where
        assert all(2 <= ticks <= 40 for ticks in figure["ticks"]), f"{where}: ticks {figure['ticks']}"
    person.driver.implicitly_wait(0)
    WebDriverWait(person.driver, 10).until(lambda d: d.execute_script(
        "return [...document.querySelectorAll('details.data')].every((d) => d.querySelector('tbody tr'))"))
    person.run("document.querySelectorAll('details.data').forEach((d) => { d.open = false; })")


def check_width(name, person, width):
    widest = person.run("return document.documentElement.scrollWidth")
    assert widest <= width, f"{name}: {widest} pixels wide on a screen of {width}"


def check_page(name, person, path, figures):
    for width, theme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        person.emulate(width, theme=theme)
        person.open(path)
        check_width(name, person, width)
        contrast = person.run(CONTRAST)
        assert contrast >= MIN_CONTRAST, f"{name}, {theme}: a contrast of {contrast:.2f}"
        person.screenshot(f"{name}_{width}_{theme}")
        if (width, theme) == (1280, "light"):
            check_figures(name, person, figures)
    assert not (complaints := person.complaints()), f"{name}: {complaints}"


def check_legend_from_keyboard(person, path):
    person.emulate(1280)
    person.open(path)
    button = person.driver.find_element("css selector", "[data-chart=latency] .legend button")
    visible = "return Chart.getChart(document.querySelector('[data-chart=latency] canvas')).isDatasetVisible(0)"
    for expected in (False, True):
        button.send_keys("\ue007")
        assert person.run(visible) == expected
        assert button.get_attribute("aria-pressed") == str(expected).lower()


def check_print(person, path):
    person.emulate(1280, theme="dark")
    person.open(path)
    person.print_page("faults_print")
    person.emulate(794, theme="dark", media="print")
    WebDriverWait(person.driver, 10).until(
        lambda d: d.execute_script("return document.documentElement.hasAttribute('data-printing')"))
    assert person.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert person.run("return getComputedStyle(document.querySelector('nav')).display") == "none"
    person.screenshot("faults_print")
    person.emulate(1280, theme="dark")
    WebDriverWait(person.driver, 10).until(
        lambda d: d.execute_script("return !document.documentElement.hasAttribute('data-printing')"))


def check_wild_pages(person, folder):
    """Results as no run gives them; nothing in them runs, and the script copes with all of them."""
    person.emulate(390)
    for path in sorted(folder.glob("*.html")):
        person.open(path)
        assert not person.run("return document.querySelector('b')"), f"{path.name}: a name made an element"
        check_width(path.name, person, 390)
        assert not (complaints := person.complaints()), f"{path.name}: {complaints}"


def make(simrun, root, folder, run):
    name, scenario, more, code, _ = run
    clock = [] if "--clock" in more else ["--clock", "virtual"]
    done = subprocess.run([simrun, f"{root}/scenarios/{scenario}.toml", *clock, *more, "--quiet", "--out",
                           str(folder / name)], check=False)
    assert code is None or done.returncode == code, f"{name}: exit code {done.returncode}, expected {code}"
    report = folder / name / "report.html"
    assert report.stat().st_size < 1_500_000, f"{name}: {report.stat().st_size} bytes"
    return report


def main():
    simrun, root, wild_pages, screenshots = sys.argv[1:5]
    screenshots = pathlib.Path(screenshots)
    screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        reports = {run[0]: make(simrun, root, folder, run) for run in RUNS}
        wild = folder / "wild"
        wild.mkdir()
        subprocess.run([wild_pages, str(wild), "40"], check=True)
        driver = browser()
        try:
            person = reader(driver, screenshots)
            for name, _, _, _, figures in RUNS:
                check_page(name, person, reports[name], figures)
            check_legend_from_keyboard(person, reports["faults"])
            check_print(person, reports["faults"])
            check_wild_pages(person, wild)
        finally:
            driver.quit()
    print(f"html_report: {len(RUNS)} runs and 40 wild results; screenshots in {screenshots}")


if __name__ == "__main__":
    main()
