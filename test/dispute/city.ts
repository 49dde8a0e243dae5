import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { type Random, randomFrom } from "../fakes/random.ts";

const YEAR = 2026;
/** Judged in these tests: due on 06-05, locked on 06-10, circular on 06-15. */
export const PERIOD = "2026-05";
const MONTHS = ["01", "02", "03", "04", "05"] as const;

const COUNTIES = ["甲县", "乙县", "丙县", "丁区", "戊区", "经济开发区"] as const;
const OFFICES = ["市水务局", "市交通局", "市住建局", "市城投集团"] as const;
export const UNITS: readonly string[] = [...COUNTIES, ...OFFICES];

const on = (date: string) => ({ date });

/** What one person of a unit is written to under; the unit's number stands in for its name, so that no address names it. */
export const addressOf = (unit: string, duty: "contact" | "office" | "head"): string =>
  `${duty}${UNITS.indexOf(unit)}@jia.example`;

/**
 * A city drawn at random, as people would type it: projects begun and not, reports in, late and missing, blank funds, milestones met and missed, problems
 * closed in time and late, inspections, 加减分, false reports and exemptions. Same seed, same city.
 */
export function randomCity(seed: number): TemplateRows {
  const parts = UNITS.map((unit, at) => rowsOf(unit, at, randomFrom(seed * 1_000 + (isTwin(seed, at) ? at - 1 : at))));
  return {
    ...joined(parts),
    units: [...UNITS.map((name) => unitRow(name)), { name: "重点办", group: "其他", ranked: "否" }],
    people: peopleOf(),
    rules: [
      { parameter: "计划年度", value: String(YEAR), from: on(`${YEAR}-01-01`), basis: "年度计划" },
      ...(seed % 2 === 0
        ? [{ parameter: "并列排名", value: "连续", from: on(`${YEAR}-01-01`), basis: "考核办法" }]
        : []),
    ],
  };
}

/** In every third city 丙县 has the same figures as 乙县, so places are shared. */
const isTwin = (seed: number, at: number): boolean => at === 2 && seed % 3 === 0;

const unitRow = (name: string): TemplateRow => ({ name, group: groupOf(name), ranked: "是" });

function rowsOf(unit: string, at: number, random: Random) {
  const projects = projectsOf(unit, at, random);
  return {
    projects,
    milestones: projects.flatMap((project) => milestonesOf(String(project.code), random)),
    monthlyReports: projects.flatMap((project) => reportsOf(project, random)),
    issues: projects.flatMap((project) => issuesOf(project, random)),
    inspections: projects.flatMap((project) => inspectionsOf(String(project.code), random)),
    exemptions: projects.flatMap((project) => exemptionsOf(String(project.code), random)),
    scoreAdjustments: adjustmentsOf(unit, random),
  };
}

type UnitRows = ReturnType<typeof rowsOf>;

const joined = (parts: readonly UnitRows[]): UnitRows => {
  const all = <T extends keyof UnitRows>(tab: T) => parts.flatMap((part) => part[tab]);
  return {
    ...{ projects: all("projects"), milestones: all("milestones"), monthlyReports: all("monthlyReports") },
    ...{ issues: all("issues"), inspections: all("inspections"), exemptions: all("exemptions") },
    scoreAdjustments: all("scoreAdjustments"),
  };
};

const groupOf = (unit: string): string =>
  unit === "经济开发区"
    ? "园区"
    : unit === "市城投集团"
      ? "国企"
      : (OFFICES as readonly string[]).includes(unit)
        ? "市直"
        : "县区";

const person = (name: string, unit: string, roles: string, email: string): TemplateRow => ({
  name,
  unit,
  roles,
  email,
});

/** Names are made so that none of them is part of a unit's name. */
const peopleOf = (): readonly TemplateRow[] => [
  ...UNITS.flatMap((unit, at) => [
    person(`联${at}`, unit, "联络员", addressOf(unit, "contact")),
    person(`办${at}`, unit, "办公室主任", addressOf(unit, "office")),
    person(`主${at}`, unit, "主要负责人", addressOf(unit, "head")),
  ]),
  person("周市长", "重点办", "包联领导", "zhou@jia.example"),
  person("孙管", "重点办", "管理员", "sun@jia.example"),
];

const dayIn = (random: Random, month: number): string =>
  `${YEAR}-${String(month).padStart(2, "0")}-${String(1 + random.below(28)).padStart(2, "0")}`;

function projectsOf(unit: string, at: number, random: Random): readonly TemplateRow[] {
  return Array.from({ length: 2 + random.below(3) }, (_, index) => {
    const isNew = random.below(3) > 0;
    const start = 1 + random.below(6);
    const started = !isNew || (start <= 5 && random.below(4) > 0);
    const begun = isNew ? dayIn(random, Math.min(start + random.below(2), 5)) : `${YEAR - 1}-03-01`;
    const finish = random.below(4) === 0 ? 3 + random.below(3) : 8 + random.below(5);
    const finished = finish <= 5 && random.below(2) === 0;
    return {
      code: `P-${at}${String(index).padStart(2, "0")}`,
      name: `第${at}${index}号工程`,
      category: "基础设施",
      annualClass: isNew ? "新开工" : "续建",
      county: "甲县",
      responsibleUnit: unit,
      totalInvestment: random.below(4) === 0 ? 300 + random.below(300) : 600 + random.below(90_000),
      annualPlan: 500 + random.below(40_000) / 10,
      plannedStart: on(isNew ? dayIn(random, start) : `${YEAR - 1}-03-01`),
      ...(started ? { actualStart: on(begun) } : {}),
      ...(started && random.below(2) === 0 ? { registeredOn: on(dayIn(random, 5)) } : {}),
      plannedFinish: on(dayIn(random, finish)),
      ...(started && finished ? { actualFinish: on(dayIn(random, 5)) } : {}),
    };
  });
}

function milestonesOf(project: string, random: Random): readonly TemplateRow[] {
  return Array.from({ length: random.below(4) }, (_, index) => {
    const month = 2 + random.below(5);
    const planned = dayIn(random, month);
    const actual = month <= 5 && random.below(3) > 0 ? dayIn(random, Math.min(month + random.below(2), 5)) : null;
    return {
      project,
      seq: (index + 1) * 10,
      name: `第${index + 1}步`,
      planned: on(planned),
      ...(actual === null ? {} : { actual: on(actual), evidence: "验收单" }),
    };
  });
}

/** Figures grow by the month; some months are not reported, and some reports leave the funds blank. */
function reportsOf({ code, annualPlan }: TemplateRow, random: Random): readonly TemplateRow[] {
  let invested = 0;
  let funded = 0;
  return MONTHS.flatMap((month) => {
    invested += random.below(Math.round(Number(annualPlan) * 2)) / 10;
    funded += random.below(Math.round(Number(annualPlan) * 2)) / 10;
    if (random.below(6) === 0) return [];
    const late = random.below(5) === 0 ? "08" : "03";
    return [
      {
        project: code!,
        month: `${YEAR}-${month}`,
        investedYtd: Math.round(invested * 10) / 10,
        ...(random.below(6) === 0 ? {} : { fundedYtd: Math.round(funded * 10) / 10 }),
        reporter: "报",
        reportedOn: on(`${YEAR}-${String(Number(month) + 1).padStart(2, "0")}-${late}`),
      },
    ];
  });
}

/** Ordinary problems: closed in time, closed late, or open; verified by the office. */
function issuesOf({ code, responsibleUnit }: TemplateRow, random: Random): readonly TemplateRow[] {
  if (random.below(2) === 0) return [];
  const assigned = 2 + random.below(21);
  const day = (number: number): string => `${YEAR}-05-${String(number).padStart(2, "0")}`;
  const resolved = random.below(3) === 0 ? null : assigned + random.below(11);
  const closed = resolved === null || resolved > 28 ? null : resolved;
  return [
    {
      code: `W-${code}`,
      project: code!,
      category: "审批",
      description: "待办",
      reportedOn: on(day(assigned)),
      assignedOn: on(day(assigned)),
      responsibleUnit: responsibleUnit!,
      ...(closed === null
        ? {}
        : {
            resolvedOn: on(day(closed)),
            evidence: "纪要",
            verifiedBy: "孙管",
            verification: "通过",
            verifiedOn: on(day(Math.min(closed + 1, 29))),
          }),
    },
  ];
}

function inspectionsOf(project: string, random: Random): readonly TemplateRow[] {
  if (random.below(3) > 0) return [];
  const isFalse = random.below(6) === 0;
  return [
    {
      code: `D-${project}`,
      project,
      date: on(`${YEAR}-05-${String(10 + random.below(15)).padStart(2, "0")}`),
      score: 60 + random.below(400) / 10,
      ...(isFalse ? { ruling: "虚报", ruledBy: "孙管", ruledOn: on(`${YEAR}-05-28`) } : {}),
    },
  ];
}

function exemptionsOf(project: string, random: Random): readonly TemplateRow[] {
  if (random.below(9) > 0) return [];
  const to = random.below(2) === 0 ? `${YEAR}-06-20` : `${YEAR}-04-20`;
  return [
    {
      code: `H-${project}`,
      project,
      from: on(`${YEAR}-04-01`),
      to: on(to),
      cause: "不可抗力",
      approvedBy: "周市长",
      basis: "文件",
    },
  ];
}

function adjustmentsOf(unit: string, random: Random): readonly TemplateRow[] {
  if (random.below(4) > 0) return [];
  const points = (random.below(60) - 30) / 10;
  return [
    {
      code: `J-${UNITS.indexOf(unit)}`,
      unit,
      period: PERIOD,
      points,
      reason: "表彰",
      basis: "文件",
      confirmedBy: "孙管",
    },
  ];
}
