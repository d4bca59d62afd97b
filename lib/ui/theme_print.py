"""The style sheet for phones and for paper."""

from __future__ import annotations

PHONE = """
@media (max-width:700px){
.sct-phone{display:inline}
.sct-lead{font-size:1.0625rem}
.sct-panel,.sct-card{padding:.875rem}
.sct-tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:.625rem}
.sct-tile{min-height:4rem;padding:.5rem .625rem;gap:.625rem}
.sct-tile-icon{width:40px;height:40px}
.sct-tile-count{font-size:1.5rem}
.sct-tile-parts{display:none}
.sct-cards{grid-template-columns:minmax(0,1fr)}
.sct-bullet{grid-template-columns:auto 1fr auto;grid-template-areas:"name name name" "state value goal" "bar bar bar";row-gap:.35rem;column-gap:.5rem;padding:.75rem 0}
.sct-bullet.sct-head{display:flex;min-height:0;padding:0 0 .5rem}
.sct-bullet.sct-head>span{display:none}.sct-bullet.sct-head>.sct-keys{display:flex}
.sct-bullet .sct-name{grid-area:name;font-weight:600}
.sct-bullet .sct-state{grid-area:state}
.sct-bullet .sct-value{grid-area:value}.sct-bullet .sct-change{display:inline;margin-left:.4rem}
.sct-bullet .sct-goal{grid-area:goal;white-space:nowrap}
.sct-bullet .sct-cell-bar{grid-area:bar}.sct-bullet .sct-diff{display:none}
.sct-gaprow{grid-template-columns:1fr auto auto;grid-template-areas:"name value gap" "line line line" "need need need";column-gap:.6rem;padding:.5rem 0 .25rem}
.sct-gaprow.sct-head{grid-template-columns:1fr;grid-template-areas:"goal";padding:0}
.sct-gaprow.sct-head>span{display:none}.sct-gaprow.sct-head>.sct-gap-goal{display:block;grid-area:goal}
.sct-gaprow .sct-gap-name{grid-area:name}.sct-gaprow .sct-value{grid-area:value}.sct-gaprow .sct-diff{grid-area:gap}
.sct-gaprow .sct-gap-line{grid-area:line;height:28px}.sct-gaprow .sct-gap-need{grid-area:need;text-align:left}
.sct-gap-line:before,.sct-gap-none{top:13px}.sct-gap-band{top:10px}.sct-gap-mark{top:5px}
.sct-steps{grid-template-columns:1fr}.sct-steps dt{border:0;padding-bottom:0}
.sct-matrix{overflow:visible}
.sct-matrix table,.sct-matrix tbody,.sct-matrix tr{display:block}
.sct-matrix thead{display:none}
.sct-matrix tbody tr{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:3px;padding:.5rem 0 .75rem;border-bottom:1px solid var(--sct-line)}
.sct-matrix tbody th{grid-column:1/-1;position:static;text-align:left;max-width:none;padding:0;font-weight:600}
.sct-matrix tbody th a,.sct-matrix tbody th [data-key]{justify-content:flex-start}
.sct-matrix td{display:block}
.sct-matrix .sct-cell{flex-wrap:wrap;align-content:center;gap:0 .3rem;min-height:48px;padding:.15rem}
.sct-matrix .sct-cell:after{content:attr(data-code);order:-1;flex-basis:100%;text-align:center;font-size:.8125rem;font-weight:400;line-height:1.15}
}
"""

PRINT = """
@media print{
*{-webkit-print-color-adjust:exact!important;print-color-adjust:exact!important}
@page{size:A4 landscape;margin:12mm}
[data-testid=stHeader],[data-testid=stToolbar],[data-testid=stSidebar],[data-testid=stSidebarCollapsedControl],[data-testid=stDecoration],[data-testid=stStatusWidget],[data-testid=stTopNavSection],.stButton,.stDownloadButton,.stPageLink,.sct-no-print,.sct-card-more{display:none!important}
.stApp,[data-testid=stAppViewContainer],[data-testid=stMain],.stMain,.block-container{position:static!important;overflow:visible!important;height:auto!important;max-width:none!important;background:#fff!important}
.block-container,[data-testid=stMainBlockContainer]{padding:0!important}
.sct-card,.sct-tile,.sct-bullet,.sct-gaprow,.sct-matrix tr{break-inside:avoid}
.sct-matrix{overflow:visible}.sct-matrix thead{display:table-header-group}.sct-matrix thead th,.sct-matrix tbody th{position:static}
.sct-panel,.sct-card,.sct-tile{border-color:#8A96A6}
}
"""
