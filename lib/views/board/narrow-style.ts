/** Looks of the board by the room there is: the legend open on desks, two lines for a row on small ones, lists in place of wide tables on a phone. */
export const NARROW_STYLE = `
@media (min-width: 700px), print {
  .by[open] > summary { display: none; }
}
@media (min-width: 700px) {
  @supports selector(::details-content) { .legend > summary { display: none; } .legend::details-content { content-visibility: visible; display: block; } }
}
@media screen and (max-width: 999px) {
  .axis, .project summary { grid-template-columns: 2.1rem minmax(0, 1fr) minmax(0, 9rem); }
  .axis .chain, .project .chain { grid-column: 1 / -1; } .project .chain { grid-row: 3; }
}
@media screen and (max-width: 699px) {
  body { font-size: 16px; }
  .top h1 { font-size: 1.25rem; } .top small { display: block; margin: 0; } .top nav { margin-left: 0; }
  main { padding-inline: .5rem; }
  .tiles li { flex: 1 1 28%; min-width: 0; padding: .3rem .5rem; }
  .axis, .project summary { grid-template-columns: 2.1rem minmax(0, 1fr); padding-inline: .4rem; }
  .pg { grid-column: 1 / -1; grid-row: 3; } .project .chain { grid-row: 4; }
  .pg { display: flex; flex-wrap: wrap; gap: 0 1rem; } .nw { white-space: normal; } .mo { display: none; }
  .rows { contain-intrinsic-size: auto calc(var(--rows, 25) * 150px); }
  .sheet { padding: .4rem .6rem 1rem; }
  #filters label { flex: 1 1 40%; } select { max-width: none; width: 100%; }
  .tally thead, .steps thead, .probs thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .tally, .tally tbody, .tally caption, .steps, .steps tbody, .probs, .probs tbody { display: block; }
  .tally tr { display: grid; grid-template-columns: 1fr auto auto; align-items: center; border-bottom: 1px solid var(--line); padding: .3rem 0; }
  .tally th, .tally td { border: 0; padding: .05rem .4rem; } .tally tbody th { grid-column: 1 / -1; grid-row: 1; } .tally td:nth-child(2) { grid-column: 1 / -1; grid-row: 1; justify-self: end; }
  .tally tr td:nth-child(3), .tally tr td:nth-child(4) { grid-column: 1 / -1; width: auto; white-space: normal; }
  .tally td:nth-child(3), .tally td:nth-child(4) { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .6rem; } .tally .lts, .tally .pb { flex: 1 1 7rem; width: auto; }
  .tally td:nth-child(2)::after { content: " 个项目"; }
  .tally td:nth-child(5), .tally td:nth-child(6) { font-size: .87em; }
  .tally td:nth-child(5)::before { content: "逾期节点 "; } .tally td:nth-child(6)::before { content: "预测逾期 "; } .tally td:nth-child(4) .ln::before { content: "投资完成 / 计划 "; }
  .steps tr, .probs tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .steps td, .steps th, .probs td, .probs th { display: inline; border: 0; padding: 0 .5rem 0 0; white-space: normal; }
  .steps td:empty { display: none; } .steps td:not(:empty)::before { color: var(--soft); font-size: .9em; }
  .steps td:nth-child(4)::before { content: "计划 "; } .steps td:nth-child(5)::before { content: "实际 "; } .net td:nth-child(6)::before { content: "最早 "; } .net td:nth-child(7)::before { content: "最迟 "; } .net td:nth-child(8)::before { content: "时差 "; }
  .steps td:last-child, .probs td:nth-child(4) { display: block; }
  .probs td:nth-child(6)::before { content: "层级 "; } .probs td:nth-child(8)::before { content: "时限 "; } .probs td:nth-child(n+6)::before { color: var(--soft); font-size: .9em; }
}
@media (max-width: 699px), (pointer: coarse) {
  input, select, button { min-height: 2.75rem; }
  .top nav a, .tiles a, #clear, .up a, .tally a { display: inline-flex; align-items: center; gap: .3rem; min-height: 2.6rem; min-width: 2.6rem; }
  .legend summary, .by > summary { min-height: 2.6rem; line-height: 2.6rem; }
  .keys { display: none; }
}
`;
