import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import { strayedNotes } from "../registry/strayed-notes.ts";
import { TABS } from "../registry/tabs.ts";
import { type UnreadWorkbook, withBooks } from "../registry/workbooks-not-read.ts";
import { dailyFindings } from "./daily-findings.ts";
import { inputFor } from "./decide.ts";
import type { Outside } from "./outside.ts";
import { overlaid } from "./present.ts";
import { readBooks } from "./workbooks.ts";

export interface CheckResult {
  readonly workbook: string;
  /** Good rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly standing: string;
  /** The workbooks of 分表, where there are any: how they stand to the store, or "unread". */
  readonly workbooks?: readonly { readonly name: string; readonly standing: string }[];
}

/** Every finding `daily` would write on that day, and rows beside which another row's verdict stands. Throws SecrecyError, PortError. */
export async function checkWorkbook(outside: Outside, asOf: PlainDate): Promise<CheckResult> {
  const books = await readBooks(outside);
  const present = await overlaid(outside, books);
  const input = await inputFor({ asOf, period: null, knownAt: null }, books.main.store, present, "day");
  const { reading, snapshots } = input;
  const findings = dailyFindings(input, input.judge(asOf, null));
  const counts = TABS.map(({ code, title }) => [title, reading.registry[code].length] as const);
  const { main, parts } = books;
  return {
    workbook: main.name,
    rows: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    findings: [...findings, ...withBooks(strayedNotes(reading, snapshots), main.name)],
    standing: main.standing,
    ...(books.order.length === 1
      ? {}
      : { workbooks: [...parts.map(({ name, standing }) => ({ name, standing })), ...present.unread.map(unreadBook)] }),
  };
}

const unreadBook = ({ name }: UnreadWorkbook): { name: string; standing: string } => ({ name, standing: "unread" });
