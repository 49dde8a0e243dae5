import { appealDoubts } from "../domain/appeals.ts";
import type { Finding } from "../domain/finding.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { PlanDoubt } from "../domain/plan-doubts.ts";
import { keysIn } from "../registry/appending.ts";
import { bouncedAddresses } from "../registry/bounced-addresses.ts";
import { withoutOrphansOf } from "../registry/orphans.ts";
import { planFindings } from "../registry/plan-findings.ts";
import { withBooks } from "../registry/workbooks-not-read.ts";
import { rowsWithTerms } from "../rules/disclosure-rules.ts";
import type { JobInput } from "./job.ts";

/** All findings of a day: of the cells, of the addresses, and what judging doubts of the plans. `daily` writes them, `check` shows them. */
export function dailyFindings(
  { reading, findings, ledger, snapshots }: Pick<JobInput, "reading" | "findings" | "ledger" | "snapshots">,
  judgement: Judgement,
): readonly Finding[] {
  const doubts = [
    ...judgement.doubts(),
    ...appealDoubts(reading.registry.appeals, judgement.asOf),
    ...strayTerms(reading),
  ];
  return [
    ...withoutOrphansOf(findings, judgement.list.deletedKept),
    ...bouncedAddresses(reading, ledger.bounces),
    ...withBooks(planFindings(reading, doubts), snapshots[0]?.name ?? ""),
  ];
}

/** A term for a row of 公开 that is not there helps nobody, unseen. */
function strayTerms({ registry, tabs }: JobInput["reading"]): readonly PlanDoubt[] {
  const terms = rowsWithTerms(registry.rules);
  if (terms.length === 0) return [];
  const keys = new Set((tabs.get("disclosures") ?? []).flatMap((tab) => [...keysIn(tab)]));
  const stray = terms.filter(({ key }) => !keys.has(key));
  return stray.map(({ row, key }) => ({
    ...{ code: "term-without-row", tab: "rules", row, field: "value", unit: "" },
    facts: { part: key.slice(0, 60) },
  }));
}
