"""The script of a table with many cells: looks from its legend, one tab stop with arrow keys, sentences on demand."""

GRID_SCRIPT = """
const PHONE = matchMedia('(max-width: 700px)');
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(':scope > .sct-root');
  if (!root) {
    root = document.createElement('div');
    root.className = 'sct-root';
    parentElement.appendChild(root);
  }
  if (root.drawn !== data.html) {
    root.innerHTML = data.html;
    root.drawn = data.html;
    root.undress?.();
    dress(root);
  }
  const tell = (event) => {
    const key = keyOf(event.target);
    if (!key) return;
    event.preventDefault();
    setTriggerValue('chosen', key);
  };
  root.onclick = tell;
  root.onmouseover = (event) => {
    const cell = event.target.closest('td, th');
    if (cell && !cell.title && cell.closest('.sct-grid')) cell.title = sentence(cell);
  };
  root.onkeydown = (event) => {
    if (event.key === 'Enter' || event.key === ' ') return event.target.matches('summary') ? null : tell(event);
    const cell = event.target.closest('.sct-grid td, .sct-grid th');
    const next = cell && beside(cell, event);
    if (!next) return;
    event.preventDefault();
    stop(root).tabIndex = -1;
    stopOf(next).tabIndex = 0;
    stopOf(next).focus();
    stopOf(next).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
}
const stopOf = (cell) => cell.querySelector('[data-key]') || cell;
const stop = (root) => root.querySelector('.sct-grid [tabindex="0"]');
function dress(root) {
  const table = root.querySelector('table');
  if (!table) return;
  table.setAttribute('role', 'grid');
  const codes = [...table.tHead.rows[0].cells].map((head) => head.querySelector('b')?.textContent);
  root.querySelectorAll('[data-look]').forEach((look) => {
    table.querySelectorAll('td.' + look.dataset.look).forEach((cell) => {
      cell.className += ' sct-cell ' + look.dataset.cell;
      cell.word = look.dataset.word;
    });
  });
  table.querySelectorAll('tbody td').forEach((cell) => {
    cell.tabIndex = -1;
    cell.setAttribute('role', 'gridcell');
    cell.dataset.code = codes[cell.cellIndex];
    cell.setAttribute('aria-label', said(cell));
  });
  root.querySelectorAll('[data-key]').forEach((mark) => {
    mark.setAttribute('role', 'button');
    mark.tabIndex = mark.closest('table') ? -1 : 0;
  });
  const first = table.tBodies[0].rows[0].cells[0];
  stopOf(first).tabIndex = 0;
  const box = table.parentElement;
  const fit = () => box.classList.toggle('sct-wide', !PHONE.matches && table.offsetWidth > box.clientWidth + 1);
  const watch = new ResizeObserver(fit);
  watch.observe(box);
  const page = root.closest('[data-testid=stMain]');
  root.undress = () => {
    watch.disconnect();
    if (page) page.removeEventListener('scroll', hold);
  };
  const hold = () => {
    if (!box.isConnected) return root.undress();
    const over = 60 - box.getBoundingClientRect().top;
    const on = box.classList.contains('sct-wide') && over > 0;
    table.tHead.style.transform = on ? `translateY(${Math.min(over, box.offsetHeight - 80)}px)` : '';
  };
  if (page) page.addEventListener('scroll', hold, { passive: true });
}
function keyOf(target) {
  const mark = target.closest('[data-key]');
  if (mark) return mark.dataset.key;
  const cell = target.closest('.sct-grid td.sct-cell, .sct-grid tbody th');
  if (!cell) return null;
  const row = cell.parentElement.cells[0].firstElementChild.dataset.key;
  if (PHONE.matches || !cell.matches('td')) return row;
  return cell.matches('.sct-unowed') ? null : row + head(cell).dataset.key.slice(1);
}
const head = (cell) => cell.closest('table').tHead.rows[0].cells[cell.cellIndex].firstElementChild;
function said(cell) {
  const words = cell.closest('table').dataset;
  const since = cell.querySelector('i');
  let text = cell.firstChild && cell.firstChild.nodeType === 3 ? cell.firstChild.data.trim() : '';
  if (words.since && '\\u2191\\u2193\\u2192'.includes(text[0])) {
    const way = { '\\u2191': words.better, '\\u2193': words.worse, '\\u2192': words.same }[text[0]];
    text = way + ' ' + text.slice(1).trim() + ' ' + words.since;
  }
  const start = since ? since.textContent + ' ' + words.start : '';
  return [text === '\\u2014' ? '' : text, start, cell.word].filter(Boolean).join('; ');
}
function sentence(cell) {
  const table = cell.closest('table');
  const column = cell.cellIndex ? head(cell) : null;
  const name = column && cell.closest('.sct-root').querySelector(`.sct-codes [data-key="${column.dataset.key}"]`);
  const goal = column ? column.textContent.replace(/^C\\d+/, '') : '';
  const row = cell.matches('td') ? cell.parentElement.cells[0].textContent : '';
  const told = cell.matches('td') ? said(cell) : '';
  return [row, name && name.textContent.replace(/^(C\\d+)/, '$1. ') + (goal ? ` (${goal})` : ''), told]
    .filter(Boolean).join('\\n') || cell.textContent;
}
function beside(cell, event) {
  const rows = [...cell.closest('table').rows];
  const y = rows.indexOf(cell.parentElement);
  const x = cell.cellIndex;
  const last = rows[y].cells.length - 1;
  const to = {
    ArrowRight: [y, x + 1], ArrowLeft: [y, x - 1], ArrowDown: [y + 1, x], ArrowUp: [y - 1, x],
    Home: [event.ctrlKey ? 1 : y, 0], End: [event.ctrlKey ? rows.length - 1 : y, last],
    PageDown: [Math.min(y + 10, rows.length - 1), x], PageUp: [Math.max(y - 10, 1), x],
  }[event.key];
  const found = to && rows[to[0]] && rows[to[0]].cells[to[1]];
  return found && (found.cellIndex || to[0]) ? found : null;
}
"""
