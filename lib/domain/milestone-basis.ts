import { addToMonth, firstDayOf, monthOf, type PlainDate } from "./dates.ts";
import type { CellRef } from "./light.ts";
import type { MilestoneBasis, MilestoneVerdict } from "./milestone.ts";
import { refutedCells } from "./refuted-claims.ts";

/** Rule, values and cells of a verdict, made on demand: 200,000 verdicts carry no lists. `version` grows when the shape changes. */
export function milestoneBasis(verdict: MilestoneVerdict): MilestoneBasis {
  const { name, from, source } = verdict.rule;
  return { version: 1, rule: { name, from, source }, values: valuesOf(verdict), restsOn: cellsOf(verdict) };
}

const valuesOf = (verdict: MilestoneVerdict): MilestoneBasis["values"] => ({
  asOf: verdict.asOf,
  planned: verdict.planned,
  plannedNow: verdict.plannedNow,
  actual: verdict.actual,
  daysLate: verdict.daysLate,
  exemptDays: verdict.exemptDays,
  ownDaysLate: verdict.ownDaysLate,
  ownUnit: verdict.ownUnit,
  predecessor: verdict.push?.predecessor ?? null,
  predecessorFinished: verdict.push?.finished ?? null,
  duration: verdict.push?.duration ?? null,
  ownFrom: verdict.push?.ownFrom ?? null,
  rootKey: verdict.push?.rootKey ?? null,
  rootUnit: verdict.push?.rootUnit ?? null,
  untouchedDays: verdict.untouchedDays,
  missingReport: verdict.missingReport,
  provisional: verdict.provisional,
  greenFrom: greenFrom(verdict),
  ...refutedValues(verdict),
});

const refutedValues = ({ refuted }: MilestoneVerdict): MilestoneBasis["values"] =>
  refuted === null
    ? {}
    : { claimed: refuted.claimed, refutedBy: refuted.inspection.code, refutedOn: refuted.inspection.date };

/** The day from which it is green when done on the as-of day (or as done): at once when on time, else the first of the next month. */
function greenFrom({ because, actual, asOf, daysLate }: MilestoneVerdict): PlainDate | null {
  if (because === "exempt" || daysLate === null) return null;
  const done = actual ?? asOf;
  return daysLate <= 0 ? done : firstDayOf(addToMonth(monthOf(done), 1));
}

function cellsOf(verdict: MilestoneVerdict): readonly CellRef[] {
  const { workbook, key, push, adjustment, exemption, project, missingReport, refuted } = verdict;
  const own = (field: string): CellRef => ({ workbook, tab: "milestones", key, field });
  const cells = [own("planned"), own("actual")];
  cells.push(...refutedCells(refuted));
  if (adjustment !== null)
    cells.push({ workbook: adjustment.workbook, tab: "adjustments", key: adjustment.key, field: "to" });
  if (push !== null)
    cells.push(own("predecessors"), own("duration"), {
      workbook,
      tab: "milestones",
      key: push.predecessor,
      field: "actual",
    });
  if (exemption !== null)
    cells.push(
      { workbook: exemption.workbook, tab: "exemptions", key: exemption.key, field: "from" },
      { workbook: exemption.workbook, tab: "exemptions", key: exemption.key, field: "to" },
    );
  if (missingReport !== null)
    cells.push({ workbook, tab: "monthlyReports", key: `${project}/${missingReport}`, field: "investedYtd" });
  return cells;
}
