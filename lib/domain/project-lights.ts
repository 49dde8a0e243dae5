import { type Clears, clearsOf, type OfficeDates } from "./clears.ts";
import { addToMonth, type Month, monthOf, type PlainDate } from "./dates.ts";
import type { Moments } from "./judged-moments.ts";
import { lampsAt } from "./lamp-moment.ts";
import { compareLights, type Light } from "./light.ts";
import { type FoldState, foldMonth, type RawLights, raiseTo, rawLight, rawLights } from "./light-fold.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { exemptionAt, type PastInput, rawReader } from "./past-lights.ts";
import type { PlanBasis } from "./planned-to-date.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Lamp, LampKind, ProgressLamp } from "./project-lamps.ts";
import type { Exemption, Project } from "./registry.ts";
import type { RuleRef } from "./rule.ts";

export type ProjectCause =
  | "worst-lamp"
  | "no-lamp"
  | "exempt"
  /** A better lamp waits for the month's end: the shown light falls by one step a month. */
  | "falls-by-steps"
  /** It does not fall while a lamp is grey. */
  | "held-while-grey"
  /** Red stays until an inspection has passed. */
  | "held-for-inspection";

export interface MonthLight {
  readonly month: Month;
  readonly light: Light;
}

/** The verdict on one project. `light` is the one shown: a fold over the months. Source: domain.md "Project lights". */
export interface ProjectVerdict {
  readonly key: string;
  readonly workbook: string;
  readonly project: Project;
  readonly light: Light;
  readonly rawLight: Light;
  readonly because: ProjectCause;
  /** 进度, 开工, 入统, 节点, in this order. */
  readonly lamps: readonly Lamp[];
  /** "red" when the same lamp was raw yellow in two consecutive months (处置=按红), else `light`. */
  readonly handledAs: Light;
  /** The lamps that were yellow twice running. */
  readonly repeated: readonly LampKind[];
  /** 回填: months before the first reading were judged from today's rows. */
  readonly backfilled: boolean;
  /** Shown at the end of the month before, null when the year has none. */
  readonly previousLight: Light | null;
  /** That month: of a day, the last locked one; of a period, the one before it. */
  readonly previousMonth: Month | null;
  /** done ÷ annual plan, planned ÷ annual plan (0..1) and points behind, of the 进度 lamp. */
  readonly completion: number | null;
  readonly plannedShare: number | null;
  readonly gapPoints: number | null;
  /** The month whose figures these are. */
  readonly reportedMonth: Month | null;
  /** The light shown at each month's end of the year that is locked, oldest first; of a period, those before it. */
  readonly months: readonly MonthLight[];
  readonly clears: readonly Clears[];
  /** The exemption in force on the day judged. */
  readonly exemption: Exemption | null;
  readonly asOf: PlainDate;
  readonly rule: RuleRef;
  /** The rows judged and the basis of their plan: `projectBasis` names the cells on demand. */
  readonly file: ProjectFile;
  readonly planBasis: PlanBasis;
}

/** What projects are judged with. */
export interface ProjectInput extends Moments, PastInput {
  /** Verdicts of the moment judged, by project. */
  readonly milestonesOf: (project: string) => readonly MilestoneVerdict[];
  /** The present moment is this month's end: the light may fall. */
  readonly period: Month | null;
  readonly inspectionPassed: (project: string, month: Month) => boolean;
  readonly dates: OfficeDates;
}

/** A verdict on every project of the archive, in its order. */
export const judgeProjects = (input: ProjectInput): readonly ProjectVerdict[] =>
  input.archive.files.map((file) => judgeProject(file, input));

function judgeProject(file: ProjectFile, input: ProjectInput): ProjectVerdict {
  const { present, period } = input;
  const verdicts = input.milestonesOf(file.project.code);
  const exemption = exemptionAt(file, input, present.asOf);
  const lamps = lampsAt(file, verdicts, exemption !== null, present);
  const raw = rawLights(lamps);
  const { state: before, months } = foldBefore(file, verdicts, input);
  const after = period === null ? null : foldMonth(before, monthRaw(file, period, raw, input), present.fold.value);
  const light = after?.shown ?? raiseTo(before, raw, earlierLights(file, verdicts, input));
  const repeated = (after ?? before)?.repeated ?? [];
  const progress = lamps[0] as ProgressLamp;
  return {
    key: file.project.key,
    workbook: file.project.workbook,
    project: file.project,
    light,
    rawLight: rawLight(raw),
    because: causeOf(light, raw, before, input),
    lamps,
    handledAs: repeated.length > 0 && light !== "exempt" ? "red" : light,
    repeated,
    backfilled: input.backfilled,
    previousLight: before?.shown ?? null,
    previousMonth: before === null ? null : monthOf(input.months.at(-1)!.asOf),
    completion: progress.completion,
    plannedShare: progress.plannedShare,
    gapPoints: progress.gapPoints,
    reportedMonth: progress.lastReported,
    months,
    clears: clearsAll(lamps, light, rawLight(raw), input),
    exemption,
    asOf: present.asOf,
    rule: present.fold,
    file,
    planBasis: present.basis,
  };
}

const monthRaw = ({ project }: ProjectFile, month: Month, raw: RawLights, { inspectionPassed }: ProjectInput) => ({
  month,
  raw,
  inspectionPassed: inspectionPassed(project.code, month),
});

/** The fold over the month ends before; a month in which the project was not there yet is passed over. */
function foldBefore(file: ProjectFile, verdicts: readonly MilestoneVerdict[], input: ProjectInput): PastFold {
  const last = input.months.at(-1);
  if (last === undefined) return { state: null, months: [] };
  const rawAt = rawReader(file, verdicts, last.asOf, input);
  const months: MonthLight[] = [];
  let state: FoldState | null = null;
  for (const moment of input.months) {
    const raw = rawAt(moment);
    if (raw === null) continue;
    const month = monthOf(moment.asOf);
    state = foldMonth(state, monthRaw(file, month, raw, input), moment.fold.value);
    months.push({ month, light: state.shown });
  }
  return { state, months };
}

interface PastFold {
  readonly state: FoldState | null;
  readonly months: readonly MonthLight[];
}

/** What earlier readings of the running month saw: ends of months not locked yet, and rows as they stood before they changed. */
function earlierLights(
  file: ProjectFile,
  verdicts: readonly MilestoneVerdict[],
  input: ProjectInput,
): readonly RawLights[] {
  const sights = input.archive
    .lastSights(file, input.runningFrom)
    .map(input.momentAt)
    .filter((moment) => moment !== null);
  const moments = [...input.since, ...sights];
  if (moments.length === 0) return [];
  const rawAt = rawReader(file, verdicts, input.present.asOf, input);
  return moments.map(rawAt).filter((raw) => raw !== null);
}

function causeOf(
  light: Light,
  raw: RawLights,
  before: FoldState | null,
  { present, period }: ProjectInput,
): ProjectCause {
  const worst = rawLight(raw);
  if (light === "exempt") return "exempt";
  if (light === "none") return "no-lamp";
  if (light === worst) return "worst-lamp";
  if (Object.values(raw).includes("grey")) return "held-while-grey";
  const waits = present.fold.value.inspectionBeforeRedFalls && period !== null && before?.level === 3;
  return waits && light === "red" ? "held-for-inspection" : "falls-by-steps";
}

function clearsAll(lamps: readonly Lamp[], light: Light, raw: Light, input: ProjectInput): readonly Clears[] {
  const own = lamps.map((lamp) => clearsOf(lamp, input.dates)).filter((clears) => clears !== null);
  if (light === "exempt" || compareLights(light, raw) <= 0) return own;
  const last = input.period ?? input.months.at(-1)?.asOf.slice(0, 7);
  const next = last === undefined ? monthOf(input.present.asOf) : addToMonth(last, 1);
  return [...own, { lamp: "shown", by: "month-end", until: input.dates.lockOf(next) }];
}
