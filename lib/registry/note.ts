import type { Finding } from "../domain/finding.ts";
import type { TabCode } from "../domain/registry.ts";
import type { RawCell } from "../ports/spreadsheet.ts";
import { cellAddress } from "./address.ts";
import type { DraftRow } from "./cell-reader.ts";
import { type CellProblem, type Facts, foundText } from "./cells/problem.ts";
import { quoted } from "./clean.ts";
import type { TabDef } from "./column.ts";

/** A finding about a whole tab or workbook. */
export const tabFinding = (workbook: string, tab: TabCode, code: string, facts: Facts = {}, header = ""): Finding => ({
  workbook,
  tab,
  key: "",
  cell: "",
  header,
  found: "",
  code,
  facts,
  suggestion: "",
  unit: "",
});

export interface CellPlace {
  readonly workbook: string;
  readonly tab: TabCode;
  readonly key: string;
  readonly row: number;
  /** 0-based; negative when the sheet lacks the column. */
  readonly index: number;
  readonly header: string;
  readonly unit: string;
  /** The row was set aside for this cell. */
  readonly required: boolean;
}

export const cellFinding = (place: CellPlace, cell: RawCell | undefined, found: CellProblem): Finding => ({
  workbook: place.workbook,
  tab: place.tab,
  key: place.key,
  cell: place.index < 0 ? "" : cellAddress(place.row, place.index),
  header: place.header,
  found: foundText(cell),
  code: found.problem,
  facts: { ...clipped(found.facts), row: place.row, ...(place.required ? { required: 1 } : {}) },
  suggestion: found.suggestion.length > LONGEST_SUGGESTION ? "" : found.suggestion,
  unit: place.unit,
});

/** Nobody types more than this. */
const LONGEST_SUGGESTION = 200;

const clipped = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" ? quoted(fact) : fact]),
  );

/** Columns that name the unit which fills a row, the nearest first. Rows the office itself fills have none. */
const FILLED_BY: Readonly<Partial<Record<TabCode, readonly string[]>>> = {
  projects: ["responsibleUnit", "leadUnit", "county"],
  milestones: ["responsibleUnit"],
  monthlyPlans: [],
  monthlyReports: [],
  issues: ["responsibleUnit"],
  tasks: ["leadUnit"],
  disclosures: ["discloser"],
  adjustments: ["applicant"],
  unitIndicators: ["unit"],
};

/** The unit whose row it is, so that a finding can be sent to it; "" for the office's own tabs and when it cannot be told. */
export function unitOfRow(tab: TabDef, row: DraftRow, unitOfProject: ReadonlyMap<string, string>): string {
  const codes = FILLED_BY[tab.code];
  if (codes === undefined) return "";
  for (const code of codes) {
    const unit = row[code];
    if (typeof unit === "string") return unit;
  }
  return typeof row.project === "string" ? (unitOfProject.get(row.project) ?? "") : "";
}
