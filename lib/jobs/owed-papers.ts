import { isValue } from "../domain/field.ts";
import type { SentLetter } from "../domain/letter-draft.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import { type Directory, directoryOf } from "../domain/recipients.ts";
import type { JobInput } from "./job.ts";
import { type Candidate, NO_ITEM, noticesOf } from "./owed.ts";
import { documentCandidates } from "./owed-documents.ts";
import { unitHeads } from "./unit-heads.ts";

/** What follows from confirmed letters and documents alone. */
export const PAPER_KINDS: readonly NoticeKind[] = ["letter-sent", "document-sent"];

/** Letters to the heads of their units, until the answer is in or its day is over, and documents to their readers. */
export function paperNotices(input: JobInput): readonly Notice[] {
  return noticesOf([...letterCandidates(input), ...documentCandidates(input)], input.ledger);
}

function letterCandidates(input: JobInput): readonly Candidate[] {
  const { asOf, reading, letters } = input;
  if (letters.sent.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  const answered = new Set(
    reading.registry.letters.filter(({ answeredOn }) => isValue(answeredOn)).map(({ code }) => code),
  );
  const open = letters.sent.filter(({ number, answerDue }) => answerDue >= asOf && !answered.has(number));
  return open.map((letter) => candidateOf(letter, input, directory));
}

const candidateOf = (letter: SentLetter, { snapshots }: JobInput, directory: Directory): Candidate => ({
  kind: "letter-sent",
  subject: letter.number,
  level: letter.type,
  due: "",
  item: {
    ...NO_ITEM,
    workbook: snapshots[0]?.name ?? "",
    tab: "letters",
    subject: letter.number,
    unit: letter.unit,
    name: letter.type,
    due: letter.answerDue,
    facts: { draft: letter.draft, sentOn: letter.sentOn, text: letter.text },
  },
  reached: unitHeads(directory, letter.unit),
});
