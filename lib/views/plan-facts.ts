import type { PlainDate } from "../domain/dates.ts";
import type { PlanFinish } from "../domain/plan-finishes.ts";
import type { PlanParts } from "../domain/plan-parts.ts";
import type { PlanRoot } from "../domain/plan-root.ts";
import type { Recovery } from "../domain/recovery.ts";
import type { RuleRef } from "../domain/rule.ts";
import type { ProjectSchedule, ScheduleRemark, StepSchedule } from "../domain/schedule.ts";
import { oneLine } from "./one-line.ts";

/** One row of the plan: what stands in the sheet, what counts, and what the network makes of it. */
export interface PlanRow {
  readonly seq: number;
  readonly name: string;
  readonly unit: string;
  readonly predecessors: string;
  /** Working days; null: none given. */
  readonly duration: number | null;
  /** The day judged by. */
  readonly planned: PlainDate | null;
  readonly actual: PlainDate | null;
  /** null where the project cannot be scheduled. */
  readonly days: StepSchedule | null;
}

/** Where the plan of one project stands on a day: what `duban plan` prints and gives as JSON. */
export interface PlanStanding {
  readonly code: string;
  readonly name: string;
  readonly asOf: PlainDate;
  readonly schedule: Pick<ProjectSchedule, "state" | "critical" | "cycle" | "earliestFinish" | "float">;
  readonly rows: readonly PlanRow[];
  readonly finishes: readonly PlanFinish[];
  /** Working days after `from` up to `to`, in the project's place. */
  readonly workingDays: (from: PlainDate, to: PlainDate) => number;
  readonly root: PlanRoot | null;
  readonly recovery: Recovery | null;
  readonly parts: PlanParts | null;
  readonly remarks: readonly PlacedRemark[];
  /** Open steps that lack what is reckoned with, by 节点序号. */
  readonly hollow: readonly number[];
  /** Where the predecessors of the ring stand; "" without one. */
  readonly cycleCells: string;
  /** Rules the ways to recover rest on: what may run side by side, how much of a work comes first (0..1), and the least days of a step. */
  readonly sideBySide: RuleRef & { readonly papers: readonly string[] };
  readonly overlap: RuleRef & { readonly share: number };
  readonly leastRuleOf: (seq: number) => RuleRef | null;
  /** Workbooks that could not be read, in words. */
  readonly stale: readonly string[];
}

export interface PlacedRemark extends ScheduleRemark {
  /** 「节点」E12、E14; "" where no cell is to be named. */
  readonly cells: string;
}

/** `20「环评」`: a step as sentences name it. */
export const stepWords = ({ rows }: Pick<PlanStanding, "rows">, seq: number): string =>
  `${seq}「${oneLine(rows.find((row) => row.seq === seq)?.name ?? "", 24)}」`;

export const FINISH_WORDS: Readonly<Record<PlanFinish["from"], string>> = {
  plannedFinish: "计划竣工",
  plannedOperation: "计划投产",
  planned: "计划完成",
};
