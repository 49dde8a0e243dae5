import {
  type CountedGroup,
  type LaggingTask,
  REVIEWS,
  type TaskCounts,
  type TaskReview,
} from "../domain/task-review.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../ports/workbook-file.ts";
import { oneLine, prose } from "./one-line.ts";
import { periodWords, shortDayWords } from "./words.ts";

/** What the admins are told before anything else. */
const FOR_ADMINS = "仅供管理员核对，点名的内容未经确认不外发、不写入台账。";

const title = (period: string): string => `${periodWords(period)}任务完成情况`;
const spanWords = ({ from, to }: TaskReview): string => `${shortDayWords(from, to)}至${shortDayWords(to)}`;

/** The lists of a review, with what each is called: 单位, 来源, 机制. */
const groupsOf = ({
  units,
  sources,
  mechanisms,
}: TaskReview): readonly (readonly [string, readonly CountedGroup[]])[] => [
  ["牵头单位", units],
  ["来源", sources],
  ["机制", mechanisms.map(({ name, counts }) => ({ name: mechanismWord(name), counts }))],
];

const mechanismWord = (name: string): string => (name === "" ? "未填（按重点项目）" : name);

/** What `duban review` prints. */
export function reviewWords(period: string, review: TaskReview): string {
  const groups = groupsOf(review).flatMap(([name, list]) => [
    `按${name}：`,
    ...list.filter(hasAny).map((group) => `  ${oneLine(group.name, 40)}：${countWords(group.counts)}`),
  ]);
  const lagging = review.lagging.map((task) => `  ${laggingWords(task, review.to)}`);
  return [
    `${title(period)}（${spanWords(review)}）`,
    FOR_ADMINS,
    `全部：${countWords(review.total)}`,
    ...groups,
    lagging.length === 0 ? "没有逾期事项。" : `逾期事项（${lagging.length} 件）：`,
    ...lagging,
  ].join("\n");
}

/** Who had nothing due, late or reviewed stands in the table alone. */
const hasAny = ({ counts }: CountedGroup): boolean =>
  [counts.due, counts.overdue, counts.extended, ...Object.values(counts.reviews)].some((count) => count > 0);

function countWords({ due, inTime, late, open, toVerify, overdue, extended, reviews }: TaskCounts): string {
  const waiting = toVerify > 0 ? `，其中待核查 ${toVerify}` : "";
  const done = `应完成 ${due}，已完成 ${inTime + late}（按期 ${inTime}、逾期 ${late}${waiting}），未完成 ${open}`;
  const told = REVIEWS.filter((word) => reviews[word] > 0).map((word) => `${word} ${reviews[word]}`);
  const parts = [
    done,
    `期末逾期 ${overdue}`,
    `延期 ${extended}`,
    ...(told.length > 0 ? [`讲评 ${told.join("、")}`] : []),
  ];
  return `${parts.join("；")}。`;
}

/** R-001 编制方案（甲县，会议）：时限5月20日，逾期 7 个工作日，尚未完成。 */
function laggingWords({ key, title: name, unit, source, limit, doneOn, days }: LaggingTask, asOf: string): string {
  const end = doneOn === null ? "尚未完成" : `${shortDayWords(doneOn, asOf)}完成`;
  const about = `${oneLine(key, 30)} ${prose(name, 60)}（${oneLine(unit, 40)}，${source}）`;
  return `${about}：时限${shortDayWords(limit, asOf)}，逾期 ${days} 个工作日，${end}。`;
}

const COUNT_HEADERS = [
  "应完成",
  "按期完成",
  "逾期完成",
  "未完成",
  "其中待核查",
  "期末逾期",
  "延期",
  ...REVIEWS,
] as const;

const countCells = ({ due, inTime, late, open, toVerify, overdue, extended, reviews }: TaskCounts): CellValue[] => [
  ...[due, inTime, late, open, toVerify, overdue, extended],
  ...REVIEWS.map((word) => reviews[word]),
];

/** The same figures as a workbook, for --out. */
export const reviewWorkbook = (period: string, review: TaskReview): NewWorkbook => ({
  title: title(period),
  sheets: [countSheet(period, review), laggingSheet(review)],
});

const column = (header: string, width: number, format: NewColumn["format"] = "text"): NewColumn => ({
  header,
  width,
  format,
});

const countSheet = (period: string, review: TaskReview): NewSheet => ({
  title: "完成情况",
  preface: [`${title(period)}（${spanWords(review)}）`, FOR_ADMINS],
  columns: [column("分类", 10), column("名称", 20), ...COUNT_HEADERS.map((header) => column(header, 10, "int"))],
  rows: [
    ["全部", "", ...countCells(review.total)],
    ...groupsOf(review).flatMap(([kind, list]) => list.map(({ name, counts }) => [kind, name, ...countCells(counts)])),
  ],
});

const laggingSheet = ({ lagging }: TaskReview): NewSheet => ({
  title: "逾期事项",
  columns: [
    ...[column("任务编号", 16), column("任务内容", 40), column("牵头单位", 18), column("来源", 10), column("机制", 12)],
    ...[column("时限", 12, "date"), column("完成日期", 12, "date"), column("逾期工作日", 12, "int")],
  ],
  rows: lagging.map(({ key, title: name, unit, source, mechanism, limit, doneOn, days }) => [
    ...[key, name, unit, source, mechanism],
    ...[dateCell(limit), doneOn === null ? null : dateCell(doneOn), days],
  ]),
});

const dateCell = (date: string): CellValue => ({ date });

export const reviewJson = (period: string, review: TaskReview): object => ({ version: 1, period, ...review });
