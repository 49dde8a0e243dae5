import type { PlainDate } from "../../lib/domain/dates.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import type { StoredHistory, StoredVersion } from "../../lib/ports/store.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { boardInput } from "./board-input.ts";
import { type Cells, sheetOf, workbookOf } from "./sheets.ts";
import { project, smallOffice } from "./small-office.ts";
import { storedTabs } from "./stored.ts";

const on = (date: string) => ({ date });
const UNITS = ["甲县", "乙县", "丙县", "丁县", "戊县"] as const;
const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"] as const;

export const codeOf = (at: number): string => `P-${String(at + 1).padStart(3, "0")}`;

/** 万元 of project `at`, no two alike. */
export const totalOf = (at: number): number => 20_000 + 137 * at;
export const planOf = (at: number): number => 3_000 + 41 * at;

export const BASE = 148;
/** Every seventh of the first 147 leaves, 41 are added behind, and nine others are re-valued. */
export const OUT = Array.from({ length: 21 }, (_, n) => 7 * n);
export const IN = Array.from({ length: 41 }, (_, n) => BASE + n);
export const REVALUED = Array.from({ length: 9 }, (_, n) => 7 * n + 3);

export const unitOf = (at: number): string => UNITS[at % UNITS.length]!;

/** 年初累计, 万元: what leaves has done a tenth of its plan, the others as much more as their unit is further down. */
export const ytdOf = (at: number): number =>
  OUT.includes(at) ? Math.floor(planOf(at) / 10) : Math.floor((planOf(at) * (30 + 5 * (at % UNITS.length))) / 100);

const projectRow = (at: number, more: TemplateRow = {}): TemplateRow =>
  project(codeOf(at), unitOf(at), {
    ...{ county: unitOf(at), category: CATEGORIES[at % CATEGORIES.length]!, nationalCode: `2601-${at + 1000}` },
    ...{ annualClass: "新开工", totalInvestment: totalOf(at), annualPlan: planOf(at) },
    ...{ plannedStart: on("2026-02-01"), actualStart: on("2026-02-01"), registeredOn: on("2026-02-20") },
    ...more,
  });

const report = (at: number, month: string, ytd: number): TemplateRow => ({
  ...{ project: codeOf(at), month, investedYtd: ytd, fundedYtd: ytd, reporter: "赵报" },
  reportedOn: on(`2026-${String(Number(month.slice(5)) + 1).padStart(2, "0")}-03`),
});

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];

/** Applied for, signed and agreed to at the end of June, from July on. */
export const agreed = (code: string, type: string, at: number, more: TemplateRow = {}): TemplateRow => ({
  ...{
    code,
    type,
    project: codeOf(at),
    applicant: unitOf(at),
    reason: "领导小组会议研究",
    appliedOn: on("2026-06-22"),
  },
  ...{ sponsor: "钱市长", signedOn: on("2026-06-24"), decision: "同意", decidedOn: on("2026-06-29") },
  ...{ effectiveMonth: "2026-07", ...more },
});

const rowCode = (kind: string, n: number): string => `T-${kind}${String(n + 1).padStart(2, "0")}`;

/** Odd ones of the nine get another 总投资, even ones another 年度计划. */
export const valuesOf = (n: number) => {
  const at = REVALUED[n]!;
  return n % 2 === 1
    ? ({ type: "变更总投资", from: totalOf(at), to: totalOf(at) + 1_111 * (n + 1) } as const)
    : ({ type: "变更年度计划", from: planOf(at), to: planOf(at) - 101 * (n + 1) } as const);
};

export const ADJUSTMENTS: readonly TemplateRow[] = [
  ...OUT.map((at, n) => agreed(rowCode("出", n), "调出", at)),
  ...IN.map((at, n) => agreed(rowCode("入", n), "调入", at)),
  ...REVALUED.map((at, n) => {
    const { type, from, to } = valuesOf(n);
    return agreed(rowCode("核", n), type, at, { from: `${from}`, to: `${to}` });
  }),
];

const units: readonly TemplateRow[] = [
  ...UNITS.map((name) => ({ name, group: "县区", ranked: "是", sponsor: "钱市长" })),
  { name: "重点办", group: "其他", ranked: "否" },
];

const people = (): readonly TemplateRow[] => [
  ...smallOffice().people!.filter(({ unit }) => unit === "重点办"),
  ...UNITS.map((name, n) => ({ name: `联络${n}`, unit: name, roles: "联络员", email: `u${n}@jia.example` })),
];

const approval = (at: number): TemplateRow => ({
  ...{ project: codeOf(at), seq: 10, name: "立项", planned: on("2026-01-20"), actual: on("2026-01-18") },
});

/** The list as it stood in January. */
export const january = (): TemplateRows => ({
  projects: Array.from({ length: BASE }, (_, at) => projectRow(at)),
  units,
  people: people(),
  rules: smallOffice().rules!,
});

/** 148 projects of January, 41 rows added in June, and what was agreed to about 71 of them. */
export const listOffice = (adjustments: readonly TemplateRow[] = ADJUSTMENTS): TemplateRows => ({
  ...january(),
  projects: [...january().projects!, ...IN.map((at) => projectRow(at))],
  milestones: IN.map(approval),
  monthlyReports: [...Array.from({ length: BASE }, (_, at) => at), ...IN].flatMap((at) =>
    MONTHS.map((month, n) => report(at, month, Math.floor((ytdOf(at) * (n + 1)) / MONTHS.length))),
  ),
  adjustments,
});

const READ = "2026-01-05T00:00:00.000Z";
const ADDED = "2026-06-15T00:00:00.000Z";
const BEFORE = "2026-06-14T00:00:00.000Z";

const jsonOf = (rows: TemplateRows, tab: string): ReadonlyMap<string, string> => {
  const workbook = workbookOf([sheetOf(tab, (rows[tab as "projects"] ?? []) as readonly Cells[])]);
  return new Map(storedTabs(workbook).flatMap((stored) => stored.rows.map(({ key, json }) => [key, json] as const)));
};

/** A memory that saw `before` on the fifth of January and what differs now on the fifteenth of June. */
export function memoryOf(before: TemplateRows, now: TemplateRows): ReadonlyMap<string, StoredHistory> {
  const [was, is] = [jsonOf(before, "projects"), jsonOf(now, "projects")];
  const lives = new Map<string, readonly StoredVersion[]>();
  for (const [key, json] of was) {
    const next = is.get(key);
    const changed = next === json ? [] : [{ firstSeen: ADDED, lastSeenAbsent: BEFORE, json: next ?? null }];
    lives.set(key, [{ firstSeen: READ, lastSeenAbsent: null, json }, ...changed]);
  }
  for (const [key, json] of is) if (!was.has(key)) lives.set(key, [{ firstSeen: ADDED, lastSeenAbsent: BEFORE, json }]);
  return new Map([["台账.xlsx", { firstReading: READ, lastReading: ADDED, tabs: new Map([["projects", lives]]) }]]);
}

/** The values of a day on which that list is known, with the memory since January. */
export const listInput = (rows: TemplateRows, asOf: PlainDate, before: TemplateRows = january()): JobInput =>
  boardInput(rows, asOf, { histories: memoryOf(before, rows) });
