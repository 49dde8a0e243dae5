import type { TabCode } from "../lib/domain/registry.ts";
import type { CellValue, SystemHeader } from "../lib/ports/spreadsheet.ts";
import type { NewColumn, NewSheet } from "../lib/ports/workbook-file.ts";
import type { CellKind, Column, TabDef } from "../lib/registry/column.ts";
import { SYSTEM_TABS, type SystemTabDef } from "../lib/registry/system-tabs.ts";
import { columnOf, TABS, tabOf } from "../lib/registry/tabs.ts";
import { ALL_RULES } from "../lib/rules/all-rules.ts";
import { guideSheet } from "./guide.ts";

/** Values of one row by column code. */
export type TemplateRow = Readonly<Record<string, CellValue>>;
export type TemplateRows = { readonly [T in TabCode]?: readonly TemplateRow[] };

const FORMAT: Partial<Record<CellKind, NewColumn["format"]>> = {
  date: "date",
  money: "decimal2",
  percent: "percent1",
  int: "int",
  num: "number",
};
/** Off on xlsx (registry.md "控制台"): kept for completeness, out of sight. */
const OUT_OF_SIGHT = ["控制台", "系统-控制台"];
const FROZEN: Readonly<Record<string, number>> = { projects: 3, milestones: 3, monthlyReports: 2, monthlyPlans: 2 };
const ROOM: Readonly<Record<string, number>> = { milestones: 5000, monthlyReports: 5000 };

/** Those the template offers, and those that somebody filled. */
export const columnsShown = (tab: TabDef, rows: readonly TemplateRow[]): readonly Column[] =>
  tab.columns.filter(({ code, inTemplate }) => inTemplate || rows.some((row) => (row[code] ?? null) !== null));

/** 总投资* （万元）: a star where a cell must be filled, the unit on a line of its own where money is typed. */
const headerOf = (column: Column): string =>
  column.header + (column.required ? "*" : "") + (column.kind === "money" ? "\n（万元）" : "");

const sheetOf = (code: "units" | "people" | "projects") => {
  const tab = tabOf(code);
  const column = tab.columns.find((candidate) => candidate.code === (code === "projects" ? "code" : "name"))!;
  return { sheet: tab.title, header: headerOf(column) };
};

const PARAMETERS = { values: ALL_RULES.map(({ rule }) => rule.name), strict: false };

function choicesOf(tab: TabDef, column: Column): NewColumn["choices"] {
  if (tab.code === "rules" && column.code === "parameter") return PARAMETERS;
  if (column.kind === "enum") return { values: column.values, strict: column.extendable === null };
  if (column.kind === "bool") return { values: ["是", "否"], strict: false };
  if (column.ref === null || column.kind === "names") return undefined;
  return { values: [], strict: false, from: sheetOf(column.ref) };
}

const withUnit = (column: Column): string => (column.kind === "money" && !column.note.includes("万元") ? "万元" : "");

const noteOf = (tab: TabDef, column: Column, index: number): string =>
  [index === 0 ? tab.purpose : "", column.required ? "必填。" : "", withUnit(column), column.note]
    .filter((part) => part !== "")
    .join("\n");

/** Wide enough for a header of two lines. */
const widthOf = (width: number, header: string): number =>
  Math.max(width, ...header.split("\n").map((line) => (header.includes("\n") ? line.length * 2 : line.length) + 3));

function humanColumn(tab: TabDef, column: Column, index: number): NewColumn {
  const header = headerOf(column);
  const note = noteOf(tab, column, index);
  const choices = choicesOf(tab, column);
  return {
    header,
    width: widthOf(column.width, header),
    format: FORMAT[column.kind] ?? "text",
    ...(note === "" ? {} : { note }),
    ...(choices === undefined ? {} : { choices }),
  };
}

const systemColumn = (header: SystemHeader): NewColumn => ({
  header: header.title,
  width: widthOf(header.width, header.title),
  format: header.format,
  system: true,
  light: header.light,
});

function humanSheet(tab: TabDef, rows: readonly TemplateRow[]): NewSheet {
  const columns = columnsShown(tab, rows);
  const ours = tab.system.map((header) => ({ ...systemColumn(header), note: "系统填写，请勿改动。" }));
  const room = ROOM[tab.code];
  return {
    title: tab.title,
    columns: [...columns.map((column, index) => humanColumn(tab, column, index)), ...ours],
    rows: rows.map((row) => columns.map((column) => row[column.code] ?? null)),
    frozenColumns: FROZEN[tab.code] ?? 1,
    hidden: OUT_OF_SIGHT.includes(tab.title),
    ...(room === undefined ? {} : { roomTo: room }),
  };
}

const systemSheet = (tab: SystemTabDef): NewSheet => ({
  title: tab.title,
  preface: ["尚未运行。本表由系统填写，整表替换，请勿改动。"],
  columns: tab.headers.map(systemColumn),
  rows: [],
  protect: true,
  hidden: OUT_OF_SIGHT.includes(tab.title),
});

/** Headers of the key's columns, by tab, for tabs whose system columns are looked up (Google Sheets). */
export const lookupKeys = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    TABS.filter(({ system }) => system.length > 0).map((tab) => [
      tab.title,
      tab.key.map((code) => headerOf(columnOf(tab, code))),
    ]),
  );

/** Every sheet of a registry: guide, department tabs, admin tabs, system tabs. */
export const registrySheets = (rows: TemplateRows): readonly NewSheet[] => [
  guideSheet(),
  ...TABS.map((tab) => humanSheet(tab, rows[tab.code] ?? [])),
  ...SYSTEM_TABS.map(systemSheet),
];
