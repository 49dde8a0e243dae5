import { html } from "../../html.ts";
import type { Board } from "../board.ts";
import type { BoardPage } from "../page.ts";
import { policyOf } from "../policy.ts";
import { assemblyPage } from "./assembly.ts";
import { drawings } from "./drawing.ts";
import { MARKS } from "./marks.ts";
import { type PosterPaper, TILINGS, tilesOf } from "./paper.ts";
import { longDay } from "./poster-words.ts";
import { sheetsOf } from "./sheets.ts";
import { posterStyle } from "./style.ts";

/** A poster, and how many A0 sheets and printed pages it makes, the plan of assembly included. */
export interface Poster extends BoardPage {
  readonly posters: number;
  readonly pages: number;
}

/** The wall chart on A0, whole or cut into sheets of `paper`, one page of exact size each. No script, no request. Source: issue 5, Print; M20. */
export function posterPage(board: Board, paper: PosterPaper): Poster {
  const tiling = TILINGS[paper];
  const drawn = drawings(board);
  const day = longDay(board.asOf);
  const nameOf = (at: number): string =>
    `重点项目挂图作战　截至 ${day}${drawn.length === 1 ? "" : `　第 ${at + 1} 张，共 ${drawn.length} 张`}`;
  const style = posterStyle(tiling.sheet);
  const { header, meta } = policyOf(style, "");
  const head = html`<!DOCTYPE html>
<html lang="zh-CN" data-mode="poster">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${meta}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>重点项目挂图作战 ${day}</title>
`;
  const plan = paper === "a0" ? [] : [assemblyPage(tiling, nameOf(0), drawn.length)];
  const sheets = [...plan, ...drawn.flatMap((one, at) => sheetsOf(one, tiling, nameOf(at)))];
  const body = html`<body>
<svg class="marks" aria-hidden="true"><defs>${MARKS}</defs></svg>
${sheets}</body>
</html>
`;
  return {
    html: `${head.markup}<style>${style}</style>\n</head>\n${body.markup}`,
    policy: header,
    posters: drawn.length,
    pages: plan.length + drawn.length * tilesOf(tiling).length,
  };
}
