'use strict';
// The heat map: a cell for each stretch of time and each bucket of latency, the darker the more requests a second.

/// Cells with what they mean: when, how long, how many, and the place of their rate on a log scale.
function heatCells(heat) {
  const cells = [];
  heat.cells.forEach((held, row) => {
    for (let i = 0; i < held.length; i += 2) {
      const rate = heat.width[row] > 0 ? held[i + 1] / heat.width[row] : 0;
      cells.push({ row, from: heat.t[row], to: heat.t[row] + heat.width[row], bucket: held[i],
        least: heat.bounds[held[i]], most: heat.bounds[held[i] + 1], count: held[i + 1], rate });
    }
  });
  const [low, high] = extremes(cells.map((c) => c.rate).filter((rate) => rate > 0));
  for (const cell of cells)
    cell.share = high > low ? Math.log(cell.rate / low) / Math.log(high / low) : 1;
  return { cells, low, high };
}

const heatCellsPlugin = {
  id: 'heatCells',
  beforeDatasetsDraw(chart, args, options) {
    if (!options.cells) return;
    const { x, y } = chart.scales;
    const pen = chart.ctx;
    const { left, top, right, bottom } = chart.chartArea;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, right - left, bottom - top);
    pen.clip();
    const shortest = y.getPixelForValue(y.min * 1.6);
    for (const cell of options.cells) {
      const from = x.getPixelForValue(cell.from);
      const upper = cell.least > 0 ? y.getPixelForValue(cell.most) : shortest;
      const lower = cell.least > 0 ? y.getPixelForValue(cell.least) : bottom;
      pen.fillStyle = heatColour(cell.share, options.stops);
      // A little wider, so that no gaps shine through.
      pen.fillRect(from, upper, x.getPixelForValue(cell.to) - from + 0.4, lower - upper + 0.4);
    }
    pen.restore();
  },
};

/// What the pointer is on, as a sentence.
function heatReadout(chart, event, found, time) {
  const x = chart.scales.x.getValueForPixel(event.offsetX);
  const y = chart.scales.y.getValueForPixel(event.offsetY);
  const inLane = y <= chart.scales.y.min * 1.6;
  const cell = found.cells.find((c) => c.from <= x && x < c.to && (c.least > 0 ? c.least <= y && y < c.most : inLane));
  if (!cell) return '';
  return `${time(cell.from)}\u2013${time(cell.to)}, ${inMilliseconds(cell.least)} to ${inMilliseconds(cell.most)}: ` +
    `${inNumber(cell.count)} requests, ${inNumber(cell.rate)}/s`;
}
