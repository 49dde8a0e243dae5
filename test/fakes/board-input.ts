import type { PlainDate } from "../../lib/domain/dates.ts";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import { assess } from "../../lib/jobs/assess.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import type { JobInput, Published } from "../../lib/jobs/job.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import type { StoredHistory } from "../../lib/ports/store.ts";
import type { Board, BoardScope } from "../../lib/views/board/board.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { type Cells, sheetOf, workbookOf } from "./sheets.ts";

export const ALL: BoardScope = { person: null, until: null };

interface Kept {
  readonly histories?: ReadonlyMap<string, StoredHistory>;
  readonly published?: readonly Published[];
}

/** The five values of a workbook typed by hand, read at half past seven of the day. */
export function boardInput(rows: TemplateRows, asOf: PlainDate, kept: Kept = {}): JobInput {
  const sheets = Object.entries(rows).map(([code, typed]) => sheetOf(code, (typed ?? []) as readonly Cells[]));
  const known = {
    ...{ snapshots: [workbookOf(sheets)], ledger: NO_LEDGER, letters: NO_LETTERS, consulted: [], unread: [] },
    at: `${asOf}T00:00:00.000Z`,
    histories: kept.histories ?? new Map(),
    published: kept.published ?? [],
  };
  return assess(known, asOf, null);
}

export const boardFor = (rows: TemplateRows, asOf: PlainDate, scope: BoardScope = ALL): Board =>
  boardOf(boardInput(rows, asOf), scope);
