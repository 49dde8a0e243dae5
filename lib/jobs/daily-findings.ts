import { appealDoubts } from "../domain/appeals.ts";
import type { Finding } from "../domain/finding.ts";
import type { Judgement } from "../domain/judgement.ts";
import { bouncedAddresses } from "../registry/bounced-addresses.ts";
import { withoutOrphansOf } from "../registry/orphans.ts";
import { planFindings } from "../registry/plan-findings.ts";
import { withBooks } from "../registry/workbooks-not-read.ts";
import type { JobInput } from "./job.ts";

/** All findings of a day: of the cells, of the addresses, and what judging doubts of the plans. `daily` writes them, `check` shows them. */
export function dailyFindings(
  { reading, findings, ledger, snapshots }: Pick<JobInput, "reading" | "findings" | "ledger" | "snapshots">,
  judgement: Judgement,
): readonly Finding[] {
  const doubts = [...judgement.doubts(), ...appealDoubts(reading.registry.appeals, judgement.asOf)];
  return [
    ...withoutOrphansOf(findings, judgement.list.deletedKept),
    ...bouncedAddresses(reading, ledger.bounces),
    ...withBooks(planFindings(reading, doubts), snapshots[0]?.name ?? ""),
  ];
}
