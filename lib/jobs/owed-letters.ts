import type { PlainDate } from "../domain/dates.ts";
import { type EscalationRule, escalationSteps, indexLetters, type LetterIndex } from "../domain/escalation.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import type { Loop } from "../domain/loop.ts";
import { textMark } from "../domain/notice-key.ts";
import { type LetterDue, type LetterMatter, letterMark, lettersDue, reminders } from "../domain/supervision-letters.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { escalationRuleOn } from "../rules/escalation-rules.ts";
import { answerWithinOn } from "../rules/letter-rules.ts";
import { letterParagraphs } from "../views/supervision-letter.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput } from "./job.ts";

/** What a run does about drafts of letters: new ones, those whose matters are fewer now, and ids of those that no longer hold. */
export interface LetterPlan {
  readonly drafts: readonly DraftProposal[];
  readonly outdated: readonly string[];
}

/**
 * 督办函, 约谈 and 通报 that 逾期升级 calls for: one draft for each unit; a matter is in one draft per round and step, whatever became of it.
 * A draft that waits takes in what comes due later, is drawn up anew when a matter of it is no longer overdue, and falls away with its last. They
 * leave only when confirmed.
 * Source: domain.md "逾期升级".
 */
export function letterPlan(input: JobInput, judgement: Pick<Judgement, "issues" | "tasks">): LetterPlan {
  const { asOf, book, calendar, letters, reading } = input;
  const loops = [...judgement.issues, ...judgement.tasks];
  const rule = escalationRuleOn(book, asOf).value;
  const register = reading.registry.letters;
  const due = lettersDue({ loops, letters: register, drafted: letters.drafted, rule, asOf, calendar });
  const reminded = letters.open.filter(({ letter }) => letter.type === "提醒函").map(({ letter }) => letter.unit);
  const owing = new Map([
    ...owingMarks(loops, rule, asOf, indexLetters(register)),
    ...reminded.flatMap((unit) => reminders(loops, unit, register)).map((matter) => [matter.mark, matter] as const),
  ]);
  const newest = new Map(letters.open.map((open) => [sameLetter(open.letter), open.id]));
  const joining = new Map(due.map((letter) => [newest.get(sameLetter(letter)), letter.matters]));
  joining.delete(undefined);
  const changed = letters.open.filter(
    ({ id, letter }) => joining.has(id) || letter.matters.some(({ mark }) => !owing.has(mark)),
  );
  const left = changed.map((open) => ({
    ...open,
    matters: [...matterLoops(open.letter, owing), ...(joining.get(open.id) ?? [])],
  }));
  return {
    drafts: [
      ...due
        .filter((letter) => !newest.has(sameLetter(letter)))
        .map((letter) => proposalOf(letter, `${letter.unit} ${asOf}`, input)),
      ...left
        .filter(({ matters }) => matters.length > 0)
        .map(({ letter, matters, period }) =>
          proposalOf({ unit: letter.unit, type: letter.type, matters }, period, input),
        ),
    ],
    outdated: left.filter(({ matters }) => matters.length === 0).map(({ id }) => id),
  };
}

/** One unit's letters of one type that wait are one. */
const sameLetter = ({ unit, type }: Pick<LetterDue, "unit" | "type">): string => `${type}/${unit}`;

type Owing = ReadonlyMap<string, LetterMatter>;

/** Matters at the steps that call for letters, by their marks. */
function owingMarks(loops: readonly Loop[], rule: EscalationRule, asOf: PlainDate, letters: LetterIndex): Owing {
  const matters = loops.flatMap((loop) =>
    escalationSteps(loop, rule, asOf, letters)
      .filter((step) => step === "letter" || step === "talk")
      .map((step): LetterMatter => ({ loop, step, mark: letterMark(loop, step) })),
  );
  return new Map(matters.map((matter) => [matter.mark, matter]));
}

const matterLoops = ({ matters }: LetterDraft, owing: Owing): readonly LetterMatter[] =>
  matters.flatMap(({ mark }) => owing.get(mark) ?? []);

/** 提醒函 to a unit, which an admin asks for; null: nothing of it is overdue. Its drafts live on like those of 逾期升级. */
export function reminderProposal(
  input: JobInput,
  judgement: Pick<Judgement, "issues" | "tasks">,
  unit: string,
): DraftProposal | null {
  const loops = [...judgement.issues, ...judgement.tasks];
  const matters = reminders(loops, unit, input.reading.registry.letters);
  const open = input.letters.open.find(({ letter }) => letter.unit === unit && letter.type === "提醒函");
  const period = open?.period ?? `${unit} 提醒函 ${input.asOf}`;
  return matters.length === 0 ? null : proposalOf({ unit, type: "提醒函", matters }, period, input);
}

function proposalOf(letter: LetterDue, period: string, input: JobInput): DraftProposal {
  const body = JSON.stringify(draftOf(letter, input));
  return {
    kind: "letter",
    period,
    idStem: `${letter.type === "提醒函" ? "TX" : "L"}-${textMark(letter.unit).toUpperCase()}-${period.slice(-DAY_LENGTH)}`,
    lockDay: input.asOf,
    body,
    attachment: null,
    inputDigest: digestOf(body),
    rulesDigest: input.rulesDigest,
  };
}

const DAY_LENGTH = "2026-06-12".length;

function draftOf({ unit, type, matters }: LetterDue, { asOf, book }: JobInput): LetterDraft {
  const letter = {
    ...{ unit, type, asOf, answerWithin: answerWithinOn(book, asOf) },
    matters: matters.map(({ loop, mark }) => {
      const { tab, workbook, key, title, step, workingDaysLate } = loop;
      return { tab, workbook, key, title, step, due: loop.due!, workingDaysLate, mark };
    }),
  };
  return { ...letter, text: letterParagraphs(letter) };
}
