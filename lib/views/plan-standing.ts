import type { PlainDate } from "../domain/dates.ts";
import type { RuleRef } from "../domain/rule.ts";
import type { StepSchedule } from "../domain/schedule.ts";
import { oneLine } from "./one-line.ts";
import type { PlanRow, PlanStanding } from "./plan-facts.ts";
import { partLines } from "./plan-part-lines.ts";
import { recoveryLines } from "./plan-recovery-lines.ts";
import { planRemarkLines } from "./plan-remark-words.ts";
import { conclusionLines, nextStepLines } from "./plan-sentences.ts";
import { textTable } from "./text-table.ts";
import { dayWords } from "./words.ts";

/** Where the plan of one project stands: a table of all steps, then what follows from it. */
export function planWords(standing: PlanStanding): string {
  const { code, name, asOf } = standing;
  return [
    `${oneLine(code, 40)} ${oneLine(name, 60)} 截至${asOf.slice(0, 4)}年${dayWords(asOf)}`,
    ...conclusionLines(standing),
    ...section("节点", standing.rows.length === 0 ? [] : planTable(standing.rows)),
    ...section("下一步", nextStepLines(standing)),
    ...section("补救办法", recoveryLines(standing)),
    ...section("分年、季、月安排", partLines(standing)),
    ...section("说明", [...planRemarkLines(standing), ...standing.stale]),
  ].join("\n");
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

const COLUMNS = [
  { header: "序号", right: true },
  { header: "节点" },
  { header: "责任单位" },
  { header: "前置" },
  { header: "工期", right: true },
  { header: "计划完成" },
  { header: "实际完成" },
  { header: "最早完成" },
  { header: "最迟开始" },
  { header: "最迟完成" },
  { header: "总时差", right: true },
  { header: "自由时差", right: true },
  { header: "关键" },
] as const;

const NONE = "—";

const planTable = (rows: readonly PlanRow[]): readonly string[] => textTable(COLUMNS, rows.map(cellsOf));

function cellsOf({ seq, name, unit, predecessors, duration, planned, actual, days }: PlanRow): readonly string[] {
  const open = days?.done === true ? null : days;
  const shown = (value: PlainDate | number | null | undefined): string => `${value ?? NONE}`;
  return [
    ...[`${seq}`, oneLine(name, 20), oneLine(unit, 14), oneLine(predecessors, 16) || NONE, shown(duration)],
    ...[shown(planned), shown(actual), shown(open?.earlyFinish), shown(open?.lateStart), shown(open?.lateFinish)],
    ...[shown(open?.totalFloat), shown(open?.freeFloat), markOf(days)],
  ];
}

function markOf(days: StepSchedule | null): string {
  if (days === null) return "";
  if (days.done) return "已完成";
  return days.critical ? "关键" : "";
}

/** Everything that `duban plan` says, as values, with the sentences. Days are plain days, lengths working days unless `days`. */
export function planJson(standing: PlanStanding): object {
  const { code, name, asOf, schedule, rows, finishes, root, recovery, parts, remarks, stale } = standing;
  const { state, critical, cycle, earliestFinish, float } = schedule;
  return {
    ...{ version: 1, project: code, name, asOf, state, earliestFinish, float, critical },
    cycle: { seqs: cycle, cells: standing.cycleCells },
    steps: rows.map(({ days, ...row }) => ({ ...row, ...scheduledJson(days) })),
    ...{ finishes, root, recovery, parts, remarks, stale },
    rules: [standing.sideBySide, standing.overlap, ...leastRules(standing)],
    sentences: {
      ...{ conclusion: conclusionLines(standing), next: nextStepLines(standing), recovery: recoveryLines(standing) },
      ...{ parts: partLines(standing), remarks: planRemarkLines(standing) },
    },
  };
}

/** Of the steps that a way shortens, each once. */
function leastRules({ recovery, leastRuleOf }: PlanStanding): readonly RuleRef[] {
  const ways = recovery === null ? [] : [recovery.shortened, recovery.combined];
  const shortened = ways.flatMap((way) => way?.steps ?? []).filter(({ change }) => change.kind === "shorten");
  const rules = shortened.flatMap(({ change }) => leastRuleOf(change.seq) ?? []);
  return [...new Map(rules.map((rule) => [rule.name, rule])).values()];
}

function scheduledJson(days: StepSchedule | null): object {
  if (days === null) return { scheduled: null };
  const { seq, ...scheduled } = days;
  void seq;
  return { scheduled };
}
