import { addDays, addToMonth, daysBetween, lastDayOf, type PlainDate } from "../../lib/domain/dates.ts";
import type { TabCode } from "../../lib/domain/registry.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import { type Random, seeded } from "../../sheets-templates/random.ts";
import { peopleOf, personOf, type Staff, staffOf, unitRows } from "./big-office.ts";
import type { Cell, Table } from "./big-workbook.ts";

export interface CitySize {
  readonly projects: number;
  readonly milestones: number;
}

/** A Thursday after May's lock; the next day is a working day too. */
export const FIRST_DAY: PlainDate = "2026-06-11";
export const NEXT_DAY: PlainDate = "2026-06-12";
export const REPORTED: readonly string[] = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];

type Typed = Readonly<Record<string, Cell>>;

/**
 * A city's registry row by row, the same for the same size: nothing of it is kept in memory but who works where. The same columns are
 * filled, in about the same shares of rows, as in sheets-templates/demo.xlsx.
 */
export function bigCity(size: CitySize): readonly Table[] {
  const staff = staffOf(size.projects);
  return [
    table("projects", () => projects(size, staff)),
    table("milestones", () => milestones(size)),
    table("monthlyPlans", () => monthlyPlans(size)),
    table("monthlyReports", () => reports(size)),
    table("units", () => unitRows(staff)),
    table("people", () => peopleOf(staff)),
    table("rules", () => [{ parameter: "计划年度", value: 2026, from: { day: "2026-01-01" }, basis: "项目清单" }]),
  ];
}

/** Dates that are not there yet are empty cells with a format, as in a column somebody formatted: edits are typed into them. */
function table(code: TabCode, rows: () => Iterable<Typed>): Table {
  const tab = TABS.find((one) => one.code === code)!;
  const { columns } = tab;
  const blank = columns.map(({ kind }): Cell => (kind === "date" ? { day: null } : null));
  return {
    title: tab.title,
    headers: columns.map(({ header }) => header),
    rows: function* () {
      for (const row of rows()) yield columns.map((column, at) => row[column.code] ?? blank[at]!);
    },
  };
}

const nameOf = (index: number): string => `第${index + 1}号${WORKS[index % WORKS.length]}建设项目`;
export const codeOf = (index: number): string => `P-${String(index + 1).padStart(5, "0")}`;

interface Chain {
  readonly start: PlainDate;
  readonly finish: PlainDate;
  readonly annualClass: string;
  /** 万元. */
  readonly plan: number;
  readonly random: Random;
}

/** What a project's rows in three tabs have in common. */
function chainOf(index: number, { milestones }: CitySize): Chain {
  const random = seeded(`project ${index}`);
  const start = addDays("2024-09-10", random.int(0, 640));
  const annualClass = start < "2026-01-01" ? "续建" : random.chance(0.85) ? "新开工" : "前期";
  return {
    start,
    finish: addDays(start, milestones * DAYS_BETWEEN),
    annualClass,
    plan: random.int(20, 900) * 100,
    random,
  };
}

const DAYS_BETWEEN = 35;
const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];
const WORKS = ["产业园", "快速路", "人民医院", "污水处理厂", "古镇保护", "标准厂房", "供水管网", "第二中学"];

function* projects(size: CitySize, staff: Staff): Generator<Typed> {
  for (let index = 0; index < size.projects; index++) {
    const { start, finish, annualClass, plan, random } = chainOf(index, size);
    const unit = staff.units[index % staff.units.length]!;
    const started = annualClass !== "前期" && start < "2026-04-20" && random.chance(0.95);
    const county = staff.counties[index % staff.counties.length]!;
    yield {
      code: codeOf(index),
      nationalCode: `2025-${String(410_000 + index)}-48-01-${String(100_000 + index)}`,
      name: nameOf(index),
      category: CATEGORIES[index % CATEGORIES.length]!,
      annualClass,
      county,
      leadUnit: staff.units.at(-1 - (index % staff.units.length))!,
      responsibleUnit: random.chance(0.001) ? `${unit}处` : unit,
      responsiblePerson: personOf(staff, unit, index),
      sponsor: staff.leaders[index % staff.leaders.length]!,
      countySponsor: `${county}负责人`,
      massWorkGroup: `第${(index % 60) + 1}工作组`,
      owner: `建设单位${index % 900}`,
      totalInvestment: random.chance(0.02) ? `${(plan * 4) / 10_000}亿` : plan * 4,
      annualPlan: plan,
      investedBefore: start < "2026-01-01" ? plan : null,
      plannedStart: { day: start },
      actualStart: started ? { day: addDays(start, random.int(0, 20)) } : { day: null },
      plannedFinish: { day: finish },
      registeredOn: started ? { day: addDays(start, random.int(15, 45)) } : { day: null },
      startBatch: annualClass === "新开工" ? start.slice(0, 7) : null,
      venue: annualClass === "新开工" ? (index % 5 === 0 ? "主会场" : "分会场") : null,
      location: `${county}街道${index % 120}号`,
    };
  }
}

const DISCLOSED = ["批准服务", "批准结果", "招标投标", "施工"];
const STEPS =
  "立项批复 用地预审 规划许可 可研批复 初步设计 征地拆迁 施工图审查 招标投标 施工许可 场地平整 桩基工程 基础施工 主体三层 主体封顶 管线迁改 设备安装 外装工程 室内装修 联合验收 竣工备案".split(
    " ",
  );

function* milestones(size: CitySize): Generator<Typed> {
  for (let index = 0; index < size.projects; index++) {
    const { start, random } = chainOf(index, size);
    for (let step = 1; step <= size.milestones; step++) {
      const planned = addDays(start, step * DAYS_BETWEEN);
      yield {
        project: codeOf(index),
        projectName: nameOf(index),
        seq: step * 10,
        name: STEPS[(step - 1) % STEPS.length]!,
        doneWhen: "取得批复文件或监理确认单",
        predecessors: step === 1 ? null : String(step * 10 - 10),
        duration: random.int(15, 25),
        planned: plannedCell(planned, random),
        actual: actualCell(planned, random),
        documentType: step % 2 === 1 ? "行政许可" : null,
        disclosureCategory: step % 2 === 1 ? DISCLOSED[step % DISCLOSED.length]! : null,
        evidence: step <= 13 ? `${STEPS[(step - 1) % STEPS.length]}文件（${index % 3000}）.pdf` : null,
        remark: random.chance(0.05) ? `第${random.int(1, 4000)}次调度会已议` : null,
      };
    }
  }
}

/** Most people type days; some type words, a few type days that do not exist. */
function plannedCell(planned: PlainDate, random: Random): Cell {
  const chance = random.next();
  if (chance < 0.001) return "2026-2-30";
  if (chance < 0.02) return `${Number(planned.slice(0, 4))}年${Number(planned.slice(5, 7))}月底`;
  if (chance < 0.04) return planned.replaceAll("-", "/");
  return { day: planned };
}

/** Done a few days early or late; one in a hundred that were due is still open, and a few are typed as a word. */
function actualCell(planned: PlainDate, random: Random): Cell {
  const slip = random.int(-6, random.chance(0.1) ? 25 : 3);
  const chance = random.next();
  if (daysBetween(planned, FIRST_DAY) < slip || chance < 0.01) return { day: null };
  return chance < 0.0115 ? "已完成" : { day: addDays(planned, slip) };
}

/** Four in ten projects lay down their own months, the warm ones heavier. */
function* monthlyPlans(size: CitySize): Generator<Typed> {
  for (let index = 0; index < size.projects; index++) {
    const { annualClass, plan } = chainOf(index, size);
    if (annualClass === "前期" || index % 10 >= 4) continue;
    const month = Math.floor(plan / 14);
    const amounts = Array.from({ length: 12 }, (_, at) => (at === 5 || at === 8 ? 2 * month : month));
    amounts[11]! += plan - 14 * month;
    yield { project: codeOf(index), year: 2026, ...Object.fromEntries(amounts.map((n, at) => [`m${at + 1}`, n])) };
  }
}

const LATE_REPORTS = 0.02;

function* reports(size: CitySize): Generator<Typed> {
  for (let index = 0; index < size.projects; index++) {
    const { annualClass, plan, random } = chainOf(index, size);
    if (annualClass === "前期") continue;
    const pace = 0.6 + random.next() * 0.6;
    let total = 0;
    for (const month of REPORTED) {
      const invested = Math.round((plan / 12) * pace * (0.7 + random.next() * 0.6));
      if (month === REPORTED.at(-1) && random.chance(LATE_REPORTS)) continue;
      total += invested;
      yield {
        project: codeOf(index),
        projectName: nameOf(index),
        month,
        invested,
        investedYtd: total,
        funded: Math.round(invested * 1.05),
        fundedYtd: Math.round(total * 1.05),
        visualProgress: `完成第${random.int(1, 20)}项，累计完成${random.int(1, 99)}%`,
        reporter: `填报员${index % 400}`,
        reportedOn: { day: addDays(lastDayOf(month), random.int(1, 5)) },
      };
    }
  }
}

/** Where the milestones of a step of a project stand in their sheet. */
export const milestoneRow = (index: number, step: number, { milestones }: CitySize): number =>
  2 + index * milestones + step - 1;

/** The month after the last reported: nobody has reported it yet. */
export const NEXT_MONTH = addToMonth(REPORTED.at(-1)!, 1);
