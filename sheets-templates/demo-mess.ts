import { columnName } from "../lib/adapters/xlsx/address.ts";
import type { TabCode } from "../lib/domain/registry.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { tabOf } from "../lib/registry/tabs.ts";
import { MESS, type Mess, type Shows } from "./demo-mess-list.ts";
import { EXTRA_ROWS, SERIES } from "./demo-mess-rows.ts";
import { cleanCity } from "./demo-rows.ts";
import { columnsShown, type TemplateRow, type TemplateRows } from "./registry-sheets.ts";

/** One mess as it stands in demo.xlsx. */
export interface Planted {
  /** Title of the sheet. */
  readonly tab: string;
  /** Key of the row before the mess, "" for a row that should not be there. */
  readonly key: string;
  /** A1 address, "" when the finding is about the tab. */
  readonly cell: string;
  readonly shows: Shows;
  /** Code of the finding or of the question, "" when nothing is said. */
  readonly code: string;
  readonly what: string;
}

const monthOf = (typed: CellValue): string =>
  String(typed).replace(/^(\d{4})年(\d+)月$/, (_, year, month) => `${year}-${month.padStart(2, "0")}`);

/** The key of a clean row; people by their post, since names are drawn. */
function keyOf(tab: TabCode, row: TemplateRow): string {
  if (tab === "people") return `${row.unit}/${row.title === row.roles ? row.title : row.roles}`;
  return tabOf(tab)
    .key.map((code) => monthOf(row[code] ?? null))
    .join("/");
}

function rowOf(tab: TabCode, rows: readonly TemplateRow[], key: string): number {
  const index = key.startsWith("#") ? Number(key.slice(1)) - 1 : rows.findIndex((row) => keyOf(tab, row) === key);
  if (rows[index] === undefined) throw new RangeError(`no row ${tab} ${key} to make a mess of`);
  return index;
}

type Rows = { [T in TabCode]?: TemplateRow[] };

function put(rows: Rows, { tab, key, field, value }: Mess, clean: TemplateRows): void {
  const at = rowOf(tab, clean[tab] ?? [], key);
  const row = rows[tab]![at]!;
  if (!(field in row)) throw new RangeError(`no cell ${tab} ${key} ${field} to make a mess of`);
  rows[tab]![at] = { ...row, [field]: typeof value === "function" ? value(row[field] ?? null) : value };
}

/** The city as people left it. */
export function messyCity(): TemplateRows {
  const clean = cleanCity();
  const rows: Rows = Object.fromEntries(Object.entries(clean).map(([tab, list]) => [tab, [...list]]));
  for (const { tab, key, change } of SERIES) {
    const at = rowOf(tab, clean[tab] ?? [], key);
    rows[tab]![at] = change(rows[tab]![at]!, (other) => rows[tab]![rowOf(tab, clean[tab] ?? [], other)]!);
  }
  for (const mess of MESS) put(rows, mess, clean);
  for (const { tab, row } of EXTRA_ROWS)
    rows[tab] = [...(rows[tab] ?? []), typeof row === "function" ? row(clean) : row];
  return rows;
}

/** 科室自用 stands in 项目 before 备注, so the columns from there on are one further. */
const OWN_COLUMN_BEFORE = "remark";

function addressOf(tab: TabCode, rows: readonly TemplateRow[], index: number, field: string): string {
  const columns = columnsShown(tabOf(tab), rows).map(({ code }) => code);
  if (tab === "projects") columns.splice(columns.indexOf(OWN_COLUMN_BEFORE), 0, "own");
  return `${columnName(columns.indexOf(field))}${index + 2}`;
}

function planted(): readonly Planted[] {
  const clean = cleanCity();
  const messy = messyCity();
  const at = (tab: TabCode, index: number, field: string) => ({
    tab: tabOf(tab).title,
    cell: field === "" ? "" : addressOf(tab, messy[tab]!, index, field),
  });
  const cells = MESS.map(({ tab, key, field, shows, code, what }) => ({
    ...at(tab, rowOf(tab, clean[tab] ?? [], key), field),
    key,
    shows,
    code,
    what,
  }));
  const series = SERIES.filter(({ code }) => code !== "").map(({ tab, key, field, code, what }) => ({
    ...at(tab, rowOf(tab, clean[tab] ?? [], key), field),
    key,
    shows: "asked" as const,
    code,
    what,
  }));
  const counts = new Map<TabCode, number>();
  const extra = EXTRA_ROWS.map(({ tab, field, shows, code, what }) => {
    const nth = counts.get(tab) ?? 0;
    counts.set(tab, nth + 1);
    return { ...at(tab, (clean[tab]?.length ?? 0) + nth, field), key: "", shows, code, what };
  });
  return [...cells, ...series, ...extra];
}

/** Everything planted in demo.xlsx on purpose, with what is to be seen of it. */
export const PLANTED: readonly Planted[] = planted();
