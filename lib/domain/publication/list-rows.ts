import { compareText } from "../compare-text.ts";
import { DISCLOSURE_CATEGORIES } from "../disclosure/categories.ts";
import { isSaid } from "../disclosure/disclosure.ts";
import { type Field, isValue, UNREADABLE } from "../field.ts";
import type { Disclosure, Project } from "../registry.ts";
import type { RowSource } from "./public-columns.ts";
import { publicLink } from "./public-link.ts";
import type { HeldBack } from "./public-row.ts";
import type { Candidate, SiteInput } from "./site-of.ts";

/** Words in 密级 that say there is none. What else stands there, or cannot be read, keeps the row in. */
const OPEN = ["公开", "无", "否", "不涉密", "非密", "非涉密"];

export const isOpen = (secrecy: Field<string>): boolean =>
  secrecy === null || (isValue(secrecy) && OPEN.includes(secrecy.trim()));

/** 储备 waits for a decision and is nobody's plan yet: it is not announced. */
const isAnnounced = ({ annualClass }: Project): boolean => annualClass !== "储备";

/** Projects of the list in force, by number. A figure under an unanswered question is not shown, and nothing says why. */
export function projectRows({ projects, questioned, closed }: SiteInput): readonly Candidate[] {
  return projects
    .filter(isAnnounced)
    .toSorted((a, b) => compareText(a.code, b.code))
    .map((project) => ({
      place: { tab: "projects", workbook: project.workbook, key: project.key },
      source: projectSource(project, questioned.has(project.code)),
      ...(!closed.has(project.code) ? {} : { because: { column: "secrecy", because: "secrecy" as const } }),
    }));
}

function projectSource(project: Project, questioned: boolean): RowSource<"projects"> {
  const { code, name, category, annualClass, county, responsibleUnit, plannedStart, plannedFinish } = project;
  const [totalInvestment, annualPlan] = questioned ? [null, null] : [project.totalInvestment, project.annualPlan];
  return {
    ...{ code, name, category, annualClass, county, responsibleUnit },
    ...{ totalInvestment, annualPlan, plannedStart, plannedFinish },
  };
}

/** Rows that the unit itself has disclosed by the day: 主动, no 不公开理由, 公开日期 reached. What waits, is withheld or was asked for by somebody is none. */
export function disclosureRows({ projects, disclosures, asOf }: SiteInput): readonly Candidate[] {
  const listed = new Map(projects.filter(isAnnounced).map((project) => [project.code, project]));
  return disclosures
    .filter((row) => isDisclosed(row, asOf))
    .toSorted((a, b) => compareText(b.disclosedOn as string, a.disclosedOn as string) || compareText(a.key, b.key))
    .map((row) => candidateOf(row, listed.get(row.project)));
}

const isDisclosed = ({ manner, withheldBecause, disclosedOn }: Disclosure, asOf: string): boolean =>
  (manner === null || manner === "主动") && !isWithheld(withheldBecause) && isValue(disclosedOn) && disclosedOn <= asOf;

/** 无 or a dash is no reason, as for the clocks; what cannot be read may be one. */
const isWithheld = (because: Disclosure["withheldBecause"]): boolean => because === UNREADABLE || isSaid(because);

function candidateOf(row: Disclosure, project: Project | undefined): Candidate {
  const { key, workbook, category, item, discloser, disclosedOn, link } = row;
  const source: RowSource<"disclosures"> = {
    ...{ project: row.project, projectName: project?.name ?? null, category, item, discloser, disclosedOn },
    link: isValue(link) ? link : null,
  };
  const because = whyNot(row, project);
  return { place: { tab: "disclosures", workbook, key }, source, ...(because === null ? {} : { because }) };
}

function whyNot(
  row: Disclosure,
  project: Project | undefined,
): { readonly column: string; readonly because: HeldBack } | null {
  if (project === undefined) return { column: "project", because: "not-on-list" };
  if (!(DISCLOSURE_CATEGORIES as readonly string[]).includes(row.category))
    return { column: "category", because: "unknown-category" };
  if (isValue(row.disclosedOn) && row.disclosedOn < row.formedOn)
    return { column: "disclosedOn", because: "before-formed" };
  return isValue(row.link) && publicLink(row.link) !== null ? null : { column: "link", because: "bad-link" };
}
