import type { PlainDate } from "../../../domain/dates.ts";
import { html } from "../../html.ts";
import type { BoardProject, BoardStep } from "../board.ts";
import type { Axis } from "./axis.ts";
import { type Drawn, round, words } from "./lettering.ts";
import { type MarkName, mark } from "./marks.ts";
import type { Box } from "./paper.ts";

/** Lights that are drawn at a milestone; the others are done or open. */
const LIT: readonly string[] = ["red", "yellow", "blue", "grey", "exempt"];
/** mm at either side for the number of milestones that lie before or after the months shown. */
const SIDE = 6;

/** The chain of one project in its field: planned and actual days, lateness, forecast, the critical stretch. Empty without milestones. */
export function chain({ steps, schedule }: BoardProject, axis: Axis, field: Box, asOf: PlainDate): readonly Drawn[] {
  const days = steps.flatMap((step) => placed(step, axis)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const shown = days.filter(({ side }) => side === 0);
  const xOf = (day: PlainDate): number => plotX(day, axis, field);
  const middle = field.y + field.height / 2;
  const critical = new Set(schedule?.critical ?? []);
  const binding = shown.filter(({ step }) => critical.has(step.verdict.seq));
  return [
    ...stretch(shown, "chain", xOf, middle),
    ...stretch(binding, "critical", xOf, middle),
    ...shown.flatMap(({ step, day }) => lateness(step, day, asOf, xOf, field)),
    ...shown.map(({ step, day }) => markOf(step, xOf(day), field)),
    ...outside(days, field),
  ];
}

/** A line from the first of them to the last. */
function stretch(days: readonly Placed[], name: string, xOf: (day: PlainDate) => number, y: number): readonly Drawn[] {
  return days.length < 2 ? [] : [line(xOf(days[0]!.day), xOf(days.at(-1)!.day), y, name)];
}

/** A day's place across the field. */
export const plotX = (day: PlainDate, { at, from, to }: Axis, { x, width }: Box): number => {
  const inside = day < from ? 0 : day > to ? 1 : at(day);
  return round(x + SIDE + inside * (width - 2 * SIDE));
};

interface Placed {
  readonly step: BoardStep;
  readonly day: PlainDate;
  /** -1 before the months shown, 1 after them. */
  readonly side: -1 | 0 | 1;
}

/** Done steps stand at their actual day, open ones at their planned; what is overdue since before January stands at the beginning. */
function placed(step: BoardStep, { from, to }: Axis): readonly Placed[] {
  const day = step.verdict.actual ?? step.verdict.planned;
  if (day === null) return [];
  if (day > to) return [{ step, day, side: 1 }];
  if (day >= from) return [{ step, day, side: 0 }];
  return [{ step, day: from, side: step.verdict.done ? -1 : 0 }];
}

const line = (from: number, to: number, y: number, name: string): Drawn => ({
  box: { x: Math.min(from, to), y: y - 0.5, width: Math.abs(to - from), height: 1 },
  part: html`<path class="${name}" d="M${round(from)} ${round(y)}H${round(to)}"/>`,
});

/** From the planned day to the actual one, or to today. */
function lateness(
  { verdict }: BoardStep,
  day: PlainDate,
  asOf: PlainDate,
  xOf: (day: PlainDate) => number,
  field: Box,
) {
  const { planned, done, daysLate } = verdict;
  if (planned === null || daysLate === null || daysLate <= 0) return [];
  const low = field.y + field.height - 0.4;
  return [line(xOf(planned), xOf(done ? day : asOf), low, "late")];
}

function markOf(step: BoardStep, x: number, { y, height }: Box): Drawn {
  const tall = Math.min(height - 0.6, 5);
  return mark(markName(step), x, round(y + (height - tall) / 2), tall);
}

function markName({ verdict, forecast }: BoardStep): MarkName {
  if (LIT.includes(verdict.light)) return `lamp-${verdict.light}`;
  if (verdict.done) return "step-done";
  return forecast?.warns === true ? "lamp-forecast" : "step-open";
}

/** How many lie before and after: ◂3, 2▸. */
function outside(days: readonly Placed[], { x, y, width, height }: Box): readonly Drawn[] {
  const count = (side: Placed["side"]): number => days.filter((one) => one.side === side).length;
  const at = { baseline: y + height / 2 + 0.9, size: 2.47, width: SIDE, look: "quiet" } as const;
  const told = (side: -1 | 1, text: string, left: number): readonly Drawn[] =>
    count(side) === 0 ? [] : [words(text, { ...at, x: left })];
  return [...told(-1, `◂${count(-1)}`, x), ...told(1, `${count(1)}▸`, x + width - SIDE + 1)];
}
