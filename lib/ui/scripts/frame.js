// The row above every page: its links keep what the address says, its groups open, its switch turns light into dark.
const WORDS = {
  'Skip to main content': 'Tới nội dung chính',
  'Clear value': 'Xóa',
  'Clear all': 'Xóa hết',
  'Clear search': 'Xóa',
  Close: 'Đóng',
  Open: 'Mở',
  'Previous page': 'Trang trước',
  'Next page': 'Trang sau',
  Pagination: 'Trang',
  'App pages': 'Các trang',
  'Remove file': 'Bỏ tệp',
  'file upload': 'Nộp tệp',
  'No results': 'Không có kết quả',
  'Choose an option': 'Chọn một mục',
  'Choose options': 'Chọn các mục',
  'Connection error': 'Mất kết nối với máy chủ',
};
// Streamlit's own few words that a reader sees or hears, in ours; its parts come and go, so they are watched.
function translated(text) {
  const said = [[/^Help for (.+)$/, 'Giải thích: $1'], [/^Page (\d+)$/, 'Trang $1'], [/^Shortcut (.+)$/, 'Phím tắt $1']];
  return WORDS[text] || said.reduce((now, [theirs, ours]) => now.replace(theirs, ours), text);
}
function translate() {
  document.querySelectorAll('.stApp [aria-label], [data-testid=stDialog] [aria-label]').forEach((one) => {
    if (one.closest('.sct')) return;
    const now = one.getAttribute('aria-label');
    if (translated(now) !== now) one.setAttribute('aria-label', translated(now));
  });
  document.querySelectorAll('input[placeholder]').forEach((one) => {
    if (WORDS[one.placeholder]) one.placeholder = WORDS[one.placeholder];
  });
  document.querySelectorAll('[data-testid=stSkipToContent], [data-testid=stSelectboxVirtualDropdown] li').forEach((one) => {
    if (WORDS[one.textContent]) one.textContent = WORDS[one.textContent];
  });
  document.querySelectorAll('[data-testid=stFileUploaderDropzone] button').forEach((one) => {
    if (!one.hasAttribute('aria-label')) one.setAttribute('aria-label', 'Chọn tệp');
  });
}
// The first view is shown when its first screen stands: parts that come one by one push each other down.
const UNDRAWN =
  '[data-testid=stSkeleton], [data-testid=stBidiComponentRegular]:not(:has(.sct)), [data-testid=stPlotlyChart]:empty';
function stands() {
  const app = document.querySelector('.stApp');
  const main = document.querySelector('[data-testid=stMainBlockContainer]');
  if (!app || !main) return false;
  const open = [...main.querySelectorAll(UNDRAWN)].some((one) => one.getBoundingClientRect().top < innerHeight);
  const filled = main.getBoundingClientRect().bottom > innerHeight * 1.5;
  return !open && (filled || app.dataset.testScriptState === 'notRunning');
}
function watch() {
  if (window.sctWatch) return;
  document.documentElement.lang = 'vi'; // as a screen reader is to speak it
  let waiting = false;
  const look = () => {
    waiting = false;
    translate();
    if (!document.documentElement.matches('.sct-ready') && stands()) document.documentElement.classList.add('sct-ready');
  };
  window.sctWatch = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  });
  window.sctWatch.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-test-script-state'],
  });
  look();
}

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(':scope > .sct-root');
  if (!root) {
    root = document.createElement('div');
    root.className = 'sct-root';
    root.addEventListener('focusin', (event) => root.onmouseover(event));
    parentElement.appendChild(root);
  }
  if (root.drawn !== data.html) {
    root.innerHTML = data.html;
    root.drawn = data.html;
  }
  watch();
  const theme = root.querySelector('.sct-menu-theme');
  const isDark = () => getComputedStyle(document.querySelector('.stApp') || document.body).colorScheme === 'dark';

  // Streamlit keeps the choice of theme for the address at which a visit began; ours is one for the browser.
  const choose = (name) => {
    localStorage.setItem('sct-theme', name);
    const base = location.pathname.replace(/[^/]*$/, '');
    [location.pathname, base, ...[...root.querySelectorAll('a')].map((one) => base + one.dataset.address)].forEach(
      (path) => localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(name)),
    );
    location.reload();
  };
  const wanted = localStorage.getItem('sct-theme') || 'Light';
  if ((wanted === 'Dark') !== isDark() && sessionStorage.getItem('sct-theme-tried') !== wanted) {
    sessionStorage.setItem('sct-theme-tried', wanted);
    choose(wanted);
  }
  theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark;

  const carried = (link) => {
    const now = new URLSearchParams(location.search);
    const then = new URLSearchParams();
    link.dataset.carry.split(' ').forEach((name) => now.has(name) && then.set(name, now.get(name)));
    const query = then.toString();
    link.href = link.dataset.address + (query && `?${query}`);
  };
  const open = (button, is) => {
    button.setAttribute('aria-expanded', is);
    button.parentElement.classList.toggle('sct-is-open', is);
  };
  const close = () => root.querySelectorAll('[aria-expanded=true]').forEach((one) => open(one, false));
  root.onmouseover = root.ontouchstart = (event) => {
    const link = event.target.closest('a');
    if (link) carried(link);
  };
  root.onclick = (event) => {
    const button = event.target.closest('button');
    if (button === theme) {
      sessionStorage.removeItem('sct-theme-tried');
      choose(isDark() ? 'Light' : 'Dark');
    } else if (button) {
      const is = button.getAttribute('aria-expanded') !== 'true';
      if (!button.classList.contains('sct-menu-open')) close();
      open(button, is);
    }
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    close();
    setTriggerValue('chosen', link.dataset.key);
  };
  root.onkeydown = (event) => {
    if (event.key === 'Escape') close();
  };
  // Run again with every run of the page: one listener takes the place of the one before.
  document.removeEventListener('click', root.away);
  root.away = (event) => {
    if (!root.contains(event.target)) close();
  };
  document.addEventListener('click', root.away);
  return () => document.removeEventListener('click', root.away);
}
