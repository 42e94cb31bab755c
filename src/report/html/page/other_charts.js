'use strict';
// Charts whose x is no series of intervals: percentiles, heat map, search.

const percentileTicks = [[0, 'p0'], [Math.log10(2), 'p50'], [1, 'p90'], [Math.log10(20), 'p95'], [2, 'p99'],
  [3, 'p99.9'], [4, 'p99.99']];

function percentileOf(x) {
  const named = percentileTicks.find(([at]) => Math.abs(at - x) < 1e-9);
  return named ? named[1] : `p${+(100 * (1 - 10 ** -x)).toFixed(3)}`;
}

function percentilesChart() {
  const dashes = { 'all but rejected': [], extracted: [8, 3], cached: [3, 2], fallback: [10, 3, 2, 3],
    rejected: [2, 4], timed_out: [6, 6], failed: [1, 2] };
  const values = [...data.curves.flatMap((curve) => curve.ms), ...data.bounds.map((b) => b.ms)];
  const y = logAxis('latency', values, inShortMilliseconds);
  const datasets = data.curves.map((curve) => {
    const hue = colour(outcomeLooks[curve.name]?.hue ?? 'text');
    return {
      label: curve.name.replace('_', ' '),
      values: curve.ms,
      data: curve.x.map((x, i) => ({ x, y: Math.max(curve.ms[i], y.min) })),
      borderColor: hue,
      backgroundColor: hue,
      borderWidth: curve.name in outcomeLooks ? 1.75 : 2.75,
      borderDash: dashes[curve.name],
      segment: { borderDash: (at) => (at.p1DataIndex >= curve.thin_from ? [1, 4] : undefined) },
      pointRadius: curve.x.length > 1 ? 0 : 3,
      pointHitRadius: 0,
    };
  });
  const x = axisStyle('percentile; each further 9 is ten times as rare');
  Object.assign(x, { type: 'linear', min: 0, max: 4 });
  x.ticks.callback = (value) => percentileOf(value);
  x.afterBuildTicks = (scale) => {
    const narrow = scale.width < 480;
    scale.ticks = percentileTicks.filter(([, name]) => !narrow || name !== 'p95').map(([value]) => ({ value }));
  };
  const rows = [0, Math.log10(2), 1, Math.log10(20), 2, 3, 4];
  const at = (curve, value) => {
    const index = curve.x.findIndex((x0) => x0 >= value - 0.013);
    return index < 0 ? '-' : inMilliseconds(curve.ms[index]);
  };
  return {
    config: {
      type: 'line',
      data: { datasets },
      options: {
        layout: { padding: { top: 6, right: 18 } },
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: { x, y },
        plugins: {
          boundLines: { bounds: data.bounds, onCurve: true },
          tooltip: { ...tooltipStyle(), callbacks: {
            title: (items) => (items.length ? percentileOf(items[0].parsed.x) : ''),
            label: (item) => `${item.dataset.label}: ${inMilliseconds(item.dataset.values[item.dataIndex])}` } },
        },
      },
      plugins: [boundLines],
    },
    marks: data.bounds.length ? ['bound'] : [],
    table: () => ({
      head: ['percentile', ...datasets.map((d) => d.label)],
      rows: rows.map((value) => [percentileOf(value), ...data.curves.map((curve) => at(curve, value))]),
    }),
  };
}

/// What is shorter than the first bound has a lane of its own at the bottom of the scale.
function addLane(axis, bound) {
  const { afterBuildTicks, min } = axis;
  axis.min /= 2;
  axis.ticks.callback = (value) => (value < min ? `<${inShortMilliseconds(bound)}` : inShortMilliseconds(value));
  axis.afterBuildTicks = (scale) => {
    afterBuildTicks(scale);
    scale.ticks = [{ value: axis.min * 1.25 }, ...scale.ticks.filter((tick) => tick.value >= min)];
  };
}

function heatChart() {
  const { heat } = data;
  const found = heatCells(heat);
  const stops = colour('heat').split(/\s+/);
  const end = heat.t[heat.t.length - 1] + heat.width[heat.width.length - 1];
  const y = logAxis('latency', found.cells.flatMap((c) => [c.least, c.most]).filter((ms) => ms > heat.bounds[1] || heat.bounds[0] > 0),
    inShortMilliseconds);
  y.grid.display = false;
  if (heat.bounds[0] === 0) addLane(y, heat.bounds[1]);
  const x = timeAxis(end);
  x.grid.display = false;
  const time = timeFormat(end).text;
  const busiest = (row) => found.cells.filter((c) => c.row === row).reduce((a, c) => (a && a.count >= c.count ? a : c), null);
  return {
    config: {
      type: 'scatter',
      data: { datasets: [{ label: 'requests', data: [] }] },
      options: {
        layout: { padding: { top: firedFaults.length ? 26 : 6, right: 10 } },
        events: [],
        scales: { x, y },
        plugins: { heatCells: { cells: found.cells, stops }, faultWindows: { faults: firedFaults }, tooltip: { enabled: false } },
      },
      plugins: [faultWindows, heatCellsPlugin],
    },
    shades: { stops, low: found.low, high: found.high },
    readout: (chart, event) => heatReadout(chart, event, found, time),
    marks: firedFaults.length ? ['fault'] : [],
    table: () => ({
      head: ['from', 'most are between', 'and', 'of them', 'shortest bucket', 'longest bucket'],
      rows: heat.t.map((t, row) => {
        const most = busiest(row);
        if (!most) return [time(t), '-', '-', '0', '-', '-'];
        const held = found.cells.filter((c) => c.row === row);
        return [time(t), inMilliseconds(most.least), inMilliseconds(most.most), inNumber(most.count),
          inMilliseconds(held[0].least), inMilliseconds(held[held.length - 1].most)];
      }),
    }),
  };
}

function overRate(points, y, datasets, text, marks = {}) {
  const rates = points.map((p) => p.rate);
  return {
    config: {
      type: 'line',
      data: { datasets },
      options: {
        layout: { padding: { top: 6, right: 18 } },
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: { x: logAxis('offered, requests/s, log scale', rates, inNumber, 56), y },
        plugins: {
          boundLines: { bounds: marks.bounds || [] },
          tooltip: { ...tooltipStyle(), callbacks: {
            title: (items) => (items.length ? `${inNumber(items[0].parsed.x)}/s offered` : ''),
            label: (item) => `${item.dataset.label}: ${text(item.parsed.y)}` } },
        },
      },
      plugins: [boundLines],
    },
    marks: marks.bounds && marks.bounds.length ? ['bound'] : [],
    table: () => ({
      head: ['offered', ...datasets.map((d) => d.label)],
      rows: points.map((p, i) => [`${inNumber(p.rate)}/s`, ...datasets.map((d) => text(d.data[i].y))]),
    }),
  };
}

function rateLine(label, points, value, hue, shape, dash) {
  return { label, data: points.map((p) => ({ x: p.rate, y: p[value] })), borderColor: colour(hue),
    backgroundColor: colour(hue), borderWidth: 2, borderDash: dash, pointStyle: shape, pointRadius: 4 };
}

function saturationChart() {
  const points = data.search.curve;
  const values = [...points.flatMap((p) => [p.p50, p.p95, p.p99]), ...data.bounds.map((b) => b.ms)];
  return overRate(points, logAxis('latency', values, inShortMilliseconds), [
    rateLine('p50', points, 'p50', 'blue', 'circle', []),
    rateLine('p95', points, 'p95', 'vermillion', 'rect', [8, 3]),
    rateLine('p99', points, 'p99', 'purple', 'triangle', [3, 2]),
  ], inMilliseconds, { bounds: data.bounds });
}

function goodputChart() {
  const points = data.search.curve;
  const all = points.flatMap((p) => [p.rate, p.goodput]);
  const ideal = rateLine('all that is offered', points, 'rate', 'black', 'line', [2, 3]);
  ideal.pointRadius = 0;
  return overRate(points, logAxis('goodput, requests/s, log scale', all, inNumber), [
    rateLine('goodput', points, 'goodput', 'green', 'circle', []), ideal,
  ], (v) => `${inNumber(v)}/s`);
}

const probeLooks = {
  held: { hue: 'green', shape: 'circle' },
  failed: { hue: 'vermillion', shape: 'crossRot' },
  undecided: { hue: 'purple', shape: 'triangle' },
  disturbed: { hue: 'black', shape: 'star' },
};

function probesChart() {
  const { probes, answer } = data.search;
  const kinds = Object.keys(probeLooks).filter((kind) => probes.some((p) => p.verdict === kind));
  const datasets = kinds.map((kind) => ({
    label: kind,
    data: probes.flatMap((p, i) => (p.verdict === kind ? [{ x: i + 1, y: p.rate }] : [])),
    showLine: false,
    borderColor: colour(probeLooks[kind].hue),
    backgroundColor: colour(probeLooks[kind].hue),
    borderWidth: 2,
    pointStyle: probeLooks[kind].shape,
    pointRadius: 6,
  }));
  if (answer !== null)
    datasets.push({ label: 'answer', data: [{ x: 0.5, y: answer }, { x: probes.length + 0.5, y: answer }],
      borderColor: colour('text'), backgroundColor: colour('text'), borderDash: [8, 4], borderWidth: 1.5, pointRadius: 0 });
  const x = axisStyle('probe');
  Object.assign(x, { type: 'linear', min: 0.5, max: probes.length + 0.5 });
  x.afterBuildTicks = (scale) => {
    scale.ticks = ticksEvery(Math.ceil(probes.length / Math.max(2, scale.width / 40)), 1, probes.length);
  };
  return {
    config: {
      type: 'line',
      data: { datasets },
      options: {
        layout: { padding: { top: 6, right: 18 } },
        interaction: { mode: 'nearest', intersect: false },
        scales: { x, y: logAxis('offered, requests/s, log scale', [...probes.map((p) => p.rate), ...(answer === null ? [] : [answer])], inNumber) },
        plugins: { tooltip: { ...tooltipStyle(), callbacks: {
          title: (items) => (items.length ? `probe ${inNumber(items[0].parsed.x)}` : ''),
          label: (item) => `${item.dataset.label}: ${inNumber(item.parsed.y)}/s` } } },
      },
    },
    marks: [],
    table: () => ({
      head: ['probe', 'offered', 'verdict'],
      rows: probes.map((p, i) => [String(i + 1), `${inNumber(p.rate)}/s`, p.verdict]),
    }),
  };
}
