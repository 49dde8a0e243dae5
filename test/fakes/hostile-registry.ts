import type { RawCell } from "../../lib/ports/spreadsheet.ts";
import type { CellKind, Column } from "../../lib/registry/column.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import { type Random, randomFrom } from "./random.ts";
import { GOOD_ROWS } from "./sheets.ts";

/** What may stand in a cell of a file: also a formula with its stored value, or without. */
export type FileCell = RawCell | { readonly formula: string; readonly result?: string | number };

export interface Planted {
  readonly tab: string;
  /** 1-based, the header is row 1. */
  readonly row: number;
  readonly column: Column;
  readonly index: number;
}

export interface HostileRegistry {
  readonly sheets: readonly { readonly tab: TabDef; readonly rows: readonly (readonly FileCell[])[] }[];
  /** Cells that nobody can read as what their column asks for. */
  readonly bad: readonly Planted[];
  readonly rows: number;
}

/** Longest text a cell can hold. */
const LONGEST = 32_767;

const MARKUP = [
  '<script>alert("脚本")</script>',
  "<img src=x onerror=alert(1)>",
  "</td></tr></table><iframe src=//evil.example>",
  '"><svg/onload=alert(1)>',
  "<!--",
  "]]>",
  "&lt;b&gt;&amp;amp;&#60;u&#62;",
  '<a href="javascript:alert(1)">点</a>',
  "<t>1</t></is></c></row></sheetData>",
];
const FORMULAS = [
  "=1+1",
  '=HYPERLINK("http://evil.example","点")',
  "+cmd|'/C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  '=WEBSERVICE("http://evil.example")',
];
const BREAKS = [
  "第一行\r\nBcc: all@evil.example",
  "二\nX-Evil: 1\n\n正文",
  "行_x000D_\nCc: all@evil.example",
  "a\u2028b\u2029c",
  "\u0085",
  "_x0041__x005F_",
];
const SCRIPTS = [
  "👨‍👩‍👧‍👦🏗️",
  "\u202e倒着写\u202c",
  "مشروع الطريق",
  "שלום\u200f",
  "\ud800",
  "\udfff半\ud83d",
  "\u200b\ufeff",
  "　全角　",
  "𠮷𠀋",
  "é́́́",
];
const WORDS = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "-0",
  "1e308",
  "9".repeat(400),
  "#REF!",
  "%s%d{{y}}",
  "P-0001|%7C/10",
  "'; DROP TABLE notice; --",
  "../../etc/passwd",
  "C:\\x\\..\\y",
  "，".repeat(300),
];
const TEXTS: readonly string[] = [...MARKUP, ...FORMULAS, ...BREAKS, ...SCRIPTS, ...WORDS];
const VALUES: readonly FileCell[] = [
  0,
  -1,
  1e308,
  5e-324,
  0.1 + 0.2,
  2 ** 53,
  46_086.5,
  20_260_305,
  true,
  false,
  { date: "2026-03-05" },
  { date: "9999-12-31" },
  { date: "1900-03-01" },
  { error: "#REF!" },
  { error: "#N/A" },
  { error: "#DIV/0!" },
  { formula: "1+1", result: 2 },
  { formula: 'HYPERLINK("http://evil.example","x")', result: "<b>点</b>" },
  { formula: "A1" },
];

/** Of no use in any column of the kind: each must be found. */
const UNREADABLE: Readonly<Partial<Record<CellKind, readonly FileCell[]>>> = {
  date: ["2026-02-30", "完成", "<u>3月</u>", "=TODAY()", "2026/13/1"],
  month: ["2026-13", "<u>五月</u>", "=1+1"],
  period: ["2026Q5", "<u>x</u>"],
  quarter: ["2026Q0", "=Q1"],
  money: ["很多", "<u>1</u>亿", "=1+1", -5, "1.2.3"],
  percent: ["<u>九成</u>", "=9"],
  int: ["<u>1</u>", "=1", 1.5],
  num: ["<u>1</u>", "=1", "1e9e9"],
  enum: ["<u>没有</u>", "=没有", "__proto__", "constructor"],
  bool: ["<u>是</u>", "=TRUE()", "__proto__"],
  email: [
    "a@jia.example\r\nBcc: all@evil.example",
    "<u>a@jia.example</u>",
    "a@jia.example,b@evil.example",
    "constructor",
  ],
  url: ["javascript:alert(1)", "<u>http://x</u>"],
  roles: ["<u>联络员</u>", "__proto__"],
  name: ["<u>无此人</u>", "valueOf"],
};
/** A cell with an error in it says nothing, whatever is asked for. */
const ERRORS: readonly FileCell[] = [{ error: "#REF!" }, { error: "#VALUE!" }, { formula: "A1" }];

const SIZES: Readonly<Record<string, number>> = { projects: 1200, milestones: 3000, monthlyReports: 2000, people: 400 };
const SIZE = 200;
const UNITS = 200;

const twoDigits = (n: number): string => String(n).padStart(2, "0");
const SUFFIXES = [
  "",
  "<u>局</u>",
  "\r\nBcc: all@evil.example",
  "=1+1",
  '"><svg/onload=alert(1)>',
  "\u202e院",
  "👷",
  "&amp;",
  "'",
  "_x000D_",
];
const named = (stem: string, n: number): string => `${stem}${n}${SUFFIXES[n % SUFFIXES.length]}`;
const unitName = (n: number): string => named("单位", n % UNITS);

/** Who they are and whose they are: readable, so that a row is bad for its other cells; every name means somebody. */
function ownOf(tab: TabDef, n: number): Readonly<Record<string, FileCell>> {
  const year = 2010 + (n % 80);
  const project = `H-${n % SIZES.projects!}`;
  const own: Readonly<Record<string, Readonly<Record<string, FileCell>>>> = {
    projects: { code: `H-${n}`, name: named("工程", n), responsiblePerson: named("人", n % UNITS) },
    milestones: { seq: 10 + n, name: named("节点", n) },
    monthlyPlans: { year: 2026 },
    monthlyReports: { month: `2026-0${1 + (Math.floor(n / SIZES.projects!) % 5)}` },
    observations: { visit: "2026-07" },
    disclosures: { item: named("事项", n) },
    unitIndicators: { period: `${year}-0${1 + Math.floor(n / 80)}` },
    units: { name: unitName(n), aliases: null },
    people: {
      name: named("人", n),
      email: `h${n}@jia.example`,
      roles: n < UNITS ? "联络员" : "主要负责人",
      title: named("主任", n),
    },
    targets: { period: `${year}Q${1 + Math.floor(n / 80)}` },
    rules: { parameter: named("参数", n) },
    calendar: { date: { date: `${2000 + Math.floor(n / 28)}-01-${twoDigits(1 + (n % 28))}` }, type: "上班" },
    milestoneTemplates: { template: named("模板", n) },
    workbooks: { name: named("分表", n) },
  };
  return { code: `${tab.code}-${n}`, project, unit: unitName(n), responsibleUnit: unitName(n), ...own[tab.code] };
}

const OFFICE: Readonly<Record<string, FileCell>> = {
  county: "甲县",
  sponsor: "王五",
  discloser: "甲县",
  applicant: "甲县",
  leadUnit: "甲县",
  responsiblePerson: null,
  cooperatingUnits: null,
};

/** A row of the tab, one cell in five of the worst kind; keys stay readable in two of three rows. */
function rowOf(tab: TabDef, n: number, { below, pick }: Random): FileCell[] {
  const good: Readonly<Record<string, FileCell>> = { ...GOOD_ROWS[tab.code], ...OFFICE, ...ownOf(tab, n) };
  const spoilsKeys = below(3) === 0;
  return tab.columns.map(({ code }) => {
    const cell = good[code] ?? null;
    if (tab.key.includes(code) && !spoilsKeys) return cell;
    if (below(3000) === 0) return pick(["长", "<b>", "=1+", "\r\n", "👷"]).repeat(LONGEST).slice(0, LONGEST);
    return below(5) === 0 ? pick([...TEXTS, ...VALUES]) : cell;
  });
}

/** Rows nobody spoils: the office itself, and a project with a milestone in red. */
const GOOD: Readonly<Record<string, readonly Readonly<Record<string, FileCell>>[]>> = {
  units: [
    { name: "甲县", group: "县区", ranked: "是" },
    { name: "重点办", group: "其他", ranked: "否" },
  ],
  people: [
    { name: "张三", unit: "甲县", email: "zhang@jia.example", roles: "联络员" },
    { name: "王五", unit: "重点办", email: "wang@jia.example", roles: "包联领导" },
    { name: "李四", unit: "重点办", email: "li@jia.example", roles: "评委" },
    { name: "孙管", unit: "重点办", email: "sun@jia.example", roles: "管理员" },
  ],
  rules: [{ parameter: "计划年度", value: "2026", from: { date: "2026-01-01" }, basis: "年度计划" }],
  projects: [{ ...GOOD_ROWS.projects, ...OFFICE, code: "G-001", name: "好工程", responsibleUnit: "甲县" }],
  milestones: [{ project: "G-001", seq: 10, name: "主体封顶", planned: { date: "2026-05-20" } }],
};

/** More than 10,000 rows over all tabs, the same for the same seed. */
export function hostileRegistry(seed: number): HostileRegistry {
  const random = randomFrom(seed);
  const bad: Planted[] = [];
  const sheets = TABS.map((tab) => {
    const good = (GOOD[tab.code] ?? []).map((row) => tab.columns.map(({ code }) => row[code] ?? null));
    const rows = Array.from({ length: SIZES[tab.code] ?? SIZE }, (_, n) => rowOf(tab, n, random));
    for (const [n, cells] of rows.entries()) bad.push(...plant(tab, n + good.length + 2, cells, random));
    return { tab, rows: [...good, ...rows] };
  });
  return { sheets, bad, rows: sheets.reduce((sum, { rows }) => sum + rows.length, 0) };
}

/** One cell a row that must be found, in a column that is no part of the key. */
function plant(tab: TabDef, row: number, cells: FileCell[], { below, pick }: Random): Planted[] {
  const index = below(tab.columns.length);
  const column = tab.columns[index]!;
  if (tab.key.includes(column.code) || column.code === "projectName") return [];
  cells[index] = pick([...(UNREADABLE[column.kind] ?? []), ...ERRORS]);
  return [{ tab: tab.title, row, column, index }];
}
