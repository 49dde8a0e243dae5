import type { PlainDate } from "../../domain/dates.ts";
import { longDay } from "./poster/poster-words.ts";

/**
 * How the board looks on paper: A3 across, the day and the page in the margins, the months above the chains and the heads of tables on every page, no row cut in two.
 * Signs, bars and patterns are shapes, which printers keep; backgrounds, which they leave out, say nothing. Bars of the chains are outlined instead of patterned: a printer's file holds each patterned one as a picture.
 */
export const printStyle = (asOf: PlainDate): string => `
@page {
  size: A3 landscape; margin: 14mm 10mm 12mm;
  @top-left { content: "重点项目挂图作战"; font: 700 9pt "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
  @top-right { content: "截至 ${longDay(asOf)}"; font: 9pt "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
  @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font: 9pt "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
}
@media print {
  html { --ink: #000; --soft: #333; --line: #999; --ground: #fff; --head: #000; --link: #000; }
  body { background: #fff; zoom: .74; font-size: 15px; }
  .skip, .top nav, #filters, #count, .up, #foot, .legend summary, .by > summary, noscript { display: none; }
  .top { background: none; color: #000; padding: 0; border-bottom: 3px solid #000; } .top small { color: #000; }
  main { padding: 0; } a { color: inherit; text-decoration: none; }
  h2, h4, caption { break-after: avoid; }
  .tiles li, .inv, .two > *, tr, .project summary, .facts, .own li, .chg li { break-inside: avoid; }
  table { background: none; } thead { display: table-header-group; break-inside: avoid; }
  thead th { background: none; border-bottom: 2px solid #000; } .all { background: none; }
  #projects { display: table; table-layout: fixed; width: 100%; break-before: page; }
  #projects > h2, .legend { display: table-caption; }
  .legend::details-content, .by::details-content { content-visibility: visible; display: block; }
  .axis { display: table-header-group; break-inside: avoid; position: static; background: none; border: 0; }
  .axis .chain { width: calc(100% - 37.4rem); margin-left: 36.8rem; border-bottom: 2px solid #000; }
  .rows { display: contents; } .rows[hidden] { display: none; }
  .project { break-inside: avoid; }
  .project h3::after, .project [open] h3::after { content: none; }
  .project:has(> [open]) { break-inside: auto; border-left: 0; }
  .project summary { grid-template-columns: 2.1rem 21rem 11rem minmax(20rem, 1fr); background: none; }
  .ly { fill: #f2c21a; stroke: #000; stroke-width: .6; } .lb { fill: #fff; stroke: #1d5fbf; stroke-width: 1.4; } .pf { fill: #fff; stroke: #1d5fbf; stroke-dasharray: 3 1.5; }
  .gm { stroke: #bbb; } .gt { stroke: #000; stroke-dasharray: 4 2; }
}
`;
