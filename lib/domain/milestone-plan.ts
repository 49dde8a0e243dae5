import { agreedOn } from "./adjustment.ts";
import type { Instant, PlainDate } from "./dates.ts";
import { type Field, isValue, UNREADABLE, valueOr } from "./field.ts";
import { type History, type RowHistory, unquietLives } from "./history.ts";
import { frozenRow, type NextLock } from "./original-plan.ts";
import { type PredecessorLink, rememberedParser } from "./predecessors.ts";
import type { Adjustment, Milestone } from "./registry.ts";

/** What decides by which plan milestones are judged. */
export interface PlanSources {
  readonly adjustments: readonly Adjustment[];
  readonly history: History;
  readonly asOf: PlainDate;
  /** When the rows given were read. */
  readonly knownAt: Instant;
  readonly nextLock: NextLock;
  /** Reads a planned day as typed in 新值 (a period means its last day); null = cannot be read. */
  readonly readPlannedDay: (text: string) => PlainDate | null;
}

/** The plan a milestone is judged by: frozen at the first lock, changed only by agreed 调整. */
export interface JudgedPlan {
  readonly planned: Field<PlainDate>;
  readonly adjustment: Adjustment | null;
  /** The row that holds the frozen plan; the present row when nothing is frozen yet. */
  readonly frozen: Milestone;
}

export interface MilestonePlans {
  readonly planOf: (milestone: Milestone) => JudgedPlan;
  /** Predecessors that can excuse: frozen with the plan, or given by an agreed 变更前置. */
  readonly linksOf: (milestone: Milestone, plan: JudgedPlan) => readonly PredecessorLink[];
}

const plannedOf = (milestone: Milestone): Field<PlainDate> => milestone.planned;

export function milestonePlans(sources: PlanSources): MilestonePlans {
  const { adjustments, history, asOf, knownAt, nextLock, readPlannedDay } = sources;
  const moved = agreedOn(adjustments, "变更节点", asOf);
  const relinked = agreedOn(adjustments, "变更前置", asOf);
  const subject = ({ project, seq }: Milestone): string => `${project}/${seq}`;
  const lives = unquietLives(history, "milestones");
  const frozenOf = (milestone: Milestone): Milestone => {
    const life = lives.get(milestone.key) as RowHistory<Milestone> | undefined;
    return life === undefined ? milestone : frozenRow(life, milestone, knownAt, plannedOf, nextLock);
  };
  const planOf = (milestone: Milestone): JudgedPlan => {
    const frozen = frozenOf(milestone);
    const adjustment = moved.size === 0 ? undefined : moved.get(subject(milestone));
    if (adjustment === undefined) return { planned: frozen.planned, adjustment: null, frozen };
    return { planned: agreedDay(adjustment, readPlannedDay), adjustment, frozen };
  };
  const parse = rememberedParser();
  const linksOf = (milestone: Milestone, { frozen }: JudgedPlan): readonly PredecessorLink[] => {
    const agreed = relinked.size === 0 ? undefined : relinked.get(subject(milestone));
    const text = agreed === undefined ? frozen.predecessors : agreed.to;
    return parse(valueOr(text, "")).links;
  };
  return { planOf, linksOf };
}

/** An agreed change whose 新值 is missing or cannot be read leaves the day unknown: neither the old nor a guessed one. */
const agreedDay = ({ to }: Adjustment, read: (text: string) => PlainDate | null): Field<PlainDate> =>
  isValue(to) ? (read(to) ?? UNREADABLE) : UNREADABLE;
