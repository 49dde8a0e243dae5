import { type AsideIndex, asideOf, mayBeAsideStep } from "./aside-rows.ts";
import { daysBetween, type Month, type PlainDate } from "./dates.ts";
import { exemptionOn, exemptionsOf, indexExemptions } from "./exemption.ts";
import { type Field, isValue, UNREADABLE, valueOr } from "./field.ts";
import { lifeOf } from "./history.ts";
import type { Light } from "./light.ts";
import type { MilestoneCause, MilestoneLightRule, MilestoneVerdict, Push } from "./milestone.ts";
import { type Chain, makeChain, type OwnLateness, type Step } from "./milestone-chain.ts";
import { type Standing, standingAt } from "./milestone-light.ts";
import { type MilestonePlans, milestonePlans, type PlanSources } from "./milestone-plan.ts";
import { dayAt, endOfDay } from "./office-calendar.ts";
import type { PredecessorLink } from "./predecessors.ts";
import { doneBy, type StepSources, stepsByProject } from "./project-steps.ts";
import type { Claims } from "./refuted-claims.ts";
import type { Exemption, Milestone, Project, Registry } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import type { Calendar } from "./working-days.ts";

export interface MilestoneInput extends Omit<PlanSources, "adjustments"> {
  readonly registry: Pick<Registry, "projects" | "milestones" | "exemptions" | "adjustments">;
  readonly rule: RuleInForce<MilestoneLightRule>;
  /** Working days of a county; asked once per project at most. */
  readonly calendarOf: (county: string) => Calendar;
  readonly aside: AsideIndex;
  /** What inspections say of reported completions. */
  readonly claims: Claims;
  /** The month whose report the project owes and has not sent in, null when none is missing. */
  readonly missingReport: (project: string) => Month | null;
}

/** A verdict on every milestone of the registry, in its order. Half a second per 200,000 when their history is quiet. */
export function judgeMilestones(input: MilestoneInput): readonly MilestoneVerdict[] {
  const bench = makeBench(input);
  return input.registry.milestones.map((milestone) => judge(milestone, bench));
}

/** Everything the verdicts of one run share. */
interface Bench {
  readonly input: MilestoneInput;
  readonly plans: MilestonePlans;
  readonly unitOf: (milestone: Milestone) => string;
  readonly exemptionsOf: (milestone: Milestone) => readonly Exemption[];
  readonly chainOf: (project: string) => Chain;
}

function makeBench(input: MilestoneInput): Bench {
  const { projects } = input.registry;
  const sources = stepSources(input);
  const { plans, unitOf, exemptionsOf } = sources;
  return { input, plans, unitOf, exemptionsOf, chainOf: chains(stepsByProject(sources), input, projects) };
}

/** What the steps of these projects are made from. */
export function stepSources(input: MilestoneInput): StepSources {
  const { projects, exemptions, adjustments, milestones } = input.registry;
  const byCode = new Map(projects.map((project) => [project.code, project]));
  const exempt = indexExemptions(exemptions);
  return {
    ...{ asOf: input.asOf, milestones, claims: input.claims },
    plans: milestonePlans({ ...input, adjustments }),
    unitOf: ({ responsibleUnit, project }) => valueOr(responsibleUnit, byCode.get(project)?.responsibleUnit ?? ""),
    exemptionsOf: ({ project, seq }) => exemptionsOf(exempt, project, seq),
  };
}

/** Chains are made only for projects that have something late behind a predecessor. */
function chains(
  stepsOf: (project: string) => readonly Step[],
  { calendarOf }: MilestoneInput,
  projects: readonly Project[],
): (project: string) => Chain {
  const counties = new Map(projects.map(({ code, county }) => [code, county]));
  const known = new Map<string, Chain>();
  return (project) => {
    const found = known.get(project);
    if (found !== undefined) return found;
    const chain = makeChain(stepsOf(project), calendarOf(counties.get(project) ?? ""));
    known.set(project, chain);
    return chain;
  };
}

function judge(milestone: Milestone, bench: Bench): MilestoneVerdict {
  const { asOf, rule } = bench.input;
  const plan = bench.plans.planOf(milestone);
  const { planned, adjustment, frozen } = plan;
  const claimed = doneBy(milestone, asOf);
  const refuted = claimed === null ? null : bench.input.claims.refuted(milestone, claimed);
  const actual = refuted === null ? claimed : (refuted.confirmed?.date ?? null);
  const exemptions = bench.exemptionsOf(milestone);
  const exemption = exemptionOn(exemptions, asOf);
  const dated = isValue(planned) && milestone.actual !== UNREADABLE;
  const standing = dated ? standingAt({ planned, actual, exemptions }, asOf, rule.value) : null;
  const links = standing !== null && isMissed(standing, actual) ? bench.plans.linksOf(milestone, plan) : [];
  const chain = links.length > 0 ? bench.chainOf(milestone.project) : null;
  const reckoned = chain?.own(milestone.seq) ?? null;
  const blind = reckoned !== null && reckoned.days > 0 ? asideAmong(links, milestone, chain!, bench) : null;
  const own = blind === null ? reckoned : null;
  const stale = standing === null ? null : staleness(milestone, standing, bench.input);
  const shown = stale ?? standing ?? undated(milestone, planned, actual, exemption);
  return {
    key: milestone.key,
    workbook: milestone.workbook,
    project: milestone.project,
    seq: milestone.seq,
    milestone,
    asOf,
    light: shown.light,
    because: shown.because,
    planned: valueOr(planned, null),
    plannedNow: valueOr(milestone.planned, null),
    actual,
    done: actual !== null,
    refuted,
    daysLate: standing?.daysLate ?? null,
    exemptDays: standing?.exemptDays ?? 0,
    adjustment,
    exemption,
    lateLight: standing?.lateLight ?? "none",
    ownDaysLate: blind === null ? (own?.days ?? standing?.daysLate ?? null) : null,
    ownUnit: bench.unitOf(milestone),
    push: standing && own && chain ? pushOf(own, standing.daysLate, valueOr(frozen.duration, 0), chain) : null,
    asidePredecessor: blind,
    reminder: standing?.because === "due-later" && standing.daysLate >= -rule.value.remindWithin,
    untouchedDays: stale?.untouchedDays ?? null,
    missingReport: stale?.missingReport ?? null,
    provisional: own?.provisional ?? false,
    rule,
  };
}

/** Late, or open on its last day: what a predecessor may excuse. */
const isMissed = ({ daysLate }: Standing, actual: PlainDate | null): boolean =>
  daysLate > 0 || (daysLate === 0 && actual === null);

/** The first predecessor whose row was set aside; one without a number may be any that is not there. */
function asideAmong(
  links: readonly PredecessorLink[],
  { project }: Milestone,
  chain: Chain,
  { input }: Bench,
): string | null {
  const aside = asideOf(input.aside, project);
  if (aside.milestones.size === 0) return null;
  const link = links.find(({ seq }) => !chain.has(seq) && mayBeAsideStep(aside, seq));
  return link === undefined ? null : `${project}/${link.seq}`;
}

function pushOf(own: OwnLateness, daysLate: number, duration: number, chain: Chain): Push | null {
  const { driver, link } = own;
  if (driver === null || link === null) return null;
  const root = chain.root(driver);
  return {
    predecessor: driver.milestone.key,
    predecessorName: driver.milestone.name,
    predecessorUnit: driver.unit,
    finished: driver.finished,
    link,
    duration,
    ownFrom: own.from,
    othersDaysLate: daysLate - Math.max(own.days, 0),
    rootKey: root.milestone.key,
    rootName: root.milestone.name,
    rootUnit: root.unit,
  };
}

interface Shown {
  readonly light: Light;
  readonly because: MilestoneCause;
}

/** No day to judge by, or a cell that cannot be read. */
function undated(
  milestone: Milestone,
  planned: Field<PlainDate>,
  actual: PlainDate | null,
  exemption: Exemption | null,
): Shown {
  if (exemption !== null) return { light: "exempt", because: "exempt" };
  if (planned === UNREADABLE || milestone.actual === UNREADABLE) return { light: "grey", because: "unreadable" };
  return { light: actual === null ? "none" : "green", because: "not-dated" };
}

interface Staleness extends Shown {
  readonly untouchedDays: number | null;
  readonly missingReport: Month | null;
}

/** "Stale is not green": open, without a light, due soon enough, and the row untouched for long or the month's report missing. */
function staleness(milestone: Milestone, standing: Standing, input: MilestoneInput): Staleness | null {
  const { staleWithin, untouchedFor } = input.rule.value;
  if (standing.because !== "due-later" || standing.daysLate < -staleWithin) return null;
  const days = untouchedDays(milestone, input);
  const untouched = days !== null && days >= untouchedFor ? days : null;
  const missingReport = input.missingReport(milestone.project);
  if (untouched === null && missingReport === null) return null;
  return { light: "grey", because: "stale", untouchedDays: untouched, missingReport };
}

/** Days since the row last changed, as known by the end of the as-of day; null when nothing is remembered of it. */
function untouchedDays(milestone: Milestone, { history, asOf, knownAt }: MilestoneInput): number | null {
  const life = lifeOf<Milestone>(history, "milestones", milestone.key);
  const changed = life.findLast((version) => version.firstSeen < endOfDay(asOf));
  if (changed === undefined) return null;
  if (changed === life.at(-1) && !isSameRow(changed.row, milestone))
    return Math.max(daysBetween(dayAt(knownAt), asOf), 0);
  return daysBetween(dayAt(changed.firstSeen), asOf);
}

/** The reading at hand may be newer than the history it came with. */
const isSameRow = (remembered: Milestone | null, present: Milestone): boolean =>
  remembered === present || JSON.stringify(remembered) === JSON.stringify(present);
