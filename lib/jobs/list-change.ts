import { isAgreed } from "../domain/adjustment.ts";
import { monthOf } from "../domain/dates.ts";
import { UNREADABLE } from "../domain/field.ts";
import { isBalanced, isEmpty, type ListChange, listChange } from "../domain/list-change/list-change.ts";
import type { ListChangeDraft } from "../domain/list-change/notice-block.ts";
import { effectiveMonthOf } from "../domain/list-change/window.ts";
import { type QuarterDays, quarterDays } from "../domain/meeting-pack/quarter-days.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { Store } from "../ports/store.ts";
import { readMoneyText } from "../registry/cells/typed-values.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { listChangeFields, listChangeText, listChangeTitle } from "../views/documents/list-change.ts";
import { unreadMonthWords } from "../views/list-change/fault-words.ts";
import { setAsideWords } from "../views/packs/lacking.ts";
import { staleWords } from "../views/workbook-words.ts";
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
  /** null: nothing was agreed to, its figures do not balance (`isEmpty`, `isBalanced` say which), or rows nobody can read may belong to it (`listLacks`). */
  readonly proposal: DraftProposal | null;
}

/** Whether every row of 调整 and 项目 was read: of what was not nobody knows whether it was agreed to or what it adds. */
const isWhole = (input: JobInput): boolean => listLacks(input).length === 0;

/** What the list and its change leave out or cannot tell: workbooks that were not read, 另有「项目」1 行未计入（见系统-数据问题）, agreed rows whose 生效月份 cannot be read. */
export const listLacks = ({ asOf, stale, reading }: JobInput): readonly string[] => {
  const { projects = 0, adjustments = 0 } = reading.registry.setAside;
  const undated = reading.registry.adjustments.filter((row) => isAgreed(row) && row.effectiveMonth === UNREADABLE);
  return [
    ...stale.map((one) => `${staleWords(one, asOf)}。`),
    ...setAsideWords({ projects, adjustments }),
    ...unreadMonthWords(undated.map(({ code }) => code)),
  ];
};

/** The draft of a quarter's notice that waits for an admin; null: none does. Throws PortError. */
export async function waitingNotice(store: Pick<Store, "drafts">, quarter: string): Promise<string | null> {
  const known = await store.drafts({ kind: "document", period: `清单调整通知 ${quarter}` });
  return known.findLast(({ state }) => state === "draft")?.id ?? null;
}

/** The notice of a quarter's change on its way into the drafts (2026Q2); it is proposed only where everything balances. Throws RangeError for what is no quarter. */
export function proposeListChange(input: JobInput, quarter: string): ProposedListChange {
  const days = quarterDays(quarter);
  if (days === null) throw new RangeError(`${quarter} is no quarter`);
  const change = listChangeOf(input, days);
  return { change, proposal: mayPropose(input, change) ? proposalOf(input, change) : null };
}

const mayPropose = (input: JobInput, change: ListChange): boolean =>
  !isEmpty(change) && isBalanced(change) && isWhole(input);

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
