import { isValue } from "../domain/field.ts";
import type { CellRef } from "../domain/light.ts";
import type { ListChange } from "../domain/list-change/list-change.ts";
import { missingPapers } from "../domain/list-change/papers.ts";
import type { CheckedAdjustment } from "../domain/list-change/row-checks.ts";
import { type ListSuggestion, listSuggestions } from "../domain/list-change/suggestions.ts";
import { type DaySpan, effectiveMonthOf, windowOf } from "../domain/list-change/window.ts";
import type { QuarterDays } from "../domain/meeting-pack/quarter-days.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { readinessOf } from "../domain/starts/readiness.ts";
import { listWindowOn, redQuartersOn } from "../rules/list-rules.ts";
import type { JobInput } from "./job.ts";
import { listChangeOf } from "./list-change.ts";
import { cellWords } from "./plan-cells.ts";
import { readinessInput } from "./starts.ts";

/** A quarter's change of the list on the as-of day: how far its rows are, what it comes to, and what the office may think of. */
export interface ListCourse {
  readonly quarter: QuarterDays;
  readonly window: DaySpan;
  readonly rule: RuleInForce<number>;
  /** Rows applied for in the quarter, those still open of before, and those that count from its month of effect. */
  readonly rows: readonly CheckedAdjustment[];
  readonly refused: number;
  readonly change: ListChange;
  readonly suggestions: readonly ListSuggestion[];
  /** 「调整」K5; "" for a row that is in no sheet. */
  readonly place: (ref: CellRef) => string;
}

/** For `duban adjust`. Writes nothing. */
export function listCourse(input: JobInput, quarter: QuarterDays): ListCourse {
  const { registry } = input.reading;
  const rule = listWindowOn(input.book, quarter.to);
  const change = listChangeOf(input, quarter);
  const month = effectiveMonthOf(quarter);
  const isOfQuarter = ({ appliedOn }: { readonly appliedOn: string }) =>
    appliedOn >= quarter.from && appliedOn <= quarter.to;
  const told = new Set(codesIn(change));
  const rows = input
    .judge(input.asOf, null)
    .adjustmentChecks()
    .filter(
      ({ adjustment }) =>
        isOfQuarter(adjustment) ||
        told.has(adjustment.code) ||
        (!isValue(adjustment.decision) && adjustment.appliedOn < `${month}-01`),
    );
  return {
    ...{ quarter, rule, rows, change },
    window: windowOf(quarter, rule.value),
    refused: registry.adjustments.filter((row) => row.decision === "不同意" && isOfQuarter(row)).length,
    suggestions: suggestionsOf(input, quarter),
    place: (ref) => cellWords(input, [ref]),
  };
}

const codesIn = ({ block: { movedOut, movedIn, revalued, others } }: ListChange): readonly string[] =>
  [...movedOut, ...movedIn, ...revalued, ...others].flatMap(({ adjustment }) => adjustment.split("、"));

/** Who may enter the list and who may leave it, with the reasons. */
export function suggestionsOf(input: JobInput, quarter: QuarterDays): readonly ListSuggestion[] {
  const { asOf, book, reading } = input;
  const judgement = input.judge(asOf, null);
  const added = new Set(judgement.list.addedWithout);
  const readiness = readinessInput(judgement);
  const milestones = Map.groupBy(reading.registry.milestones, ({ project }) => project);
  return listSuggestions({
    ...{ quarter, asOf, verdicts: judgement.projects, adjustments: reading.registry.adjustments },
    isListed: (code) => judgement.list.members.has(code),
    isAdded: (code) => added.has(code),
    papersOf: (project) => missingPapers(project, milestones.get(project.code) ?? [], asOf),
    stateOf: ({ file }) => readinessOf(file, readiness).state,
    redQuarters: redQuartersOn(book, asOf),
  });
}
