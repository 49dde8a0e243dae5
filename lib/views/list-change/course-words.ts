import type { PlainDate } from "../../domain/dates.ts";
import { isValue, valueOr } from "../../domain/field.ts";
import { isBalanced, isEmpty, type ListChange } from "../../domain/list-change/list-change.ts";
import type { AdjustmentLack, CheckedAdjustment } from "../../domain/list-change/row-checks.ts";
import { fieldOf } from "../../domain/list-change/row-doubts.ts";
import type { ListSuggestion } from "../../domain/list-change/suggestions.ts";
import type { DaySpan } from "../../domain/list-change/window.ts";
import type { Adjustment } from "../../domain/registry.ts";
import { ADJUSTMENT_FAULTS } from "../adjustment-fault-words.ts";
import { balanceRows } from "../documents/list-change.ts";
import { oneLine } from "../one-line.ts";
import { lackWords, valuesWords } from "../packs/adjustment-words.ts";
import { type TableColumn, textTable } from "../text-table.ts";
import { periodWords, shortDayWords } from "../words.ts";
import { changeFaultLines, type Place } from "./fault-words.ts";
import { suggestionLine } from "./suggestion-words.ts";

export interface ToldCourse {
  readonly asOf: PlainDate;
  readonly quarter: string;
  readonly window: DaySpan;
  readonly rows: readonly CheckedAdjustment[];
  readonly refused: number;
  readonly change: ListChange;
  readonly suggestions: readonly ListSuggestion[];
  readonly place: Place;
  /** Rows of 项目 and 调整 that nobody can read and no figure counts, in words. */
  readonly lacking: readonly string[];
}

/** `duban adjust` for people: the course, each row with what it lacks, the balance, and suggestions. */
export function courseWords(told: ToldCourse): string {
  const { quarter, window, change, rows, asOf, suggestions } = told;
  const span = `${shortDayWords(window.from, asOf)}至${shortDayWords(window.to, asOf)}`;
  return [
    `${periodWords(quarter)}清单调整（截至 ${asOf}）：申请期 ${span}，同意的自${periodWords(change.block.effectiveMonth)}起生效。`,
    stageLine(told),
    ...rows.map((row, index) => `${index + 1}. ${rowLine(row, told)}`),
    ...["", ...changeLines(told)],
    ...(suggestions.length === 0
      ? []
      : ["", "供研究（不是决定）：", ...suggestions.map((one) => suggestionLine(one, asOf))]),
  ].join("\n");
}

function stageLine({ rows, refused }: ToldCourse): string {
  const of = (test: (row: Adjustment) => boolean): number => rows.filter(({ adjustment }) => test(adjustment)).length;
  const agreed = of(({ decision }) => decision === "同意");
  const signed = of(({ decision, signedOn }) => !isValue(decision) && isValue(signedOn));
  const lacking = rows.filter(({ lacks }) => lacks.length > 0).length;
  if (rows.length + refused === 0) return "没有申请。";
  return `申请 ${rows.length + refused} 项：已同意 ${agreed}，不同意 ${refused}，已签字待审定 ${signed}，待签字 ${rows.length - agreed - signed}；还缺材料或有误 ${lacking} 项。`;
}

/** T-1 调出 P-031 滨河路：甲县6月22日申请→钱市长6月24日签字→6月29日同意；还缺：…。 */
function rowLine(check: CheckedAdjustment, { asOf, place }: ToldCourse): string {
  const { adjustment: row, project, lacks } = check;
  const step = isValue(row.seq) ? `/${row.seq}` : "";
  const values = valuesWords(check);
  const course = [
    `${oneLine(row.applicant, 30)}${shortDayWords(row.appliedOn, asOf)}申请`,
    isValue(row.signedOn)
      ? `${oneLine(valueOr(row.sponsor, ""), 20)}${shortDayWords(row.signedOn, asOf)}签字`
      : "待签字",
    isValue(row.decision)
      ? `${isValue(row.decidedOn) ? shortDayWords(row.decidedOn, asOf) : ""}${row.decision}`
      : "待审定",
  ].join("→");
  const head = `${oneLine(row.code, 30)} ${row.type} ${oneLine(`${row.project}${step} ${project?.name ?? ""}`, 60)}`;
  const state = lacks.length === 0 ? "齐全" : `还缺或有误：${lackWords(check)}`;
  const ways = lacks.map((lack) => wayOut(check, lack, place)).join("");
  return `${head}：${values === "" ? "" : `${values}；`}${course}；${state}。${ways}`;
}

function wayOut(check: CheckedAdjustment, lack: AdjustmentLack, place: Place): string {
  const cell = place(check.adjustment, fieldOf(check, lack));
  return `${cell === "" ? "" : `${cell} `}${ADJUSTMENT_FAULTS[lack][1]}。`;
}

function changeLines({ change, place, lacking }: ToldCourse): readonly string[] {
  const { block, elsewhere } = change;
  const others = elsewhere.map(({ code }) => oneLine(code, 30)).join("、");
  const apart = others === "" ? [] : [`本季度申请并同意、不在本次生效的：${others}。请核对生效月份。`];
  const rest = [...lacking, ...apart];
  if (isEmpty(change)) return ["没有本次生效的调整。", ...rest];
  const rows = balanceRows(block).map((row) => [row.项, row.调整前, row.调出, row.调入, row.核定, row.调整后]);
  const counts = `调出 ${block.movedOut.length} 个，调入 ${block.movedIn.length} 个，重新核定 ${block.revalued.length} 个，其他变更 ${block.others.length} 项。`;
  const balanced = isBalanced(change)
    ? [
        lacking.length === 0
          ? "前后平衡，可以起草通知：--draft。"
          : "已计入的各行前后平衡；还有数据没有计入，不起草通知：",
      ]
    : ["前后不平衡，不起草通知：", ...changeFaultLines(change, place).map((line) => `- ${line}`)];
  return [counts, ...textTable(COLUMNS, rows), ...balanced, ...rest];
}

const COLUMNS: readonly TableColumn[] = [
  { header: "" },
  ...["调整前", "调出", "调入", "重新核定", "调整后"].map((header) => ({ header, right: true }) as const),
];
