import type { ApiSheet } from "./fields.ts";

/** Editors of every protection that covers the whole tab, really and not only with a warning. */
export const locksOn = ({ protectedRanges }: ApiSheet): readonly (readonly string[])[] =>
  (protectedRanges ?? []).flatMap(({ range, warningOnly, unprotectedRanges, editors }) => {
    const sides = [range?.startRowIndex, range?.endRowIndex, range?.startColumnIndex, range?.endColumnIndex];
    const whole = range !== undefined && sides.every((side) => side === undefined || side === null);
    const open = warningOnly === true || (unprotectedRanges ?? []).length > 0;
    return whole && !open ? [editors?.users ?? []] : [];
  });
