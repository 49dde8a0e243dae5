import { type Html, html } from "../html.ts";
import { oneLine } from "../one-line.ts";
import { axisOf } from "./axis.ts";
import type { Board } from "./board.ts";
import { CLIENT_SCRIPT } from "./client-script.ts";
import { chosenOf } from "./facts.ts";
import { countWords, FEW, LOT } from "./fields.ts";
import { filterForm } from "./filter-form.ts";
import { axisHead, heading, legend } from "./heading.ts";
import { issuesSection } from "./issues.ts";
import { boardSigns } from "./marks.ts";
import { NARROW_STYLE } from "./narrow-style.ts";
import { overviewSection } from "./overview.ts";
import { policyOf } from "./policy.ts";
import { printStyle } from "./print-style.ts";
import { ALL_PROJECTS, askedProjects, type BoardQuery, fits, placesOf } from "./query.ts";
import { rankingSection } from "./ranking.ts";
import { projectArticle } from "./row.ts";
import { selectionWords } from "./selection.ts";
import { BASE_STYLE } from "./style.ts";
import { WALL_STYLE } from "./wall-style.ts";

export interface PageOptions {
  /** served: without JavaScript the form asks the server; file: a file by itself, whose form works with JavaScript only. */
  readonly mode: "served" | "file";
  readonly query: BoardQuery;
  /** The office's wall: 1080p, no scrolling, pages turn, fetched anew; off on desks and phones. */
  readonly wall: boolean;
}

/** One self-contained page and the content security policy it was made for: hashes of its own style and script, nothing else. */
export interface BoardPage {
  readonly html: string;
  readonly policy: string;
}

/** Without a script the wall is loaded anew as it is. */
const REFRESH = html`<noscript><meta http-equiv="refresh" content="300"></noscript>
`;

/** The whole board as HTML, projects in the order asked for. Served, what was not asked for is hidden; the script may show it again. */
export function boardPage(board: Board, options: PageOptions): BoardPage {
  const style = [BASE_STYLE, NARROW_STYLE, WALL_STYLE, printStyle(board.asOf)].join("\n");
  const { header, meta } = policyOf(style, CLIENT_SCRIPT, options.wall && options.mode === "served");
  const head = html`<!DOCTYPE html>
<html lang="zh-CN" data-mode="${options.mode}"${options.wall ? html` class="wall"` : html``}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${meta}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(board)}</title>
${options.wall && options.mode === "served" ? REFRESH : ""}`;
  const body = bodyOf(board, options);
  const page = `${head.markup}<style>${style}</style>\n</head>\n${body.markup}<script>${CLIENT_SCRIPT}</script>\n</body>\n</html>\n`;
  return { html: page, policy: header };
}

const titleOf = ({ asOf, scope }: Board): string =>
  `重点项目挂图作战 ${asOf}${scope.person === null ? "" : ` ${oneLine(scope.person.unit, 30)}`}`;

function bodyOf(board: Board, { query, mode }: PageOptions): Html {
  const sorted = askedProjects(board.projects, { ...ALL_PROJECTS, sort: query.sort });
  const shown = new Set(mode === "served" ? sorted.filter((project) => fits(project, query)) : sorted);
  const places = placesOf(board.projects);
  const axis = axisOf(board.asOf);
  return html`<body>
<a class="skip" href="#projects">跳到项目</a>
${boardSigns(axis)}${heading(board)}<main>
${overviewSection(board, addressOf)}<section id="projects" aria-labelledby="h-projects"${shown.size > FEW ? "" : html` class="few"`}><h2 id="h-projects">项目</h2>
${filterForm(board, query, mode)}<p id="count" role="status">${countWords(shown.size, sorted.length)}</p>
<p id="tally">${shown.size < sorted.length ? selectionWords([...shown].map(chosenOf)) : ""}</p>
${legend()}${axisHead(axis)}${lotsOf(sorted).map(
  (
    lot,
  ) => html`<div class="rows"${lot.some((project) => shown.has(project)) ? "" : html` hidden`}>${lot.map((project) => projectArticle(project, { axis, places: places.get(project)!, isShown: shown.has(project) }))}</div>
`,
)}</section>
${issuesSection(board, axis)}${rankingSection(board.ranking)}</main>
`;
}

/** In the order given, so many at a time. */
const lotsOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / LOT) }, (_, at) => all.slice(at * LOT, (at + 1) * LOT));

/** An address relative to the page, so that a file opened from a disk and a page behind any door read it alike. */
const addressOf = (asked: Partial<BoardQuery>): string => `?${new URLSearchParams(Object.entries(asked))}#projects`;
