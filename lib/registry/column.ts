import type { Row, TabCode } from "../domain/registry.ts";
import type { SystemHeader } from "../ports/spreadsheet.ts";

/**
 * How a cell is read. `id` text key · `name` matched to another tab · `names` several of them · `list` 、-separated words ·
 * `period` 2026-09 / 2026Q3 / 2026 · `quarter` 2026Q3 · `money` typed in 万元. Source: registry.md "Kinds of cell".
 */
export type CellKind =
  | "id"
  | "text"
  | "name"
  | "names"
  | "list"
  | "roles"
  | "email"
  | "date"
  | "month"
  | "period"
  | "quarter"
  | "money"
  | "percent"
  | "int"
  | "num"
  | "enum"
  | "bool"
  | "url";

export interface Column {
  /** The property of the row's interface in lib/domain/registry.ts. */
  readonly code: string;
  readonly header: string;
  readonly aliases: readonly string[];
  readonly kind: CellKind;
  readonly required: boolean;
  /** Of `enum` and `roles`; where `extendable` is set these are the built-in ones. */
  readonly values: readonly string[];
  /** The rule whose list replaces `values`. */
  readonly extendable: "categories" | "mechanisms" | null;
  readonly ref: "units" | "people" | "projects" | null;
  /** Code of the column that names the unit in which a person is looked up first. */
  readonly within: string | null;
  /** A planned date: a period (3月底, 三季度) means its last day. */
  readonly planned: boolean;
  /** A figure below zero is possible (points, adjustments). */
  readonly signed: boolean;
  readonly max: number | null;
  /** Offered in the empty template; false = understood when somebody adds it. */
  readonly inTemplate: boolean;
  /** Width in characters. */
  readonly width: number;
  /** Help under the header, Chinese. */
  readonly note: string;
}

export interface TabDef {
  readonly code: TabCode;
  readonly title: string;
  readonly section: "department" | "admin";
  /** Column codes whose values make the key, joined by "/". */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Our columns inside the tab, at the right of the table. */
  readonly system: readonly SystemHeader[];
  /** What the tab is for and who fills it, Chinese. */
  readonly purpose: string;
}

export type ColumnSpec = Omit<Column, "code">;
type Extra = Partial<Omit<ColumnSpec, "kind" | "header">>;

const WIDTHS: Partial<Record<CellKind, number>> = { text: 20, url: 24, email: 24, names: 20, bool: 8, int: 8, num: 8 };

const spec =
  (kind: CellKind) =>
  (header: string, extra: Extra = {}): ColumnSpec => ({
    header,
    aliases: [],
    kind,
    required: false,
    values: [],
    extendable: null,
    ref: null,
    within: null,
    planned: false,
    signed: false,
    max: null,
    inTemplate: true,
    width: WIDTHS[kind] ?? 12,
    note: "",
    ...extra,
  });

export const id = spec("id");
export const text = spec("text");
export const list = spec("list");
export const roles = spec("roles");
export const email = spec("email");
export const date = spec("date");
export const month = spec("month");
export const period = spec("period");
export const quarter = spec("quarter");
export const money = spec("money");
export const int = spec("int");
export const num = spec("num");
export const bool = spec("bool");
export const url = spec("url");
const name = spec("name");
const names = spec("names");
const choice = spec("enum");

export const planned = (header: string, extra: Extra = {}): ColumnSpec => date(header, { planned: true, ...extra });
export const oneOf = (header: string, values: readonly string[], extra: Extra = {}): ColumnSpec =>
  choice(header, { values, ...extra });
export const unit = (header: string, extra: Extra = {}): ColumnSpec =>
  name(header, { ref: "units", width: 16, ...extra });
export const units = (header: string, extra: Extra = {}): ColumnSpec => names(header, { ref: "units", ...extra });
/** `within` is the code of the row's unit column, null for people of no particular unit (leaders). */
export const person = (header: string, within: string | null, extra: Extra = {}): ColumnSpec =>
  name(header, { ref: "people", within, width: 10, ...extra });
export const project = (extra: Extra = {}): ColumnSpec =>
  id("项目编号", { ref: "projects", note: "与「项目」表的项目编号一致", ...extra });
export const must: Extra = { required: true };

/** Copy of the project's name beside its number, for reading; compared with 「项目」, never stored in the row. */
export const PROJECT_NAME = "projectName";
export const projectName = (): ColumnSpec =>
  text("项目名称", { inTemplate: false, note: "可不填，仅供阅读；须与「项目」表一致" });

/** One spec for every property of the row, no more and no less (but the copy of the project's name): the compiler checks it. */
export type ColumnsOf<T extends Row> = { readonly [K in Exclude<keyof T, keyof Row>]: ColumnSpec } & {
  readonly [PROJECT_NAME]?: ColumnSpec;
};

export const columnsOf = <T extends Row>(specs: ColumnsOf<T>): readonly Column[] =>
  Object.entries<ColumnSpec>(specs as Record<string, ColumnSpec>).map(([code, column]) => ({ code, ...column }));

export const lightColumn: SystemHeader = { title: "预警", format: "text", width: 8, light: true };
export const systemText = (title: string, width: number): SystemHeader => ({
  title,
  format: "text",
  width,
  light: false,
});
export const systemInt = (title: string): SystemHeader => ({ title, format: "int", width: 10, light: false });
export const systemDate = (title: string): SystemHeader => ({ title, format: "date", width: 12, light: false });
export const systemShare = (title: string): SystemHeader => ({ title, format: "percent1", width: 10, light: false });
export const systemDecimal = (title: string, format: "decimal1" | "decimal2" = "decimal1"): SystemHeader => ({
  title,
  format,
  width: 14,
  light: false,
});
export const EXPLANATION = systemText("系统说明", 40);
