'use strict';
// Colours come from the style sheet, so that there is one place for them.

const inDark = matchMedia('(prefers-color-scheme: dark)');
const inPrint = matchMedia('print');

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/// The same colour, let through.
function faded(hex, alpha) {
  const part = (at) => parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${alpha})`;
}

/// Between two colours of the shape #rrggbb.
function mixed(a, b, share) {
  const part = (at) => {
    const from = parseInt(a.slice(at, at + 2), 16);
    return Math.round(from + (parseInt(b.slice(at, at + 2), 16) - from) * share);
  };
  return `rgb(${part(1)}, ${part(3)}, ${part(5)})`;
}

/// For a share from 0 to 1: from few to many.
function heatColour(share, stops) {
  const place = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  return mixed(stops[below], stops[below + 1], place - below);
}

/// Diagonal lines: tells areas apart without colour.
function hatched(background, lines, gap = 8) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = gap;
  const pen = tile.getContext('2d');
  pen.fillStyle = background;
  pen.fillRect(0, 0, gap, gap);
  pen.strokeStyle = lines;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const shift of [-gap, 0, gap]) {
    pen.moveTo(shift - 1, gap + 1);
    pen.lineTo(shift + gap + 1, -1);
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat');
}
