import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import { isHandedIn, type Loop } from "./loop.ts";
import type { Letter } from "./registry.ts";

/**
 * The steps of 逾期升级, lowest first: 责任人和联络员, 办公室主任, 主要负责人和包联领导, a 督办函 is drafted, a 约谈 or 通报 is drafted.
 * Source: domain.md "逾期升级".
 */
export const ESCALATION_STEPS = ["contact", "office-head", "unit-head", "letter", "talk"] as const;
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** Working days past the due day from which a step is owed, and what is drafted at the last. */
export interface EscalationRule {
  readonly from: Readonly<Record<EscalationStep, number>>;
  readonly talkBy: "约谈" | "通报";
}

/** Letters of 督办 by unit: what was accepted and what was sent. */
export type LetterIndex = ReadonlyMap<string, readonly Letter[]>;

export const indexLetters = (letters: readonly Letter[]): LetterIndex =>
  Map.groupBy(
    letters.filter(({ unit, subject }) => isValue(unit) && isValue(subject)),
    ({ unit }) => unit as string,
  );

/** It is the unit that keeps it waiting: neither the office, which assigns and verifies, nor nobody. */
export const waitsForUnit = (loop: Loop): boolean =>
  loop.unit !== "" && loop.due !== null && loop.state !== "closed" && loop.step !== "none" && !isWithOffice(loop);

/** The office owes 交办 or 核查, or has to say whose it is. A due day that cannot be read keeps nobody waiting but its own cell. */
export const waitsForOffice = (loop: Loop): boolean =>
  loop.state !== "closed" && (loop.unit === "" || isWithOffice(loop));

const isWithOffice = (loop: Loop): boolean =>
  loop.state === "unassigned" || loop.step === "assign" || loop.step === "verify" || isHandedIn(loop);

/** Not while its project is exempt, or a cell that decides cannot be read: 免 and 灰 raise nobody. */
export const clockRuns = ({ light }: Loop): boolean => light !== "exempt" && light !== "grey";

/**
 * The steps that are owed, lowest first: each from its own number of working days past the present due day, and none once the unit's answer was
 * accepted. The due day itself counts as 0. Every delay owes what a shorter one owed.
 */
export function escalationSteps(
  loop: Loop,
  rule: EscalationRule,
  asOf: PlainDate,
  letters: LetterIndex,
): readonly EscalationStep[] {
  if (!waitsForUnit(loop) || !clockRuns(loop) || asOf < loop.due! || isAnswered(loop, letters)) return [];
  return ESCALATION_STEPS.filter((step) => loop.workingDaysLate >= rule.from[step]);
}

/** 认可 = 是 of a letter to the unit about this matter, answered in the present round and not before the due day that was missed. */
export const isAnswered = (loop: Loop, letters: LetterIndex): boolean =>
  lettersAbout(loop, letters).some((letter) => letter.accepted === true && answersThis(loop, letter));

function answersThis({ round, due }: Loop, { answeredOn, sentOn }: Letter): boolean {
  const day = isValue(answeredOn) ? answeredOn : isValue(sentOn) ? sentOn : null;
  if (day === null) return round === "";
  return day >= round && day >= (due ?? "");
}

/** Letters to the unit whose 事由 names the matter. */
export const lettersAbout = ({ unit, key }: Loop, letters: LetterIndex): readonly Letter[] =>
  (letters.get(unit) ?? []).filter(({ subject }) => isValue(subject) && namesKey(subject, key));

/** I-12 is named by "I-12、I-15" and "关于I-12的函", not by "I-120", "BI-12" or "I-12-1". */
export function namesKey(text: string, key: string): boolean {
  if (key === "") return false;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
    if (!OF_KEYS.test(text.charAt(at - 1)) && !OF_KEYS.test(text.charAt(at + key.length))) return true;
  return false;
}

const OF_KEYS = /^[0-9A-Za-z_/-]$/;
