import type { PlainDate } from "../dates.ts";
import { type Field, isValue, UNREADABLE } from "../field.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import { type ProjectFile, startedOn } from "../project-file.ts";
import type { Inspection } from "../registry.ts";
import { standardStepOf } from "../standard-steps.ts";
import type { CheckDays } from "./batch.ts";
import type { StartEntry } from "./batch-block.ts";
import { by, type CheckMoment, isExempt } from "./judged-day.ts";

/** Did it really start? Judged at the check's day; what proves it may come later. */
export type StartCheckState =
  /** Started by the day, with a record of the place and a photo. */
  | "proven"
  /** Said to have started by the day; `lacks` says what proof is missing. */
  | "claimed"
  /** Started after the day. */
  | "late"
  | "not-started"
  /** 督查 found it untrue. */
  | "refuted"
  /** Not started, and the day has not passed. */
  | "pending"
  /** Taken off the list by the day without having started: it stays among those announced. */
  | "moved-out"
  | "exempt"
  /** 实际开工 cannot be read, or its row was set aside. */
  | "unknown";

/** A record of 督查 of the place; 佐证 (photo, video) beside the start or in that record. */
export type ProofLack = "inspection" | "photo";

export interface StartPart {
  readonly start: StartCheckState;
  readonly startedOn: PlainDate | null;
  readonly lacks: readonly ProofLack[];
  /** The record that proves it, or that refutes it. */
  readonly inspection: Inspection | null;
}

export interface StartCheckInput extends CheckMoment {
  readonly days: CheckDays;
  readonly milestonesOf: (project: string) => readonly MilestoneVerdict[];
  readonly inspectionsOf: (project: string) => readonly Inspection[];
}

/** Judged at the check's day; what is not true, unreadable or gone is said before what is merely not there. */
export function startCheck(
  { project }: StartEntry,
  file: ProjectFile | null,
  removed: ReadonlySet<string>,
  input: StartCheckInput,
): StartPart {
  const { asOf, days } = input;
  const plain = (start: StartCheckState): StartPart => ({ start, startedOn: null, lacks: [], inspection: null });
  if (isExempt(project, days.start, input)) return plain("exempt");
  if (file === null) return plain(removed.has(project) ? "moved-out" : "unknown");
  const steps = input.milestonesOf(project).filter(({ milestone }) => standardStepOf(milestone.name) === "开工");
  const refuted = steps.find((step) => step.refuted !== null && !step.done)?.refuted ?? null;
  if (refuted !== null) return { ...plain("refuted"), inspection: refuted.inspection };
  const on = by(startedOn(file), asOf);
  const denied = isValue(on) ? deniedBy(project, on, steps, input) : null;
  if (denied !== null) return { ...plain("refuted"), inspection: denied };
  if (isValue(on)) return startedPart(project, on, steps, input);
  if (removed.has(project)) return plain("moved-out");
  if (on === UNREADABLE || (steps.length === 0 && file.aside.milestones.size > 0)) return plain("unknown");
  return plain(asOf <= days.start.day ? "pending" : "not-started");
}

/** The day decides first: a start after the check's day is late however well it is proven. */
function startedPart(
  project: string,
  on: PlainDate,
  steps: readonly MilestoneVerdict[],
  { asOf, days, inspectionsOf }: StartCheckInput,
): StartPart {
  const records = inspectionsOf(project).filter((row) => row.date >= on && row.date <= asOf && isOfThePlace(row));
  const hasPhoto =
    steps.some(({ milestone }) => says(milestone.evidence)) || records.some(({ evidence }) => says(evidence));
  const lacks: readonly ProofLack[] = [
    ...(records.length === 0 ? (["inspection"] as const) : []),
    ...(hasPhoto ? [] : (["photo"] as const)),
  ];
  const start = on > days.start.day ? "late" : lacks.length === 0 ? "proven" : "claimed";
  return { start, startedOn: on, lacks, inspection: records.toSorted(earliestFirst)[0] ?? null };
}

/** The last record since the start that is of the place, or rules 虚报 on the milestone 开工 itself (not on a figure): null unless it does the latter. */
function deniedBy(
  project: string,
  on: PlainDate,
  steps: readonly MilestoneVerdict[],
  { asOf, inspectionsOf }: StartCheckInput,
): Inspection | null {
  const denies = ({ seq, ruling, milestoneTrue, verifiedYtd: figure }: Inspection): boolean =>
    ruling === "虚报" && milestoneTrue === null && figure === null && steps.some((step) => step.seq === seq);
  const last = inspectionsOf(project)
    .filter((row) => row.date >= on && row.date <= asOf && (isOfThePlace(row) || denies(row)))
    .toSorted(earliestFirst)
    .at(-1);
  return last !== undefined && denies(last) ? last : null;
}

/** Somebody was there and did not find it untrue: 跟踪督办 is done from the desk. */
const isOfThePlace = ({ method, milestoneTrue, ruling }: Inspection): boolean =>
  method !== "跟踪督办" && milestoneTrue !== false && ruling !== "虚报";

const SAYS = /[\p{L}\p{N}]/u;
const says = (text: Field<string>): boolean => isValue(text) && SAYS.test(text) && !NOTHING.test(text);
/** What people write to say that there is none. */
const NOTHING = /^(?:无|没有|暂无|待补|待上传|否)$/u;

const earliestFirst = (a: Inspection, b: Inspection): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.key < b.key ? -1 : 1;
