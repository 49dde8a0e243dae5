import type { Ledger, Notice, NoticeRecord } from "../domain/notice.ts";
import { noticeKey, partsOf } from "../domain/notice-key.ts";
import type { OwedInput } from "./owed.ts";
import { findingSubject } from "./owed-cells.ts";

/**
 * Cells on a person's slip that are mended since: to be thanked for once and struck off, in a letter that leaves anyway. A cell with another wrong value in
 * it is not mended, of a tab that is not read nothing is known, and a day that had not come may only have come. Source: issue "Correction slips".
 */
export function mendedCells(input: Pick<OwedInput, "findings" | "ledger" | "isRead">): readonly Notice[] {
  const wrong = new Set(input.findings.map((finding) => cellOfSubject(findingSubject(finding))));
  return [...lastOnSlips(input.ledger).values()].flatMap((record) => {
    const { item, recipient } = record;
    const { subject } = partsOf(record.key);
    if (codeOfSubject(subject) === "day-in-future") return [];
    if (wrong.has(cellOfSubject(subject)) || !input.isRead(item.workbook, item.tab)) return [];
    const key = noticeKey({ kind: "correction-mended", subject, level: "", due: "", recipient });
    if (input.ledger.notices.get(key)?.state === "sent") return [];
    return [{ key, kind: "correction-mended" as const, recipient, item }];
  });
}

/** A subject ends in the code and the mark of the value; what is before them is the cell. */
const cellOfSubject = (subject: string): string => subject.split("/").slice(0, -2).join("/");

const codeOfSubject = (subject: string): string => subject.split("/").at(-2)!;

/** Of each person and cell the correction told last. */
function lastOnSlips({ notices }: Ledger): ReadonlyMap<string, NoticeRecord> {
  const last = new Map<string, NoticeRecord>();
  for (const record of notices.values()) {
    if (record.kind !== "correction" || record.state !== "sent") continue;
    const cell = `${record.recipient}|${cellOfSubject(partsOf(record.key).subject)}`;
    const known = last.get(cell);
    if (known === undefined || isLater(record, known)) last.set(cell, record);
  }
  return last;
}

const isLater = (a: NoticeRecord, b: NoticeRecord): boolean =>
  a.changedAt > b.changedAt || (a.changedAt === b.changedAt && a.key > b.key);
