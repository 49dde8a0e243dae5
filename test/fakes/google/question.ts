import type { Caller } from "./batch-update.ts";
import type { Route } from "./discovery.ts";
import type { Mask } from "./field-mask.ts";
import type { Workbook } from "./model.ts";

/** One call, understood: the book as it stands, what was asked. */
export interface Question {
  readonly book: Workbook;
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly mask: Mask | null;
  readonly caller: Caller;
}

/** `book` is there only when something changed. */
export interface Answer {
  readonly body: object;
  readonly book?: Workbook;
}
