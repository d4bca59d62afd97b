// A drawing of the page as a file: what is drawn in SVG stays SVG, HTML is set into one; title, period, source inside.
const WIDTH = 1100;
const EDGE = 24;
const PIXELS = 24e6; // most that a PNG holds; a longer drawing is written less sharp
const esc = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

function saved(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function fontFace() {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule) || !/Source Sans/.test(rule.style.fontFamily)) continue;
      if (rule.style.fontStyle === 'italic') continue;
      const url = /url\(["']?([^"')]+)/.exec(rule.style.src)[1];
      const blob = await (await fetch(new URL(url, sheet.href || location.href))).blob();
      const data = await new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(blob);
      });
      return `@font-face{font-family:"Source Sans";font-weight:200 900;src:url(${data})}`;
    }
  }
  return '';
}

// SVG on the page: the gauge, or the trend at its widest whatever the screen, below lines of text.
function fromSvg(drawing, told) {
  const { width: across, height: down } = drawing.viewBox.baseVal;
  const width = Math.max(across, 560) + 2 * EDGE;
  const pen = document.createElement('canvas').getContext('2d');
  const lines = [];
  told.forEach(({ text, size, weight, colour }) => {
    pen.font = `${weight} ${size}px "Source Sans", sans-serif`;
    let line = '';
    text.split(' ').forEach((word) => {
      if (line && pen.measureText(`${line} ${word}`).width > width - 2 * EDGE) {
        lines.push({ line, size, weight, colour });
        line = '';
      }
      line = line ? `${line} ${word}` : word;
    });
    lines.push({ line, size, weight, colour });
  });
  let y = EDGE;
  const head = lines.map(({ line, size, weight, colour }) => {
    y += size * 1.35;
    return `<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${esc(line)}</text>`;
  });
  const left = (width - across) / 2;
  const copy = drawing.cloneNode(true);
  copy.setAttribute('x', left);
  copy.setAttribute('y', y + 12);
  copy.setAttribute('width', across);
  copy.setAttribute('height', down);
  copy.removeAttribute('class');
  const drawn = new XMLSerializer().serializeToString(copy);
  return { width, height: Math.ceil(y + 12 + down + EDGE), inside: head.join('') + drawn };
}

// HTML on the page, at the width of a desk whatever the screen.
async function fromHtml(drawing, told) {
  // Our own sheet, and that of the matrix, which comes with it.
  const sheets = [...document.querySelectorAll('style')].map((one) => one.textContent.trim());
  const sheet = [...new Set(sheets.filter((text) => /^(:root\{--sct-ink|\.sct-grid\{)/.test(text)))].join(' ');
  const copy = drawing.cloneNode(true);
  copy.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')); // what is folded is in it too
  copy.querySelectorAll('thead').forEach((one) => one.style.removeProperty('transform'));
  copy.querySelectorAll('.sct-vh, .sct-card-more, [data-picture]').forEach((one) => one.remove());
  copy.querySelectorAll('[title], [tabindex], [role]').forEach((one) =>
    ['title', 'tabindex', 'role'].forEach((name) => one.removeAttribute(name)),
  );
  const style =
    `${sheet} body{margin:0} .sct-picture{color-scheme:light;box-sizing:border-box;width:${WIDTH}px;` +
    `padding:${EDGE}px;background:#fff;font-family:"Source Sans",sans-serif;font-size:16px}` +
    `.sct-picture p{margin:0 0 4px} ` +
    `.sct-picture :is(.sct-grid,.sct-table){overflow:visible;max-height:none}` +
    `.sct-picture :is(th,thead,thead td){position:static!important}`;
  const page = document.createElement('div');
  page.className = 'sct-picture';
  told.forEach(({ text, size, weight, colour }) => {
    const line = document.createElement('p');
    line.style.cssText = `font-size:${size}px;font-weight:${weight};color:${colour};line-height:1.35`;
    line.textContent = text;
    page.appendChild(line);
  });
  page.appendChild(copy);
  const frame = document.createElement('iframe');
  frame.style.cssText = `position:absolute;left:-9999px;width:${WIDTH}px;height:100px;visibility:hidden`;
  document.body.appendChild(frame);
  frame.contentDocument.body.innerHTML = `<style>${style}</style>`;
  frame.contentDocument.body.appendChild(frame.contentDocument.importNode(page, true));
  const measured = frame.contentDocument.querySelector('.sct-picture');
  const width = Math.max(WIDTH, Math.ceil(measured.scrollWidth) + EDGE);
  const height = Math.ceil(measured.getBoundingClientRect().height) + EDGE;
  frame.remove();
  page.style.width = `${width}px`;
  const xml = new XMLSerializer().serializeToString(page);
  const dressed = `<style>${esc(style)}</style>`;
  return { width, height, inside: `${dressed}<foreignObject width="${width}" height="${height}">${xml}</foreignObject>` };
}

async function picture(button) {
  const { picture: place, name, kind } = button.dataset;
  const source = document.querySelector(`.st-key-${place}`);
  const drawing = source.querySelector('.sct > svg.sct-gauge, .sct-trend-wide > svg');
  const [ink, soft, warn, ground] = ['#16202E', '#4A5565', '#8A5300', '#FFFFFF'];
  const told = [
    ...(button.dataset.demo ? [{ text: button.dataset.demo, size: 15, weight: 700, colour: warn }] : []),
    { text: button.dataset.heading, size: 20, weight: 700, colour: ink },
    ...button.dataset.notes.split('¦').map((text) => ({ text, size: 14, weight: 400, colour: soft })),
  ];
  const { width, height, inside } = drawing
    ? fromSvg(drawing, told)
    : await fromHtml(source.querySelector('.sct'), told);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="'Source Sans', sans-serif"><style>${await fontFace()}</style>` +
    `<rect width="100%" height="100%" fill="${ground}"/>${inside}</svg>`;
  if (kind === 'svg') {
    saved(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, Math.sqrt(PIXELS / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saved(blob, `${name}.png`), 'image/png');
}

if (!window.sctPictures) {
  window.sctPictures = true;
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-picture]');
    if (!button) return;
    const label = button.textContent;
    picture(button).catch((fault) => {
      console.warn(fault);
      button.textContent = button.dataset.failed;
      setTimeout(() => (button.textContent = label), 5000);
    });
  });
}

