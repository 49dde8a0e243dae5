import { compareText } from "../domain/compare-text.ts";
import type { Month, PlainDate } from "../domain/dates.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { Task } from "../domain/registry.ts";
import type { WrittenReportVerdict } from "../domain/written-report.ts";
import { isReceived, writtenReportRows } from "../domain/written-report-rows.ts";
import type { OwedInput } from "./owed.ts";

/** A written report that is owed, or was asked for. */
export interface AskedReport {
  /** project/month */
  readonly subject: string;
  readonly project: string;
  readonly month: Month;
  /** The day it was asked for by; not asked yet, today's. */
  readonly due: PlainDate;
  /** null: it was asked for before, and what the figures say now does not matter. */
  readonly verdict: WrittenReportVerdict | null;
  /** The notices that left. */
  readonly asked: readonly NoticeRecord[];
  /** The row of 任务 that tracks it. */
  readonly row: Task | null;
}

type Sources = Pick<OwedInput, "asOf" | "judgement" | "ledger" | "registry">;

/** Those that have not come in: 反馈日期 says so. */
export const standingReports = (sources: Sources): readonly AskedReport[] =>
  askedReports(sources).filter(({ row }) => row === null || !isReceived(row, sources.asOf));

/** What is owed by the figures and what was asked for before, each project and month once. */
export function askedReports({ judgement, ledger, registry }: Sources): readonly AskedReport[] {
  const records = recordsOf(ledger.notices.values());
  const owed = new Map(judgement.writtenReports.filter((one) => one.owed).map((one) => [one.key, one]));
  const rows = writtenReportRows(registry.tasks);
  const asked = [...records].filter(([, own]) => own.some(wasSent)).map(([subject]) => subject);
  return [...new Set([...owed.keys(), ...asked])].sort().map((subject) => {
    const own = records.get(subject) ?? [];
    const verdict = owed.get(subject) ?? null;
    const first = own[0];
    const due = first === undefined ? verdict!.due.day : partsOf(first.key).due;
    const cut = subject.lastIndexOf("/");
    const [project, month] = [subject.slice(0, cut), subject.slice(cut + 1)];
    return { subject, project, month, due, verdict, asked: own.filter(wasSent), row: rows.get(subject) ?? null };
  });
}

const wasSent = ({ state }: NoticeRecord): boolean => state === "sent";

/** By subject, those that left first: their day is the one that counts. */
function recordsOf(notices: Iterable<NoticeRecord>): ReadonlyMap<string, readonly NoticeRecord[]> {
  const own = [...notices].filter(({ kind, state }) => kind === "written-report" && state !== "withdrawn");
  own.sort((a, b) => Number(wasSent(b)) - Number(wasSent(a)) || compareText(a.firstOwed, b.firstOwed));
  return Map.groupBy(own, ({ key }) => partsOf(key).subject);
}
