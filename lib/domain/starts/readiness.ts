import { lastDayOf, type Month, type PlainDate } from "../dates.ts";
import { isValue } from "../field.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import { type ProjectFile, startedOn } from "../project-file.ts";
import { STANDARD_STEPS, standardStepOf } from "../standard-steps.ts";
import { isUnread, type MatterVerdict, matterVerdicts } from "./matters.ts";

/** "unknown": nothing is known to be missing, but something cannot be told. "exempt": nobody asks for a start now. */
export type StartState = "started" | "exempt" | "ready" | "not-ready" | "unknown";

/** Whether a project can start, and what it waits for. Source: domain.md M14. */
export interface StartReadiness {
  readonly file: ProjectFile;
  /** 计划开工; null: blank or unreadable. */
  readonly planned: PlainDate | null;
  readonly state: StartState;
  /** The six, in their order. */
  readonly matters: readonly MatterVerdict[];
  /** Further milestones that its chain puts before 开工 and that are not done: 环评, 征地拆迁 … */
  readonly others: readonly MilestoneVerdict[];
}

export interface ReadinessInput {
  readonly milestonesOf: (project: string) => readonly MilestoneVerdict[];
  readonly isExempt: (project: string) => boolean;
  readonly asOf: PlainDate;
}

/** One more milestone done never makes it less ready: whatever is open before 开工 holds it back, and nothing else does. */
export function readinessOf(file: ProjectFile, { milestonesOf, isExempt, asOf }: ReadinessInput): StartReadiness {
  const { plannedStart, code } = file.project;
  const steps = milestonesOf(code).toSorted((a, b) => a.seq - b.seq);
  const matters = matterVerdicts(file, steps, asOf);
  const counted = new Set(matters.flatMap((matter) => matter.steps));
  const others = beforeStart(steps).filter((step) => !step.done && !counted.has(step));
  const state = stateOf({ file, matters, others, asOf, exempt: isExempt(code) });
  return { file, planned: isValue(plannedStart) ? plannedStart : null, state, matters, others };
}

/** What it waits for, in order: the matters missing, then the chain's other steps. */
export interface StartLack {
  /** null: a step of the chain that is none of the six. */
  readonly matter: MatterVerdict["matter"] | null;
  /** null: 月报 shows no funds. */
  readonly step: MilestoneVerdict | null;
  /** Who owes it. */
  readonly unit: string;
}

export const lacksOf = ({
  file,
  matters,
  others,
}: Pick<StartReadiness, "file" | "matters" | "others">): readonly StartLack[] => [
  ...matters.filter(({ state }) => state === "missing").flatMap((matter) => matterLacks(matter, file)),
  ...others.map((step) => ({ matter: null, step, unit: step.ownUnit })),
];

const matterLacks = ({ matter, steps }: MatterVerdict, { project }: ProjectFile): readonly StartLack[] =>
  steps.length === 0
    ? [{ matter, step: null, unit: project.responsibleUnit }]
    : steps.map((step) => ({ matter, step, unit: step.ownUnit }));

export const doneCount = ({ matters }: Pick<StartReadiness, "matters">): number =>
  matters.filter(({ state }) => state === "done").length;

interface Standing extends Pick<StartReadiness, "file" | "matters" | "others"> {
  readonly asOf: PlainDate;
  readonly exempt: boolean;
}

function stateOf({ file, matters, others, asOf, exempt }: Standing): StartState {
  const started = startedOn(file);
  if (isValue(started) && started <= asOf) return "started";
  if (exempt) return "exempt";
  const missing = matters.some(({ state }) => state === "missing") || others.some((step) => !isUnread(step));
  if (missing) return "not-ready";
  const unclear = started !== null && !isValue(started);
  if (unclear || others.length > 0 || matters.some(({ state }) => state !== "done")) return "unknown";
  return "ready";
}

const START = STANDARD_STEPS.indexOf("开工");

/** Numbered before the milestone 开工; where none has that name, those whose name is a step that comes before it. */
function beforeStart(inOrder: readonly MilestoneVerdict[]): readonly MilestoneVerdict[] {
  const start = inOrder.find(({ milestone }) => standardStepOf(milestone.name) === "开工");
  if (start !== undefined) return inOrder.filter(({ seq }) => seq < start.seq);
  return inOrder.filter(({ milestone }) => {
    const step = standardStepOf(milestone.name);
    return step !== null && STANDARD_STEPS.indexOf(step) < START;
  });
}

/** Whose start a batch is about: 新开工 and 储备 planned to start by its month's end, and whoever is marked with it; not started. */
export function isCandidate({ file, planned, state }: StartReadiness, batch: Month): boolean {
  const { annualClass, startBatch } = file.project;
  if (state === "started") return false;
  if (startBatch === batch) return true;
  const mayStart = annualClass === "新开工" || annualClass === "储备";
  return mayStart && planned !== null && planned <= lastDayOf(batch);
}

/** It is in the batch, and had started before the ceremony's day: an old start announced as a new one. */
export const startedBefore = ({ file, state }: StartReadiness, batch: Month, day: PlainDate): boolean => {
  const on = startedOn(file);
  return state === "started" && file.project.startBatch === batch && isValue(on) && on < day;
};

/**
 * "join": ready and in no batch, or in one that is over. "not-ready", "unknown": it is in the batch and should not be, or nobody can tell. "started": as
 * `startedBefore`.
 */
export interface StartSuggestion {
  readonly kind: "join" | "not-ready" | "unknown" | "exempt" | "started";
  readonly readiness: StartReadiness;
}

/** What an admin may want to change of a batch before it is announced. Candidates, and whoever started before it, in their order. */
export const startSuggestions = (candidates: readonly StartReadiness[], batch: Month): readonly StartSuggestion[] =>
  candidates.flatMap((readiness): readonly StartSuggestion[] => {
    const { file, state } = readiness;
    const { startBatch } = file.project;
    if (startBatch === batch) return state === "ready" ? [] : [{ kind: state, readiness }];
    const isFree = startBatch === null || (isValue(startBatch) && startBatch < batch);
    return state === "ready" && isFree ? [{ kind: "join", readiness }] : [];
  });
