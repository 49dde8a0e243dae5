/** One call as the server saw it, refused ones too. */
export interface Call {
  /** As in Google's discovery document, without "sheets.": "spreadsheets.batchUpdate". */
  readonly method: string;
  readonly spreadsheetId: string | null;
  /** 0 = the line was cut. */
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Cells in the body that came and in the answer. */
  readonly cells: number;
}

/** Cells carried by rows of a batch, of an answer with grid data or of a range of values. */
export function cellsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + cellsIn(item), 0);
  const { values, ...others } = value as Record<string, unknown>;
  const own = Array.isArray(values) ? values.flat().length : 0;
  return own + Object.values(others).reduce<number>((sum, item) => sum + cellsIn(item), 0);
}
