'use strict';
// A chart for each metric of a history; without scripts, the tables below them say the same.

function historyChart(canvas, metric) {
  const hue = (step) => colour(step === 'worse' ? 'vermillion' : step === 'better' ? 'green' : 'blue');
  const axis = (title) => ({
    title: { display: true, text: title, color: colour('quiet') },
    ticks: { color: colour('quiet'), maxRotation: 0, autoSkipPadding: 24 },
    grid: { color: colour('grid'), borderColor: colour('line') },
  });
  return new Chart(canvas, {
    type: 'line',
    data: {
      labels: metric.runs,
      datasets: [
        { label: metric.name, data: metric.values, borderColor: colour('blue'), borderWidth: 1.5, spanGaps: true,
          pointBackgroundColor: metric.steps.map(hue), pointBorderColor: metric.steps.map(hue),
          pointStyle: metric.steps.map((step) => (step ? 'triangle' : 'circle')),
          pointRadius: metric.steps.map((step) => (step ? 7 : 2.5)) },
        { label: 'level', data: metric.levels, borderColor: colour('black'), borderWidth: 1.5, borderDash: [6, 4],
          pointRadius: 0, stepped: 'before' },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: { x: axis('run'), y: axis(metric.unit) },
      plugins: { legend: { labels: { color: colour('text'), usePointStyle: true } } },
    },
  });
}

let historyCharts = [];

function drawHistory() {
  for (const chart of historyCharts) chart.destroy();
  historyCharts = [...document.querySelectorAll('[data-history]')].map((figure) =>
    historyChart(figure.querySelector('canvas'), JSON.parse(figure.querySelector('script').textContent)));
}

drawHistory();
inDark.addEventListener('change', drawHistory);
