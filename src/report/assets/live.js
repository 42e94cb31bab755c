"use strict";

// A page that is open for hours keeps as many points as it can draw.
const POINTS_MAX = 1200;
const OUTCOMES = [["extracted", "green"], ["cached", "sky"], ["fallback", "orange"], ["rejected", "purple"],
  ["timed_out", "red"], ["failed", "text"]];

const by_id = (id) => document.getElementById(id);
const show = (id, text) => { const e = by_id(id); if (e.textContent !== text) e.textContent = text; };
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

// Numbers as a person reads them.

const digits = (x, n = 3) => Number(x.toPrecision(n)).toLocaleString("en", { maximumFractionDigits: 20 });
const count = (n) => n.toLocaleString("en");
const rate = (x) => (x >= 100 ? count(Math.round(x)) : digits(Math.round(x * 10) / 10)) + "/s";
const share = (x) => (100 * x).toFixed(x > 0.99 && x < 1 ? 2 : 0) + " %";
const ms = (x) => x === null ? "–" : x < 1 ? digits(x * 1000) + " µs" : x < 1000 ? digits(x) + " ms" : digits(x / 1000) + " s";
const clock = (s) => {
  const t = Math.max(0, Math.floor(s)), pad = (n) => String(n).padStart(2, "0");
  return t < 3600 ? `${Math.floor(t / 60)}:${pad(t % 60)}` : `${Math.floor(t / 3600)}:${pad(Math.floor(t / 60) % 60)}:${pad(t % 60)}`;
};

// Charts.

let points = [];
let faults = [];
let now = 0;

/** Shades the times at which a fault was active. */
const fault_shades = {
  id: "faults",
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea: area, scales: { x } } = chart;
    ctx.save();
    ctx.fillStyle = colour("fault");
    for (const f of faults) {
      const from = Math.max(area.left, x.getPixelForValue(f.since));
      const to = Math.min(area.right, Math.max(from + 1.5, x.getPixelForValue(f.until ?? now)));
      if (to <= from) continue;
      ctx.globalAlpha = 0.16;
      ctx.fillRect(from, area.top, to - from, area.height);
    }
    ctx.restore();
  },
};

const lines = (...series) => series.map(([label, ink, of, more = {}]) =>
  ({ label, ink, of, data: [], borderWidth: 2, pointRadius: 0, tension: 0, ...more }));

const axis = (text, more = {}) => ({ title: { display: true, text }, beginAtZero: true, ...more });

function make_chart(id, datasets, scales) {
  return new Chart(by_id(id), {
    type: "line",
    data: { datasets },
    plugins: [fault_shades],
    options: {
      animation: false, parsing: false, normalized: true, responsive: true, maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { position: "bottom", labels: { boxWidth: 18, boxHeight: 2, padding: 10 } },
        tooltip: { callbacks: { title: (items) => items.length ? "at " + clock_of(items[0].parsed.x) : "" } } },
      scales: { x: { type: "linear", title: { display: true, text: "time since the start of the measured part" },
        ticks: { maxRotation: 0, includeBounds: false, precision: 0, callback: (v) => clock_of(v) } }, ...scales },
    },
  });
}

/** The warm-up lies before zero. */
const clock_of = (s) => (s < 0 ? "-" : "") + clock(Math.abs(s));

const is_decade = (v) => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-9;
const charts = [
  make_chart("chart-rate", lines(
    ["target", "text", (p) => p.rates.target, { borderDash: [6, 4], borderWidth: 1.5 }],
    ["achieved (successes)", "blue", (p) => p.rates.successful],
    ["offered", "sky", (p) => p.rates.issued, { borderWidth: 4 }]), { y: axis("requests/s") }),
  make_chart("chart-latency", lines(
    ["p50", "green", (p) => p.latency.p50], ["p95", "blue", (p) => p.latency.p95], ["p99", "red", (p) => p.latency.p99]),
    { y: axis("ms", { type: "logarithmic", beginAtZero: false,
      ticks: { callback: (v) => is_decade(v) ? digits(v) : "", autoSkip: false } }) }),
  make_chart("chart-outcomes", lines(...OUTCOMES.map(([name, ink], i) =>
    [name.replace("_", " "), ink, (p) => p.rates.by_outcome[name], { fill: i === 0 ? "origin" : "-1", borderWidth: 1 }])),
    { y: axis("requests/s", { stacked: true }) }),
  make_chart("chart-queue", lines(
    ["queue (most)", "blue", (p) => p.queue], ["open", "orange", (p) => p.open]),
    { y: axis("requests", { ticks: { precision: 0 } }) }),
  make_chart("chart-resources", lines(
    ["CPU (left)", "blue", (p) => p.cpu === null ? null : 100 * p.cpu],
    ["memory (right)", "purple", (p) => p.memory_mb, { yAxisID: "memory" }]),
    { y: axis("% of the machine", { max: 100 }), memory: axis("MB", { position: "right", grid: { drawOnChartArea: false } }) }),
];

function paint() {
  for (const chart of charts) {
    for (const d of chart.data.datasets) {
      d.borderColor = colour(d.ink);
      d.backgroundColor = d.fill ? colour(d.ink) + "73" : colour(d.ink);
    }
    for (const scale of Object.values(chart.options.scales)) {
      scale.ticks.color = scale.title.color = colour("quiet");
      scale.grid.color = colour("grid");
    }
    chart.options.plugins.legend.labels.color = colour("text");
  }
}

function draw() {
  for (const chart of charts) {
    for (const d of chart.data.datasets)
      d.data = points.map((p) => ({ x: p.t, y: d.of(p) }));
    chart.options.scales.x.min = points.length ? points[0].t : undefined;
    chart.options.scales.x.max = points.length ? Math.max(points[0].t + 5, points[points.length - 1].t) : undefined;
    chart.update("none");
  }
}

/** Two neighbours become one, the later of them with the worse latencies. */
function halve(all) {
  const worse = (a, b) => a === null ? b : b === null ? a : Math.max(a, b);
  const halved = [];
  for (let i = 1; i < all.length; i += 2) {
    const [a, b] = [all[i - 1], all[i]];
    const latency = {};
    for (const q of ["p50", "p95", "p99"]) latency[q] = worse(a.latency[q], b.latency[q]);
    halved.push({ ...b, latency, queue: Math.max(a.queue, b.queue), open: Math.max(a.open, b.open) });
  }
  return halved;
}

// Tiles.

function fill_list(id, items, none) {
  const list = by_id(id);
  const fresh = items.length ? items : [[["quiet", none]]];
  list.replaceChildren(...fresh.map((parts) => {
    const li = document.createElement("li");
    for (const [kind, text] of parts) {
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = text;
      li.append(span, " ");
    }
    return li;
  }));
}

const kind_of_standing = { holds: "good", violated: "bad", undecided: "quiet" };
const word_of_standing = { holds: "holds", violated: "violated", undecided: "undecided" };
const kind_of_worker = (state) => state === "down" ? "bad" : state === "busy" || state === "idle" ? "" : "warn";

function show_head(s) {
  show("name", s.name);
  document.title = `${s.name} · simrun live`;
  const phase = by_id("phase");
  show("phase", s.phase);
  phase.className = "badge " + s.phase;
  const total = s.warmup_s + s.measured_s, done = s.point.t + s.warmup_s;
  by_id("progress").value = s.phase === "done" ? 1 : total > 0 ? Math.min(1, done / total) : 0;
  show("time", `${clock(done)} of ${clock(total)}`);
  show("clock", s.clock === "real" ? "real clock" : "virtual clock");
}

function show_numbers(s) {
  const p = s.point, o = s.outcomes;
  show("throughput", rate(p.rates.successful));
  show("target", (p.rates.target === null ? "" : `of ${rate(p.rates.target)} asked for · `) + `${rate(s.throughput_overall)} overall`);
  show("p95", ms(p.latency.p95));
  show("p-others", `p50 ${ms(p.latency.p50)} · p99 ${ms(p.latency.p99)}`);
  show("p95-overall", ms(s.overall.p95));
  show("p-others-overall", `p50 ${ms(s.overall.p50)} · p99 ${ms(s.overall.p99)}`);
  const ended = OUTCOMES.reduce((sum, [name]) => sum + o[name], 0);
  show("success", ended ? share((o.extracted + o.cached + o.fallback) / ended) : "–");
  show("ended", `of ${count(ended)} requests` + (s.cache_hit_rate === null ? "" : ` · cache hits ${share(s.cache_hit_rate)}`));
  show("queue", count(p.queue));
  show("open", `${count(p.open)} open` + (s.breaker === "closed" ? "" : ` · breaker ${s.breaker.replace("_", " ")}`));
  show("cpu", p.cpu === null ? "–" : `${share(p.cpu)} CPU`);
  show("memory", p.memory_mb === null ? (s.clock === "real" ? "" : "not of the virtual clock") : `${digits(p.memory_mb)} MB of memory`);
}

function show_lists(s) {
  fill_list("requirements", s.requirements.map((r) =>
    [["mark " + kind_of_standing[r.standing], word_of_standing[r.standing]], ["", r.text], ["quiet", r.value ?? ""]]), "none");
  const active = s.faults.filter((f) => f.until === null), past = s.faults.filter((f) => f.until !== null).reverse();
  fill_list("faults", [
    ...active.map((f) => [["warn", f.text], ["quiet", `active for ${clock(s.point.t - f.since)}`]]),
    ...past.map((f) => [["", f.text], ["quiet", `from ${clock_of(f.since)} for ${digits(f.until - f.since)} s`]])], "none yet");
  fill_list("workers", s.workers.map((w) => [["quiet", w.name], [kind_of_worker(w.state), w.state]]), "none yet");
  show("workers-busy", s.workers_busy === null ? "" : `${share(s.workers_busy)} of their time busy`);
  fill_list("alerts", s.alerts.map((a) =>
    [["mark " + (a.severity === "critical" ? "bad" : "warn"), a.severity], ["", a.message], ["quiet", `since ${clock_of(a.since)}`]]), "none");
  show("updates", `update ${s.number}` + (s.updates_lost ? ` · ${s.updates_lost} lost` : "") +
    (s.updates_skipped ? ` · ${s.updates_skipped} skipped` : ""));
}

function take(s) {
  faults = s.faults;
  now = s.point.t;
  show_head(s);
  show_numbers(s);
  show_lists(s);
}

// Events.

let over = false;
let run = 0; // of the newest update: a command may have several, one after another
let result = null; // { verdict, url }: kept here, for the server may be gone

function say_over() {
  const banner = by_id("over");
  banner.hidden = false;
  banner.className = "banner " + result.verdict;
  const link = document.createElement("a");
  link.href = over && result.url ? result.url : "result.json";
  link.textContent = "result.json";
  if (over) link.download = "result.json";
  banner.replaceChildren(`The run is over: ${result.verdict}. `, link);
}

async function take_result(verdict) {
  result = { verdict, url: null };
  say_over();
  const answer = await fetch("result.json");
  if (answer.ok) result.url = URL.createObjectURL(await answer.blob());
  say_over();
}

const events = new EventSource("events");
events.addEventListener("open", () => show("connection", "connected"));
events.addEventListener("error", () => { if (!over) show("connection", "connection lost, trying again"); });
events.addEventListener("history", (e) => {
  const past = JSON.parse(e.data);
  points = past.points;
  if (past.newest && past.newest.run !== run) {
    run = past.newest.run;
    result = null;
    by_id("over").hidden = true;
  }
  if (past.newest) take(past.newest);
  draw();
});
events.addEventListener("update", (e) => {
  const s = JSON.parse(e.data);
  points.push(s.point);
  if (points.length > POINTS_MAX) points = halve(points);
  take(s);
  draw();
});
events.addEventListener("result", (e) => {
  const ended = JSON.parse(e.data);
  // That of the run before is of no interest while the next one goes on.
  if (ended.run === run || run === 0) take_result(ended.verdict);
});
events.addEventListener("over", () => {
  over = true;
  events.close();
  show("connection", "simrun has ended");
  if (result) say_over();
});

paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); draw(); });
