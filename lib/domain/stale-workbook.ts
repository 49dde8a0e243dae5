import type { PlainDate } from "./dates.ts";

/** A workbook of 分表 that could not be read: of its rows those of `since` count; null = nothing of it is known, and none of its rows count. */
export interface StaleWorkbook {
  readonly name: string;
  readonly since: PlainDate | null;
}
