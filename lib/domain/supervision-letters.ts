import type { PlainDate } from "./dates.ts";
import {
  clockRuns,
  type EscalationRule,
  escalationSteps,
  indexLetters,
  isAnswered,
  type LetterIndex,
  lettersAbout,
  waitsForUnit,
} from "./escalation.ts";
import { isValue } from "./field.ts";
import type { Loop } from "./loop.ts";
import type { Letter } from "./registry.ts";
import { addWorkingDays, type Calendar } from "./working-days.ts";

/** A matter of a letter, at the step that is owed for it. */
export interface LetterMatter {
  readonly loop: Loop;
  readonly step: "letter" | "talk" | "remind";
  /** Names matter, round and step: kept with the draft, so that none is drafted twice. */
  readonly mark: string;
}

/** One letter to one unit that gathers its matters, the longest overdue first. */
export interface LetterDue {
  readonly unit: string;
  readonly type: "提醒函" | "督办函" | "约谈" | "通报";
  readonly matters: readonly LetterMatter[];
}

export interface LettersDueInput {
  readonly loops: readonly Loop[];
  /** The tab 督办 as it stands. */
  readonly letters: readonly Letter[];
  /** Marks of all matters of all drafts there ever were. */
  readonly drafted: ReadonlySet<string>;
  readonly rule: EscalationRule;
  readonly asOf: PlainDate;
  readonly calendar: Calendar;
}

/**
 * The letters to draft: one for each unit, of the graver type where one of its matters asks for it. A matter is in one letter per round and step: not
 * again once a draft or a row of 督办 has it. Source: domain.md "逾期升级" (7 and 15 working days).
 */
export function lettersDue(input: LettersDueInput): readonly LetterDue[] {
  const letters = indexLetters(input.letters);
  const matters = input.loops.flatMap((loop) => matterOf(input, loop, letters));
  return [...Map.groupBy(matters, ({ loop }) => loop.unit)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, own]) => ({ unit, type: typeOf(own, input.rule), matters: own.toSorted(longestFirst) }));
}

/** What a unit may be reminded of by 提醒函: all it keeps waiting past its day, whatever told it before, unless its answer was accepted. */
export const reminders = (
  loops: readonly Loop[],
  unit: string,
  letters: readonly Letter[],
): readonly LetterMatter[] => {
  const index = indexLetters(letters);
  return loops
    .filter((loop) => loop.unit === unit && loop.workingDaysLate > 0 && waitsForUnit(loop) && clockRuns(loop))
    .filter((loop) => !isAnswered(loop, index))
    .map((loop) => ({ loop, step: "remind" as const, mark: letterMark(loop, "remind") }))
    .toSorted(longestFirst);
};

export const letterMark = ({ tab, key, round }: Loop, step: LetterMatter["step"]): string =>
  [tab, key, round, step].join("|");

function matterOf(input: LettersDueInput, loop: Loop, letters: LetterIndex): LetterMatter[] {
  const steps = escalationSteps(loop, input.rule, input.asOf, letters);
  const step = (["talk", "letter"] as const).find((each) => steps.includes(each));
  if (step === undefined) return [];
  const mark = letterMark(loop, step);
  const has = input.drafted.has(mark) || lettersAbout(loop, letters).some((row) => tells(row, loop, step, input));
  return has ? [] : [{ loop, step, mark }];
}

/** A graver letter also tells the lesser step; one written before the matter was 15 days late does not tell that. */
function tells({ type, sentOn }: Letter, loop: Loop, step: LetterMatter["step"], input: LettersDueInput): boolean {
  if (type !== "督办函" && type !== "约谈" && type !== "通报") return false;
  const sent = isValue(sentOn) ? sentOn : input.asOf;
  if (sent < loop.round) return false;
  if (step === "letter") return true;
  return type !== "督办函" && sent >= addWorkingDays(input.calendar, loop.due!, input.rule.from.talk).day;
}

const typeOf = (matters: readonly LetterMatter[], { talkBy }: EscalationRule): LetterDue["type"] =>
  matters.some(({ step }) => step === "talk") ? talkBy : "督办函";

const longestFirst = (a: LetterMatter, b: LetterMatter): number =>
  b.loop.workingDaysLate - a.loop.workingDaysLate || (a.mark < b.mark ? -1 : 1);
