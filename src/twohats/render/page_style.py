"""The style sheet of the page: light and dark by the reader's own setting, and one for paper."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --card: #ffffff; --ink: #22262b; --quiet: #5d646c; --rule: #dfdbd0; --grid: #e9e5db;
  --zero: #8b8f94; --personal: #2467a8; --brand: #b35c00; --brand-ground: #e3a866; --estimate: #22262b;
  --interval: #4a5158; --band: #c9d3dc; --faint: #868d95;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --card: #1b1f25; --ink: #e8e4db; --quiet: #a3a8ae; --rule: #30353c; --grid: #292e35;
    --zero: #7d838a; --personal: #6aaee8; --brand: #eda552; --brand-ground: #a3713a; --estimate: #f3efe6;
    --interval: #c3c6ca; --band: #3a4653; --faint: #8a9199;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); }
body {
  font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; font-variant-numeric: tabular-nums;
}
header { border-bottom: 2px solid var(--ink); padding-bottom: .9rem; margin-bottom: 1.5rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .2rem; letter-spacing: -.01em; }
h1 small { font-size: 1.15rem; font-weight: 400; letter-spacing: 0; margin-left: .5rem; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
article { margin: 0 0 2.2rem; }
article > h2 { font-size: 1.45rem; line-height: 1.2; margin: 0 0 .25rem; }
article > h2 small { font-size: 1rem; font-weight: 400; margin-left: .4rem; }
article > .cover { margin: 0 0 .8rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; font-weight: 600; }
p { margin: .4rem 0; }
.cover, .quiet, figcaption { color: var(--quiet); }
section {
  background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 1.1rem 1.25rem 1rem;
  margin: 0 0 1.1rem;
}
figure { margin: 0; }
figcaption { font-size: .9rem; margin-bottom: .6rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin: 0 0 .7rem; font-size: .95rem; }
.legend b { font-weight: 600; }
.swatch { width: 18px; height: 12px; margin-right: .45rem; vertical-align: -1px; }
.scroll { overflow-x: auto; }
.broad > svg, .narrow > svg { display: block; width: 100%; height: auto; }
.narrow { display: none; }
.defs { position: absolute; }
.facts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0 0;
}
.facts div { border-left: 3px solid var(--rule); padding-left: .7rem; }
.facts dt { color: var(--quiet); font-size: .85rem; }
.facts dd { margin: 0; font-size: 1.05rem; }
section > h3:first-child { font-size: 1.1rem; font-weight: 700; margin: 0 0 .75rem; }
.rows { display: grid; align-items: center; column-gap: 1rem; row-gap: .15rem; margin: 0; }
.rows-0 { grid-template-columns: auto minmax(0, 1fr); }
.rows-1 { grid-template-columns: auto minmax(0, 1fr) auto; }
.rows-2 { grid-template-columns: auto minmax(0, 1fr) repeat(2, auto); }
.rows-3 { grid-template-columns: auto minmax(0, 1fr) repeat(3, auto); }
.rows-4 { grid-template-columns: auto minmax(0, 1fr) repeat(4, auto); }
.row { display: contents; }
.row > span { overflow-wrap: anywhere; max-width: 14rem; }
.row > svg { display: block; width: 100%; height: auto; }
.row > svg ~ span { text-align: right; font-size: .95rem; min-width: 3rem; }
.row:first-child > svg ~ span { color: var(--quiet); font-size: .85rem; }
.answer { margin: 0 0 .4rem; font-size: 1.1rem; }
.says { margin: 0; display: grid; gap: .45rem; }
.says div { display: grid; grid-template-columns: 10rem 1fr; gap: .75rem; }
.says dt { color: var(--quiet); overflow-wrap: anywhere; }
.says dd { margin: 0; overflow-wrap: anywhere; }
.silent { margin: .6rem 0 0; padding: 0; list-style: none; }
.silent li { padding: .15rem 0; color: var(--quiet); }
.silent b { color: var(--ink); font-weight: 400; display: inline-block; min-width: 8.75rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--grid); vertical-align: top; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
td.words, th.words { text-align: left; min-width: 14rem; }
th { font-weight: 600; }
th:first-child { white-space: nowrap; }
tbody th { font-weight: 400; }
details { margin-top: .8rem; font-size: .92rem; }
summary { color: var(--quiet); cursor: pointer; }
details table { margin-top: .5rem; }
ul.people { margin: 0; padding: 0; list-style: none; }
ul.people li { padding: .15rem 0; }
blockquote { margin: 0; font-size: 1.15rem; }
footer { color: var(--quiet); font-size: .85rem; margin-top: 1.5rem; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--personal); outline-offset: 2px; }
svg text { fill: var(--ink); font-size: 15px; }
svg text.tick { fill: var(--quiet); font-size: 12.5px; }
svg text.value { font-size: 14px; }
.row svg text.tick { font-size: 11px; }
.fill-personal { fill: var(--personal); }
.fill-plain { fill: var(--faint); }
.fill-brand { fill: url(#hatch); stroke: var(--brand); stroke-width: 1; }
.hatch-ground { fill: var(--brand-ground); }
.hatch-line { fill: var(--brand); }
.grid { stroke: var(--grid); }
.zero { stroke: var(--zero); stroke-dasharray: 3 3; }
.interval { stroke: var(--interval); stroke-width: 2; }
.arrow { fill: var(--interval); }
.dot { fill: var(--estimate); stroke: var(--card); stroke-width: 2; }
.faint-interval { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 2 3; }
.faint-dot { fill: var(--card); stroke: var(--faint); stroke-width: 2; }
.band { fill: var(--band); }
@media (max-width: 40rem) {
  .broad { display: none; }
  .narrow { display: block; }
  body { padding: 1.5rem .75rem 2rem; }
  section { padding: .9rem; }
  h1 small, article > h2 small { display: block; margin: .2rem 0 0; }
  .says div { grid-template-columns: 1fr; gap: 0; }
  .rows { display: block; }
  .row { display: flex; flex-wrap: wrap; column-gap: .75rem; margin-top: .5rem; }
  .row > span { max-width: none; }
  .row > span:first-child { flex: 1; }
  .row > svg { order: 1; margin-top: .15rem; }
  td.words, th.words { min-width: 6rem; }
  td.wide, th.wide { display: none; }
  .sentences, .sentences thead, .sentences tbody { display: block; }
  .sentences tr { display: grid; grid-template-columns: 1.3fr 1fr 1fr 1.2fr; }
  .sentences tr { border-bottom: 1px solid var(--grid); }
  .sentences th, .sentences td { border-bottom: 0; }
  .sentences .words { grid-column: 1 / -1; padding-top: 0; }
  .sentences .words:empty { display: none; }
  th[scope="row"] { white-space: normal; }
  td, th { padding-left: .2rem; padding-right: .2rem; font-size: .9em; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --grid: #ddd; --zero: #666;
    --personal: #2467a8; --brand: #b35c00; --brand-ground: #fff; --estimate: #000; --interval: #333;
    --band: #ccd; --faint: #666;
  }
  html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  section { break-inside: avoid; padding: .6rem .8rem; margin-bottom: .6rem; }
  .broad { display: block; }
  .narrow { display: none; }
  details:not([open]) { display: none; }
}
"""
