import type { Month } from "../domain/dates.ts";
import { type ProposedDisclosure, proposedDisclosures } from "../domain/disclosure/proposed-rows.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { keysIn } from "../registry/appending.ts";
import { placeOf } from "../registry/places.ts";
import { disclosureRowCells, disclosureRowNotes, disclosureRowsSource } from "../views/disclosure-row-words.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput } from "./job.ts";

/**
 * Rows of 公开 that follow from milestones, month by month, for an admin to confirm. A row that stands stays in the draft of its month, so that what was
 * confirmed or dropped is not proposed a second time. Source: domain.md M17.
 */
export function disclosureDrafts(input: JobInput, judgement: Judgement): readonly DraftProposal[] {
  const { reading, snapshots, asOf } = input;
  if (placeOf(reading.places, snapshots[0]?.name ?? "", "disclosures") === null) return [];
  const keys = new Set((reading.tabs.get("disclosures") ?? []).flatMap((tab) => [...keysIn(tab)]));
  const rows = reading.registry.disclosures;
  const months = proposedDisclosures({ asOf, milestones: judgement.milestones, rows, keys });
  return [...months].flatMap(([month, proposed]) =>
    proposed.every(({ stands }) => stands) ? [] : [draftOf(input, month, proposed)],
  );
}

function draftOf(input: JobInput, month: Month, proposed: readonly ProposedDisclosure[]): DraftProposal {
  const names = new Map(input.reading.registry.projects.map(({ code, name }) => [code, name]));
  const rows = proposed.map((one, index) => ({
    item: String(index + 1),
    cells: disclosureRowCells(one, names.get(one.project) ?? ""),
    notes: disclosureRowNotes(one),
  }));
  const body: RowsDraft = { tab: "disclosures", source: disclosureRowsSource(month), rows };
  return {
    kind: "rows",
    period: `公开 ${month}`,
    idStem: `G-${month}`,
    lockDay: input.asOf,
    body: JSON.stringify(body),
    attachment: null,
    inputDigest: digestOf(JSON.stringify(proposed)),
    rulesDigest: input.rulesDigest,
  };
}
