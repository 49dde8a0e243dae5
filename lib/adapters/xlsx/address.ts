/** A1 addresses; columns are 0-based, rows 1-based. */
export const MAX_COLUMN = 16_383;
export const MAX_ROW = 1_048_576;

const names: string[] = [];

/** 0 → "A", 26 → "AA". */
export function columnName(column: number): string {
  const known = names[column];
  if (known !== undefined) return known;
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  names[column] = name;
  return name;
}

export const cellName = (column: number, row: number): string => columnName(column) + row;

/** Inclusive on all sides. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** "A1:C3", "$A$1:$C$3", "B2", "A:C" (all rows) or "1:3" (all columns); null when it is none of these. */
export function parseArea(ref: string): Area | null {
  const match = /^\$?([A-Za-z]{0,3})\$?(\d{0,7})(?::\$?([A-Za-z]{0,3})\$?(\d{0,7}))?$/.exec(ref.trim());
  if (!match || ref.trim() === "") return null;
  const [, left = "", top = "", right = left, bottom = top] = match;
  return {
    left: left === "" ? 0 : columnNumber(left),
    right: right === "" ? MAX_COLUMN : columnNumber(right),
    top: top === "" ? 1 : Number(top),
    bottom: bottom === "" ? MAX_ROW : Number(bottom),
  };
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Written the way it was read: whole columns and rows are not kept apart from full areas on purpose. */
export const areaName = (area: Area): string => `${cellName(area.left, area.top)}:${cellName(area.right, area.bottom)}`;

export const coversColumn = (area: Area, column: number): boolean => area.left <= column && column <= area.right;
