import type { Month, PlainDate } from "./dates.ts";
import type { CellRef, Light } from "./light.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Lamp, LampKind } from "./project-lamps.ts";
import type { Project } from "./registry.ts";
import type { RuleRef } from "./rule.ts";

/** What would turn a lamp green, as a code; for investment only the rule's bounds, never a figure. */
export interface Clears {
  readonly lamp: LampKind | "shown";
  readonly by:
    | "investment-bounds"
    | "report"
    | "start"
    | "registration"
    | "milestone-done"
    | "correct-cell"
    | "month-end";
  /** The day by which, null where none can be told. */
  readonly until: PlainDate | null;
}

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
  /** done ÷ annual plan, planned ÷ annual plan (0..1) and points behind, of the 进度 lamp. */
  readonly completion: number | null;
  readonly plannedShare: number | null;
  readonly gapPoints: number | null;
  /** The month whose figures these are. */
  readonly reportedMonth: Month | null;
  readonly clears: readonly Clears[];
  readonly rule: RuleRef;
  /** The rows judged: `projectBasis` names their cells on demand. */
  readonly file: ProjectFile;
}

export interface ProjectBasis {
  readonly version: 1;
  readonly rule: RuleRef;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly restsOn: readonly CellRef[];
}
