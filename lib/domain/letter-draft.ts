import type { PlainDate } from "./dates.ts";
import type { LoopStep } from "./loop.ts";
import type { LetterDue } from "./supervision-letters.ts";

/** A matter as the letter names it. */
export interface LetterDraftMatter {
  readonly tab: "issues" | "tasks";
  readonly workbook: string;
  readonly key: string;
  readonly title: string;
  /** What was owed by `due`. */
  readonly step: LoopStep;
  /** 当前时限 that was missed, and the working days since. */
  readonly due: PlainDate;
  readonly workingDaysLate: number;
  readonly mark: string;
}

/** Body of a draft of kind "letter": what a confirmation numbers, enters into 督办 and sends to one unit. */
export interface LetterDraft {
  readonly unit: string;
  readonly type: LetterDue["type"];
  /** The day the delays were counted on. */
  readonly asOf: PlainDate;
  readonly matters: readonly LetterDraftMatter[];
  /** Working days to answer in, from the day it is sent. */
  readonly answerWithin: number;
  /** Its paragraphs, without number and days. */
  readonly text: readonly string[];
}

/** A letter that was confirmed, as it left. */
export interface SentLetter extends LetterDraft {
  readonly draft: string;
  /** 函号 */
  readonly number: string;
  readonly sentOn: PlainDate;
  readonly answerDue: PlainDate;
  /** SHA-256 of the letter on paper, whose bytes are frozen; those of before have none. */
  readonly digest?: string;
}

/** 事由 of the register: people and 逾期升级 find the matters by it. */
export const subjectOfLetter = ({ matters }: Pick<LetterDraft, "matters">): string =>
  matters.map(({ key }) => key).join("、");
