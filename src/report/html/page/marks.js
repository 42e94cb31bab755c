'use strict';
// What lies behind and above the lines: windows in which a fault was active, and bounds of requirements.

/// What the pointer is in, rather than what it is near: an interval reaches from its start to its end.
Chart.Interaction.modes.interval = (chart, event) => {
  const x = chart.scales.x.getValueForPixel(event.x);
  return chart.getSortedVisibleDatasetMetas().flatMap((meta) => {
    const index = 2 * indexAt(chart.data.datasets[meta.index].starts, x);
    const element = meta.data[index];
    return element && !element.skip ? [{ element, datasetIndex: meta.index, index }] : [];
  });
};

/// Where in the chart a fault was active; at least as wide as can be seen.
function windowOf(fault, chart) {
  const { left, right } = chart.chartArea;
  const scale = chart.scales.x;
  const within = (x) => Math.min(Math.max(x, left), right);
  const from = within(scale.getPixelForValue(fault.from));
  const to = fault.to === null ? right : within(scale.getPixelForValue(fault.to));
  return { from, to: Math.max(to, Math.min(from + 2, right)) };
}

/// The names of faults that lie too close for two are one: "3-7".
function faultTags(faults, chart) {
  const pen = chart.ctx;
  const tags = [];
  for (const fault of faults) {
    const { from } = windowOf(fault, chart);
    const last = tags[tags.length - 1];
    const numbers = (tag) => (tag.last > tag.first ? `${tag.first}\u2013${tag.last}` : `${tag.first}`);
    if (last && from < last.x + pen.measureText(numbers(last)).width + 14) {
      last.first = Math.min(last.first, fault.number);
      last.last = Math.max(last.last, fault.number);
      last.text = numbers(last);
      last.one = false;
    } else {
      tags.push({ x: from, first: fault.number, last: fault.number, text: `${fault.number}`, one: true, fault });
    }
  }
  // The whole sentence, where there is room for it.
  tags.forEach((tag, i) => {
    const room = (i + 1 < tags.length ? tags[i + 1].x : chart.chartArea.right) - tag.x - 14;
    const whole = `${tag.text}: ${tag.fault.text}`;
    if (tag.one && pen.measureText(whole).width < room) tag.text = whole;
  });
  return tags;
}

const faultWindows = {
  id: 'faultWindows',
  beforeDatasetsDraw(chart, args, options) {
    const { top, bottom } = chart.chartArea;
    const pen = chart.ctx;
    const fill = hatched(colour('shade'), colour('hatch'));
    pen.save();
    for (const fault of options.faults || []) {
      const { from, to } = windowOf(fault, chart);
      pen.fillStyle = fill;
      pen.fillRect(from, top, to - from, bottom - top);
      pen.fillStyle = colour('quiet');
      pen.fillRect(from, top - 4, 1, bottom - top + 4);
    }
    pen.restore();
  },
  afterDatasetsDraw(chart, args, options) {
    const faults = options.faults || [];
    if (!faults.length) return;
    const pen = chart.ctx;
    pen.save();
    pen.font = '600 12px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    const y = chart.chartArea.top - 12;
    for (const tag of faultTags(faults, chart)) {
      const width = pen.measureText(tag.text).width + 8;
      const x = Math.max(0, Math.min(tag.x, chart.width - width));
      pen.fillStyle = colour('raised');
      pen.strokeStyle = colour('quiet');
      pen.lineWidth = 1;
      pen.beginPath();
      pen.rect(x, y - 8, width, 16);
      pen.fill();
      pen.stroke();
      pen.fillStyle = colour('text');
      pen.fillText(tag.text, x + 4, y + 0.5);
    }
    pen.restore();
  },
};

/// A text at the end of its line, clear of those that are there already.
function labelBound(pen, text, right, y, taken, area) {
  let at = y - 9 < area.top + 6 ? y + 10 : y - 9;
  while (taken.some((other) => Math.abs(other - at) < 14)) at += 15;
  taken.push(at);
  const fits = right - pen.measureText(text).width > area.left;
  if (!fits) right += 14;
  pen.textAlign = fits ? 'right' : 'left';
  pen.textBaseline = 'middle';
  pen.lineWidth = 3;
  pen.setLineDash([]);
  pen.strokeStyle = colour('page');
  pen.strokeText(text, right, at);
  pen.fillStyle = colour('text');
  pen.fillText(text, right, at);
}

/// Across the chart; on the percentile curve as far as the percentile that the requirement speaks of.
const boundLines = {
  id: 'boundLines',
  afterDatasetsDraw(chart, args, options) {
    const area = chart.chartArea;
    const pen = chart.ctx;
    const taken = [];
    pen.save();
    pen.font = '12px system-ui, sans-serif';
    for (const bound of options.bounds || []) {
      const y = chart.scales.y.getPixelForValue(bound.ms);
      if (!(y >= area.top - 1 && y <= area.bottom + 1)) continue;
      const ends = options.onCurve && bound.x !== null;
      const right = ends ? Math.min(chart.scales.x.getPixelForValue(bound.x), area.right) : area.right;
      pen.strokeStyle = pen.fillStyle = colour('text');
      pen.lineWidth = 1.5;
      pen.setLineDash([8, 4]);
      pen.beginPath();
      pen.moveTo(area.left, y);
      pen.lineTo(right, y);
      pen.stroke();
      if (ends) {
        pen.beginPath();
        pen.arc(right, y, 4, 0, 2 * Math.PI);
        pen.fill();
      }
      labelBound(pen, bound.text, right - 6, y, taken, area);
    }
    pen.restore();
  },
};
