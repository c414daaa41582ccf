/** Lets the reader sort and filter tables, and turn their pages. The report reads well without it, and prints whole. */
export const script = `
const size = 25;
const says = JSON.parse(document.getElementById('says').textContent);
const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
for (const table of document.querySelectorAll('table[data-tools]')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const title = table.caption.querySelector('b').textContent;
  // A row and what stands below it go together.
  let groups = [];
  for (const row of body.rows) row.classList.contains('below') ? groups.at(-1).push(row) : groups.push([row]);
  const texts = new Map(groups.map((group) => [group, group.map((row) => row.textContent).join(' ').toLowerCase()]));
  const long = table.dataset.tools === 'long';
  let wanted = '';
  let page = 0;
  const status = document.createElement('span');
  const back = document.createElement('button');
  const next = document.createElement('button');
  const show = () => {
    if (!long) return;
    const fitting = groups.filter((group) => texts.get(group).includes(wanted));
    page = Math.max(0, Math.min(page, Math.ceil(fitting.length / size) - 1));
    const shown = new Set(fitting.slice(page * size, (page + 1) * size));
    for (const group of groups) for (const row of group) row.classList.toggle('off', !shown.has(group));
    back.disabled = page === 0;
    next.disabled = (page + 1) * size >= fitting.length;
    status.textContent = fitting.length === 0 ? says.none
      : fill(says.page, { from: page * size + 1, to: Math.min(fitting.length, (page + 1) * size), all: fitting.length });
  };
  if (long) {
    const tools = document.createElement('div');
    tools.className = 'tools';
    const field = document.createElement('input');
    field.type = 'search';
    field.placeholder = says.filterHere;
    field.setAttribute('aria-label', fill(says.filter, { title }));
    field.addEventListener('input', () => { wanted = field.value.trim().toLowerCase(); page = 0; show(); });
    for (const [button, label, text, step] of [[back, says.previous, '‹', -1], [next, says.next, '›', 1]]) {
      button.type = 'button';
      button.textContent = text;
      button.setAttribute('aria-label', label + ': ' + title);
      button.addEventListener('click', () => { page += step; show(); });
    }
    status.setAttribute('role', 'status');
    tools.append(field, back, status, next);
    table.parentElement.before(tools);
  }
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-label', fill(says.sort, { column: head.textContent }));
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = ([row]) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
      const numbers = groups.every((group) => key(group) === '' || !Number.isNaN(Number(key(group))));
      const order = (a, b) => (numbers ? Number(key(a)) - Number(key(b)) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
      groups = [...groups].sort((a, b) => (down ? order(b, a) : order(a, b)));
      body.append(...groups.flat());
      show();
    });
  });
  show();
}
`.trim();
