import { cellName } from "./a1.ts";
import { failure, type Scalar } from "./formula/scalar.ts";
import { type Area, columnCount, overlaps, rowCount } from "./grid.ts";
import type { Sheet } from "./model.ts";
import type { Claim } from "./read-range.ts";

/** What stands in the way of an array: the grid's edge, or a cell that holds something. */
export function obstacleTo(sheet: Sheet, area: Area, claims: readonly Claim[]): Scalar {
  const unexpanded = (what: string, n: number): Scalar =>
    failure("REF", `Result was not automatically expanded, please insert more ${what} (${n}).`);
  if (area.bottom > rowCount(sheet)) return unexpanded("rows", area.bottom - rowCount(sheet));
  if (area.right > columnCount(sheet)) return unexpanded("columns", area.right - columnCount(sheet));
  const inTheWay = typedIn(sheet, area) ?? claimedIn(sheet, area, claims);
  return inTheWay === null
    ? null
    : failure("REF", `Array result was not expanded because it would overwrite data in ${inTheWay}.`);
}

function typedIn(sheet: Sheet, { top, bottom, left, right }: Area): string | null {
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row++)
    for (let column = left; column < Math.min(right, sheet.rows[row]!.length); column++)
      if ((row > top || column > left) && sheet.rows[row]![column]!.userEnteredValue !== undefined)
        return cellName(row, column);
  return null;
}

function claimedIn(sheet: Sheet, area: Area, claims: readonly Claim[]): string | null {
  const other = claims.find((claim) => claim.sheet === sheet && overlaps(claim.area, area))?.area;
  return other === undefined ? null : cellName(Math.max(other.top, area.top), Math.max(other.left, area.left));
}
