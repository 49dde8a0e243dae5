import type { PlainDate } from "../domain/dates.ts";
import type { PlanFinish } from "../domain/plan-finishes.ts";
import { parsePredecessors } from "../domain/predecessors.ts";
import type { StepSchedule } from "../domain/schedule.ts";
import { oneLine } from "./one-line.ts";
import { FINISH_WORDS, type PlanStanding, stepWords } from "./plan-facts.ts";
import { shortDayWords } from "./words.ts";

/** Whether the finish can be met, what it waits for, and whose lateness stands behind that. */
export function conclusionLines(standing: PlanStanding): readonly string[] {
  const { schedule, finishes, asOf } = standing;
  if (schedule.state === "empty")
    return ["没有节点，不作推算。请在「节点」表填写，或用 duban plan 的 --template 起草。"];
  if (schedule.state === "circular") return [cycleLine(standing)];
  if (standing.rows.every(({ days }) => days?.done === true)) return ["节点都已完成。"];
  if (finishes.length === 0) {
    const all = `照现在的进展，最早${shortDayWords(schedule.earliestFinish!, asOf)}全部完成。`;
    return [`没有计划竣工、计划投产，终点也没有计划完成，不能倒推最迟日期。${all}请在「项目」表填写计划竣工。`];
  }
  const { hollow } = standing;
  const half = `有 ${hollow.length} 个未完节点没有可用的工期或前置节点（见说明），推算不全，实际余地可能更小。`;
  return [
    ...finishes.map((finish) => finishLine(finish, standing)),
    ...(hollow.length === 0 ? [] : [half]),
    ...chainLines(standing),
  ];
}

/** 前置节点循环：10「立项」→ 20「环评」→ 10「立项」（「节点」E12、E13）…… */
function cycleLine(standing: PlanStanding): string {
  const { cycle } = standing.schedule;
  const ring = [...cycle, ...cycle.slice(0, 1)].map((seq) => stepWords(standing, seq)).join(" → ");
  const cells = standing.cycleCells === "" ? "" : `（${standing.cycleCells}）`;
  return `前置节点循环：${ring}${cells}，本项目不作推算，其他项目不受影响。请改正其中一处前置节点。`;
}

function finishLine({ seq, from, day, earliest, spare, done }: PlanFinish, standing: PlanStanding): string {
  const { asOf } = standing;
  const what = `${stepWords(standing, seq)}${FINISH_WORDS[from]}${shortDayWords(day, asOf)}`;
  if (done) return `${what}，已完成。`;
  const soonest = `照现在的进展最早${shortDayWords(earliest, asOf)}完成${unsure(standing, seq)}`;
  if (spare < 0) return `${what}不能实现，缺 ${-spare} 个工作日：${soonest}。`;
  return `${what}能够实现，${spare === 0 ? "没有余地" : `还有 ${spare} 个工作日`}：${soonest}。`;
}

const unsure = ({ rows }: PlanStanding, seq: number): string =>
  rows.find((row) => row.seq === seq)?.days?.provisional === true ? "（暂定）" : "";

/** 关键线路：…… 缺的天数从哪里来。 */
function chainLines(standing: PlanStanding): readonly string[] {
  const { root, rows } = standing;
  const critical = criticalWords(standing);
  const lines = critical === "" ? [] : [`关键线路：${critical}。`];
  if (root === null) return lines;
  const row = rows.find(({ seq }) => seq === root.chain[0]);
  const now = row === undefined ? "" : `现在等的是${stepWords(standing, row.seq)}（${unitWords(row.unit)}）`;
  return [...lines, `${now}${rootWords(standing)}。`];
}

/** An arrow leads to a step that waits for the one before it; steps of two branches stand side by side. */
function criticalWords(standing: PlanStanding): string {
  const { schedule, rows } = standing;
  return schedule.critical
    .map((seq, at) => {
      const before = schedule.critical[at - 1];
      const { links } = parsePredecessors(rows.find((row) => row.seq === seq)?.predecessors ?? "");
      const mark = links.some((link) => link.seq === before) ? " → " : "、";
      return `${before === undefined ? "" : mark}${stepWords(standing, seq)}`;
    })
    .join("");
}

/** ，它自己逾期 21 天 · ；源头是「用地预审」（市自然资源局），逾期 21 天 · ；这条线路上没有节点逾期…… */
function rootWords({ root, finishes, asOf, workingDays, code }: PlanStanding): string {
  const late = root!.late;
  if (late !== null) {
    const days = late.days === null || late.days <= 0 ? "" : `逾期 ${late.days} 天`;
    if (late.key === `${code}/${root!.chain[0]}`) return days === "" ? "" : `，它自己${days}`;
    return `；源头是「${oneLine(late.name, 30)}」（${unitWords(late.unit)}）${days === "" ? "" : `，${days}`}`;
  }
  const worst = finishes.reduce((a, b) => (b.spare < a.spare ? b : a));
  const left = workingDays(asOf, worst.day);
  const has = left > 0 ? `只有 ${left} 个工作日` : "已经过了";
  return `；这条线路上没有节点逾期，走完还要 ${workingDays(asOf, worst.earliest)} 个工作日，到${FINISH_WORDS[worst.from]}${has}，是原定时间不够`;
}

const unitWords = (unit: string): string => (unit === "" ? "责任单位未填" : oneLine(unit, 30));

const MOST = 8;
const AHEAD = 3;

/** The last responsible moments, the most pressing first: all that have passed and the next few. The day judged by goes first: it is not put off by them. */
export function nextStepLines(standing: PlanStanding): readonly string[] {
  const { asOf } = standing;
  const bounded = standing.rows.flatMap(({ seq, unit, planned, days }) =>
    days === null || days.done || days.lateStart === null ? [] : [{ seq, unit, planned, days }],
  );
  const sorted = bounded.toSorted((a, b) => compare(a.days.lateStart!, b.days.lateStart!) || a.seq - b.seq);
  const passed = sorted.filter(({ days }) => momentOf(days, asOf).limit < asOf).length;
  const shown = sorted.slice(0, Math.min(passed + AHEAD, MOST));
  const lines = shown.map(({ seq, unit, planned, days }, at) => {
    const plan = planned === null ? "" : `计划${shortDayWords(planned, asOf)}完成；`;
    return `${at + 1}. ${stepWords(standing, seq)}（${unitWords(unit)}）${plan}${momentWords(days, standing)}。`;
  });
  const left = sorted.length - shown.length;
  return left === 0 ? lines : [...lines, `其余 ${left} 个节点见上表。`];
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What is under way, or has no length, is asked by its end. */
function momentOf({ earlyStart, earlyFinish, lateStart, lateFinish }: StepSchedule, asOf: PlainDate) {
  return earlyStart < asOf || earlyStart === earlyFinish
    ? { what: "完成", limit: lateFinish!, soonest: earlyFinish }
    : { what: "开始", limit: lateStart!, soonest: earlyStart };
}

/** 应在 17 个工作日前开始（最迟5月12日） · 最迟6月3日开始，还有 8 个工作日 · ……，缺 5 个工作日 */
export function momentWords(
  days: StepSchedule,
  { asOf, workingDays }: Pick<PlanStanding, "asOf" | "workingDays">,
): string {
  const { what, limit, soonest } = momentOf(days, asOf);
  const short = (days.totalFloat ?? 0) < 0 ? `缺 ${-days.totalFloat!} 个工作日` : "";
  const missing = short === "" ? "" : `，${short}`;
  const day = shortDayWords(limit, asOf);
  if (limit < asOf) return `应在 ${workingDays(limit, asOf)} 个工作日前${what}（最迟${day}）${missing}`;
  if (limit === asOf) return `最迟今天${what}${missing}`;
  if (short !== "") return `最迟${day}${what}，而最早${shortDayWords(soonest, asOf)}才能${what}${missing}`;
  return `最迟${day}${what}，还有 ${workingDays(asOf, limit)} 个工作日`;
}
