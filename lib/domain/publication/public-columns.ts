/** How a value is checked on its way out, and shown. Money is whole 元, scores are hundredths of a point, shares tenths of a percent. */
export type ValueKind = "text" | "day" | "month" | "money" | "score" | "share" | "whole" | "link";

/**
 * Everything that may be public, table by table and value by value: what is not here has no way out. A row is copied from its source by these names
 * alone. Never: people, phones, remarks, 密级, lights, findings, questions, reasons of exemptions, appeals, single ballots, what was reported in a month.
 */
export const PUBLIC_COLUMNS = {
  /** 项目, of the list in force. */
  projects: {
    code: "text",
    name: "text",
    category: "text",
    annualClass: "text",
    county: "text",
    responsibleUnit: "text",
    totalInvestment: "money",
    annualPlan: "money",
    plannedStart: "day",
    plannedFinish: "day",
  },
  /** 公开, rows that were truly disclosed. */
  disclosures: {
    project: "text",
    projectName: "text",
    category: "text",
    item: "text",
    discloser: "text",
    disclosedOn: "day",
    link: "link",
  },
  /** 督导 of a confirmed month: the mean score and the place by it. */
  supervision: { group: "text", place: "whole", unit: "text", score: "score" },
  /** A confirmed visit. */
  observations: { place: "whole", project: "text", name: "text", unit: "text", county: "text", score: "score" },
  /** A confirmed month, quarter or year: places and scores. */
  rankings: { group: "text", place: "whole", unit: "text", score: "score", change: "whole" },
  /** 红黑榜 of a confirmed quarter: who stands on it. */
  lists: { group: "text", list: "text", place: "whole", unit: "text", rate: "share", target: "share" },
  /** The confirmed notice of a batch of 集中开工. */
  starts: {
    project: "text",
    name: "text",
    category: "text",
    county: "text",
    unit: "text",
    venue: "text",
    totalInvestment: "money",
    annualPlan: "money",
  },
  /** The confirmed notice of a change of the list. */
  changes: {
    move: "text",
    project: "text",
    name: "text",
    category: "text",
    county: "text",
    unit: "text",
    totalBefore: "money",
    planBefore: "money",
    totalInvestment: "money",
    annualPlan: "money",
  },
  /** What a change of the list comes to. */
  sums: { line: "text", number: "whole", totalInvestment: "money", annualPlan: "money" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ValueKind>>>>;

export type PublicTableCode = keyof typeof PUBLIC_COLUMNS;
export type PublicValue = string | number | null;
/** The values of a row, by column; null: nothing to show, for whatever reason. */
export type PublicRow = Readonly<Record<string, PublicValue>>;
/** What a row is copied from: a source has every column, and nothing else of it counts. */
export type RowSource<T extends PublicTableCode> = Readonly<Record<keyof (typeof PUBLIC_COLUMNS)[T], unknown>>;

export const columnsOf = (table: PublicTableCode): readonly (readonly [column: string, kind: ValueKind])[] =>
  Object.entries(PUBLIC_COLUMNS[table]);
