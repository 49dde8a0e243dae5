import type { Light } from "../../domain/light.ts";
import { type Html, html } from "../html.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import type { Board, BoardProject } from "./board.ts";
import { type BoardQuery, type BoardSort, FORECAST_WORD } from "./fields.ts";

const LIGHTS: readonly Light[] = ["red", "yellow", "blue", "grey", "green", "exempt", "none"];

const SORT_WORDS: Readonly<Record<BoardSort, string>> = {
  "": "灯色",
  code: "项目编号",
  gap: "进度差",
  overdue: "逾期天数",
  investment: "年度计划投资",
  unit: "责任单位",
  forecast: "预测逾期可能",
};

/** What can be chosen of the board, each once. Without a script the server answers; a file needs its script. */
export function filterForm({ projects }: Board, query: BoardQuery, mode: "served" | "file"): Html {
  const noScript =
    mode === "file" ? html`<noscript><p class="nt">本页未启用脚本，以下列出全部项目，不能筛选。</p></noscript>` : "";
  return html`<form id="filters" method="get" role="search" aria-label="筛选项目">
<label class="q">搜索<input type="search" name="q" value="${query.q}" placeholder="编号、名称、单位、领导" maxlength="100" autocomplete="off"></label>
${select(
  "county",
  "属地",
  namesOf(projects, ({ verdict }) => verdict.project.county),
  query.county,
)}
${select(
  "category",
  "类别",
  namesOf(projects, ({ verdict }) => verdict.project.category),
  query.category,
)}
${select(
  "unit",
  "责任单位",
  namesOf(projects, ({ unit }) => unit),
  query.unit,
)}
${select(
  "leader",
  "包联领导",
  namesOf(projects, ({ leader }) => leader),
  query.leader,
)}
${select("light", "灯", [...LIGHTS.map(lightWord), FORECAST_WORD], query.light)}
<label>排序<select name="sort">${Object.entries(SORT_WORDS).map(([value, words]) => option(value, words, query.sort))}</select></label>
<span class="act"><button type="submit">筛选</button> <a id="clear" href="?">清除</a></span>
</form>
${noScript}`;
}

const namesOf = (projects: readonly BoardProject[], nameOf: (project: BoardProject) => string): readonly string[] =>
  [...new Set(projects.map((project) => oneLine(nameOf(project), 100)))].filter((name) => name !== "").sort();

const select = (name: keyof BoardQuery, label: string, values: readonly string[], chosen: string): Html =>
  html`<label>${label}<select name="${name}"><option value="">全部</option>${values.map((value) => option(value, value, chosen))}</select></label>`;

const option = (value: string, words: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && value !== "" ? html` selected` : ""}>${oneLine(words, 40)}</option>`;
