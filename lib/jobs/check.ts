import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import { strayedNotes } from "../registry/strayed-notes.ts";
import { TABS } from "../registry/tabs.ts";
import { type UnreadWorkbook, withBooks } from "../registry/workbooks-not-read.ts";
import { readAll } from "./assess.ts";
import type { Outside } from "./outside.ts";
import { standInsOf } from "./present.ts";
import { booksOf, readBooks } from "./workbooks.ts";

export interface CheckResult {
  readonly workbook: string;
  /** Good rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly standing: string;
  /** The workbooks of 分表, where there are any: how they stand to the store, or "unread". */
  readonly workbooks?: readonly { readonly name: string; readonly standing: string }[];
}

/** Reads and judges nothing but the cells. Throws SecrecyError, PortError. */
export async function checkWorkbook(outside: Outside, asOf: PlainDate): Promise<CheckResult> {
  const books = await readBooks(outside);
  const { standIns, unread } = await standInsOf(books, outside.now());
  const snapshots = [...booksOf(books).map(({ snapshot }) => snapshot), ...standIns];
  const { reading, findings } = readAll(snapshots, asOf, unread);
  const counts = TABS.map(({ code, title }) => [title, reading.registry[code].length] as const);
  const { main, parts } = books;
  return {
    workbook: main.name,
    rows: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    findings: [...findings, ...withBooks(strayedNotes(reading, snapshots), main.name)],
    standing: main.standing,
    ...(books.order.length === 1
      ? {}
      : { workbooks: [...parts.map(({ name, standing }) => ({ name, standing })), ...unread.map(unreadBook)] }),
  };
}

const unreadBook = ({ name }: UnreadWorkbook): { name: string; standing: string } => ({ name, standing: "unread" });
