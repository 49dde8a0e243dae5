import { columnsOf, type PublicRow, type PublicTableCode } from "../../domain/publication/public-columns.ts";
import { type Html, html } from "../html.ts";
import { NO_CASE } from "../words.ts";
import { linkFrom, projectPath } from "./addresses.ts";
import { titleOfColumn } from "./public-words.ts";
import { isFigure, kindOf, valueWords } from "./value-words.ts";

export interface TableShown {
  readonly table: PublicTableCode;
  readonly rows: readonly PublicRow[];
  readonly caption: string;
  /** The page it stands on. */
  readonly page: string;
  /** Columns left out, since the page says them once. */
  readonly without?: readonly string[];
  /** Projects that have a page. */
  readonly pages: ReadonlySet<string>;
}

/** Which column names the row. */
const HEADS: Readonly<Partial<Record<PublicTableCode, string>>> = { disclosures: "item", sums: "line" };
const NAMES = ["name", "unit"];

/** A table that keeps its roles when a narrow screen sets its rows one below the other. */
export function tableOf(shown: TableShown): Html {
  const columns = columnsOf(shown.table)
    .map(([column]) => column)
    .filter((column) => shown.without?.includes(column) !== true);
  const head = HEADS[shown.table] ?? NAMES.find((name) => columns.includes(name)) ?? columns[0]!;
  const titles = columns.map(
    (column) =>
      html`<th role="columnheader" scope="col"${figureClass(shown.table, column)}>${titleOfColumn(shown.table, column)}</th>`,
  );
  const rows = shown.rows.map(
    (row) => html`<tr role="row">${columns.map((column) => cellOf(shown, row, column, column === head))}</tr>
`,
  );
  return html`<table role="table">
<caption>${shown.caption}</caption>
<thead role="rowgroup"><tr role="row">${titles}</tr></thead>
<tbody role="rowgroup">
${rows}</tbody>
</table>
`;
}

function figureClass(table: PublicTableCode, column: string): Html {
  const kind = kindOf(table, column);
  if (kind === "day") return html` class="day"`;
  return isFigure(kind) && column !== "place" ? html` class="figure"` : html``;
}

function cellOf(shown: TableShown, row: PublicRow, column: string, isHead: boolean): Html {
  const attributes = html`${figureClass(shown.table, column)} data-label="${titleOfColumn(shown.table, column)}"`;
  const inside = insideOf(shown, row, column);
  if (isHead) return html`<th role="rowheader" scope="row"${attributes}>${inside}</th>`;
  return html`<td role="cell"${attributes}>${inside}</td>`;
}

function insideOf({ table, page, pages }: TableShown, row: PublicRow, column: string): Html {
  const value = row[column] ?? null;
  if (kindOf(table, column) === "link") return outwards(String(value ?? ""), String(row.item ?? ""));
  const words = valueWords(table, column, value);
  const project = String(row.project ?? row.code ?? "");
  const isName = column === "name" || column === "projectName";
  if (isName && pages.has(project)) return html`<a href="${linkFrom(page, projectPath(project))}">${words}</a>`;
  if (column === "list") return html`<span class="mark ${value === "red" ? "red" : "black"}">${words}</span>`;
  return html`${words}`;
}

/** To somebody else's page: its host is named, and it learns nothing. */
function outwards(link: string, item: string): Html {
  if (link === "") return html`${NO_CASE}`;
  const host = link.replace(/^https?:\/\//, "").replace(/[/?#].*$/, "");
  return html`<a href="${link}" rel="noopener noreferrer nofollow">${host}<span class="unseen">：${item}</span></a>`;
}
