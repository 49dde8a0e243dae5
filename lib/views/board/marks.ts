import type { Light } from "../../domain/light.ts";
import { type Html, html } from "../html.ts";
import { lightWord } from "../notice-lines.ts";
import { type Axis, monthsOf, placeOf } from "./axis.ts";

/**
 * Every sign is told apart by its shape and its word, by the pattern of its field, and only then by colour: in black and white, and by the
 * colour-blind, the board reads the same. They are drawn once, round (0, 0), and used by name.
 */
export const LIGHT_SIGNS: Readonly<Record<Light, string>> = {
  red: "R",
  yellow: "Y",
  blue: "B",
  grey: "A",
  green: "G",
  exempt: "E",
  none: "N",
};

/** Done, in the colour it had then; done in time or long ago 绿. */
export const DONE_SIGNS: Readonly<Partial<Record<Light, string>>> = { yellow: "DY", blue: "DB", exempt: "E" };
export const DONE_SIGN = "D";

const word = (light: Light, look: string): Html => html`<text class="${look}" y="3.7">${lightWord(light)}</text>`;

const signs = (): Html => html`
<g id="R"><rect class="fr" x="-8" y="-8" width="16" height="16"/>${word("red", "w")}</g>
<g id="Y"><path class="fy" d="M0-10 10 0 0 10-10 0z"/>${word("yellow", "k")}</g>
<g id="B"><circle class="fb" r="8.5"/>${word("blue", "w")}</g>
<g id="A"><rect class="fa" x="-8" y="-8" width="16" height="16"/>${word("grey", "k")}</g>
<g id="G"><rect class="fg" x="-8" y="-8" width="16" height="16" rx="5"/>${word("green", "w")}</g>
<g id="E"><circle class="fe" r="8.5"/><circle class="fe" r="7"/>${word("exempt", "k")}</g>
<g id="N"><circle class="fn" r="5"/></g>
<g id="D"><circle class="fg" r="6"/><path class="c w" d="M-3 0-1 2.3 3-2.3"/></g>
<g id="DY"><circle class="fy" r="6"/><path class="c k" d="M-3 0-1 2.3 3-2.3"/></g>
<g id="DB"><circle class="fb" r="6"/><path class="c w" d="M-3 0-1 2.3 3-2.3"/></g>
<g id="P"><path class="fp" d="M-3.5-17h7L0-11.5z"/></g>
<g id="K"><path class="ko" d="M-7-10h-3.5v20H-7M7-10h3.5v20H7"/></g>`;

/** Patterns of fields: 红 full, 黄 slanting lines, 蓝 points, 灰 level lines, 预测 lines the other way. */
const patterns = (): Html => html`
<pattern id="py" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="by" d="M0 0h5v5H0z"/><path class="ik" d="M0 0h1.4v5H0z"/></pattern>
<pattern id="pb" width="5" height="5" patternUnits="userSpaceOnUse"><path class="bb" d="M0 0h5v5H0z"/><circle class="iw" cx="2.5" cy="2.5" r="1.1"/></pattern>
<pattern id="pa" width="4" height="4" patternUnits="userSpaceOnUse"><path class="iw" d="M0 0h4v4H0z"/><path class="ba" d="M0 0h4v1.6H0z"/></pattern>
<pattern id="pf" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="iw" d="M0 0h5v5H0z"/><path class="bb" d="M0 0h1.8v5H0z"/></pattern>`;

/** The grid behind every chain: months, and today. */
const grid = (axis: Axis): Html => {
  const edges = [...monthsOf(axis).map(({ from }) => from), placeOf(axis, "9999-12-31")];
  return html`
<g id="M">${edges.map((at) => html`<line class="gm" x1="${at}%" x2="${at}%" y2="100%"/>`)}</g>
<g id="T"><use href="#M"/>${todayLine(axis, "0")}</g>`;
};

/** `from`: how far below the top it begins. */
export const todayLine = (axis: Axis, from: string): Html => {
  const today = placeOf(axis, axis.asOf);
  return html`<line class="gt" x1="${today}%" x2="${today}%" y1="${from}" y2="100%"/>`;
};

export const boardSigns = (axis: Axis): Html =>
  html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs>${signs()}${patterns()}${grid(axis)}
</defs></svg>
`;

/** A sign by itself, beside a word that says the same. */
export const sign = (name: string): Html =>
  html`<svg class="sg" viewBox="${name === "P" ? "-11 -25" : "-11 -11"} 22 22" aria-hidden="true"><use href="#${name}"/></svg>`;

/** 红 as a word in its shape and colours, in tables and lists; nothing where there is no light. */
export const lightMark = (light: Light): Html =>
  light === "none" ? html`` : html`<b class="l${LIGHT_SIGNS[light]}">${lightWord(light)}</b>`;

/** 红, with its sign: for those who hear, the word once. */
export const badge = (light: Light): Html =>
  light === "none"
    ? html`<span class="bd">${sign("N")}<span class="sr">无灯</span></span>`
    : html`<span class="bd">${sign(LIGHT_SIGNS[light])}<span class="sr">${lightWord(light)}灯</span></span>`;
