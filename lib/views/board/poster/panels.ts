import { LEAST_SIZE } from "./lettering.ts";
import type { Box } from "./paper.ts";

/** Columns of a panel and their shares of its width; the last is the chain's. */
export const COLUMNS = [
  ["灯", 2.4],
  ["编号", 5],
  ["项目", 14],
  ["属地", 4.6],
  ["责任单位", 9.5],
  ["包联领导", 4.8],
  ["完成/序时", 6],
  ["当前节点", 14],
  ["", 39.7],
] as const;

/** Panel widths in heights of a letter below which columns are too narrow for what stands in them. */
const LETTERS_ACROSS = 146;
/** Least and most height of a row in heights of its letters. */
const TIGHT = 1.46;
const LOOSE = 2.2;
const LARGEST = 5;
const GAP = 8;
const MOST_PANELS = 3;
/** The head of a panel takes the room of so many rows. */
export const HEAD_ROWS = 2;

/** How many panels side by side, of how many rows; height of letters and of rows in mm. */
export interface Panels {
  readonly count: number;
  readonly rows: number;
  readonly size: number;
  readonly pitch: number;
}

/** The panels with the largest letters for so many projects; null when they would be smaller than the least size. */
export function panelsFor(projects: number, { width, height }: Pick<Box, "width" | "height">): Panels | null {
  const choices = Array.from({ length: MOST_PANELS }, (_, at) => {
    const count = at + 1;
    const rows = Math.max(1, Math.ceil(projects / count));
    const room = height / (rows + HEAD_ROWS);
    const size = Math.min(LARGEST, panelWidth(width, count) / LETTERS_ACROSS, room / TIGHT);
    return { count, rows, size, pitch: Math.min(room, size * LOOSE) };
  });
  const best = choices.reduce((a, b) => (b.size > a.size ? b : a));
  return best.size >= LEAST_SIZE ? best : null;
}

const panelWidth = (width: number, count: number): number => (width - (count - 1) * GAP) / count;

/** The field of the panel at `at`, counted from 0. */
export function panelField(field: Box, { count }: Panels, at: number): Box {
  const width = panelWidth(field.width, count);
  return { ...field, x: field.x + at * (width + GAP), width };
}

export interface Cell {
  readonly x: number;
  readonly width: number;
}

export function cellsOf({ x, width }: Box): readonly Cell[] {
  const total = COLUMNS.reduce((sum, [, share]) => sum + share, 0);
  let left = x;
  return COLUMNS.map(([, share]) => {
    const cell = { x: left, width: (share / total) * width };
    left += cell.width;
    return cell;
  });
}
