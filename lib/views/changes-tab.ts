import type { PlainDate } from "../domain/dates.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Change } from "../domain/honesty.ts";
import type { CellValue, SystemHeader, SystemTab } from "../ports/spreadsheet.ts";
import { changeNote, type NameColumn, valueText } from "./change-words.ts";
import { momentStamp } from "./office-time.ts";
import { oneLine } from "./one-line.ts";

/** The tab is for looking at; the store keeps everything. */
const MOST_CHANGES = 5_000;

interface Frame {
  readonly title: string;
  readonly headers: readonly SystemHeader[];
}

/** 系统-变更: newest first, without what only the unit may see. `questions` by matter. */
export function changesTab(
  changes: readonly Change[],
  questions: ReadonlyMap<string, HistoryQuestion>,
  frame: Frame,
  name: NameColumn,
  asOf: PlainDate,
): SystemTab {
  const shown = changes.filter((change) => isShared(change, questions));
  const rows = shown.slice(0, MOST_CHANGES).map((change) => changeCells(change, questions, name, asOf));
  const older = shown.length - rows.length;
  const note: CellValue[] = [`更早的 ${older} 条存在记录库中`, ...frame.headers.slice(1).map(() => null)];
  return { ...frame, ridesAlong: false, rows: older > 0 ? [...rows, note] : rows };
}

/** What is asked of a unit is shown to others once it has answered or its days are over. */
export const isShared = ({ isAsked, matter }: Change, questions: ReadonlyMap<string, HistoryQuestion>): boolean =>
  !isAsked || questions.get(matter)?.shared === true;

function changeCells(
  change: Change,
  questions: ReadonlyMap<string, HistoryQuestion>,
  name: NameColumn,
  asOf: PlainDate,
): readonly CellValue[] {
  const { tab, header, kind } = name(change.tab, change.field);
  return [
    momentStamp(change.firstSeen),
    momentStamp(change.lastSeenAbsent),
    oneLine(change.workbook, 120),
    tab,
    oneLine(change.key, 120),
    header || null,
    valueText(change.before, kind) || null,
    valueText(change.after, kind) || null,
    changeNote(change, questions.get(change.matter) ?? null, kind, asOf),
    oneLine(change.unit, 60) || null,
  ];
}
