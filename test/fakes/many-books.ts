import type { TabCode } from "../../lib/domain/registry.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { asWritten } from "../adapters/google-sheets/scene.ts";
import type { NewTab } from "./google/new-workbook.ts";
import type { FakeGoogle } from "./google/server.ts";
import { milestone, project, report } from "./small-office.ts";

export const ADMIN = "sun@jia.example";
export const REGISTRY = "the-registry-of-many-workbooks";

/** Places in 分表 of workbooks that cannot be judged, by what is wrong with them. */
export const BROKEN = { unshared: 2, missing: 3, secret: 5, headless: 7, failing: 11 } as const;

const three = (n: number): string => String(n).padStart(3, "0");
export const nameOf = (place: number): string => `第${three(place)}县分表`;
export const unitOf = (place: number): string => `第${three(place)}县`;
export const idOf = (place: number): string => `a-workbook-of-a-county-${three(place)}`;
export const codeOf = (place: number, n: number): string => `C${three(place)}-${three(n)}`;
/** The counties that are on time share a mailbox. */
export const clerkOf = (place: number): string => (isLate(place) ? `c${three(place)}@jia.example` : "all@jia.example");

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

/** Every twenty-fifth county is late with one milestone, and its clerk is told. */
const isLate = (place: number): boolean => place % 25 === 0;

export const registryRows = (books: number): TemplateRows => ({
  units: [
    ...places(books).map((place) => ({ name: unitOf(place), group: "县区", ranked: "是", sponsor: "周市长" })),
    { name: "重点办", group: "其他", ranked: "否" },
  ],
  people: [
    ...places(books).map((place) => ({
      ...{ name: `联${three(place)}`, unit: unitOf(place), roles: "联络员", email: clerkOf(place) },
    })),
    { name: "周市长", unit: "重点办", roles: "包联领导", email: "zhou@jia.example" },
    { name: "孙管", unit: "重点办", roles: "管理员", email: ADMIN },
  ],
  rules: [{ parameter: "计划年度", value: "2026", from: { date: "2026-01-01" }, basis: "年度计划" }],
  workbooks: places(books).map((place) => ({
    ...{ name: nameOf(place), address: `gsheet:${idOf(place)}`, unit: unitOf(place) },
  })),
});

const MONTHS = ["01", "02", "03", "04", "05"];

/** A county's own workbook: it invests as fast as its place says. */
export function countyRows(place: number, projects: number): TemplateRows {
  const codes = Array.from({ length: projects }, (_, n) => codeOf(place, n));
  const speed = 900 + ((place * 37) % 300);
  const done = (date: string): TemplateRow => ({ actual: { date } });
  return {
    projects: codes.map((code) => project(code, unitOf(place), { county: unitOf(place) })),
    milestones: codes.flatMap((code, n) => [
      milestone(code, 10, "2026-05-20", isLate(place) && n === 0 ? {} : done("2026-05-18")),
      milestone(code, 20, "2026-11-30"),
    ]),
    monthlyReports: codes.flatMap((code) =>
      MONTHS.map((month, at) => report(code, `2026-${month}`, speed * (at + 1) + 17 * at ** 2, `2026-0${at + 2}-03`)),
    ),
  };
}

export const tabsOf = (rows: TemplateRows): readonly NewTab[] =>
  TABS.filter(({ code }) => (rows[code] ?? []).length > 0).map(({ code, title, columns }) => ({
    title,
    rows: [
      columns.map(({ header }) => header),
      ...rows[code]!.map((row) => columns.map((column) => asWritten(row[column.code] ?? null))),
    ],
  }));

export function createCity(google: FakeGoogle, books: number, projects: number): void {
  google.create({ id: REGISTRY, tabs: tabsOf(registryRows(books)) });
  for (const place of places(books)) google.create({ id: idOf(place), tabs: tabsOf(countyRows(place, projects)) });
}

/** A call is tried so often (calls.ts). */
export const ATTEMPTS = 9;

/** Five workbooks nobody can judge, each for a reason of its own. */
export function breakFive(google: FakeGoogle): void {
  google.spreadsheets.get(idOf(BROKEN.unshared))!.shared = false;
  google.spreadsheets.delete(idOf(BROKEN.missing));
  google.human(idOf(BROKEN.secret)).setCell("项目", "B2", "【机密】某工程");
  const keyless = (["projects", "milestones", "monthlyReports"] satisfies TabCode[]).map((code) => titleOf(code));
  for (const title of keyless) google.human(idOf(BROKEN.headless)).setCell(title, "A1", "");
  const fault = { method: "spreadsheets.get", spreadsheetId: idOf(BROKEN.failing), before: 500 } as const;
  google.faults.add(...Array.from({ length: ATTEMPTS }, () => fault));
}

const titleOf = (code: TabCode): string => TABS.find((tab) => tab.code === code)!.title;
