import type { Board, BoardProject } from "../board.ts";
import { axisOf } from "./axis.ts";
import { LEGEND_HEIGHT, legend, type Part, TITLE_HEIGHT, titleLines } from "./heading.ts";
import type { Drawn } from "./lettering.ts";
import { OVERVIEW_HEIGHT, overview } from "./overview.ts";
import { panelsFor } from "./panels.ts";
import { type Box, DRAWING } from "./paper.ts";
import { projectRows } from "./project-rows.ts";

const FIELD: Box = {
  x: 0,
  y: TITLE_HEIGHT + OVERVIEW_HEIGHT,
  width: DRAWING.width,
  height: DRAWING.height - TITLE_HEIGHT - OVERVIEW_HEIGHT - LEGEND_HEIGHT,
};

/** Most projects that one A0 sheet holds with letters of the least size. */
export const MOST_PROJECTS = mostProjects();

function mostProjects(): number {
  let count = 1;
  while (panelsFor(count + 1, FIELD) !== null) count++;
  return count;
}

/** The board on as many A0 sheets as its projects need, evenly filled, county by county. */
export function drawings(board: Board): readonly (readonly Drawn[])[] {
  const projects = byCounty(board);
  const sheets = Math.max(1, Math.ceil(projects.length / MOST_PROJECTS));
  const each = Math.ceil(projects.length / sheets);
  const axis = axisOf(board);
  const panels = panelsFor(each, FIELD)!;
  return Array.from({ length: sheets }, (_, at) => [
    ...titleLines(board, { at: at + 1, of: sheets } satisfies Part),
    ...overview(board, TITLE_HEIGHT),
    ...projectRows(projects.slice(at * each, (at + 1) * each), panels, axis, FIELD, board.asOf),
    ...legend(DRAWING.height - LEGEND_HEIGHT),
  ]);
}

/** In the order of the overview's counties; within one as the board has them. */
function byCounty({ projects, counties }: Board): readonly BoardProject[] {
  const places = new Map(counties.map(({ name }, at) => [name, at]));
  const placeOf = ({ verdict }: BoardProject): number => places.get(verdict.project.county) ?? places.size;
  return projects.toSorted((a, b) => placeOf(a) - placeOf(b));
}
