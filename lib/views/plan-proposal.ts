import type { PlainDate } from "../domain/dates.ts";
import type { ProposedRow } from "../domain/rows-draft.ts";
import { oneLine } from "./one-line.ts";
import { endLines, timeLines } from "./plan-outcome.ts";
import { textTable } from "./text-table.ts";
import { dayWords } from "./words.ts";

/** A proposed milestone, as it is shown. `start`: 倒排 the last day to begin, 顺排 the first. */
export interface ShownStep extends ProposedRow {
  readonly seq: number;
  readonly name: string;
  readonly predecessors: string;
  readonly duration: number;
  readonly start: PlainDate;
  readonly planned: PlainDate;
  readonly provisional: boolean;
  readonly source: string;
}

/** What `duban plan --template` tells. */
export interface ShownPlan {
  readonly project: { readonly code: string; readonly name: string };
  readonly template: string;
  readonly aim: { readonly kind: "finish" | "start"; readonly day: PlainDate };
  readonly today: PlainDate;
  readonly rows: readonly ShownStep[];
  readonly proposal: {
    readonly target: { readonly seq: number; readonly name: string } | null;
    readonly targetPlanned: PlainDate | null;
    readonly shortage: {
      readonly seq: number;
      readonly start: PlainDate;
      readonly by: PlainDate;
      readonly can: PlainDate;
      readonly missing: number;
    } | null;
    readonly earliestFinish: PlainDate | null;
  };
  readonly standing: readonly { readonly seq: number; readonly name: string }[];
  readonly past: readonly string[];
  readonly restDay: boolean;
  readonly behind: number;
  /** Whether a day counted on from today passes through a year whose holidays are not announced. */
  readonly isProvisional: (day: PlainDate) => boolean;
  readonly elsewhere: string;
  /** none: a dry run, a finish that cannot be met, or rows for another workbook. */
  readonly draft: { readonly id: string; readonly state: "new" | "same" | "confirmed" | "none" };
  /** Where the block to look at was written, "" for a dry run. */
  readonly out: string;
}

export function planJson(plan: ShownPlan): object {
  const { project, template, aim, today, rows, proposal, standing, past, restDay, elsewhere, draft, out } = plan;
  const { target, shortage, earliestFinish } = proposal;
  return {
    ...{ project: project.code, name: project.name, template, aim, today, restDay, elsewhere },
    target: target === null ? null : { seq: target.seq, name: target.name },
    ...{ shortage, earliestFinish, standing, past },
    items: rows.map(({ item, cells, start, provisional, source }) => ({ item, cells, start, provisional, source })),
    ...{ draft, out },
  };
}

/** What stands beside a row of the draft. */
export const planNotes = ({
  start,
  duration,
  source,
  provisional,
}: Pick<ShownStep, "start" | "duration" | "source" | "provisional">): readonly string[] => [
  `${duration === 0 ? "" : `${start} 开始，`}工期 ${duration} 个工作日（${source}）`,
  ...(provisional ? ["涉及的年份节假日安排未公布，日期暂定"] : []),
];

export function planWords(plan: ShownPlan): string {
  const { rows, today } = plan;
  const table = textTable(
    columnsOf(plan),
    rows.map((row) => lineOf(row, today)),
  );
  return [headWords(plan), ...remarkLines(plan), "", ...table, "", ...timeLines(plan), ...endLines(plan)].join("\n");
}

function headWords({ project, template, aim, today, rows, proposal: { target, targetPlanned } }: ShownPlan): string {
  const name = `${oneLine(project.code)} ${oneLine(project.name, 40)}`;
  const day = dayWords(targetPlanned !== null && targetPlanned < aim.day ? targetPlanned : aim.day, today);
  const how = aim.kind === "start" ? `自${day}顺排` : `倒排，“${oneLine(target!.name, 20)}”${day}完成`;
  return `${name}：按模板“${oneLine(template, 20)}”${how}；新增节点 ${rows.length} 个。`;
}

const MOST_NAMES = 8;
const listed = (names: readonly string[]): string =>
  `${names
    .slice(0, MOST_NAMES)
    .map((name) => oneLine(name, 20))
    .join("、")}${names.length > MOST_NAMES ? `等 ${names.length} 个` : ""}`;

/** A row that stands keeps its day, whatever day was asked for. */
function standingTarget({ aim, today, proposal: { target, targetPlanned } }: ShownPlan): readonly string[] {
  if (target === null || targetPlanned === null || targetPlanned === aim.day) return [];
  const stands = `表中“${oneLine(target.name, 20)}”计划${dayWords(targetPlanned, today)}完成`;
  return targetPlanned < aim.day
    ? [`${stands}，早于${dayWords(aim.day, today)}，按表中的日期排。`]
    : [`${stands}，晚于${dayWords(aim.day, today)}：新增的按${dayWords(aim.day, today)}排，表中的不动。`];
}

function remarkLines(plan: ShownPlan): readonly string[] {
  const { standing, past, restDay, aim, rows, today } = plan;
  const kept = standing.map(({ seq, name }) => `${seq} ${name}`);
  const shift = aim.kind === "finish" ? "按此前最后一个工作日排" : "按此后第一个工作日排";
  return [
    ...(kept.length > 0 ? [`表中已有的不动，日期照旧：${listed(kept)}。`] : []),
    ...standingTarget(plan),
    ...(past.length > 0 ? [`后续已完成，不再列入：${listed(past)}。`] : []),
    ...(restDay ? [`${dayWords(aim.day, today)}是休息日，${shift}。`] : []),
    ...(rows.some(({ provisional }) => provisional)
      ? ["标“暂定”的日期涉及节假日安排未公布的年份，公布后可能后移。"]
      : []),
  ];
}

const columnsOf = ({ aim }: ShownPlan) => [
  { header: "序号", right: true as const },
  { header: "节点" },
  { header: "前置" },
  { header: "工期", right: true as const },
  { header: aim.kind === "finish" ? "最迟开始" : "开始" },
  { header: "计划完成" },
  { header: "工期依据" },
];

const lineOf = (row: ShownStep, today: PlainDate): readonly string[] => [
  String(row.seq),
  oneLine(row.name, 24),
  oneLine(row.predecessors, 24),
  String(row.duration),
  row.duration === 0 ? "" : dayWords(row.start, today),
  `${dayWords(row.planned, today)}${row.provisional ? "暂定" : ""}`,
  oneLine(row.source.split("：")[0]!, 40),
];
