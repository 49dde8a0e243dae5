import { monthOf } from "../domain/dates.ts";
import { isBalanced, isEmpty, type ListChange, listChange } from "../domain/list-change/list-change.ts";
import type { ListChangeDraft } from "../domain/list-change/notice-block.ts";
import { effectiveMonthOf } from "../domain/list-change/window.ts";
import { type QuarterDays, quarterDays } from "../domain/meeting-pack/quarter-days.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { readMoneyText } from "../registry/cells/typed-values.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { listChangeFields, listChangeText, listChangeTitle } from "../views/documents/list-change.ts";
import { proposeDocument } from "./document-proposal.ts";
import { registryDigest } from "./drafting.ts";
import type { JobInput } from "./job.ts";

/** The change of the list agreed to at a quarter's end, as known now: what its rows say held against the list in its last month and in the next. */
export function listChangeOf(input: JobInput, quarter: QuarterDays): ListChange {
  const { registry } = input.reading;
  const judgement = input.judge(input.asOf, null);
  const year = Number(quarter.period.slice(0, 4));
  const typed = new Map(registry.projects.map((project) => [project.code, project]));
  return listChange({
    quarter,
    before: judgement.listOf(monthOf(quarter.to), year),
    after: judgement.listOf(effectiveMonthOf(quarter), year),
    adjustments: registry.adjustments,
    typed: (code) => typed.get(code),
    readMoney: readMoneyText,
  });
}

export interface ProposedListChange {
  readonly change: ListChange;
  /** null: nothing was agreed to, or its figures do not balance (`isEmpty`, `isBalanced` say which). */
  readonly proposal: DraftProposal | null;
}

/** The notice of a quarter's change on its way into the drafts (2026Q2); it is proposed only where everything balances. Throws RangeError for what is no quarter. */
export function proposeListChange(input: JobInput, quarter: string): ProposedListChange {
  const days = quarterDays(quarter);
  if (days === null) throw new RangeError(`${quarter} is no quarter`);
  const change = listChangeOf(input, days);
  return { change, proposal: isEmpty(change) || !isBalanced(change) ? null : proposalOf(input, change) };
}

function proposalOf(input: JobInput, { block }: ListChange): DraftProposal {
  const office = officeNameOn(input.book, input.asOf);
  const units = [...block.movedOut, ...block.movedIn, ...block.revalued].map(({ unit }) => unit);
  const draft: ListChangeDraft & { readonly document: "清单调整通知" } = {
    document: "清单调整通知",
    title: listChangeTitle(block),
    asOf: input.asOf,
    period: block.quarter,
    numbered: true,
    fields: listChangeFields(block, office),
    readers: { units: [...new Set(units)].sort(), leaders: true },
    text: listChangeText(block),
    listChange: block,
  };
  return proposeDocument(draft, {
    inputDigest: registryDigest(input.reading.registry),
    rulesDigest: input.rulesDigest,
  });
}
