import type { IssueLack } from "../domain/issue-closing.ts";
import { type IssueVerdict, isPlannedLate } from "../domain/issue-loop.ts";
import type { Lateness } from "../domain/issue-round.ts";
import type { LoopState, LoopStep } from "../domain/loop.ts";
import type { LoopLightRule } from "../domain/loop-light.ts";
import { COMPLEX_REFUSALS, EXTENSION_REFUSALS, LACKS, REOPEN_REFUSALS } from "./issue-refusal-words.ts";
import { stepWord } from "./loop-words.ts";
import { lightWord } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

const STATES: Readonly<Record<LoopState, string>> = {
  unassigned: "待交办",
  assigned: "已交办",
  arranged: "已部署",
  answered: "已反馈",
  working: "办理中",
  "to-verify": "待核查",
  returned: "退回",
  closed: "已销号",
};

/** What stands in 状态 of 问题. */
export const issueStateWord = ({ state }: Pick<IssueVerdict, "state">): string => STATES[state];

/**
 * Which step is owed, by whom and by when, what clears it, and how the limit came to be: what stands in 系统说明 and `explain`. It counts no days
 * while nothing is overdue, so that a registry nobody touched stays as it is.
 */
export function issueSentence(verdict: IssueVerdict): string {
  const { light } = verdict;
  const prefix = light === "none" ? "" : `${lightWord(light)}：`;
  const parts = [standing, returnWords, limitWords, complexWords, startWords, reopenWords, latenessWords];
  return `${prefix}${parts.map((part) => part(verdict)).join("")}`;
}

function standing(verdict: IssueVerdict): string {
  const { exemption, state, unreadable, asOf } = verdict;
  if (exemption !== null && state !== "closed") {
    const days = `${shortDayWords(exemption.from, asOf)}至${shortDayWords(exemption.to, asOf)}`;
    return `所属项目${days}豁免，时限顺延（依据见「豁免」${oneLine(exemption.code, 30)}）。`;
  }
  if (unreadable) return "有日期无法读取，无法判定；请写成 2026-03-05 这样的日期。";
  if (state === "closed") return closedWords(verdict);
  if (state === "unassigned") return "待重点办交办；请明确责任单位和责任人，并填写交办日期。";
  return verdict.step === "verify" ? toVerifyWords(verdict) : owedWords(verdict);
}

/** What clears a step. */
const WAYS: Readonly<Record<LoopStep, string>> = {
  assign: "填写交办日期",
  arrange: "填写部署日期",
  "first-feedback": "填写首次反馈日期",
  solve: "填写办结日期并附佐证，经责任单位以外的人核查通过后销号",
  "monthly-feedback": "填写最近反馈日期",
  "re-plan": "填写新时限、解决措施、批准人和批准日期",
  verify: "填写核查人、核查结果和核查日期",
  none: "",
};

/** What lateness of these steps stays on record: it is the limit's. */
const OF_THE_LIMIT: readonly LoopStep[] = ["solve", "re-plan"];

/** 办结由甲县负责，时限6月8日（周一），逾期 4 个工作日（3–6 个工作日为黄）；填写办结日期并附佐证，…，逾期天数保留。 */
function owedWords(verdict: IssueVerdict): string {
  const { step, due, unit, asOf, workingDaysLate, light, provisional, lightRule, closing } = verdict;
  const by = unit === "" ? "责任单位未明确，请先明确" : `由${oneLine(unit, 30)}负责`;
  const when = due === null ? "时限待交办日期填写后计算" : `时限${dayWords(due, asOf)}${provisional ? "（暂定）" : ""}`;
  const near = light === "blue" && workingDaysLate === 0 ? "（临期）" : "";
  const late =
    workingDaysLate > 0 ? `，逾期 ${workingDaysLate} 个工作日（${bandWords(workingDaysLate, lightRule.value)}）` : near;
  const kept = workingDaysLate > 0 && OF_THE_LIMIT.includes(step) ? "，逾期天数保留" : "";
  const evidence = closing.lacking.includes("evidence") ? "已填办结日期，尚缺佐证，时限照计；" : "";
  return `${evidence}${stepWord("issues", step)}${by}，${when}${late}；${WAYS[step]}${kept}。`;
}

function bandWords(days: number, { blueFrom, yellowFrom, redFrom }: LoopLightRule): string {
  if (days >= redFrom) return `${redFrom} 个工作日起为红`;
  if (days >= yellowFrom) return `${yellowFrom}–${redFrom - 1} 个工作日为黄`;
  return days >= blueFrom ? `${blueFrom}–${yellowFrom - 1} 个工作日为蓝` : `不足 ${blueFrom} 个工作日不亮灯`;
}

function toVerifyWords(verdict: IssueVerdict): string {
  const { closing, issue } = verdict;
  const lacks = closing.lacking.filter((code) => code !== "verification");
  const why = issue.verification === "通过" ? `已填通过，但${lacks.map(lackWords).join("，")}，暂不销号；` : "";
  const advice = lacks.length > 0 ? LACKS[lacks[0]!].advice : LACKS.verification.advice;
  return `${solvedWords(verdict)}，待核查；${why}${advice}。`;
}

const lackWords = (code: IssueLack): string => LACKS[code].problem;

const closedWords = (verdict: IssueVerdict): string =>
  `${solvedWords(verdict)}，${shortDayWords(verdict.closing.closedOn!, verdict.asOf)}核查通过销号。`;

/** 6月9日办结，超过时限6月8日 1 个工作日 */
function solvedWords({ closing, limit, lateness, asOf }: IssueVerdict): string {
  const solved = `${shortDayWords(closing.solvedOn!, asOf)}办结`;
  if (limit === null) return `${solved}，没有交办日期，不计时限`;
  const day = shortDayWords(limit.day, asOf);
  const late = lateness.at(-1);
  return late?.because === "solved-late" && late.limit === limit.day
    ? `${solved}，超过时限${day} ${late.workingDays} 个工作日，逾期天数保留`
    : `${solved}，未超过时限${day}`;
}

const returnWords = ({ state, closing, asOf }: IssueVerdict): string =>
  state === "returned" ? `${shortDayWords(closing.returned!.on, asOf)}核查退回，时限不变，请继续办理。` : "";

const EARLY_STEPS: readonly LoopStep[] = ["arrange", "first-feedback", "monthly-feedback"];

function limitWords(verdict: IssueVerdict): string {
  const { limit, state, step, asOf, reopened, rule, issue } = verdict;
  if (limit === null || state === "closed") return "";
  const whole = EARLY_STEPS.includes(step) ? `办结时限${dayWords(limit.day, asOf)}` : "";
  const kind = limit.complex ? `复杂问题，时限 ${rule.value.complexMonths} 个月` : "";
  const first = shortDayWords(limit.first, asOf);
  const extended = limit.extensions.length > 0 ? `经批准延期 ${limit.extensions.length} 次（原时限${first}）` : "";
  const refused =
    limit.refused === null
      ? ""
      : isPlannedLate(verdict)
        ? `经批准${shortDayWords(String(issue.extendedTo), asOf)}前办结，原时限不变`
        : `${EXTENSION_REFUSALS[limit.refused].problem}，时限不变`;
  const since = reopened.length === 0 ? "" : `${shortDayWords(reopened.at(-1)!, asOf)}重开，时限重新计算`;
  return [since, whole, kind, extended, refused].flatMap((text) => (text === "" ? [] : [`${text}。`])).join("");
}

const complexWords = ({ limit, state }: IssueVerdict): string =>
  limit === null || limit.complexRefused === null || state === "closed"
    ? ""
    : `${COMPLEX_REFUSALS[limit.complexRefused].problem}，按一般问题计时。`;

const startWords = ({ assigned, asOf }: IssueVerdict): string =>
  assigned.typed === null || assigned.day === null
    ? ""
    : `交办日期改填为${shortDayWords(assigned.typed, asOf)}，时限已起算，仍按${shortDayWords(assigned.day, asOf)}计。`;

const reopenWords = ({ reopenRefused }: IssueVerdict): string =>
  reopenRefused === null
    ? ""
    : `${REOPEN_REFUSALS[reopenRefused].problem}，重开不计；${REOPEN_REFUSALS[reopenRefused].advice}。`;

/** Lateness that the sentence above does not tell: of earlier turns, and of what was entered afterwards. */
function latenessWords({ lateness, reopened, asOf }: IssueVerdict): string {
  const present = reopened.at(-1) ?? "";
  return lateness
    .filter(({ round, because }) => round !== present || because === "entered-late")
    .map((one) => latenessWord(one, asOf))
    .join("");
}

const latenessWord = ({ because, limit, until, workingDays, round }: Lateness, asOf: string): string =>
  because === "entered-late"
    ? `${shortDayWords(until, asOf)}读表时尚未办结，办结日期系其后补录（时限${shortDayWords(limit, asOf)}）。`
    : `${round === "" ? "首次办理" : `${shortDayWords(round, asOf)}重开后`}超过时限 ${workingDays} 个工作日，逾期天数保留。`;
