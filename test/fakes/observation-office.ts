import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import PostalMime from "postal-mime";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office } from "./cli.ts";
import { writeRegistry } from "./registry-file.ts";
import { project, smallOffice } from "./small-office.ts";

/** Monday; each command comes a minute after the one before. */
const minute = (n: number): string => `2026-07-20T09:${String(n).padStart(2, "0")}`;

const industry = (code: string, unit: string, county = unit, more: TemplateRow = {}): TemplateRow =>
  project(code, unit, { category: "产业", county, name: `${code}生产线`, ...more });

const person = (name: string, unit: string, roles: string, email: string): TemplateRow => ({
  name,
  unit,
  roles,
  email,
});

/** Three counties, five projects of 产业 and one of 民生; four judges, of whom one is of 甲县 and one of 市水务局. */
export const observationRows = (more: Partial<TemplateRows> = {}): TemplateRows => ({
  ...smallOffice(),
  milestones: [],
  monthlyReports: [],
  observations: [{ visit: "2026-04", project: "P-6", judge: "赵评", score: 70 }],
  projects: [
    industry("P-1", "甲县"),
    industry("P-2", "市水务局", "乙县"),
    industry("P-3", "乙县"),
    industry("P-4", "丙县"),
    industry("P-5", "丙县"),
    industry("P-6", "丙县", "丙县", { category: "民生" }),
  ],
  units: [
    ...smallOffice().units!,
    { name: "乙县", group: "县区", ranked: "是", sponsor: "钱市长" },
    { name: "丙县", group: "县区", ranked: "是", sponsor: "钱市长" },
  ],
  people: [
    ...smallOffice().people!,
    person("吴主任", "乙县", "主要负责人", "wu@jia.example"),
    person("郑联", "丙县", "联络员", "zheng@jia.example"),
    person("赵评", "重点办", "评委", "zhao.ping@jia.example"),
    person("钱评", "重点办", "评委、管理员", "qian.ping@jia.example"),
    person("孙评", "甲县", "评委", "sun.ping@jia.example"),
    person("李评", "市水务局", "评委", "li.ping@jia.example"),
  ],
  ...more,
});

export interface ObservationOffice {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: (args: readonly string[], now?: string) => ReturnType<typeof duban>;
  readonly observe: (...args: readonly string[]) => ReturnType<typeof duban>;
  /** The path of a judge's ballot in the folder 选票. */
  readonly ballot: (judge: string) => string;
}

export async function observationOffice(rows: TemplateRows = observationRows()): Promise<ObservationOffice> {
  const dir = folder();
  const env = office(dir, minute(0));
  let called = 0;
  await writeRegistry(env.DUBAN_REGISTRY, rows);
  const run = (args: readonly string[], now = minute(++called)) => duban(args, { ...env, DUBAN_NOW: now }, dir);
  return {
    ...{ dir, env, run },
    observe: (...args) => run(["observe", ...args, "--period", "2026-07"]),
    ballot: (judge) => join(dir, "选票", `2026-07-选票-${judge}.xlsx`),
  };
}

export type Edit = (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void;

/** A ballot changed by another library than ours; saved in its place, or as `to`. */
export async function edited(file: string, edit: Edit, to = file): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  edit(book.getWorksheet("选票")!, book);
  await book.xlsx.writeFile(to);
  return to;
}

/** Votes typed into the last column, by project. */
export const votes =
  (given: Readonly<Record<string, ExcelJS.CellValue>>): Edit =>
  (sheet) => {
    sheet.eachRow((row) => {
      const code = row.getCell(2).value;
      if (typeof code === "string" && code in given) row.getCell(5).value = given[code]!;
    });
  };

/** The row of a project on an untouched ballot. */
export function rowOf(sheet: ExcelJS.Worksheet, code: string): ExcelJS.Row {
  let found: ExcelJS.Row | null = null;
  sheet.eachRow((row) => {
    if (row.getCell(2).value === code) found = row;
  });
  if (found === null) throw new Error(`no ${code} on the ballot`);
  return found;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

export async function mailsIn(dir: string): Promise<readonly Mail[]> {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails.map(({ to, subject, text, attachments }) => ({
    to: to?.[0]?.address ?? "",
    subject: subject ?? "",
    text: text ?? "",
    files: attachments.map(({ filename, content }) => ({
      name: filename ?? "",
      content: new Uint8Array(content as ArrayBuffer),
    })),
  }));
}
