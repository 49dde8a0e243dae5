import type { PlainDate } from "../../../domain/dates.ts";
import { html } from "../../html.ts";
import type { Axis } from "./axis.ts";
import { plotX } from "./chain.ts";
import { type Drawn, LEAST_SIZE, round, words } from "./lettering.ts";
import { type Cell, COLUMNS, type Panels } from "./panels.ts";
import type { Box } from "./paper.ts";

/** Titles of the columns, the months with their lines, and the line of the day judged down to `bottom`. */
export function panelHead(
  cells: readonly Cell[],
  y: number,
  bottom: number,
  { size, pitch }: Panels,
  axis: Axis,
  asOf: PlainDate,
): readonly Drawn[] {
  const field: Box = { ...cells.at(-1)!, y: y + pitch, height: bottom - y - pitch };
  const baseline = y + 1.7 * pitch;
  const titles = COLUMNS.map(([title], at) => words(title, { ...cells[at]!, baseline, size, look: "strong" }));
  const today = plotX(asOf, axis, field);
  const at = { x: today, baseline: y + 0.8 * pitch, size: LEAST_SIZE, width: 8 } as const;
  return [
    ...titles,
    ...months(axis, field, baseline),
    upright(today, field, "today"),
    words("今天", { ...at, look: "strong", anchor: "middle" }),
  ];
}

function months(axis: Axis, field: Box, baseline: number): readonly Drawn[] {
  return axis.months.flatMap((month) => {
    const x = plotX(`${month}-01`, axis, field);
    const name = month.endsWith("-01") ? `${month.slice(2, 4)}年` : `${+month.slice(5)}`;
    const at = { x: x + 0.4, baseline, size: LEAST_SIZE, width: 8, look: "quiet" } as const;
    return [upright(x, field, "month"), words(name, at)];
  });
}

const upright = (x: number, { y, height }: Box, name: string): Drawn => ({
  box: { x: x - 0.4, y, width: 0.8, height },
  part: html`<path class="${name}" d="M${round(x)} ${round(y)}v${round(height)}"/>`,
});
