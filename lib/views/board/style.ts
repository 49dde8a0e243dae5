/**
 * Looks of the board on screens. Colours on white and on each other keep at least 4.5 : 1 for words (WCAG AA); nothing is told by colour alone. Geometry of the
 * drawings' lanes stands here, so that ten thousand bars need not repeat it.
 */
export const BASE_STYLE = `
:root { --ink: #17212f; --soft: #4a5768; --line: #d3d9e0; --ground: #f3f5f7; --paper: #fff; --head: #123a63; --link: #0b4f9e; --red: #b3261e; --yellow: #f2c21a; --blue: #1d5fbf; --green: #1b7a46; --grey: #5f6b7a; }
* { box-sizing: border-box; }
html { scroll-padding-top: 3.2rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; font-variant-numeric: tabular-nums; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
small { font-weight: 400; font-size: .7em; color: var(--soft); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; top: 0; background: var(--paper); padding: .5rem 1rem; z-index: 9; }
.skip:focus { left: 0; }
.defs { position: absolute; }
[hidden]:not(:target, :has(:target)) { display: none !important; }
.project[hidden]:target { display: block; }

.top { background: var(--head); color: #fff; padding: .7rem clamp(.75rem, 2vw, 2rem); display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; align-items: baseline; }
.top h1 { font-size: 1.5rem; letter-spacing: .06em; }
.top small { color: #d5e2f0; letter-spacing: 0; margin-left: .5rem; font-size: .6em; }
.top .scope { flex-basis: 100%; }
.top nav { margin-left: auto; display: flex; gap: 1rem; }
.top a { color: #fff; }
.top :focus-visible { outline-color: #fff; }
main { padding: 0 clamp(.75rem, 2vw, 2rem) 2rem; }
section { margin-top: 1.2rem; }
h2 { font-size: 1.15rem; color: var(--head); border-left: 5px solid var(--head); padding-left: .5rem; margin-bottom: .6rem; line-height: 1.3; }
h4 { font-size: 1rem; margin: 1rem 0 .35rem; color: var(--head); }
.nt { color: var(--soft); font-size: .87rem; margin-top: .3rem; }

.sg { width: 1.5em; height: 1.5em; vertical-align: -.4em; flex: none; }
.bd { display: inline-block; }
.lR, .lY, .lB, .lA, .lG, .lE { display: inline-block; min-width: 1.7em; padding: 0 .25em; text-align: center; line-height: 1.45; font-size: .93em; border: 1px solid var(--ink); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.lR { background: var(--red); color: #fff; } .lY { background: var(--yellow); border-style: double; border-width: 3px; line-height: 1.2; } .lB { background: var(--blue); color: #fff; border-radius: 1em; } .lA { border-style: dashed; } .lG { background: var(--green); color: #fff; border-radius: .4em; } .lE { border-style: double; border-width: 3px; border-radius: 1em; line-height: 1.2; }
.chain text, text.w, text.k { font-size: 11px; text-anchor: middle; font-weight: 700; }
.w { fill: #fff; } .k { fill: var(--ink); }
path.c { fill: none; stroke-width: 2; } path.c.w { stroke: #fff; } path.c.k { stroke: var(--ink); }
.fr { fill: var(--red); stroke: #7c120c; } .fy { fill: var(--yellow); stroke: var(--ink); } .fb { fill: var(--blue); stroke: #123f80; }
.fa { fill: #fff; stroke: var(--ink); stroke-dasharray: 2.5 1.6; } .fg { fill: var(--green); stroke: #0f4f2c; } .fe { fill: #fff; stroke: var(--ink); } .fn { fill: #fff; stroke: var(--ink); stroke-width: 1.4; }
.fp { fill: var(--soft); } .ko { fill: none; stroke: var(--ink); stroke-width: 2; }
.by { fill: var(--yellow); } .bb { fill: var(--blue); } .ba { fill: var(--grey); } .ik { fill: var(--ink); } .iw { fill: #fff; }
.vr, .lr { fill: var(--red); } .vy, .ly { fill: url(#py); } .vb { fill: url(#pb); } .lb { fill: url(#pb); } .va { fill: url(#pa); } .vg { fill: #8cc7a4; } .ve { fill: #fff; } .vn { fill: #e3e8ee; }

.tiles { display: flex; flex-wrap: wrap; gap: .5rem; }
.tiles li { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .35rem .8rem; min-width: 5.6rem; }
.tiles .sg { margin-right: .25em; }
.tiles b { font-size: 1.5rem; line-height: 1.2; }
.tiles a { color: inherit; text-decoration: none; }
.tiles a:hover { text-decoration: underline; }
.inv { margin: .7rem 0; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .6rem .8rem; }
.pb { display: block; width: 100%; height: 12px; overflow: visible; }
.pb rect { height: 8px; y: 2px; } .pt { fill: #dfe5ec; } .pd { fill: #2f6ca8; } .pb .pm { height: 12px; y: 0; fill: var(--ink); }
.lts { display: block; width: 100%; height: 14px; border: 1px solid var(--grey); }
.lts rect { height: 14px; stroke: var(--grey); stroke-width: .5; }
.by > summary { font-weight: 700; color: var(--head); }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: 1rem; align-items: start; }
table { border-collapse: collapse; width: 100%; background: var(--paper); font-size: .93rem; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; color: var(--head); }
th, td { border-bottom: 1px solid var(--line); padding: .28rem .5rem; text-align: left; vertical-align: top; font-weight: 400; }
thead th { background: #e6ecf2; font-weight: 700; white-space: nowrap; }
tbody th { font-weight: 600; }
.tally td:nth-child(n+5), .tally td:nth-child(2) { text-align: right; }
.tally td:nth-child(3) { width: 44%; } .tally td:nth-child(4) { width: 8.2rem; white-space: nowrap; }
.tally tbody th { min-width: 6rem; }
.ln { font-size: .87em; }
.all { background: #eef3f8; } .all th, .all td { font-weight: 700; border-top: 2px solid var(--head); }

#filters { display: flex; flex-wrap: wrap; gap: .5rem .7rem; align-items: end; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .6rem .8rem; }
#filters label { display: grid; font-size: .82rem; color: var(--soft); }
input, select, button { font: inherit; font-size: 15px; color: var(--ink); background: #fff; border: 1px solid #7b8796; border-radius: 3px; padding: .25rem .4rem; min-height: 2.2rem; max-width: 13rem; }
#filters .q { flex: 1 1 12rem; } #filters .q input { max-width: none; width: 100%; }
button { background: var(--head); color: #fff; border-color: var(--head); padding-inline: 1rem; cursor: pointer; }
.act { display: flex; gap: .8rem; align-items: center; }
html[data-mode="file"]:not(.scripted) #filters { display: none; }
#count { margin: .6rem 0 .3rem; font-weight: 700; } #tally { margin-bottom: .3rem; }
#keys { border: 1px solid var(--grey); border-radius: 4px; padding: 1rem 1.5rem; } #keys dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1.2rem; margin: .6rem 0; } #keys dt { font-weight: 700; } #keys input { min-height: 0; } #keys p { margin: .8rem 0; }
.legend { font-size: .9rem; margin-bottom: .3rem; }
.legend ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .4rem 0; }
summary { cursor: pointer; }
.project h3::after { content: " ▾" / ""; color: var(--soft); font-weight: 400; }
.project [open] h3::after { content: " ▴" / ""; }
.lg { width: 2.2rem; height: 8px; } .lg rect { height: 8px; y: 0; }

.axis, .project summary { display: grid; grid-template-columns: 2.1rem minmax(12rem, 21rem) 11rem minmax(20rem, 1fr); gap: 0 .7rem; align-items: center; padding-inline: .6rem; }
.axis { position: sticky; top: 0; z-index: 2; background: #e6ecf2; border-bottom: 1px solid var(--grey); }
.axis .chain { grid-column: 4; height: 34px; } .axis text { font-size: 13px; fill: var(--ink); } .axis .td { font-size: 11px; fill: var(--red); }
.project { background: var(--paper); border-top: 1px solid var(--line); }
.rows { content-visibility: auto; contain-intrinsic-size: auto calc(var(--rows, 25) * 62px); } .few .rows { content-visibility: visible; }
.project summary { list-style: none; padding-block: .3rem; }
.project summary::-webkit-details-marker { display: none; }
.project summary:hover { background: #f0f5fa; }
.project summary:focus-visible { outline-offset: -3px; }
.project summary > .bd .sg { width: 2.1rem; height: 2.1rem; }
.project:target, .project:has(> [open]) { border-left: 4px solid var(--head); }
.project:target > details::details-content { content-visibility: visible; display: block; }
.project summary > .bd, .pg, .project .chain { grid-row: 1 / 3; }
.project h3 { grid-column: 2; align-self: end; } .mt { grid-column: 2; align-self: start; } .pg { grid-column: 3; } .project .chain { grid-column: 4; }
.mt, .pg, .pc, .nw { display: block; min-width: 0; }
h3 { font-size: 1rem; line-height: 1.35; overflow-wrap: anywhere; }
.mt { font-size: .84rem; color: var(--soft); overflow-wrap: anywhere; line-height: 1.4; }
.cd { color: var(--ink); }
.tag { border: 1px solid var(--grey); border-radius: 2px; padding: 0 .25em; font-size: .92em; color: var(--ink); white-space: nowrap; }
.fc { border-style: dashed; border-color: var(--blue); color: #123f80; }
.pc { font-size: .87rem; line-height: 1.35; } .nw { font-size: .84rem; color: var(--soft); line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chain { display: block; width: 100%; height: 48px; overflow: visible; }
.lane { overflow: visible; }
.gm { stroke: #e1e6ec; } .gt { stroke: var(--red); stroke-width: 1.5; } .bl { stroke: #97a3b1; stroke-width: 2; }
.chain .ed { font-size: 12px; text-anchor: start; fill: var(--soft); } .chain .en { text-anchor: end; }
.chain .lr, .chain .ly, .chain .lb { y: 33px; height: 4px; }
.nb { y: 33px; height: 5px; fill: #fff; stroke: var(--grey); } .nc { fill: #cfd8e2; stroke: var(--ink); stroke-width: 1.6; }
.pf { y: 41px; height: 5px; fill: url(#pf); stroke: var(--blue); stroke-width: .6; } .pw { stroke-width: 1.4; }
.lg .nb, .lg .pf { y: 0; height: 8px; }

.sheet { padding: .4rem 1rem 1rem 3.4rem; border-top: 1px dashed var(--line); max-width: 86rem; }
.why { font-weight: 600; } .lamps { color: var(--soft); font-size: .92rem; margin-top: .2rem; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin-top: .6rem; }
.facts dt { font-size: .84rem; color: var(--soft); } .facts dd { font-weight: 600; }
.steps td:first-child { text-align: right; } .steps td { white-space: nowrap; } .steps td:last-child { white-space: normal; width: 60%; } .steps tbody th { min-width: 8rem; } .cr th { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .2em; }
.months { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
.own li, .chg li { padding: .15rem 0; overflow-wrap: anywhere; }
.up { margin-top: 1rem; }
.steps th, .steps td:last-child, .probs td:nth-child(3), .probs td:nth-child(4), .why, .lamps, .nt { overflow-wrap: anywhere; }
.probs td:nth-child(1), .probs td:nth-child(6), .probs td:nth-child(7), .probs th { white-space: nowrap; }
.rank { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; align-items: start; margin-top: .5rem; }
.rank td:nth-child(3) { text-align: right; }
`;
