// Draws the figures of the table as bars; without it, or where nothing was done, the table says it all.
(() => {
  const table = document.getElementById('figures');
  const place = document.getElementById('chart');
  if (!table || !place || typeof Chart === 'undefined') return;
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const column = (measure) => heads.findIndex((head) => head.dataset.measure === measure);
  const bars = [
    ['inTime', '#2f7d4f'],
    ['late', '#b3412f'],
    ['backlogOverdue', '#c78a1d'],
  ]
    .map(([measure, colour]) => [column(measure), colour])
    .filter(([at]) => at >= 0);
  const number = (row, at) => Number(row.cells[at].textContent);
  if (!rows.some((row) => bars.some(([at]) => number(row, at) > 0))) return;
  place.hidden = false;
  new Chart(place.querySelector('canvas'), {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: bars.map(([at, backgroundColor]) => ({
        label: heads[at].textContent,
        data: rows.map((row) => number(row, at)),
        backgroundColor,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: {
        x: { stacked: true },
        y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } },
      },
    },
  });
})();
