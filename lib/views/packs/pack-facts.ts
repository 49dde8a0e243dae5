import type { Month, PlainDate } from "../../domain/dates.ts";
import type { IndicatorValue } from "../../domain/indicator.ts";
import type { CellRef } from "../../domain/light.ts";
import type { ListSuggestion } from "../../domain/list-change/suggestions.ts";
import type { Agenda } from "../../domain/meeting-pack/agenda.ts";
import type { AssignmentRule, ProposedAssignment } from "../../domain/meeting-pack/assignments.ts";
import type { LastMeeting } from "../../domain/meeting-pack/last-meeting.ts";
import type { NextStarts } from "../../domain/meeting-pack/next-starts.ts";
import type { QuarterDays } from "../../domain/meeting-pack/quarter-days.ts";
import type { RedProject } from "../../domain/meeting-pack/red-months.ts";
import type { StuckChain } from "../../domain/meeting-pack/stuck-chains.ts";
import type { UndecidedAdjustment } from "../../domain/meeting-pack/undecided.ts";
import type { LevelSection } from "../../domain/meeting-pack/unsolved.ts";
import type { ProgressDone } from "../../domain/progress.ts";
import type { Project } from "../../domain/registry.ts";
import type { RuleInForce } from "../../domain/rule.ts";
import type { BatchChecks } from "../../domain/starts/batch-checks.ts";
import type { StartSuggestion } from "../../domain/starts/readiness.ts";
import type { SummaryNotes, SummaryRow } from "../../domain/summary.ts";
import type { TaskVerdict } from "../../domain/task.ts";
import type { Behind } from "../raising-lines.ts";

/** What the papers of every meeting are written from. Nothing of it ranks anybody, and no suspicion stands in it. */
export interface PackGround {
  readonly asOf: PlainDate;
  /** The day the draft minutes are dated and the proposed days counted from. */
  readonly meetingDay: PlainDate;
  /** 汇报单位 of lists and figures, and the name papers are signed with. */
  readonly office: string;
  readonly officeName: string;
  readonly sections: readonly LevelSection[];
  readonly agenda: Agenda;
  readonly assignments: readonly ProposedAssignment[];
  readonly assignmentRule: RuleInForce<AssignmentRule>;
  readonly projectOf: (code: string) => Project | undefined;
  readonly behind: (project: string) => Behind;
  /** 「问题」E12; "" for a row that is in no sheet. */
  readonly place: (ref: CellRef) => string;
  /** Rows that were set aside, by tab, and workbooks that could not be read, in words. */
  readonly lacking: readonly string[];
}

/** 季调度材料. */
export interface QuarterPack extends PackGround {
  readonly kind: "quarter";
  readonly quarter: QuarterDays;
  readonly redMonths: number;
  readonly red: readonly RedProject[];
  readonly stuck: readonly StuckChain[];
  readonly undecided: readonly UndecidedAdjustment[];
  /** Who may enter the list and who may leave it: no decision, and no item. */
  readonly suggestions: readonly ListSuggestion[];
  readonly starts: NextStarts;
  /** Batches of 集中开工: those of the next quarter, and what came of those held in the last two. */
  readonly batches: {
    readonly coming: readonly { readonly batch: Month; readonly suggestions: readonly StartSuggestion[] }[];
    readonly held: readonly BatchChecks[];
  };
  /** The month the figures are of: the quarter's last, or the last that has ended. */
  readonly month: Month;
  readonly sums: readonly SummaryRow[];
  readonly notes: SummaryNotes;
  readonly rates: ProgressDone | null;
}

/** 工作例会材料 of one mechanism. */
export interface MechanismPack extends PackGround {
  readonly kind: "mechanism";
  readonly mechanism: string;
  /** 牵头市领导, null where 规则 names none. */
  readonly leader: string | null;
  readonly last: LastMeeting | null;
  /** Open tasks, the most overdue first. */
  readonly tasks: readonly TaskVerdict[];
  readonly month: Month;
  /** 签约 → 履约 → 开工 → 投产 → 达效 with their sums; [] where the mechanism has none. */
  readonly chain: readonly IndicatorValue[];
  readonly rates: ProgressDone | null;
}

/** One line of the list of mechanisms. */
export interface MechanismLine {
  readonly name: string;
  readonly leader: string | null;
  readonly issues: number;
  readonly tasks: number;
  readonly overdue: number;
}
