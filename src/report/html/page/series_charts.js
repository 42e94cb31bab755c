'use strict';
// Charts over time: a step for each interval. Each function says what to draw; figures.js draws it.

const data = JSON.parse(document.getElementById('chart-data').textContent);
const intervals = data.intervals;
const firedFaults = data.faults.filter((f) => f.from !== null).sort((a, b) => a.from - b.from);

/// The last value reaches to the end of its interval.
function steps(values, least) {
  const shown = values.map((v) => (v === null ? null : Math.max(v, least)));
  const points = shown.map((y, i) => ({ x: intervals.t[i], y }));
  points.push({ x: intervals.end, y: shown[shown.length - 1] });
  return points;
}

function line(label, values, hue, more = {}) {
  return {
    label,
    data: steps(values, more.least ?? -Infinity),
    borderColor: colour(hue),
    backgroundColor: colour(hue),
    borderWidth: more.width ?? 2,
    borderDash: more.dash ?? [],
    stepped: 'before',
    pointRadius: 0,
    pointHitRadius: 0,
  };
}

function overTime(y, datasets, text, bounds = []) {
  const time = timeFormat(intervals.end).text;
  const title = (items) => {
    const i = items.length ? items[0].dataIndex : 0;
    return `${time(intervals.t[i])} \u2013 ${time(intervals.t[i + 1] ?? intervals.end)}`;
  };
  return {
    config: {
      type: 'line',
      data: { datasets },
      options: {
        layout: { padding: { top: firedFaults.length ? 26 : 6, right: 10 } },
        interaction: { mode: 'interval', intersect: false },
        scales: { x: timeAxis(intervals.end), y },
        plugins: {
          faultWindows: { faults: firedFaults },
          boundLines: { bounds },
          tooltip: { ...tooltipStyle(), callbacks: {
            title, label: (item) => `${item.dataset.label}: ${text(item.parsed.y)}` } },
        },
      },
      plugins: [faultWindows, boundLines],
    },
    marks: [...(firedFaults.length ? ['fault'] : []), ...(bounds.length ? ['bound'] : [])],
    table: () => ({
      head: ['from', ...datasets.map((d) => d.label)],
      rows: intervals.t.map((t, i) => [time(t), ...datasets.map((d) => text(d.data[i].y))]),
    }),
  };
}

function latencyChart() {
  const least = 1e-4;
  const bounds = data.bounds;
  const values = [...['p50', 'p95', 'p99', 'max'].flatMap((name) => intervals[name] || []), ...bounds.map((b) => b.ms)];
  return overTime(logAxis('latency', values.map((v) => (v === null ? null : Math.max(v, least))), inShortMilliseconds), [
    line('p50', intervals.p50, 'blue', { least }),
    line('p95', intervals.p95, 'vermillion', { least, dash: [8, 3] }),
    line('p99', intervals.p99, 'purple', { least, dash: [3, 2] }),
    line('max', intervals.max, 'black', { least, width: 1, dash: [1, 3] }),
  ], inMilliseconds, bounds);
}

function ratesChart() {
  return overTime(linearAxis('requests/s'), [
    line('offered', intervals.offered, 'black', { dash: [6, 3] }),
    line('achieved', intervals.achieved, 'green'),
  ], (v) => `${inNumber(v)}/s`);
}

/// What went well is plain, what did not is hatched.
const outcomeLooks = {
  extracted: { hue: 'blue' },
  cached: { hue: 'sky' },
  fallback: { hue: 'orange' },
  rejected: { hue: 'purple', hatch: true },
  timed_out: { hue: 'vermillion', hatch: true },
  failed: { hue: 'black', hatch: true },
};

function outcomesChart() {
  const happened = (name) => (intervals.outcomes[name] || []).some((v) => v > 0);
  const names = Object.keys(outcomeLooks).filter((name) => happened(name));
  const y = linearAxis('requests/s');
  y.stacked = true;
  const areas = (names.length ? names : ['extracted']).map((name) => {
    const { hue, hatch } = outcomeLooks[name];
    const area = line(name.replace('_', ' '), intervals.outcomes[name] || [], hue, { width: 1 });
    area.backgroundColor = hatch ? hatched(faded(colour(hue), 0.55), colour('page')) : faded(colour(hue), 0.75);
    area.fill = 'stack';
    area.hatch = hatch;
    return area;
  });
  return overTime(y, areas, (v) => `${inNumber(v)}/s`);
}

function processorChart() {
  const y = linearAxis('% of the machine');
  y.max = 100;
  return overTime(y, [line('processor', intervals.processor, 'blue')], (v) => (v === null ? '-' : `${inNumber(v)} %`));
}

function memoryChart() {
  const lines = [];
  if (intervals.memory) lines.push(line('resident', intervals.memory, 'blue'));
  if (intervals.heap) lines.push(line('heap', intervals.heap, 'orange', { dash: [6, 3] }));
  return overTime(linearAxis('MB'), lines, (v) => (v === null ? '-' : `${inNumber(v)} MB`));
}

function waitingChart() {
  return overTime(linearAxis('waiting'), [
    line('requests, the most at once', intervals.queue, 'blue'),
    line('messages for the dispatcher', intervals.mailbox, 'orange', { dash: [6, 3] }),
  ], inNumber);
}
