import type { PlainDate } from "../../../domain/dates.ts";
import { html } from "../../html.ts";
import type { BoardProject } from "../board.ts";
import type { Axis } from "./axis.ts";
import { chain } from "./chain.ts";
import { type Drawn, round, words } from "./lettering.ts";
import { mark } from "./marks.ts";
import { nextWords, progressWords } from "./next-words.ts";
import { panelHead } from "./panel-head.ts";
import { type Cell, cellsOf, HEAD_ROWS, type Panels, panelField } from "./panels.ts";
import type { Box } from "./paper.ts";

/** All projects of a sheet in panels, each with its head, its months and the line of the day judged. */
export function projectRows(
  projects: readonly BoardProject[],
  panels: Panels,
  axis: Axis,
  field: Box,
  asOf: PlainDate,
): readonly Drawn[] {
  return Array.from({ length: panels.count }, (_, at) => {
    const own = projects.slice(at * panels.rows, (at + 1) * panels.rows);
    return own.length === 0 ? [] : panel(own, panels, axis, panelField(field, panels, at), asOf);
  }).flat();
}

function panel(projects: readonly BoardProject[], panels: Panels, axis: Axis, field: Box, asOf: PlainDate) {
  const top = field.y + HEAD_ROWS * panels.pitch;
  const bottom = top + projects.length * panels.pitch;
  const cells = cellsOf(field);
  const rows = projects.flatMap((project, at) => {
    const changes = at > 0 && projects[at - 1]!.verdict.project.county !== project.verdict.project.county;
    const y = top + at * panels.pitch;
    return [rule(field, y, changes ? "border" : "rule"), ...row(project, cells, y, panels, axis, asOf)];
  });
  return [...panelHead(cells, field.y, bottom, panels, axis, asOf), ...rows, rule(field, bottom, "border")];
}

const rule = ({ x, width }: Box, y: number, name: string): Drawn => ({
  box: { x, y: y - 0.2, width, height: 0.4 },
  part: html`<path class="${name}" d="M${round(x)} ${round(y)}h${round(width)}"/>`,
});

function row(
  one: BoardProject,
  cells: readonly Cell[],
  y: number,
  { size, pitch }: Panels,
  axis: Axis,
  asOf: PlainDate,
): readonly Drawn[] {
  const { verdict, unit, leader } = one;
  const { project, light } = verdict;
  const texts = [project.code, project.name, project.county, unit, leader, progressWords(verdict), nextWords(one)];
  const baseline = y + pitch * 0.5 + size * 0.36;
  const [lamp, ...named] = cells;
  const tall = size * 1.2;
  return [
    mark(`lamp-${light}`, lamp!.x + size * 1.1, y + (pitch - tall) / 2, tall),
    ...texts.map((text, at) => words(text, { x: named[at]!.x, baseline, size, width: named[at]!.width - size * 0.3 })),
    ...chain(one, axis, { ...cells.at(-1)!, y, height: pitch }, asOf),
  ];
}
