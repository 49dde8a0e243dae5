import { type CellsOfRow, cellValue } from "./cell-steps.ts";
import type { PlainDate } from "./dates.ts";
import { type History, lifeOf, type Version } from "./history.ts";
import { type Change, type ChangeValue, opensMatter } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import type { TabCode } from "./registry.ts";
import type { RuleRef } from "./rule.ts";
import { watchedTab } from "./watched-cells.ts";
import { addWorkingDays, type Calendar } from "./working-days.ts";

/** What the unit said, in its own words. */
export interface HistoryAnswer {
  readonly text: string;
  /** The day it was first read. */
  readonly day: PlainDate;
}

/** A change that is asked of the unit before anybody else hears of it. Each is asked once. */
export interface HistoryQuestion {
  /** The matter of its change. */
  readonly key: string;
  readonly change: Change;
  /** Where the unit answers; null: the row is gone, and so is the place. */
  readonly answerIn: { readonly tab: TabCode; readonly key: string; readonly field: string } | null;
  readonly answer: HistoryAnswer | null;
  /** The cell says again what it said, or no longer what was asked about. */
  readonly mended: boolean;
  /** The first day it was asked; null: not yet. */
  readonly firstAsked: PlainDate | null;
  /** The last day on which only the unit sees it; null while it has not been asked. */
  readonly privateUntil: PlainDate | null;
  /** Answered, or the days are over: others may see it. */
  readonly shared: boolean;
  /** The rule by which it is asked, null where it rests on the cells alone. */
  readonly rule: RuleRef | null;
}

export interface HistoryAsking {
  readonly history: History;
  /** The row as it stands; null: it is gone. */
  readonly present: (tab: TabCode, key: string) => CellsOfRow | null;
  readonly asOf: PlainDate;
  /** Question key → day it was first asked. */
  readonly asked: ReadonlyMap<string, PlainDate>;
  readonly calendar: Calendar;
  /** Working days from the first asking. */
  readonly privateFor: number;
  /** The rule of 补录. */
  readonly backdated: RuleRef;
}

/** The questions of all changes, newest first. */
export const historyQuestions = (changes: readonly Change[], asking: HistoryAsking): readonly HistoryQuestion[] =>
  changes.filter((change) => change.isAsked && opensMatter(change)).map((change) => questionOf(change, asking));

function questionOf(change: Change, asking: HistoryAsking): HistoryQuestion {
  const { asOf, asked, calendar, privateFor, backdated } = asking;
  const key = change.matter;
  const firstAsked = asked.get(key) ?? asked.get(sameAsked(change)) ?? null;
  const privateUntil = firstAsked === null ? null : addWorkingDays(calendar, firstAsked, privateFor).day;
  const answerIn = answerPlace(change, asking);
  const answer = answerIn === null ? null : answerTo(change, answerIn, firstAsked, asking);
  const isOver = privateUntil !== null && asOf > privateUntil;
  return {
    key,
    change,
    answerIn,
    answer,
    mended: isMended(change, asking),
    firstAsked,
    privateUntil,
    shared: answer !== null || isOver,
    rule: change.code === "backdated" ? backdated : null,
  };
}

/** The question of 待复核 that asks about the same figure; "" where there is none. */
export const sameAsked = ({ code, field, key }: Change): string =>
  code === "fell" && field === "investedYtd" ? `${key}/cumulative-fell` : "";

type Place = NonNullable<HistoryQuestion["answerIn"]>;

/** The answer's column of the row; of a row that is gone, its project's. */
function answerPlace({ tab, key, project }: Change, { present }: HistoryAsking): Place | null {
  const field = watchedTab(tab)?.answer ?? null;
  if (field !== null && present(tab, key) !== null) return { tab, key, field };
  return tab !== "projects" && present("projects", project) !== null
    ? { tab: "projects", key: project, field: "remark" }
    : null;
}

/**
 * The first text typed there after the asking; where the column holds nothing but answers, also what was typed with the change or before the
 * asking. It stays the answer, whatever becomes of the cell.
 */
function answerTo(
  change: Change,
  place: Place,
  firstAsked: PlainDate | null,
  { history }: HistoryAsking,
): HistoryAnswer | null {
  const atOnce = watchedTab(place.tab)?.answersAtOnce === true && place.tab === change.tab;
  let before: ChangeValue = null;
  for (const version of lifeOf<CellsOfRow>(history, place.tab, place.key)) {
    const text = version.row === null ? undefined : cellValue(version.row, place.field);
    if (text === undefined) continue;
    const isNew = text !== before && text !== null && text !== "";
    if (isNew && answers(version, change, atOnce, firstAsked))
      return { text: String(text), day: dayAt(version.firstSeen) };
    before = text;
  }
  return null;
}

function answers(version: Version<unknown>, change: Change, atOnce: boolean, firstAsked: PlainDate | null): boolean {
  if (atOnce) return version.firstSeen >= change.firstSeen;
  return firstAsked !== null && version.lastSeenAbsent !== null && dayAt(version.lastSeenAbsent) >= firstAsked;
}

function isMended({ tab, key, field, code, before, after }: Change, { present }: HistoryAsking): boolean {
  const row = present(tab, key);
  if (code === "row-deleted") return row !== null;
  if (row === null) return false;
  const now = cellValue(row, field);
  if (now === undefined) return false;
  const rises = code === "fell" || code === "lateness-shortened";
  return rises && now !== null && before !== null ? now >= before : now !== after;
}
