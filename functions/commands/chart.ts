import { resolve } from "node:path";
import { boardOf } from "../../lib/jobs/board.ts";
import { look } from "../../lib/jobs/look.ts";
import type { Board } from "../../lib/views/board/board.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { POSTER_PAPERS, type PosterPaper } from "../../lib/views/board/poster/paper.ts";
import { posterPage } from "../../lib/views/board/poster/poster.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import { type ChartMade, chartJson, chartWords } from "../../lib/views/chart.ts";
import { writeChart } from "../chart-file.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban chart`: the whole wall chart as one page by itself, or as a poster to print. Reads; writes nothing but that file. */
export async function chart(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("chart", options, ["dryRun", "period"]);
  const paper = paperOf(options.poster);
  const given = options.out === undefined ? null : htmlFile(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const board = boardOf(await look(outside, asked), { person: null, until: null });
    const { html, ...made } = pageOf(board, paper);
    const file = given ?? resolve(`${paper === null ? "挂图" : `挂图-${paper.toUpperCase()}`}-${board.asOf}.html`);
    await writeChart(file, html);
    const shown: ChartMade = { file, asOf: board.asOf, projects: board.projects.length, ...made };
    context.print(options.json === true ? JSON.stringify(chartJson(shown)) : chartWords(shown));
    return 0;
  } finally {
    await close();
  }
}

function pageOf(board: Board, paper: PosterPaper | null): Pick<ChartMade, "poster"> & { readonly html: string } {
  if (paper === null)
    return { html: boardPage(board, { mode: "file", query: ALL_PROJECTS, wall: false }).html, poster: null };
  const { html, posters, pages } = posterPage(board, paper);
  return { html, poster: { paper, posters, pages } };
}

function paperOf(text: string | undefined): PosterPaper | null {
  if (text === undefined) return null;
  const paper = POSTER_PAPERS.find((one) => one === text.toLowerCase());
  if (paper !== undefined) return paper;
  throw new UsageError(`--poster “${text.slice(0, 20)}” 不是 a0、a3 或 a4。`);
}

function htmlFile(file: string): string {
  if (/\.html?$/i.test(file)) return resolve(file);
  throw new UsageError(`“${file.slice(0, 200)}” 不是 .html 文件名。`);
}
