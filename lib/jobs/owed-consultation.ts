import { isConcluded } from "../domain/appeals.ts";
import type { Consulted } from "../domain/consultation.ts";
import { addDays, type PlainDate } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import {
  adminsAlone,
  type Directory,
  directoryOf,
  merge,
  type Reached,
  reachResponsible,
  reachRole,
} from "../domain/recipients.ts";
import type { Appeal } from "../domain/registry.ts";
import { answerLines } from "../views/appeal-words.ts";
import { consultationLines, type OwnRow, totalWords } from "../views/consultation.ts";
import type { JobInput } from "./job.ts";
import { type Candidate, NO_ITEM, noticesOf } from "./owed.ts";

/** What units hear of their own scores before they are published, and of their objections. */
export const CONSULTATION_KINDS: readonly NoticeKind[] = ["consultation", "appeal-answered"];

type Input = Pick<JobInput, "asOf" | "reading" | "consulted" | "ledger">;

/**
 * To the heads, office heads and contacts of each ranked unit of a result that was let out and waits: its own points, until the last day for
 * objections is over; and what became of its objections. Source: domain.md "Calendar of the office".
 */
export function consultationNotices(input: Input): readonly Notice[] {
  const { reading, asOf, ledger } = input;
  const waiting = input.consulted.filter(({ open, until }) => open && asOf <= until);
  const answered = reading.registry.appeals.filter((appeal) => isFresh(appeal, asOf));
  if (waiting.length + answered.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  const candidates = [
    ...waiting.flatMap((one) => consultations(one, directory)),
    ...answered.map((appeal) => answerOf(appeal, directory)),
  ];
  return noticesOf(candidates, ledger);
}

/** An answer is news for so many days: a register taken over from before writes to nobody. */
const NEWS_DAYS = 30;
const isFresh = (appeal: Appeal, asOf: PlainDate): boolean =>
  isConcluded(appeal) && addDays(valueOr(appeal.answeredOn, appeal.raisedOn), NEWS_DAYS) >= asOf;

type Row = OwnRow & { readonly rank: number | null };

function consultations({ draft, period, until, body }: Consulted, directory: Directory): readonly Candidate[] {
  const { rows } = JSON.parse(body) as { readonly rows: readonly Row[] };
  return rows
    .filter(({ rank }) => rank !== null)
    .map((row) => ({
      kind: "consultation",
      subject: `${draft}/${row.unit}`,
      level: "",
      due: until,
      item: {
        ...NO_ITEM,
        ...{ tab: "appeals", subject: draft, unit: row.unit, due: until },
        ...consultationLines(row, period, until),
        facts: { unitName: row.unit, total: totalWords(row.total), calculation: draft },
      },
      reached: adminsAlone(directory, peopleOf(directory, row.unit)),
    }));
}

const answerOf = (appeal: Appeal, directory: Directory): Candidate => ({
  kind: "appeal-answered",
  subject: appeal.key,
  level: valueOr(appeal.conclusion, ""),
  due: "",
  item: {
    ...NO_ITEM,
    ...{ workbook: appeal.workbook, tab: "appeals", subject: appeal.code, unit: appeal.unit },
    ...answerLines(appeal),
    facts: { unitName: appeal.unit },
  },
  reached: peopleOf(directory, appeal.unit),
});

/** With no head and no office head the contact alone; with nobody at all the admins, who may know it. */
const peopleOf = (directory: Directory, unit: string): Reached =>
  merge([
    reachRole(directory, unit, "主要负责人", "unit-head"),
    reachRole(directory, unit, "办公室主任", "office-head"),
    reachResponsible(directory, unit, null),
  ]);
