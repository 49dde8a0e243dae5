import type { Sheet } from "./paper.ts";

/** Looks of a poster's sheets: one sheet is one page of exactly that paper. Shapes only, no backgrounds. */
export const posterStyle = ({ width, height }: Sheet): string => `
@page { size: ${width}mm ${height}mm; margin: 0; }
html, body { margin: 0; padding: 0; }
body { color: #000; background: #fff; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", sans-serif; }
.marks { position: absolute; width: 0; height: 0; }
.sheet { width: ${width}mm; height: ${height}mm; overflow: hidden; break-after: page; break-inside: avoid; }
.sheet:last-of-type { break-after: auto; }
.sheet > svg { display: block; width: ${width}mm; height: ${height}mm; }
text { fill: #000; unicode-bidi: isolate; direction: ltr; white-space: pre; }
.strong { font-weight: 700; }
.quiet { fill: #444; }
.white { fill: #fff; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.frame { fill: #fff; stroke: #000; stroke-width: .06; }
.frame.red { fill: #b3261e; stroke: #b3261e; }
.frame.yellow { fill: #ffe27a; }
.frame.blue { fill: #dbe9ff; stroke: #1d5fbf; }
.frame.grey { stroke: #555; }
.frame.green { fill: #fff; stroke: #1b7a46; }
.frame.exempt { stroke: #555; stroke-dasharray: .14 .1; }
.frame.none { stroke: #bbb; }
.frame.forecast { stroke: #1d5fbf; stroke-dasharray: .16 .1; }
.strip { fill: none; stroke: #000; stroke-width: .1; stroke-linecap: round; }
.strip.yellow { stroke: #000; stroke-width: .12; }
.strip.blue { stroke: #1d5fbf; stroke-width: .15; }
.strip.green { stroke: #1b7a46; stroke-width: .13; }
.strip.grey { stroke: #555; }
.done { fill: #333; }
.open { fill: #fff; stroke: #333; stroke-width: .1; }
.chain { stroke: #777; stroke-width: .25; }
.critical { stroke: #000; stroke-width: .7; }
.late { stroke: #b3261e; stroke-width: .6; stroke-dasharray: 1.2 .6; }
.today { fill: none; stroke: #000; stroke-width: .35; stroke-dasharray: 2 1; }
.month { fill: none; stroke: #ccc; stroke-width: .12; }
.rule { stroke: #ccc; stroke-width: .12; }
.border { stroke: #000; stroke-width: .35; }
.crop { fill: none; stroke: #000; stroke-width: .2; }
.outline { fill: none; stroke: #000; stroke-width: .3; }
@media screen {
  body { background: #ddd; }
  .sheet { background: #fff; margin: 8mm auto; }
}
`;
