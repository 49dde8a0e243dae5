import { type Part, type Sentence, sentence } from "../domain/circular/figure.ts";
import type { Matters, NamedItem, RedRunning, TaskFigures } from "../domain/circular/matters.ts";
import { type ChapterBody, type PaperTable, type Paragraph, paragraph } from "../domain/circular/paper.ts";
import { operandsOf, type Traced } from "../domain/circular/traced.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { CellRef } from "../domain/light.ts";
import { countFigure, given } from "./circular-figures.ts";
import { oneLine, prose } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** 四、任务讲评 */
export const taskChapter = (matters: Matters, asOf: PlainDate): ChapterBody => ({
  paragraphs: [
    paragraph("tasks/counts", ...countSentences(matters.tasks)),
    ...(matters.named.length === 0 ? [] : [paragraph("tasks/named", namedSentence(matters))]),
  ],
  sections: [],
  tables: matters.named.length === 0 ? [] : [namedTable(matters.named, asOf)],
  notes: [],
});

/** 应完成任务 12 件，已完成 10 件（按期 8 件、逾期 2 件），未完成 2 件；期末逾期未完成的共 3 件。讲评为好 1 件、差 1 件。 */
function countSentences({ due, done, inTime, late, open, overdue, reviews }: TaskFigures): readonly Sentence[] {
  const counts =
    due.value === 0
      ? sentence("本期没有到期的任务；期末逾期未完成的共 ", countFigure(overdue), " 件。")
      : sentence(
          ...[
            "本期应完成任务 ",
            countFigure(due),
            " 件，已完成 ",
            countFigure(done),
            " 件（按期 ",
            countFigure(inTime),
          ],
          ...[" 件、逾期 ", countFigure(late), " 件），未完成 ", countFigure(open)],
          ...[" 件；期末逾期未完成的共 ", countFigure(overdue), " 件。"],
        );
  const told = reviews.filter(({ count }) => count.value > 0);
  if (told.length === 0) return [counts];
  const words = told.flatMap(({ review, count }, index): readonly Part[] => [
    `${index === 0 ? "讲评为" : "、"}${review} `,
    countFigure(count),
    " 件",
  ]);
  return [counts, sentence(...words, "。")];
}

const namedSentence = ({ named, namedFrom }: Matters): Sentence =>
  sentence(
    "其中逾期满 ",
    given(String(namedFrom)),
    " 个工作日、按逾期升级应予通报的 ",
    countFigure(traced(named.map((one) => ({ ...one, tab: "tasks", field: "" })))),
    " 件，见下表。",
  );

const traced = (cells: readonly CellRef[]): Traced => ({ value: cells.length, of: operandsOf(cells) });

const namedTable = (named: readonly NamedItem[], asOf: PlainDate): PaperTable => ({
  id: "tasks/named-table",
  title: "逾期事项",
  head: ["序号", "事项", "牵头单位", "时限", "逾期工作日"],
  rows: named.map(({ key, title, unit, limit, days }, index) =>
    [
      String(index + 1),
      `${oneLine(key, 30)} ${prose(title, 60)}`,
      oneLine(unit, 40),
      shortDayWords(limit, asOf),
      String(days),
    ].map((text) => [given(text)]),
  ),
});

/** 五、下一步: what is red for months, what is overdue, what was not reported; never a figure to report. */
export function nextChapter(matters: Matters): ChapterBody {
  const asked = [
    redParagraph(matters),
    counted("next/tasks", matters.tasks.overdue, [
      "期末逾期未完成的 ",
      " 件任务，请牵头单位抓紧办理，办结后在「任务」表填写完成日期并附佐证。",
    ]),
    counted("next/issues", matters.overdueIssues, [
      "期末超过时限的 ",
      " 件问题，请责任单位办结；本级难以解决的，请写明已采取的措施，按程序提级。",
    ]),
    counted("next/reports", matters.missingReports, [
      "本期月报未报的 ",
      " 个项目，请责任单位补报，数据以实际完成为准。",
    ]),
  ].filter((one) => one !== null);
  const none = paragraph("next/none", sentence("期末没有连续红灯的项目，没有逾期事项。"));
  return { paragraphs: asked.length === 0 ? [none] : asked, sections: [], tables: [], notes: [] };
}

const counted = (id: string, count: Traced, [before, after]: readonly [string, string]): Paragraph | null =>
  count.value === 0 ? null : paragraph(id, sentence(before, countFigure(count), after));

const MOST_NAMED = 10;

/** 连续 2 个月以上为红灯的 3 个项目：P-031 滨河路改造（甲县，3 个月）、… */
function redParagraph({ red, redMonths }: Matters): Paragraph | null {
  if (red.length === 0) return null;
  const cells = red.map(({ workbook, code }) => ({ workbook, tab: "projects", key: code, field: "code" }));
  const rest = red.length > MOST_NAMED ? "等" : "";
  return paragraph(
    "next/red",
    sentence(
      "连续 ",
      given(String(redMonths)),
      " 个月以上为红灯的 ",
      countFigure(traced(cells)),
      " 个项目，请责任单位在「问题」表写明卡点和需要协调的层级：",
      given(`${red.slice(0, MOST_NAMED).map(redWords).join("、")}${rest}`),
      "。",
    ),
  );
}

const redWords = ({ code, name, unit, months }: RedRunning): string =>
  `${oneLine(code, 30)} ${oneLine(name, 40)}（${oneLine(unit, 40)}，${months} 个月）`;
