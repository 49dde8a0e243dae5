/** Where a thing stands on the sheet, in pixels from its top. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Things `from` to `to` (not included) of one sheet. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a sheet, read row by row, into pages `room` pixels high. Things side by side stay together; what is higher than a page has a page of its own.
 */
export function pagesOf(spans: readonly Span[], room: number): readonly Slice[] {
  const pages: Slice[] = [];
  let from = 0;
  let row = 0;
  let bottom = Number.NEGATIVE_INFINITY;
  spans.forEach((span, index) => {
    if (span.top >= bottom) row = index;
    bottom = span.top >= bottom ? span.bottom : Math.max(bottom, span.bottom);
    if (row === from || bottom - spans[from]!.top <= room) return;
    pages.push({ from, to: row });
    from = row;
  });
  return spans.length === 0 ? pages : [...pages, { from, to: spans.length }];
}

/** A whole number between two bounds from an address, else the usual one. */
export function boundedNumber(
  text: string | null,
  { usual, least, most }: { readonly usual: number; readonly least: number; readonly most: number },
): number {
  const number = /^\d{1,6}$/.test(text ?? "") ? Number(text) : usual;
  return Math.min(most, Math.max(least, number));
}
