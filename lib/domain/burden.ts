import type { PlainDate } from "./dates.ts";
import type { MessageRecord, NoticeKind, NoticeRecord } from "./notice.ts";
import { matterOf, partsOf } from "./notice-key.ts";

/** Kinds that ask nobody for anything: a reminder of what was asked before, or news. All others ask. */
const NOT_ASKING: Partial<Record<NoticeKind, "reminder" | "news">> = {
  "milestone-due": "reminder",
  "milestone-forecast": "reminder",
  "loop-due": "reminder",
  "correction-mended": "news",
  "project-red": "news",
  "issue-lowered": "news",
  "unit-week": "news",
  "leader-week": "news",
  "ranking-published": "news",
  "observation-own": "news",
  "appeal-answered": "news",
  "document-sent": "news",
  "run-summary": "news",
  "burden-report": "news",
};
export const asks = (kind: NoticeKind): boolean => NOT_ASKING[kind] === undefined;

/** Kinds that ask for a cell to be filled in or mended. */
const CELL_KINDS: readonly NoticeKind[] = [
  "milestone-light",
  "milestone-raised",
  "report-missing",
  "correction",
  "review-question",
  "history-question",
  "inspection-question",
  "loop-assigned",
  "loop-overdue",
  "loop-raised",
];

/** What one department was asked in a month, by the unit of whoever reads. */
export interface UnitBurden {
  readonly unit: string;
  /** People written to, and letters they got. */
  readonly people: number;
  readonly mails: number;
  /** Matters that something was asked about, each once however many people were told and whatever its level became. */
  readonly asks: number;
  /** Cells asked to be filled in or mended, each once. */
  readonly cells: number;
  readonly reminders: number;
  /** Notices that had no letter of their own, since they went in one with others. */
  readonly merged: number;
  /** Notices that one person in several duties, or as a deputy, was spared. */
  readonly duties: number;
}

export interface Burden {
  readonly period: string;
  /** Most mails first. */
  readonly units: readonly UnitBurden[];
  readonly total: UnitBurden;
  /** Most letters that one person got on one day; 2 only where the first may not have arrived. */
  readonly mostPerDay: number;
  /** Letters sent again since the first may not have arrived. */
  readonly repeats: number;
  readonly restDayMails: number;
  /** Matters told before that still stood on a working day and were not told again, summed over the month's working days; null where no run counted them. */
  readonly notRepeated: number | null;
}

export interface BurdenInput {
  readonly period: string;
  /** Letters of the month that left. */
  readonly letters: readonly Pick<MessageRecord, "id" | "recipient" | "day" | "noticeKeys" | "detail">[];
  readonly notices: ReadonlyMap<string, NoticeRecord>;
  /** The unit of an address, "" for one that stands in 人员 no more. */
  readonly unitOf: (address: string) => string;
  readonly isWorkday: (day: PlainDate) => boolean;
  readonly notRepeated: number | null;
}

/** What the office itself asked of everybody in a month. Source: domain.md "Mail budget" (减负). */
export function burdenOf({ period, letters, notices, unitOf, isWorkday, notRepeated }: BurdenInput): Burden {
  const told = letters.map((letter) => ({
    ...letter,
    notices: letter.noticeKeys.flatMap((key) => notices.get(key) ?? []),
  }));
  const units = [...Map.groupBy(told, ({ recipient }) => unitOf(recipient))].map(([unit, own]) =>
    burdenOfUnit(unit, own),
  );
  const perDay = [...Map.groupBy(told, ({ recipient, day }) => `${day} ${recipient}`).values()];
  return {
    period,
    units: units.toSorted((a, b) => b.mails - a.mails || (a.unit < b.unit ? -1 : 1)),
    total: sumOf(units),
    mostPerDay: perDay.reduce((most, own) => Math.max(most, own.length), 0),
    repeats: letters.filter(({ detail }) => REPEATING.test(detail)).length,
    restDayMails: letters.filter(({ day }) => !isWorkday(day)).length,
    notRepeated,
  };
}

/** How the ledger marks a letter that follows one of unknown fate. */
const REPEATING = /(^|; )repeats /;

type Told = Pick<MessageRecord, "recipient"> & { readonly notices: readonly NoticeRecord[] };

function burdenOfUnit(unit: string, letters: readonly Told[]): UnitBurden {
  const notices = letters.flatMap((letter) => letter.notices);
  const asked = notices.filter(({ kind }) => asks(kind));
  return {
    unit,
    people: new Set(letters.map(({ recipient }) => recipient)).size,
    mails: letters.length,
    asks: new Set(asked.map(({ key }) => matterOf(key))).size,
    cells: new Set(asked.filter(({ kind }) => CELL_KINDS.includes(kind)).map(cellOf)).size,
    reminders: notices.filter(({ kind }) => NOT_ASKING[kind] === "reminder").length,
    merged: letters.reduce((sum, letter) => sum + Math.max(0, letter.notices.length - 1), 0),
    duties: notices.reduce((sum, { key }) => sum + partsOf(key).level.split("+").length - 1, 0),
  };
}

/** Of a matter one cell is asked for at a time: that of the step it is at, or the one to mend. */
const cellOf = ({ item }: NoticeRecord): string =>
  [
    item.tab,
    item.subject,
    item.tab === "issues" ? String(item.facts.step ?? "") : "",
    item.facts.found === undefined ? "" : item.name,
  ].join("|");

const sumOf = (units: readonly UnitBurden[]): UnitBurden => {
  const sum = (figure: (unit: UnitBurden) => number): number => units.reduce((total, unit) => total + figure(unit), 0);
  return {
    unit: "",
    people: sum(({ people }) => people),
    mails: sum(({ mails }) => mails),
    asks: sum((unit) => unit.asks),
    cells: sum(({ cells }) => cells),
    reminders: sum(({ reminders }) => reminders),
    merged: sum(({ merged }) => merged),
    duties: sum(({ duties }) => duties),
  };
};
