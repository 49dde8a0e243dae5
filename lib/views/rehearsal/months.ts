import type { Light } from "../../domain/light.ts";
import { ratio } from "../../domain/ratio.ts";
import { type Html, html } from "../html.ts";
import { NO_CASE, percentWords, periodWords } from "../words.ts";
import type { MonthFacts } from "./facts.ts";
import { section, table } from "./table.ts";
import { noticeName } from "./words.ts";

const LIGHTS: readonly (readonly [Light, string])[] = [
  ["red", "红"],
  ["yellow", "黄"],
  ["blue", "蓝"],
  ["green", "绿"],
  ["grey", "灰"],
  ["none", "无"],
  ["exempt", "免"],
];

/** Month by month: letters, lights and completion as they stood on its last day. */
export const monthSections = (months: readonly MonthFacts[]): Html =>
  html`${section("months", "逐月", [
    table(
      "每月的信、灯色与完成（灯色、完成为月末当天）",
      ["月份", "工作日", "信", "确认", "数据问题", ...LIGHTS.map(([, word]) => word), "计划进度", "实际完成"],
      months.map(monthRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    ),
  ])}${section("mails", "告知的事项", [
    table("各月按事项", ["事项", ...months.map(({ month }) => monthWord(month)), "合计"], kindRows(months, "byKind")),
    table(
      "各月按收信人",
      ["收信人", ...months.map(({ month }) => monthWord(month)), "合计"],
      kindRows(months, "byRole"),
    ),
  ])}`;

const monthWord = (month: string): string => `${Number(month.slice(5))}月`;

function monthRow({ month, workdays, mails, confirmed, findings, lights, ...sums }: MonthFacts) {
  const share = (money: number): string =>
    sums.annualPlan === 0 ? NO_CASE : percentWords(ratio(money, sums.annualPlan));
  return [
    ...[periodWords(month), workdays, mails, confirmed, findings],
    ...LIGHTS.map(([light]) => lights[light] ?? 0),
    ...[share(sums.planned), share(sums.done)],
  ];
}

/** A line for each name that any month has, the most told first. */
function kindRows(months: readonly MonthFacts[], of: "byKind" | "byRole") {
  const names = [...new Set(months.flatMap((month) => Object.keys(month[of])))];
  const lines = names.map((name) => {
    const counts = months.map((month) => month[of][name] ?? 0);
    return { name, counts, all: counts.reduce((sum, count) => sum + count, 0) };
  });
  return lines
    .toSorted((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1))
    .map(({ name, counts, all }) => [noticeName(name), ...counts, all]);
}
