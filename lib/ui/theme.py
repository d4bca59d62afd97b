"""The look of the pages: one style sheet made of the palette, given out once per page by `markup.style()`.

Every class is ours (`sct-…`). Texts inside Streamlit's own blocks need the prefix `P`, or its rules win.
"""

from __future__ import annotations

from lib.charts.palette import DARK, LIGHT, ROLES, Palette
from lib.ui.theme_print import PHONE, PRINT

_NEUTRALS = ("ink", "ink2", "muted", "grid", "line", "area", "page", "card", "hover", "brand", "path", "band")


def variables(palette: Palette) -> str:
    """A palette as CSS variables: `--sct-ink`, `--sct-bad-text`, …"""
    neutrals = [f"--sct-{name}:{getattr(palette, name)}" for name in _NEUTRALS]
    tones = [
        f"--sct-{role}-{part}:{getattr(palette.tones[role], part)}"
        for role in ROLES
        for part in ("fill", "text", "tint", "gap")
    ]
    return ";".join(neutrals + tones)


def _both() -> str:
    """Each variable with its light and its dark value: the browser takes the one of Streamlit's own scheme."""
    pairs = (
        (light.partition(":"), dark.partition(":")[2])
        for light, dark in zip(variables(LIGHT).split(";"), variables(DARK).split(";"), strict=True)
    )
    return ";".join(f"{name}:light-dark({light},{dark})" for (name, _, light), dark in pairs)


def _role_rules(role: str) -> str:
    """How one role of status colours chips, texts, bars, marks and cells."""
    return (
        f".sct-tone-{role}{{color:var(--sct-{role}-text);background:var(--sct-{role}-tint)}}"
        f".sct .sct-text-{role}{{color:var(--sct-{role}-text)}}"
        f"svg .sct-text-{role}{{fill:var(--sct-{role}-text)}}"
        f"svg .sct-fill-{role}{{fill:var(--sct-{role}-fill)}}"
        f"svg .sct-line-{role}{{stroke:var(--sct-{role}-fill)}}"
        f"svg .sct-line-{role}-edge{{stroke:var(--sct-{role}-fill)}}"
        f"svg .sct-tint-{role}{{fill:var(--sct-{role}-tint)}}"
        f".sct-bar-{role}{{--sct-bar:var(--sct-{role}-fill)}}"
        f".sct-gap-{role}{{--sct-gap:var(--sct-{role}-gap);--sct-bar:var(--sct-{role}-fill)}}"
    )


_DRAWING = """
svg .sct-line-grid{stroke:var(--sct-grid)}svg .sct-fill-grid{fill:var(--sct-grid)}
svg .sct-line-card{stroke:var(--sct-card)}svg .sct-line-ink{stroke:var(--sct-ink)}
svg .sct-text-ink{fill:var(--sct-ink)}svg .sct-text-ink2{fill:var(--sct-ink2)}svg .sct-text-muted{fill:var(--sct-muted)}
svg .sct-dot{fill:var(--sct-card);stroke:var(--sct-ink)}
svg [class*="sct-line-"][fill="#FFFFFF"]{fill:var(--sct-card)}
.sct-gauge{width:100%;max-width:18rem;height:auto;display:block;margin:0 auto;font-family:inherit;font-variant-numeric:tabular-nums}
.sct-icon{flex:none;display:inline-block;vertical-align:-.1em}
"""

_BASE = """
.sct,.sct *{box-sizing:border-box}
.sct{color:var(--sct-ink);font-size:1rem;line-height:1.4;font-variant-numeric:tabular-nums;font-family:var(--st-font,"Source Sans",sans-serif)}
.sct a,.sct a:hover,.sct a:visited{color:inherit;text-decoration:none}
.sct [data-key]{cursor:pointer}
.sct [data-key]:focus-visible,.sct a:focus-visible{outline:3px solid var(--sct-brand);outline-offset:2px;border-radius:6px}
.sct b,.sct strong{font-weight:700}
.sct-vh{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sct-phone{display:none}
.sct-num{text-align:right;white-space:nowrap}
.sct-chip{display:inline-flex;align-items:center;gap:.4rem;padding:.1rem .65rem .1rem .55rem;border-radius:999px;font-size:.8125rem;font-weight:600;line-height:1.35rem;border:1px solid transparent;max-width:100%}
.sct-chip.sct-tone-track,.sct-chip.sct-hollow{border-color:currentColor}
.sct-chip.sct-hollow{background:var(--sct-card);border-style:dashed}
.sct-chip-note{font-weight:400}
.sct-badge{display:inline-block;margin-left:.4rem;padding:0 .45rem;border:1px solid var(--sct-line);border-radius:6px;font-size:.8125rem;color:var(--sct-ink2);white-space:nowrap;vertical-align:.08em}
.sct-legend{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}
.sct-lead{font-size:1.25rem;line-height:1.45;margin:0;color:var(--sct-ink);text-wrap:pretty}
.sct-meta{font-size:.9375rem;color:var(--sct-ink2);margin:.25rem 0 0}
.sct-panel{background:var(--sct-card);border:1px solid var(--sct-line);border-radius:12px;padding:1rem 1.125rem}
.sct-empty{padding:2rem 1rem;text-align:center;color:var(--sct-ink2)}
"""

_BULLET = """
.sct-bullets{container-type:inline-size}
.sct-bullet{display:grid;grid-template-columns:minmax(12rem,34%) 9.375rem minmax(8rem,1fr) repeat(3,5.25rem);column-gap:.75rem;align-items:center;min-height:44px;padding:.5rem .5rem;border-bottom:1px solid var(--sct-line);position:relative}
.sct-bullets>div:last-child .sct-bullet{border-bottom:0}
.sct-bullet.sct-row:hover{background:var(--sct-hover)}
.sct-bullet.sct-head{min-height:36px;font-size:.8125rem;font-weight:600;color:var(--sct-ink2)}
.sct-head .sct-keys{display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-weight:400}
.sct-key{display:inline-flex;align-items:center;gap:.35rem;white-space:nowrap}
.sct-key i{display:inline-block;flex:none}
.sct-key-bar{width:18px;height:6px;background:var(--sct-ink2);border-radius:1px}
.sct-key-tick{width:4px;height:16px;background:var(--sct-ink)}
.sct-key-base{width:2px;height:14px;background:var(--sct-muted)}
.sct-key-horizon{width:8px;height:8px;border:1.8px solid var(--sct-brand);transform:rotate(45deg) scale(.9)}
.sct-key-total{width:9px;height:9px;border:2px solid var(--sct-ink);border-radius:50%}
.sct-name{text-wrap:pretty;overflow-wrap:anywhere}
.sct-unit{color:var(--sct-ink2);font-size:.9375rem}
.sct-value b{font-size:1.125rem;font-weight:700}
.sct-value.sct-words b{font-size:.9375rem;white-space:normal}
.sct-change{display:block;font-size:.8125rem;line-height:1.1;color:var(--sct-ink2)}
.sct-goal{color:var(--sct-ink2);white-space:normal;overflow-wrap:anywhere}
.sct-diff{font-weight:600}
.sct-no-scale{font-size:.8125rem;color:var(--sct-ink2);border-left:2px solid var(--sct-line);padding-left:.5rem}
.sct-boxes{display:block;width:100%;max-width:12.5rem;height:22px}
.sct-bar{display:block;position:relative;height:26px}
.sct-bar:before{content:"";position:absolute;left:0;right:0;top:7px;height:12px;background:var(--sct-grid);border-radius:2px}
.sct-bar>i{position:absolute;display:block}
.sct-area{left:0;top:7px;height:12px;background:var(--sct-area);border-radius:2px 0 0 2px}
.sct-fillbar{left:0;top:9px;height:8px;background:var(--sct-bar);border-radius:1px;min-width:3px}
.sct-fillbar.sct-hollow{background:var(--sct-card);border:2px solid var(--sct-bar)}
.sct-none-line{left:0;right:0;top:12px;border-top:2px dashed var(--sct-none-fill)}
.sct-base{width:2px;height:20px;top:3px;margin-left:-1px;background:var(--sct-muted);box-shadow:0 0 0 .5px var(--sct-card)}
.sct-tick{width:4px;height:26px;top:0;margin-left:-2px;background:var(--sct-ink);box-shadow:0 0 0 1px var(--sct-card)}
.sct-horizon{width:9px;height:9px;top:8.5px;margin-left:-4.5px;border:1.8px solid var(--sct-brand);background:var(--sct-card);transform:rotate(45deg) scale(.85)}
.sct-total{width:11px;height:11px;top:7.5px;margin-left:-5.5px;border:2px solid var(--sct-ink);border-radius:50%;background:var(--sct-card)}
"""

_TILES = """
.sct-tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11.5rem,1fr));gap:1rem}
.sct-tile{display:flex;gap:.875rem;align-items:center;min-height:5rem;padding:.75rem .875rem;background:var(--sct-card);border:1px solid var(--sct-line);border-radius:12px;text-align:left}
.sct-tile:hover{background:var(--sct-hover)}
.sct-tile[aria-pressed=true]{border-color:var(--sct-brand);box-shadow:inset 0 0 0 1px var(--sct-brand)}
.sct-tile-icon{flex:none;width:48px;height:48px;border-radius:10px;display:grid;place-items:center}
.sct-tile-icon.sct-tone-none{border:1px dashed var(--sct-none-fill)}
.sct-tile-body{display:block;min-width:0}
.sct-tile-count{display:block;font-size:2rem;font-weight:700;line-height:1.1}
.sct-tile-word{display:block;font-size:.9375rem;font-weight:600;line-height:1.2}
.sct-tile-parts{display:block;font-size:.8125rem;line-height:1.3;color:var(--sct-ink2)}
.sct-tile.sct-zero .sct-tile-count{color:var(--sct-muted)}
"""

_CARDS = """
.sct-cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem}
.sct-card{display:flex;flex-direction:column;background:var(--sct-card);border:1px solid var(--sct-line);border-radius:12px;padding:1rem 1.125rem;position:relative}
.sct-card[data-key]:hover{background:var(--sct-hover)}
.sct-card-title{display:block;font-size:1.0625rem;font-weight:600;line-height:1.35;text-wrap:pretty}
.sct-card-owner{display:block;font-size:.9375rem;color:var(--sct-ink2);margin-bottom:.75rem}
.sct-card .sct-gauge{margin-top:auto}
.sct-card-more{display:flex;align-items:center;gap:.5rem;margin-top:.25rem;min-height:40px;color:var(--sct-brand);font-weight:600;font-size:.9375rem}
.sct-facts{display:grid;grid-template-columns:1fr auto;gap:.15rem 1rem;margin:.75rem 0 0}
.sct-facts dt{color:var(--sct-ink2);margin:0;font-weight:400}.sct-facts dd{margin:0;font-weight:700;text-align:right}
.sct-steps{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;margin:0}
.sct-steps dt,.sct-steps dd{margin:0;padding:.4rem 0;border-bottom:1px solid var(--sct-line);overflow-wrap:anywhere}
.sct-steps dt{color:var(--sct-ink2);font-weight:400;padding-right:1rem}
"""

_GAPS = """
.sct-gaps{position:relative}
.sct-gaps-note{margin:0 0 .5rem;color:var(--sct-ink2)}
.sct-gaprow{display:grid;grid-template-columns:minmax(9rem,13rem) minmax(8rem,1fr) 4.75rem 5rem minmax(6rem,9.5rem);column-gap:1rem;align-items:center;min-height:40px;padding:0 .25rem;border-bottom:1px solid var(--sct-line)}
.sct-gaps>div:last-of-type .sct-gaprow{border-bottom:0}
.sct-gaprow.sct-row:hover{background:var(--sct-hover)}
.sct-gaprow.sct-head{min-height:32px;font-size:.8125rem;color:var(--sct-ink2);font-weight:600}
.sct-gap-goal{text-align:left;position:relative;height:1.4em}
.sct-gap-goal span{position:absolute;white-space:nowrap;transform:translateX(-50%);font-weight:400}
.sct-gap-goal b{color:var(--sct-ink)}
.sct-gap-line{display:block;position:relative;height:40px}
.sct-gap-line:before{content:"";position:absolute;left:0;right:0;top:19px;height:2px;background:var(--sct-grid)}
.sct-gap-line>i,.sct-gap-line>svg{position:absolute;display:block}
.sct-gap-band{top:16px;height:8px;background:var(--sct-gap)}
.sct-gap-target{top:-1px;bottom:-1px;width:3px;margin-left:-1.5px;background:var(--sct-ink)}
.sct-gap-mark{top:11px;width:18px;height:18px;margin-left:-9px}
.sct-gap-none{left:0;right:0;top:19px;border-top:2px dashed var(--sct-none-fill)}
.sct-gap-need{text-align:right;color:var(--sct-ink2);font-size:.9375rem}
.sct-heavy .sct-gap-need{color:var(--sct-ink);font-weight:600}
.sct-gap-name{overflow-wrap:anywhere;line-height:1.25}
"""

_MATRIX = """
.sct-matrix{overflow-x:auto;max-width:100%}
.sct-matrix table{border-collapse:separate;border-spacing:3px;width:100%;margin:0;border:0}
.sct-matrix th,.sct-matrix td{border:0;padding:0}
.sct-matrix thead th{font-weight:400;font-size:.875rem;line-height:1.35;text-align:center;padding:.25rem .25rem .5rem;position:sticky;top:0;background:var(--sct-card);min-width:5rem;color:var(--sct-ink2)}
.sct-matrix thead b{display:block;font-weight:600;color:var(--sct-ink)}
.sct-matrix tbody th{font-weight:400;text-align:right;padding:0 .6rem 0 0;position:sticky;left:0;background:var(--sct-card);max-width:13rem;min-width:8rem;line-height:1.2;color:var(--sct-ink)}
.sct-matrix tbody th a,.sct-matrix tbody th [data-key]{display:flex;align-items:center;justify-content:flex-end;min-height:40px}
.sct-cell{display:flex;align-items:center;justify-content:center;gap:.35rem;min-height:41px;font-weight:700;font-size:.9375rem;border-radius:2px;white-space:nowrap}
.sct-cell:before{content:"";flex:none;width:.72em;height:.72em;background:currentColor;-webkit-mask:var(--sct-shape) center/contain no-repeat;mask:var(--sct-shape) center/contain no-repeat}
.sct-cell:hover{box-shadow:inset 0 0 0 2px currentColor}
.sct-cell.sct-tone-track{box-shadow:inset 0 0 0 1px var(--sct-ok-gap)}
.sct-cell.sct-hollow{background:var(--sct-card);box-shadow:inset 0 0 0 1px currentColor}
.sct-cell.sct-unowed{background:none;color:var(--sct-muted)}.sct-cell.sct-unowed:before{display:none}
"""


def _masks() -> str:
    """The shapes of the matrix as masks: one small drawing per shape, coloured by the cell's text."""
    drawings = {
        "disc": "<circle cx='8' cy='8' r='6.5'/>",
        "disc-hollow": "<circle cx='8' cy='8' r='5.4' fill='none' stroke='#000' stroke-width='2.2'/>",
        "half": "<path d='M8 1.8A6.2 6.2 0 0 0 8 14.2Z'/><circle cx='8' cy='8' r='5.4' fill='none' stroke='#000' stroke-width='1.8'/>",
        "triangle": "<path d='M8 1.6 15 14H1Z'/>",
        "fall": "<path d='M8 14.4 1 2H15Z'/>",
        "square": "<path d='M2 2H14V14H2Z'/>",
        "diamond": "<path d='M8 1.8 14.2 8 8 14.2 1.8 8Z' fill='none' stroke='#000' stroke-width='2'/>",
        "ring": "<circle cx='8' cy='8' r='5.6' fill='none' stroke='#000' stroke-width='2' stroke-dasharray='2.6 1.8'/>",
        "barred": "<circle cx='8' cy='8' r='5.6' fill='none' stroke='#000' stroke-width='2'/><path d='M4 12 12 4M3 8.5 8.5 3M7.5 13 13 7.5' stroke='#000' stroke-width='1.6'/>",
    }
    for shape in ("triangle", "fall", "square"):
        hollow = drawings[shape].replace(
            "/>", " fill='none' stroke='#000' stroke-width='2.2' stroke-linejoin='round'/>"
        )
        drawings[f"{shape}-hollow"] = hollow
    rules = (
        f'.sct-s-{name}{{--sct-shape:url("data:image/svg+xml,{_encoded(body)}")}}' for name, body in drawings.items()
    )
    return "".join(rules)


def _encoded(body: str) -> str:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{body}</svg>"
    return drawing.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")


def _sheet() -> str:
    parts = (
        f":root{{{variables(LIGHT)}}}",
        f"@supports (color:light-dark(#000,#fff)){{:root{{{_both()}}}}}",
        "".join(_role_rules(role) for role in ROLES),
        _BASE + _DRAWING + _BULLET + _TILES + _CARDS + _GAPS + _MATRIX,
        _masks(),
        PHONE + PRINT,
    )
    return "".join("".join(parts).split("\n"))


CSS = _sheet()
