import type { PlainDate } from "../../../domain/dates.ts";
import { LIGHTS, type Light } from "../../../domain/light.ts";
import { ratio } from "../../../domain/ratio.ts";
import type { Money } from "../../../domain/registry.ts";
import { html } from "../../html.ts";
import { lightWord, monthWords } from "../../notice-lines.ts";
import { NO_CASE, percentWords } from "../../words.ts";
import { staleWords } from "../../workbook-words.ts";
import type { Board, BoardTally } from "../board.ts";
import { type Drawn, words } from "./lettering.ts";
import { type MarkName, mark } from "./marks.ts";
import { DRAWING } from "./paper.ts";
import { longDay } from "./poster-words.ts";

/** Which sheet of how many of the same size. */
export interface Part {
  readonly at: number;
  readonly of: number;
}

export const TITLE_HEIGHT = 32;
export const LEGEND_HEIGHT = 9;

/** Worst first, as people read them out. */
const READ_OUT: readonly Light[] = LIGHTS.toReversed();

/** The title across the whole drawing, and one line with the day and the sums. */
export function titleLines({ asOf, scope, total, setAside, stale }: Board, { at, of }: Part): readonly Drawn[] {
  const whose = scope.person === null ? "" : `（${scope.person.unit} ${scope.person.name}）`;
  const sheet = of === 1 ? "" : `　第 ${at} 张，共 ${of} 张`;
  const aside = setAside.projects === 0 ? "" : `　另有 ${setAside.projects} 个项目未计入`;
  const old = stale.map((one) => `　${staleWords(one, asOf)}`).join("");
  const middle = { x: DRAWING.width / 2, width: DRAWING.width, anchor: "middle" } as const;
  return [
    words(`重点项目挂图作战${whose}`, { ...middle, baseline: 16, size: 15, look: "strong" }),
    words(`截至 ${longDay(asOf)}　${sumWords(total, asOf)}${aside}${old}${sheet}`, {
      ...middle,
      baseline: 26,
      size: 6,
    }),
    {
      box: { x: 0, y: 29, width: DRAWING.width, height: 1 },
      part: html`<path class="border" d="M0 29.5H${DRAWING.width}"/>`,
    },
  ];
}

/** 217 个项目：红 4、黄 9；截至5月年度投资完成 43.1%，计划进度 45.8%；逾期节点 23 个，预测可能逾期 12 个 */
function sumWords(total: BoardTally, asOf: PlainDate): string {
  const lights = READ_OUT.flatMap((light) => {
    const count = total.lights[light] ?? 0;
    return count === 0 ? [] : [`${lightWord(light)} ${count}`];
  });
  const month = total.sums.month === "" ? "" : `截至${monthWords(total.sums.month, asOf)}`;
  const money = `${month}年度投资完成 ${shareWords(total.sums.done, total.sums.annualPlan)}，计划进度 ${shareWords(total.sums.planned, total.sums.annualPlan)}`;
  return `${total.projects} 个项目：${lights.join("、")}；${money}；逾期节点 ${total.overdue} 个，预测可能逾期 ${total.forecastLate} 个`;
}

export const shareWords = (part: Money, whole: Money): string =>
  whole === 0 ? NO_CASE : percentWords(ratio(part, whole));

const MEANINGS: readonly (readonly [mark: MarkName, words: string])[] = [
  ["lamp-red", "红灯"],
  ["lamp-yellow", "黄灯"],
  ["lamp-blue", "蓝灯"],
  ["lamp-grey", "无法判定"],
  ["lamp-green", "正常"],
  ["lamp-exempt", "豁免"],
  ["lamp-none", "不判灯"],
  ["lamp-forecast", "预测可能逾期（不计入排名）"],
  ["step-done", "已完成（在实际日期）"],
  ["step-open", "未完成（在计划日期）"],
];
const LINES: readonly (readonly [name: string, words: string])[] = [
  ["critical", "关键线路"],
  ["late", "逾期：计划日至完成日或今天"],
  ["today", "今天"],
];

/** What every mark and line means, along the foot. */
export function legend(y: number): readonly Drawn[] {
  const size = 3.4;
  const baseline = y + 6;
  let x = 0;
  const said = (text: string, after: number): Drawn => {
    const width = [...text].length * size + 2;
    const drawn = words(text, { x: x + after, baseline, size, width });
    x += after + width + 6;
    return drawn;
  };
  const marks = MEANINGS.flatMap(([name, text]) => [mark(name, x + 4, y + 2.6, 4.4), said(text, 9)]);
  const lines = LINES.flatMap(([name, text]) => [
    { box: { x, y, width: 10, height: 9 }, part: html`<path class="${name}" d="M${x} ${y + 4.8}h9"/>` },
    said(text, 11),
  ]);
  return [...marks, ...lines];
}
