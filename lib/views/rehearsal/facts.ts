import type { PlainDate } from "../../domain/dates.ts";
import type { Light } from "../../domain/light.ts";
import type { Money } from "../../domain/registry.ts";

/** A rehearsed year as the report tells it. Plain values: the same year gives the same report. */
export interface RehearsalFacts {
  readonly city: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** To the year's end: only then every mechanism must have left its traces. */
  readonly isWhole: boolean;
  readonly size: CitySizeFacts;
  readonly months: readonly MonthFacts[];
  readonly mail: MailFacts;
  readonly drafts: readonly DraftFacts[];
  readonly documents: readonly DocumentFacts[];
  readonly results: readonly ResultFacts[];
  readonly findings: readonly FindingFacts[];
  readonly cheats: readonly CheatFacts[];
  readonly loops: LoopFacts;
  readonly lists: ListsFacts;
  readonly proofs: readonly ProofFacts[];
  readonly mechanisms: readonly MechanismFacts[];
  readonly samples: readonly SampleLetter[];
  readonly faults: readonly RehearsalFault[];
}

export interface CitySizeFacts {
  readonly projects: number;
  /** Of the year's list; 储备 wait beside it. */
  readonly listed: number;
  readonly reserve: number;
  readonly milestones: number;
  readonly units: number;
  readonly people: number;
  readonly annualPlan: Money;
  readonly issues: number;
  readonly tasks: number;
}

/** A month as it stood on its last day. */
export interface MonthFacts {
  readonly month: string;
  /** Runs were on every day; letters on working days alone. */
  readonly days: number;
  readonly workdays: number;
  readonly mails: number;
  /** Matters told, by kind of notice. */
  readonly byKind: Readonly<Record<string, number>>;
  /** Letters by role of the recipient. */
  readonly byRole: Readonly<Record<string, number>>;
  readonly lights: Readonly<Partial<Record<Light, number>>>;
  /** The newest month whose reports the completion rests on; "": none. */
  readonly reported: string;
  readonly done: Money;
  readonly planned: Money;
  readonly annualPlan: Money;
  readonly uncounted: number;
  readonly findings: number;
  readonly confirmed: number;
}

export interface MailFacts {
  readonly sent: number;
  readonly people: number;
  readonly mostOnADay: number;
  readonly onRestDays: number;
  readonly largest: { readonly unit: string; readonly title: string; readonly letters: number } | null;
}

/** Drafts of one kind, by what became of them. */
export interface DraftFacts {
  readonly kind: string;
  readonly confirmed: number;
  readonly dropped: number;
  readonly superseded: number;
  readonly waiting: number;
}

export interface DocumentFacts {
  readonly day: PlainDate;
  readonly number: string;
  readonly document: string;
  readonly title: string;
}

export interface ResultFacts {
  readonly id: string;
  readonly kind: string;
  readonly period: string;
  readonly rows: readonly ResultRow[];
  /** Of a quarter: who stands on which list. */
  readonly red: readonly string[];
  readonly black: readonly string[];
}

export interface ResultRow {
  readonly group: string;
  readonly unit: string;
  readonly rank: number;
  /** Hundredths of a point. */
  readonly total: number | null;
  readonly change: number | null;
}

export interface FindingFacts {
  readonly code: string;
  readonly raised: number;
  readonly mended: number;
}

export interface CheatFacts {
  readonly cheat: string;
  readonly tab: string;
  readonly key: string;
  readonly on: PlainDate;
  /** null: nobody said anything. */
  readonly said: { readonly code: string; readonly day: PlainDate } | null;
}

/** 集中开工, 动态调整 and 信息公开 as they were confirmed. */
export interface ListsFacts {
  /** By the end: `filled` say that they started; `proven` did, and `registered` are in the statistics, as the checks of a batch count them. */
  readonly batches: readonly {
    readonly batch: string;
    readonly day: PlainDate;
    readonly projects: number;
    readonly filled: number;
    readonly proven: number;
    readonly registered: number;
  }[];
  readonly changes: readonly {
    readonly quarter: string;
    readonly before: number;
    readonly out: number;
    readonly in: number;
    readonly revalued: number;
    readonly after: number;
    readonly planBefore: Money;
    readonly planAfter: Money;
  }[];
  readonly disclosures: {
    readonly due: number;
    readonly inTime: number;
    readonly late: number;
    readonly overdue: number;
    readonly open: number;
    readonly withheld: number;
    readonly unknown: number;
  };
}

export interface LoopFacts {
  readonly issues: LoopCount;
  readonly tasks: LoopCount;
}

export interface LoopCount {
  readonly all: number;
  readonly closed: number;
  readonly inTime: number;
  readonly open: number;
}

/** Runs and results made again, pages drawn: what was the same, and what differed. */
export interface ProofFacts {
  readonly code: string;
  readonly count: number;
  readonly example: string;
  readonly day: PlainDate;
}

/** What one mechanism of M1 to M21 left behind. */
export interface MechanismFacts {
  readonly mechanism: string;
  readonly traces: readonly Trace[];
}

export interface Trace {
  readonly kind: string;
  readonly count: number;
  /** Its key and day; null: it left none. */
  readonly example: { readonly key: string; readonly day: PlainDate } | null;
}

export interface SampleLetter {
  readonly reader: "clerk" | "leader" | "admin";
  readonly day: PlainDate;
  readonly subject: string;
  readonly text: string;
}

/** What must not be; `facts` are worded in the report. */
export interface RehearsalFault {
  readonly code:
    | "two-mails"
    | "rest-day"
    | "told-twice"
    | "run-failed"
    | "not-sent"
    | "cheat-missed"
    | "differs"
    | "no-trace";
  readonly what: string;
  readonly day: string;
}
