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
export function monthSections(months: readonly MonthFacts[]): Html {
  const headings = months.map(({ month }) => headingOf(month, months[0]!.month));
  const figures = [...headings, "合计"].map((_, at) => at + 1);
  return html`${section("months", "逐月", [
    table(
      "每月的信、灯色与完成（数据问题为月末未更正的，灯色为月末在册项目；计划进度、实际完成只算月末已到报送时限的项目，按各项目自己的计划，与通报的全市口径不同；全年结果见年度通报）",
      [
        "月份",
        "工作日",
        "信",
        "确认",
        "数据问题",
        ...LIGHTS.map(([, word]) => word),
        "月报截至",
        "计划进度",
        "实际完成",
      ],
      months.map(monthRow),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
    ),
  ])}${section("mails", "告知的事项", [
    table("各月按事项", ["事项", ...headings, "合计"], kindRows(months, "byKind"), figures),
    table("各月按收信人", ["收信人", ...headings, "合计"], kindRows(months, "byRole"), figures),
  ])}`;
}

const monthWord = (month: string): string => `${Number(month.slice(5))}月`;

/** A heading: the month after the year is not the year's own January. */
const headingOf = (month: string, first: string): string =>
  `${month.slice(0, 4) === first.slice(0, 4) ? "" : "次年"}${monthWord(month)}`;

function monthRow({ month, workdays, mails, confirmed, findings, lights, reported, ...sums }: MonthFacts) {
  const share = (money: number): string =>
    sums.annualPlan === 0 ? NO_CASE : percentWords(ratio(money, sums.annualPlan));
  return [
    ...[periodWords(month), workdays, mails, confirmed, findings],
    ...LIGHTS.map(([light]) => lights[light] ?? 0),
    ...[reported === "" ? NO_CASE : monthWord(reported), share(sums.planned), share(sums.done)],
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
