import { type Html, html } from "../html.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import type { Board, BoardProject } from "./board.ts";
import { CLIENT_SCRIPT } from "./client-script.ts";
import { isForecastLate, searchText } from "./facts.ts";
import { policyOf } from "./policy.ts";
import { PRINT_STYLE } from "./print-style.ts";
import { ALL_PROJECTS, askedProjects, type BoardQuery, fits, placesOf } from "./query.ts";
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

const STYLE = [BASE_STYLE, WALL_STYLE, PRINT_STYLE].join("\n");

/** The whole board as HTML, projects in the order asked for. Served, what was not asked for is hidden; the script may show it again. */
export function boardPage(board: Board, options: PageOptions): BoardPage {
  const { header, meta } = policyOf(STYLE, CLIENT_SCRIPT, options.wall && options.mode === "served");
  const head = html`<!DOCTYPE html>
<html lang="zh-CN" data-mode="${options.mode}"${options.wall ? html` class="wall"` : html``}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${meta}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>挂图作战</title>
`;
  const body = bodyOf(board, options);
  const page = `${head.markup}<style>${STYLE}</style>\n</head>\n${body.markup}<script>${CLIENT_SCRIPT}</script>\n</body>\n</html>\n`;
  return { html: page, policy: header };
}

const bodyOf = (board: Board, { query, mode }: PageOptions): Html => {
  const sorted = askedProjects(board.projects, { ...ALL_PROJECTS, sort: query.sort });
  const shown = new Set(mode === "served" ? sorted.filter((project) => fits(project, query)) : sorted);
  const places = placesOf(board.projects);
  return html`<body>
<main><h1>挂图作战</h1>
<p id="count" role="status">共 ${shown.size} 个项目</p>
<section id="overview"></section>
<section id="projects"><h2>项目</h2>
${sorted.map((project) => projectArticle(project, places.get(project)!, shown.has(project)))}</section>
<section id="issues"></section>
<section id="ranking"></section>
</main>
`;
};

const projectArticle = (project: BoardProject, places: readonly number[], isShown: boolean): Html => {
  const { verdict, unit, leader } = project;
  const { code, name, county, category } = verdict.project;
  return html`<article class="project" id="p-${code}" data-county="${county}" data-unit="${unit}" data-leader="${leader}" data-category="${category}" data-light="${lightWord(verdict.light)}" data-forecast="${isForecastLate(project) ? "1" : ""}" data-search="${searchText(project)}" data-places="${places.join(" ")}"${isShown ? html`` : html` hidden`}>
<h3>${lightWord(verdict.light)} ${oneLine(code, 30)} ${oneLine(name, 60)}</h3>
</article>
`;
};
