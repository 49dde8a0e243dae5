import { type Html, html } from "../html.ts";

/** On a screen, a phone and paper: dark on white, tables in boxes of their own. */
export const STYLE: Html = html`
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0; color: #1d2733; background: #fff }
main { margin: 0 auto; max-width: 68rem; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 2px solid #2f5d8a; padding-bottom: .2rem }
.wide { overflow-x: auto; margin: .8rem 0 } table { border-collapse: collapse; width: 100%; font-size: .9rem }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { border-bottom: 1px solid #c9d1d9; padding: .3rem .5rem; text-align: left; vertical-align: top }
thead th { background: #eaf0f5; white-space: nowrap } tbody th { font-weight: 500; white-space: nowrap } .n { text-align: right; font-variant-numeric: tabular-nums }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f6f8; padding: .8rem; font: inherit }
summary { cursor: pointer; padding: .4rem 0 }
@media (max-width: 40rem) { td { word-break: keep-all } }
@media print { details:has(table) > summary { display: none } main { max-width: none; padding: 0 } details::details-content { content-visibility: visible; height: auto } h2 { break-after: avoid } tr { break-inside: avoid } .wide { overflow: visible } table { font-size: 8pt } }
`;
