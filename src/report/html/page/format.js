'use strict';
// Numbers as a person reads them, as the tables of the page have them.

function threeDigits(value) {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}

function inMilliseconds(ms) {
  if (ms === null || ms === undefined) return '-';
  const [size, unit] = ms >= 1e3 ? [1e3, 's'] : ms >= 1 ? [1, 'ms'] : ms >= 1e-3 ? [1e-3, 'us'] : [1e-6, 'ns'];
  return `${threeDigits(ms / size)} ${unit}`;
}

/// For a scale: "50 us", "2 s".
function inShortMilliseconds(ms) {
  return inMilliseconds(ms).replace(/\.0+ /, ' ').replace(/(\.\d*?)0+ /, '$1 ');
}

function inNumber(value) {
  if (value === null || value === undefined) return '-';
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : threeDigits(value).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

/// How times of a run this long are written, and under which title.
function timeFormat(end) {
  const padded = (n) => String(n).padStart(2, '0');
  if (end < 180) return { title: 'time in the run, s', text: (s) => String(+s.toFixed(3)) };
  if (end < 3 * 3600)
    return { title: 'time in the run, min:s', text: (s) => `${Math.floor(s / 60)}:${padded(Math.round(s % 60))}` };
  return {
    title: 'time in the run, h:min',
    text: (s) => `${Math.floor(s / 3600)}:${padded(Math.floor(s / 60) % 60)}`,
  };
}
