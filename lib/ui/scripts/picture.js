// «Tải ảnh»: a drawing leaves the page as it is (SVG), or three times as large on white, in the page's own letters
// (PNG). The browser makes both, without a network.

async function letters() {
  for (const sheet of document.styleSheets) {
    let rules;
    try { rules = [...sheet.cssRules]; } catch { continue; }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || !/^["']?Source Sans["']?$/.test(rule.style.fontFamily)) continue;
      if (/italic/.test(rule.style.fontStyle)) continue;
      const url = /url\(["']?([^"')]+)/.exec(rule.cssText);
      if (url) return face(await (await fetch(new URL(url[1], sheet.href || document.baseURI))).blob());
    }
  }
  return '';
}

function face(font) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(`<style>@font-face{font-family:'Source Sans';font-weight:200 900;src:url(${reader.result})}</style>`);
    reader.readAsDataURL(font);
  });
}

async function png(svg) {
  const [, , across, down] = /viewBox="([^"]+)"/.exec(svg)[1].split(' ').map(Number);
  const [width, height] = [across * 3, down * 3];
  const font = await letters().catch(() => '');
  const whole = svg.replace(/^<svg([^>]*)>/, (_, rest) => `<svg${rest} width="${width}" height="${height}">${font}`);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([whole], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, width, height);
  brush.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(':scope > .sct-root');
  if (!root) {
    root = document.createElement('div');
    root.className = 'sct-root';
    parentElement.appendChild(root);
  }
  if (root.drawn !== data.html) root.innerHTML = root.drawn = data.html;
  root.onclick = async (event) => {
    const kind = event.target.closest('button')?.dataset.kind;
    if (kind === 'svg') save(new Blob([data.svg], { type: 'image/svg+xml' }), `${data.name}.svg`);
    if (kind === 'png') save(await png(data.svg), `${data.name}.png`);
  };
}
