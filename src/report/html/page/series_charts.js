'use strict';
// Charts over time: a step for each interval. Each function says what to draw; figures.js draws it.

const data = JSON.parse(document.getElementById('chart-data').textContent);
const intervals = data.intervals;
// A column that holds nothing is left out of the data.
for (const name of ['p50', 'p95', 'p99', 'max', 'offered', 'achieved'])
  intervals[name] ??= intervals.t.map(() => null);
const firedFaults = data.faults.filter((f) => f.from !== null).sort((a, b) => a.from - b.from);

function endOf(starts, i) {
  return starts[i + 1] ?? intervals.end;
}

/// Which of some stretches of time one belongs to.
function indexAt(starts, x) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}

/// Each value from the start of its interval to the end. On a log scale zero lies at the bottom.
function steps(starts, values, least) {
  return values.flatMap((v, i) => {
    const y = v === null ? null : Math.max(v, least);
    const end = endOf(starts, i);
    // Ends and starts differ a little, so that areas can be stacked.
    return [{ x: starts[i], y }, { x: end - (end - starts[i]) * 1e-6, y }];
  });
}

/// Rates of a long run, in as many steps as a screen can tell apart: averages of neighbours.
const stepsMax = 600;

function averaged(values) {
  const together = Math.ceil(intervals.t.length / stepsMax);
  const starts = intervals.t.filter((t, i) => i % together === 0);
  const averages = starts.map((start, i) => {
    let requests = 0;
    for (let k = i * together; k < Math.min((i + 1) * together, values.length); ++k)
      requests += (values[k] || 0) * (endOf(intervals.t, k) - intervals.t[k]);
    return requests / (endOf(starts, i) - start);
  });
  return together > 1 ? { starts, values: averages } : { starts: intervals.t, values };
}

function line(label, values, hue, more = {}) {
  const starts = more.starts ?? intervals.t;
  return {
    label,
    values,
    starts,
    data: steps(starts, values, more.least ?? -Infinity),
    borderColor: colour(hue),
    backgroundColor: colour(hue),
    borderWidth: more.width ?? (starts.length > stepsMax ? 1 : 2),
    borderDash: more.dash ?? [],
    pointRadius: 0,
    pointHitRadius: 0,
  };
}

function overTime(y, datasets, text, bounds = []) {
  const time = timeFormat(intervals.end).text;
  const { starts } = datasets[0];
  const title = (items) => {
    const i = indexAt(starts, items.length ? items[0].parsed.x : 0);
    return `${time(starts[i])} \u2013 ${time(endOf(starts, i))}`;
  };
  const label = (item) => `${item.dataset.label}: ${text(item.dataset.values[indexAt(starts, item.parsed.x)])}`;
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
          tooltip: { ...tooltipStyle(), callbacks: { title, label } },
        },
      },
      plugins: [faultWindows, boundLines],
    },
    marks: [...(firedFaults.length ? ['fault'] : []), ...(bounds.length ? ['bound'] : [])],
    table: () => ({
      head: ['from', ...datasets.map((d) => d.label)],
      rows: starts.map((t, i) => [time(t), ...datasets.map((d) => text(d.values[i]))]),
    }),
  };
}

function latencyChart() {
  const { bounds } = data;
  const values = ['p50', 'p95', 'p99', 'max'].flatMap((name) => intervals[name]);
  const y = logAxis('latency', [...values, ...bounds.map((b) => b.ms)], inShortMilliseconds);
  const least = y.min;
  return overTime(y, [
    line('p50', intervals.p50, 'blue', { least }),
    line('p95', intervals.p95, 'vermillion', { least, dash: [8, 3] }),
    line('p99', intervals.p99, 'purple', { least, dash: [3, 2] }),
    line('max', intervals.max, 'black', { least, width: 1 }),
  ], inMilliseconds, bounds);
}

function ratesChart() {
  const offered = averaged(intervals.offered);
  const achieved = averaged(intervals.achieved);
  const { starts } = offered;
  return overTime(linearAxis('requests/s'), [
    line('offered', offered.values, 'black', { starts, dash: [6, 3] }),
    { ...line('achieved', achieved.values, 'green', { starts }), fill: 'origin',
      backgroundColor: faded(colour('green'), 0.25) },
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
    const { starts, values } = averaged(intervals.outcomes[name]);
    const area = line(name.replace('_', ' '), values, hue, { starts, width: 1 });
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
