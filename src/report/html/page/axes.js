'use strict';
// Scales. A log scale has ticks at 1, 2, 5 or at powers of ten; a time scale at steps people count in.

const timeSteps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400,
  172800, 604800];

function axisStyle(title) {
  return {
    title: { display: true, text: title, color: colour('quiet') },
    ticks: { color: colour('quiet'), maxRotation: 0, autoSkip: false },
    grid: { color: colour('grid'), borderColor: colour('line') },
  };
}

function ticksEvery(step, from, to) {
  const ticks = [];
  for (let n = Math.ceil(from / step); n * step <= to * (1 + 1e-12); ++n) ticks.push({ value: n * step });
  return ticks;
}

function timeAxis(end) {
  const format = timeFormat(end);
  const axis = axisStyle(format.title);
  axis.type = 'linear';
  axis.min = 0;
  axis.max = end;
  axis.ticks.callback = (value) => format.text(value);
  axis.afterBuildTicks = (scale) => {
    const most = Math.max(2, scale.width / 64);
    const step = timeSteps.find((s) => end / s <= most) || timeSteps[timeSteps.length - 1];
    scale.ticks = ticksEvery(step, 0, end);
  };
  return axis;
}

/// 1, 2 or 5 times a power of ten, at or below (up: above) a value.
function roundOnLog(value, up) {
  const decade = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 2, 5, 10].map((m) => m * decade);
  return up ? steps.find((s) => s >= value * (1 - 1e-9)) : steps.reverse().find((s) => s <= value * (1 + 1e-9));
}

function logAxis(title, values, text, roomForTick) {
  const shown = values.filter((v) => v > 0);
  const axis = axisStyle(title);
  axis.type = 'logarithmic';
  axis.min = roundOnLog(shown.length ? extremes(shown)[0] : 1, false);
  axis.max = roundOnLog(shown.length ? extremes(shown)[1] * 1.05 : 10, true);
  if (axis.min === axis.max) axis.max = axis.min * 10;
  axis.ticks.callback = (value) => text(value);
  axis.afterBuildTicks = (scale) => {
    const decades = Math.log10(axis.max / axis.min);
    const room = (roomForTick ? scale.width / roomForTick : scale.height / 24) / decades;
    const multiples = room >= 3 ? [1, 2, 5] : room >= 2 ? [1, 3] : [1];
    const every = room >= 1 ? 1 : Math.ceil(1 / room);
    const ticks = [];
    for (let e = Math.floor(Math.log10(axis.min)); 10 ** e <= axis.max * 1.001; ++e)
      if (e % every === 0)
        for (const m of multiples) {
          const value = m * 10 ** e;
          if (value >= axis.min * 0.999 && value <= axis.max * 1.001) ticks.push({ value });
        }
    scale.ticks = ticks.length > 1 ? ticks : [{ value: axis.min }, { value: axis.max }];
  };
  return axis;
}

/// The smallest and the largest, of lists that are too long for arguments.
function extremes(values) {
  let least = Infinity;
  let most = -Infinity;
  for (const v of values) {
    least = Math.min(least, v);
    most = Math.max(most, v);
  }
  return [least, most];
}

function linearAxis(title) {
  const axis = axisStyle(title);
  axis.type = 'linear';
  axis.beginAtZero = true;
  axis.suggestedMax = 1;
  axis.ticks.autoSkip = true;
  axis.ticks.callback = (value) => inNumber(value);
  return axis;
}

function tooltipStyle() {
  return {
    backgroundColor: colour('raised'),
    titleColor: colour('text'),
    bodyColor: colour('text'),
    borderColor: colour('line'),
    borderWidth: 1,
    caretSize: 0,
    boxPadding: 4,
  };
}
