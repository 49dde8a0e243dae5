import { compareText } from "../compare-text.ts";
import type { StartBatchBlock } from "../starts/batch-block.ts";
import type { RowSource } from "./public-columns.ts";
import type { Candidate } from "./site-of.ts";

/** Projects of a batch, the main venue first. A figure asked about since is not shown, however it was confirmed. */
export function startRows(
  id: string,
  { entries }: StartBatchBlock,
  questioned: ReadonlySet<string>,
): readonly Candidate[] {
  return entries
    .toSorted((a, b) => mainFirst(a.venue) - mainFirst(b.venue) || compareText(a.project, b.project))
    .map((entry) => {
      const { project, name, category, county, unit, venue } = entry;
      const [totalInvestment, annualPlan] = questioned.has(project)
        ? [null, null]
        : [entry.totalInvestment, entry.annualPlan];
      const source: RowSource<"starts"> = {
        ...{ project, name, category, county, unit, venue },
        ...{ totalInvestment, annualPlan },
      };
      return { place: { tab: "", workbook: "", key: id }, source };
    });
}

const mainFirst = (venue: string): number => (venue === "主会场" ? 0 : 1);
