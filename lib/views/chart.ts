import type { PlainDate } from "../domain/dates.ts";
import { MOST_PROJECTS } from "./board/poster/drawing.ts";
import type { PosterPaper } from "./board/poster/paper.ts";

/** A chart that was written. */
export interface ChartMade {
  readonly file: string;
  readonly asOf: PlainDate;
  readonly projects: number;
  /** null: the page by itself. */
  readonly poster: { readonly paper: PosterPaper; readonly posters: number; readonly pages: number } | null;
}

export const chartJson = ({ poster, ...made }: ChartMade): object => ({ version: 1, ...made, poster });

/** Where it is, what is in it, and how it is printed. */
export function chartWords({ file, asOf, projects, poster }: ChartMade): string {
  const what = `${projects} 个项目，截至 ${asOf}`;
  if (poster === null) return `挂图：${file}（${what}）。用浏览器打开，不需要网络；打印为 A3 横向。`;
  return [`挂图（打印用）：${file}（${what}）。`, printWords(poster), ...severalWords(poster)].join("");
}

function printWords({ paper, pages }: NonNullable<ChartMade["poster"]>): string {
  const name = paper.toUpperCase();
  if (paper === "a0") return `用浏览器打开后打印 ${pages} 页 ${name}，选“实际大小”。`;
  return `用浏览器打开后打印 ${pages} 页 ${name}，选“实际大小”，第一页是拼图说明。`;
}

const severalWords = ({ posters }: NonNullable<ChartMade["poster"]>): readonly string[] =>
  posters === 1 ? [] : [`一张 A0 最多 ${MOST_PROJECTS} 个项目，共 ${posters} 张。`];
