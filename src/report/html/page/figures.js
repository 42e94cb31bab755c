'use strict';
// Draws each figure of the page, with a legend that can be used from the keyboard and its numbers as a table.
// Themes and print draw them anew.

const makers = {
  latency: latencyChart,
  rates: ratesChart,
  outcomes: outcomesChart,
  processor: processorChart,
  memory: memoryChart,
  waiting: waitingChart,
  percentiles: percentilesChart,
  heat: heatChart,
  probes: probesChart,
  saturation: saturationChart,
  goodput: goodputChart,
};

Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.plugins.legend.display = false;
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

function made(tag, text = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function svg(tag, attributes, parent) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (parent) parent.append(element);
  return element;
}

/// A sample of how something is drawn.
function swatch({ stroke, dash = [], width = 2, fill, hatch, shape }) {
  const box = svg('svg', { width: 28, height: 14, 'aria-hidden': 'true' });
  if (fill) svg('rect', { x: 0, y: 1, width: 28, height: 12, fill }, box);
  if (hatch)
    for (let x = -6; x < 28; x += 7) svg('line', { x1: x, y1: 13, x2: x + 12, y2: 1, stroke: hatch, 'stroke-width': 1.5 }, box);
  if (stroke && !shape)
    svg('line', { x1: 0, y1: 7, x2: 28, y2: 7, stroke, 'stroke-width': width, 'stroke-dasharray': dash.join(' ') }, box);
  const outline = { fill: stroke, stroke, 'stroke-width': 2 };
  if (shape === 'circle') svg('circle', { cx: 14, cy: 7, r: 5, ...outline }, box);
  if (shape === 'triangle') svg('path', { d: 'M14 1 L20 12 L8 12 Z', ...outline }, box);
  if (shape === 'crossRot') svg('path', { d: 'M9 2 L19 12 M19 2 L9 12', ...outline }, box);
  if (shape === 'star') svg('path', { d: 'M14 1 V13 M8 7 H20 M10 3 L18 11 M18 3 L10 11', ...outline }, box);
  return box;
}

function swatchOf(dataset) {
  if (dataset.fill) return swatch({ fill: dataset.borderColor, hatch: dataset.hatch ? colour('page') : '' });
  return swatch({ stroke: dataset.borderColor, dash: dataset.borderDash, width: dataset.borderWidth,
    shape: dataset.showLine === false ? dataset.pointStyle : '' });
}

const markLegends = {
  fault: () => ['fault active', swatch({ fill: colour('shade'), hatch: colour('hatch') })],
  bound: () => ['bound of a requirement', swatch({ stroke: colour('text'), dash: [8, 4], width: 1.5 })],
};

function addLegendText(list, label, sample) {
  const entry = made('span');
  entry.append(sample, label);
  const item = made('li');
  item.append(entry);
  list.append(item);
}

/// A button for each series: pressed where it is shown.
function addLegendButton(list, figure, index) {
  const { chart, hidden } = figure;
  const button = made('button');
  const { label } = chart.data.datasets[index];
  button.type = 'button';
  button.append(swatchOf(chart.data.datasets[index]), label);
  const show = () => {
    chart.setDatasetVisibility(index, !hidden.has(label));
    button.setAttribute('aria-pressed', String(!hidden.has(label)));
  };
  button.addEventListener('click', () => {
    if (!hidden.delete(label)) hidden.add(label);
    show();
    chart.update();
  });
  show();
  const item = made('li');
  item.append(button);
  list.append(item);
}

function addShades(list, { stops, low, high }) {
  const shown = high > low ? [0, 0.25, 0.5, 0.75, 1] : [1];
  for (const share of shown)
    addLegendText(list, `${inNumber(low * (high / low) ** share)}/s`, swatch({ fill: heatColour(share, stops) }));
}

function drawLegend(figure) {
  const list = figure.element.querySelector('.legend');
  list.replaceChildren();
  if (figure.spec.shades) addShades(list, figure.spec.shades);
  else figure.chart.data.datasets.forEach((dataset, index) => addLegendButton(list, figure, index));
  for (const mark of figure.spec.marks) addLegendText(list, ...markLegends[mark]());
  figure.chart.update();
}

function drawReadout(figure) {
  const canvas = figure.element.querySelector('canvas');
  let line = figure.element.querySelector('.readout');
  if (!line) {
    line = made('p');
    line.className = 'readout';
    figure.element.querySelector('.plot').after(line);
  }
  const hint = 'Point at a cell to read it.';
  line.textContent = hint;
  canvas.onmousemove = (event) => { line.textContent = figure.spec.readout(figure.chart, event) || hint; };
}

function draw(figure) {
  if (figure.chart) figure.chart.destroy();
  figure.spec = makers[figure.element.dataset.chart]();
  if (document.documentElement.hasAttribute('data-printing')) figure.spec.config.options.devicePixelRatio = 2;
  figure.chart = new Chart(figure.element.querySelector('canvas'), figure.spec.config);
  drawLegend(figure);
  if (figure.spec.readout) drawReadout(figure);
}

/// When somebody opens it: a long run has thousands of rows.
function fillTable(figure) {
  const box = figure.element.querySelector('.data .scroll');
  if (box.childElementCount) return;
  const { head, rows } = figure.spec.table();
  const table = made('table');
  const headRow = table.createTHead().insertRow();
  for (const title of head) headRow.append(Object.assign(made('th', title), { scope: 'col', className: 'number' }));
  const body = table.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((text, i) => {
      row.append(Object.assign(made(i ? 'td' : 'th', text), { className: 'number' }, i ? {} : { scope: 'row' }));
    });
  }
  box.append(table);
}

const figures = [...document.querySelectorAll('figure.chart')].map((element) => ({ element, hidden: new Set() }));

function drawAll() {
  figures.forEach(draw);
  document.documentElement.dataset.chartsDrawn = figures.length;
}

function setPrinting(on) {
  if (document.documentElement.hasAttribute('data-printing') === on) return;
  document.documentElement.toggleAttribute('data-printing', on);
  drawAll();
}

for (const figure of figures)
  figure.element.querySelector('details').addEventListener('toggle', () => fillTable(figure));
inDark.addEventListener('change', drawAll);
inPrint.addEventListener('change', () => setPrinting(inPrint.matches));
addEventListener('beforeprint', () => setPrinting(true));
addEventListener('afterprint', () => setPrinting(false));
drawAll();
