import { sentence } from "../domain/circular/figure.ts";
import type { Comparison } from "../domain/circular/high-low.ts";
import type { Matters } from "../domain/circular/matters.ts";
import type { Overview } from "../domain/circular/overview.ts";
import {
  type ChapterBody,
  type CircularPaper,
  type PaperChapter,
  type Paragraph,
  paragraph,
} from "../domain/circular/paper.ts";
import { monthNumber, monthOf, type PlainDate } from "../domain/dates.ts";
import type { IndicatorCode } from "../domain/indicator.ts";
import { given } from "./circular-figures.ts";
import { indicatorSentences } from "./circular-indicators.ts";
import { nextChapter, taskChapter } from "./circular-matters.ts";
import { overviewChapter } from "./circular-overview.ts";
import { type ConfirmedBlock, listChapter, rankingChapter } from "./circular-ranking.ts";
import { oneLine } from "./one-line.ts";
import { periodWords, shortDayWords } from "./words.ts";

/** What a circular is written from. */
export interface CircularFacts {
  readonly period: string;
  /** The period's last day. */
  readonly to: PlainDate;
  readonly confirmed: ConfirmedBlock;
  /** Of the confirmed month at the period's end, and its draft; null: that month was not published. */
  readonly indicators: { readonly draft: string; readonly comparisons: readonly Comparison[] } | null;
  readonly overview: Overview;
  readonly matters: Matters;
  /** A circular that left quotes an earlier issue of the result: its number, and what is otherwise now. Left out: none did. */
  readonly correction?: { readonly number: string; readonly differences: string };
  /** What the sums of the first chapter lack, in words. */
  readonly notes: readonly string[];
}

export const circularTitle = (period: string): string => `关于${periodWords(period)}重点项目建设情况的通报`;

const NUMBERS = "一二三四五六七八九十";
const NOTHING: ChapterBody = { paragraphs: [], sections: [], tables: [], notes: [] };

/** The circular in the official order; a chapter about which nothing can be said is left out. */
export function circularPaper(facts: CircularFacts): CircularPaper {
  const { period, confirmed, overview, matters, notes, to } = facts;
  const chapters: readonly (readonly [PaperChapter["key"], string, ChapterBody])[] = [
    ["overview", "总体情况", overviewChapter(overview, sinceWords(period), notes)],
    ["indicators", "各项指标", indicatorChapter(facts)],
    ["ranking", "排名", rankingChapter(confirmed)],
    ["lists", "红黑榜", listChapter(confirmed)],
    ["tasks", "任务讲评", taskChapter(matters, to)],
    ["next", "下一步工作", nextChapter(matters)],
  ];
  return {
    title: circularTitle(period),
    opening: [
      ...correctionParagraphs(facts),
      paragraph("opening", sentence("现将", given(periodWords(period)), "重点项目建设情况通报如下。")),
    ],
    chapters: chapters
      .filter(([, , body]) => body.paragraphs.length + body.sections.length + body.tables.length > 0)
      .map(([key, title, body], index) => ({ key, title: `${NUMBERS[index]}、${title}`, ...body })),
  };
}

/** First of all, since people hold the former one. */
function correctionParagraphs({ correction }: CircularFacts): readonly Paragraph[] {
  if (correction === undefined) return [];
  const { number, differences } = correction;
  const parts = [
    "此前印发的",
    given(number),
    "所列结果有误，现予更正，以本通报为准：",
    given(oneLine(differences, MOST_DIFFERENCES)),
    "。",
  ];
  return [paragraph("opening/correction", sentence(...parts))];
}

const MOST_DIFFERENCES = 600;

const sinceWords = (period: string): string => (period.includes("Q") ? "上季度末" : "上月末");

/** What is counted in the last month alone; the others since January. */
const OF_THE_MONTH: readonly (readonly [code: IndicatorCode, name: string])[] = [
  ["reporting", "月报报送"],
  ["inspection", "督导评分"],
];

/** One paragraph for each indicator, named by its code. */
function indicatorChapter({ indicators, confirmed, to }: CircularFacts): ChapterBody {
  if (indicators === null) return NOTHING;
  const { comparisons, draft } = indicators;
  const codes = [...new Set(comparisons.map(({ code }) => code))];
  const paragraphs = codes.flatMap((code) => {
    const [sentences] = indicatorSentences(
      comparisons.filter((one) => one.code === code),
      { draft },
    );
    return sentences === undefined ? [] : [paragraph(`indicators/${code}`, ...sentences)];
  });
  if (confirmed.block.kind === "ranking" || paragraphs.length === 0) return { ...NOTHING, paragraphs };
  const ofMonth = OF_THE_MONTH.filter(([code]) => paragraphs.some(({ id }) => id === `indicators/${code}`));
  const names = ofMonth.map(([, name]) => name).join("、");
  const apart = names === "" ? [] : [`，其中${names}为`, given(`${monthNumber(monthOf(to))}月`), "当月情况"];
  const lead = sentence("以下为截至", given(shortDayWords(to)), "的累计情况", ...apart, "。");
  return { ...NOTHING, paragraphs: [paragraph("indicators/lead", lead), ...paragraphs] };
}
