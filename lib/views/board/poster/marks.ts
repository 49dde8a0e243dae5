import { LIGHTS, type Light } from "../../../domain/light.ts";
import { type Html, html } from "../../html.ts";
import { lightWord } from "../../notice-lines.ts";
import { type Drawn, round } from "./lettering.ts";

/** Width of a mark in its heights, and of the strip with its pattern. */
const WIDE = 1.75;
const STRIP = 0.65;

/** Strips as the page's patterns are: 黄 slanting lines, 蓝 points, 灰 level lines; red is solid with a white word, 免 has a broken frame. */
const PATTERNS: Readonly<Record<Light, string>> = {
  red: "",
  yellow: "M.1 .42L.42 .1M.1 .74L.6 .24M.24 .9L.6 .54",
  blue: "M.2 .3h0M.48 .3h0M.34 .5h0M.2 .7h0M.48 .7h0",
  grey: "M.1 .26H.6M.1 .5H.6M.1 .74H.6",
  green: "M.12 .54L.28 .76L.56 .24",
  exempt: "",
  none: "",
};

/**
 * Every mark once, in a square of height 1, to be used by its name. Lights are told apart by their word, then by the pattern of their strip, and by
 * colour only after these: a black-and-white print and the colour-blind read the same. Drawn as shapes: printers leave out backgrounds.
 */
export const MARKS: Html = html`${LIGHTS.map(lamp)}
<g id="lamp-forecast"><rect class="frame forecast" x=".05" y=".05" width="${WIDE - 0.1}" height=".9" rx=".4"/><text class="middle" x="${WIDE / 2}" y=".8" font-size=".84">预</text></g>
<g id="step-done"><circle class="done" cx=".5" cy=".5" r=".34"/></g>
<g id="step-open"><circle class="open" cx=".5" cy=".5" r=".32"/></g>`;

function lamp(light: Light): Html {
  const strip = PATTERNS[light] === "" ? html`` : html`<path class="strip ${light}" d="${PATTERNS[light]}"/>`;
  const from = strip.markup === "" ? 0 : STRIP;
  const word = html`<text class="${light === "red" ? "white " : ""}middle" x="${(from + WIDE) / 2}" y=".8" font-size=".84">${lightWord(light)}</text>`;
  return html`<g id="lamp-${light}"><rect class="frame ${light}" x=".04" y=".04" width="${WIDE - 0.08}" height=".92"/>${strip}${word}</g>\n`;
}

export type MarkName = `lamp-${Light}` | "lamp-forecast" | "step-done" | "step-open";

const widthOf = (name: MarkName): number => (name.startsWith("lamp-") ? WIDE : 1);

/** A mark with its middle at `x` and its top at `y`; `height` in mm. */
export function mark(name: MarkName, x: number, y: number, height: number): Drawn {
  const width = widthOf(name) * height;
  const left = round(x - width / 2);
  return {
    box: { x: left, y, width, height },
    part: html`<use href="#${name}" transform="translate(${left} ${round(y)}) scale(${round(height)})"/>`,
  };
}
