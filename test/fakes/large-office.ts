import { noticeKey } from "../../lib/domain/notice-key.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { milestone, project } from "./small-office.ts";

export const ADMIN = "sun@jia.example";
export const SPONSOR = "zhou@jia.example";
/** So long before 2026-06-12 that it stays red whatever day of that month is judged. */
export const LATE_SINCE = "2026-05-20";

const three = (n: number): string => String(n).padStart(3, "0");
export const codeOf = (n: number): string => `P-${three(n)}`;
export const addressOf = (n: number): string => `p${three(n)}@jia.example`;
export const unitOf = (n: number): string => `第${three(n)}局`;

export const numbers = (people: number): readonly number[] => Array.from({ length: people }, (_, n) => n + 1);

/** The notice that person `n` is owed for the milestone `seq` planned on `due`. */
export const lateNotice = (n: number, seq = 10, due = LATE_SINCE): string =>
  noticeKey({
    kind: "milestone-light",
    subject: `${codeOf(n)}/${seq}`,
    level: "red",
    due,
    recipient: addressOf(n),
  });

/** An office in which each of so many people answers for one unit, one project and one milestone in red. */
export const largeOffice = (people: number): TemplateRows => ({
  projects: numbers(people).map((n) => project(codeOf(n), unitOf(n))),
  milestones: numbers(people).map((n) => milestone(codeOf(n), 10, LATE_SINCE)),
  units: [
    ...numbers(people).map((n) => ({ name: unitOf(n), group: "市直", ranked: "是" })),
    { name: "甲县", group: "县区", ranked: "是" },
    { name: "重点办", group: "其他", ranked: "否" },
  ],
  people: [
    ...numbers(people).map((n) => ({ name: `联${three(n)}`, unit: unitOf(n), roles: "联络员", email: addressOf(n) })),
    { name: "周市长", unit: "重点办", roles: "包联领导", email: SPONSOR },
    { name: "孙管", unit: "重点办", roles: "管理员", email: ADMIN },
  ],
  rules: [{ parameter: "计划年度", value: "2026", from: { date: "2026-01-01" }, basis: "年度计划" }],
});
