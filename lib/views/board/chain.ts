import type { PlainDate } from "../../domain/dates.ts";
import type { Light } from "../../domain/light.ts";
import { type Html, html } from "../html.ts";
import { type Axis, isWithin, placeOf } from "./axis.ts";
import type { BoardProject, BoardStep } from "./board.ts";
import { chainWords } from "./chain-words.ts";
import { DONE_SIGN, DONE_SIGNS, LIGHT_SIGNS } from "./marks.ts";

/**
 * The chain of a project: above, where a done step was planned; in the middle, where it stands (done on its actual day, open on its planned day, in its light);
 * below, days late, the days still needed, and what the forecast adds. Lanes are set by the style.
 */
export function chainSvg(project: BoardProject, axis: Axis): Html {
  const drawn = project.steps.map((step) => stepSigns(step, axis));
  const [before, after] = outside(project, axis);
  return html`<svg class="chain" role="img" aria-label="${chainWords(project, axis)}"><use href="#T"/>${baseline(project, axis)}${drawn.map(({ bars }) => bars)}<svg y="21" class="lane">${drawn.map(({ signs }) => signs)}</svg>${
    before > 0 ? html`<text class="ed" x="0" y="12">‹${before}</text>` : ""
  }${after > 0 ? html`<text class="ed en" x="100%" y="12">${after}›</text>` : ""}</svg>`;
}

/** The day a step stands on: done, its actual day; open, its planned one. */
const standsOn = ({ verdict }: BoardStep): PlainDate | null => verdict.actual ?? verdict.planned;

function outside({ steps }: BoardProject, axis: Axis): readonly [before: number, after: number] {
  const days = steps.map(standsOn).filter((day) => day !== null);
  return [days.filter((day) => day < axis.from).length, days.filter((day) => day > axis.to).length];
}

function baseline({ steps }: BoardProject, axis: Axis): Html {
  const days = steps
    .map(standsOn)
    .filter((day) => day !== null)
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return html``;
  const [from, to] = [placeOf(axis, first), placeOf(axis, last)];
  return from === to ? html`` : html`<line class="bl" x1="${from}%" x2="${to}%" y1="21" y2="21"/>`;
}

interface Drawn {
  readonly signs: Html;
  readonly bars: Html;
}

function stepSigns(step: BoardStep, axis: Axis): Drawn {
  return { signs: html`${plannedSign(step, axis)}${stateSign(step, axis)}`, bars: barsOf(step, axis) };
}

/** Where the plan stood, unless the step stands there itself. */
function plannedSign({ verdict: { planned, actual } }: BoardStep, axis: Axis): Html {
  if (planned === null || actual === null || planned === actual || !isWithin(axis, planned)) return html``;
  return html`<use href="#P" x="${placeOf(axis, planned)}%"/>`;
}

function stateSign(step: BoardStep, axis: Axis): Html {
  const day = standsOn(step);
  if (day === null || !isWithin(axis, day)) return html``;
  const x = placeOf(axis, day);
  const critical = step.schedule?.critical === true ? html`<use href="#K" x="${x}%"/>` : "";
  return html`<use href="#${signOf(step)}" x="${x}%"/>${critical}`;
}

const signOf = ({ verdict: { done, light } }: BoardStep): string =>
  done ? (DONE_SIGNS[light] ?? DONE_SIGN) : light === "green" ? LIGHT_SIGNS.none : LIGHT_SIGNS[light];

/** Days late, from the planned day to the actual one or today; days needed, from the network; days the forecast adds. */
function barsOf({ verdict, schedule, forecast }: BoardStep, axis: Axis): Html {
  const { planned, actual, light, lateLight, daysLate, asOf } = verdict;
  const late = planned !== null && daysLate !== null && daysLate > 0 && light !== "exempt";
  const needed = schedule !== null && !schedule.done && asOf <= schedule.earlyFinish;
  const slips =
    forecast !== null && forecast.record !== "none" && planned !== null && forecast.likelyBy > planned && !verdict.done;
  return html`${late ? bar(axis, planned, actual ?? asOf, LATE_LOOKS[lateLight] ?? "lb") : ""}${
    needed
      ? bar(
          axis,
          schedule.earlyStart > asOf ? schedule.earlyStart : asOf,
          schedule.earlyFinish,
          schedule.critical ? "nb nc" : "nb",
        )
      : ""
  }${slips ? bar(axis, planned > asOf ? planned : asOf, forecast.likelyBy, forecast.warns ? "pf pw" : "pf") : ""}`;
}

const LATE_LOOKS: Readonly<Partial<Record<Light, string>>> = { red: "lr", yellow: "ly", blue: "lb" };

/** Percent: what is narrower is no bar but a point, and the table says it. */
const LEAST = 0.4;

function bar(axis: Axis, from: PlainDate, to: PlainDate, look: string): Html {
  if (to < axis.from || from > axis.to) return html``;
  const [left, right] = [placeOf(axis, from), placeOf(axis, to)];
  const width = Math.round((right - left) * 10) / 10;
  return width < LEAST ? html`` : html`<rect class="${look}" x="${left}%" width="${width}%"/>`;
}
