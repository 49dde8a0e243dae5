import type { PlainDate } from "../domain/dates.ts";
import type { InspectionVerdict, VerifiedFigure } from "../domain/inspection.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import { oneLine } from "./one-line.ts";
import { moneyWords, periodWords, shortDayWords } from "./words.ts";

/** 督查 D-07（6月12日） */
const inspectionName = ({ inspection }: InspectionVerdict, asOf: PlainDate): string =>
  `督查 ${oneLine(inspection.code, 30)}（${shortDayWords(inspection.date, asOf)}）`;

/** 核实年初累计 4,800 万元，2026年5月所报 5,200 万元，相差 400 万元 */
function figureWords({ verified, reported, month }: VerifiedFigure): string {
  const apart = Math.abs(reported - verified);
  const difference = apart === 0 ? "一致" : `相差 ${moneyWords(apart)}`;
  return `核实年初累计 ${moneyWords(verified)}，${periodWords(month)}所报 ${moneyWords(reported)}，${difference}`;
}

/** Both figures side by side and how the matter stands; "" where no figure was verified, or none can be held against it. */
export function inspectionSentence(
  verdict: InspectionVerdict,
  question: ReviewQuestion | null,
  asOf: PlainDate,
): string {
  const { figure } = verdict;
  return figure === null
    ? ""
    : `${inspectionName(verdict, asOf)}${figureWords(figure)}，${standing(verdict, figure, question, asOf)}。`;
}

function standing(
  { ruling, rule }: InspectionVerdict,
  { finding }: VerifiedFigure,
  question: ReviewQuestion | null,
  asOf: PlainDate,
): string {
  if (ruling !== null) return `认定${ruling}`;
  const { differencePercent, differenceFloor } = rule.value;
  const bounds = `${differencePercent}% 且 ${moneyWords(differenceFloor)}`;
  if (finding === "agrees") return `没有超过界限（${bounds}）`;
  if (question === null || question.answered) return `超过界限（${bounds}），单位已有说明，待认定`;
  if (question.shared) return `超过界限（${bounds}），单位尚未说明`;
  return `超过界限（${bounds}），已请单位说明，答复期到${shortDayWords(question.privateUntil, asOf)}`;
}

/** For 核验: what a settled inspection says of the month's figure. */
export const inspectionWord = ({ ruling, figure }: InspectionVerdict): string =>
  ruling !== null ? `认定${ruling}` : figure?.finding === "agrees" ? "核实相符" : "";
