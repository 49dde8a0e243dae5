import { isValue } from "../domain/field.ts";
import type { Finding } from "../domain/finding.ts";
import type { Milestone, MonthlyPlan, MonthlyReport, Project, Registry, Row, TabCode } from "../domain/registry.ts";
import type { RawCell, RawRow } from "../ports/spreadsheet.ts";
import { type CellProblem, problem } from "./cells/problem.ts";
import { cellFinding, unitOfRow } from "./note.ts";
import { placeOf, rowOf } from "./places.ts";
import type { TabReading } from "./read-tab.ts";
import type { FoundSheets } from "./sheets.ts";
import { tabOf } from "./tabs.ts";
import { MONTH_CODES } from "./tabs-projects.ts";

export interface CheckContext {
  readonly found: FoundSheets;
  readonly tabs: ReadonlyMap<TabCode, readonly TabReading[]>;
  readonly unitOfProject: ReadonlyMap<string, string>;
}

export interface Checked {
  readonly registry: Registry;
  readonly findings: readonly Finding[];
}

/** What only several cells together can show. Values stay as typed, but for dates that 节点 lends to 项目. */
export function checkRegistry(registry: Registry, context: CheckContext): Checked {
  const lent = lendMilestoneDates(registry, context);
  const sized = lent.projects.filter((project) => isPlausible(project.totalInvestment));
  const projects = new Map(sized.map((project) => [project.code, project]));
  const findings = [
    ...lent.findings,
    ...lent.projects.flatMap((project) => projectSizes(project, context)),
    ...registry.monthlyPlans.flatMap((plan) => planSizes(plan, projects.get(plan.project), context)),
    ...registry.monthlyReports.flatMap((report) => reportSizes(report, projects.get(report.project), context)),
    ...missingEmails(registry, context),
  ];
  return { registry: { ...registry, projects: lent.projects }, findings };
}

function findingAt(row: Row, tab: TabCode, code: string, found: CellProblem, context: CheckContext): Finding {
  const places = (context.tabs.get(tab) ?? []).map((reading) => reading.place);
  const place = placeOf(places, row.workbook, tab);
  const number = rowOf(places, row.workbook, tab, row.key) ?? 0;
  const bound = place?.layout.columns.find(({ column }) => column.code === code);
  const unit = unitOfRow(tabOf(tab), { ...row }, context.unitOfProject);
  const at = {
    workbook: row.workbook,
    tab,
    key: row.key,
    row: number,
    index: bound?.index ?? -1,
    header: bound?.header ?? "",
    unit,
    required: false,
  };
  return cellFinding(at, rawCell(context.found, row.workbook, tab, number, at.index), found);
}

function rawCell(
  { sheets }: FoundSheets,
  workbook: string,
  tab: TabCode,
  row: number,
  index: number,
): RawCell | undefined {
  const sheet = sheets.find((one) => one.workbook === workbook && one.tab.code === tab)?.sheet;
  return sheet === undefined || index < 0 ? undefined : rowNumbered(sheet.rows, row)?.cells[index];
}

/** Rows stand in ascending order. */
function rowNumbered(rows: readonly RawRow[], number: number): RawRow | null {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.number === number) return row;
    if (row.number < number) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

interface Lent {
  readonly projects: readonly Project[];
  readonly findings: readonly Finding[];
}

type ActualField = "actualStart" | "actualFinish" | "actualOperation";
const LENDERS: Readonly<Record<string, ActualField>> = {
  开工: "actualStart",
  竣工: "actualFinish",
  竣工验收: "actualFinish",
  投产: "actualOperation",
};

/** 实际开工, 实际竣工 and 实际投产 may be left to the milestones of those names; two different days are a finding. */
function lendMilestoneDates(registry: Registry, context: CheckContext): Lent {
  const lending = registry.milestones.filter(({ name, actual }) => Object.hasOwn(LENDERS, name) && isValue(actual));
  const lenders = Map.groupBy(lending, ({ project }) => project);
  if (lenders.size === 0) return { projects: registry.projects, findings: [] };
  const findings: Finding[] = [];
  const projects = registry.projects.map((project) => {
    const lent: { [F in ActualField]?: string } = {};
    for (const milestone of meant(lenders.get(project.code) ?? [])) {
      const field = LENDERS[milestone.name]!;
      const stated = lent[field] ?? project[field];
      if (stated === null) lent[field] = milestone.actual as string;
      else if (isValue(stated) && stated !== milestone.actual)
        findings.push(differing(project, field, milestone, context));
    }
    return Object.keys(lent).length === 0 ? project : { ...project, ...lent };
  });
  return { projects, findings };
}

/** 竣工验收 stands for 竣工 only where no milestone is called 竣工. */
const meant = (milestones: readonly Milestone[]): readonly Milestone[] =>
  milestones.some(({ name }) => name === "竣工") ? milestones.filter(({ name }) => name !== "竣工验收") : milestones;

const differing = (project: Project, field: ActualField, milestone: Milestone, context: CheckContext): Finding =>
  findingAt(
    project,
    "projects",
    field,
    problem("date-differs", { milestone: milestone.key, name: milestone.name, day: String(milestone.actual) }),
    context,
  );

const YI = 100_000_000;
/** Sizes beyond which a project is rather a slip of units than a project: above 1000 亿元, under 50 万元. */
const HUGE = 1000 * YI;
const TINY = 500_000;
const isPlausible = (total: number): boolean => total === 0 || (total >= TINY && total <= HUGE);
/** A year or month cannot spend this many times the whole investment: 元 or 亿 typed as 万元. */
const TIMES = 10;

const sizeProblem = (against: string): CellProblem => problem("money-order", { against });

function projectSizes(project: Project, context: CheckContext): Finding[] {
  const { totalInvestment: total, annualPlan, investedBefore } = project;
  const at = (code: string, against: string): Finding =>
    findingAt(project, "projects", code, sizeProblem(against), context);
  if (!isPlausible(total)) return [at("totalInvestment", "")];
  const findings: Finding[] = [];
  if (isValue(annualPlan) && annualPlan > total) findings.push(at("annualPlan", "总投资"));
  if (isValue(investedBefore) && investedBefore > total * TIMES) findings.push(at("investedBefore", "总投资"));
  return findings;
}

function planSizes(plan: MonthlyPlan, project: Project | undefined, context: CheckContext): Finding[] {
  if (project === undefined) return [];
  return plan.months.flatMap((money, index) => {
    if (!isValue(money) || money <= project.totalInvestment * TIMES) return [];
    return [findingAt(plan, "monthlyPlans", MONTH_CODES[index]!, sizeProblem("总投资"), context)];
  });
}

function reportSizes(report: MonthlyReport, project: Project | undefined, context: CheckContext): Finding[] {
  if (project === undefined) return [];
  return (["invested", "investedYtd", "funded", "fundedYtd"] as const).flatMap((code) => {
    const money = report[code];
    if (!isValue(money) || money <= project.totalInvestment * TIMES) return [];
    return [findingAt(report, "monthlyReports", code, sizeProblem("总投资"), context)];
  });
}

/** A person without an address is known, but cannot be written to. A tab without the column is told once. */
function missingEmails(registry: Registry, context: CheckContext): Finding[] {
  const without = registry.people.filter((person) => person.email === null && person.disabled !== true);
  const findings = without.map((person) => findingAt(person, "people", "email", problem("email-missing"), context));
  const columnless = findings.find((finding) => finding.cell === "");
  return columnless === undefined ? findings : [{ ...columnless, key: "" }];
}
