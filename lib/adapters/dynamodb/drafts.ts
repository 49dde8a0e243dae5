import type { Instant } from "../../domain/dates.ts";
import type { DraftRecord } from "../../ports/store.ts";
import { bodyOf, valuesIn } from "./body.ts";
import { change } from "./fenced.ts";
import { type Item, keyText } from "./items.ts";
import type { Order } from "./order.ts";
import { fetchKept, keep } from "./parts.ts";
import type { Table } from "./table.ts";

/** A draft as made, its file kept beside it; what became of it stands in the item, beside the body. */
interface Frozen extends Omit<DraftRecord, "attachment" | "state" | "confirmedBy" | "confirmedAt"> {
  readonly filename: string | null;
  readonly contentAt: string;
  readonly order: number;
}

const keyOf = (id: string) => ({ pk: "draft", sk: keyText(id) });

export async function addDraft(table: Table, token: number, order: Order, draft: DraftRecord): Promise<boolean> {
  const { attachment, state, confirmedBy, confirmedAt, ...record } = draft;
  const contentAt = attachment === null ? "" : await keep(table, attachment.content);
  const frozen: Frozen = { ...record, filename: attachment?.filename ?? null, contentAt, order: order(token) };
  const { kind, period } = draft;
  return change(table, token, keyOf(draft.id), async (found) =>
    found === undefined
      ? { kind, period, state, movedBy: confirmedBy, movedAt: confirmedAt ?? "", ...(await bodyOf(table, frozen)) }
      : null,
  );
}

export const moveDraft = (
  table: Table,
  token: number,
  id: string,
  to: { readonly state: Exclude<DraftRecord["state"], "draft">; readonly by: string; readonly at: Instant },
): Promise<boolean> =>
  change(table, token, keyOf(id), (found) =>
    found?.state === "draft" ? { ...found, state: to.state, movedBy: to.by, movedAt: to.at } : null,
  );

/** Oldest first; with `knownAt` as they stood then. */
export async function drafts(
  table: Table,
  options: { readonly kind?: string; readonly period?: string; readonly knownAt?: Instant } = {},
): Promise<readonly DraftRecord[]> {
  const { kind, period, knownAt = "~" } = options;
  const having = { ...(kind === undefined ? {} : { kind }), ...(period === undefined ? {} : { period }) };
  const items = await table.query("draft", { having });
  const found = (await valuesIn<Frozen>(table, items))
    .map((frozen, at) => ({ frozen, item: items[at]! }))
    .filter(({ frozen }) => frozen.createdAt <= knownAt)
    .sort(({ frozen: a }, { frozen: b }) =>
      a.createdAt === b.createdAt ? a.order - b.order : a.createdAt < b.createdAt ? -1 : 1,
    );
  const kept = await fetchKept(
    table,
    found.flatMap(({ frozen }) => (frozen.contentAt === "" ? [] : [frozen.contentAt])),
  );
  return found.map(({ frozen, item }) => draftOf(frozen, item, kept, knownAt));
}

function draftOf(frozen: Frozen, item: Item, kept: ReadonlyMap<string, Uint8Array>, knownAt: Instant): DraftRecord {
  const { filename, contentAt, order: _, ...record } = frozen;
  const isMoved = item.movedAt !== "" && String(item.movedAt) <= knownAt;
  const state = isMoved ? (item.state as DraftRecord["state"]) : "draft";
  return {
    ...record,
    attachment: filename === null ? null : { filename, content: new Uint8Array(kept.get(contentAt)!) },
    state,
    confirmedBy: state === "confirmed" ? String(item.movedBy) : "",
    confirmedAt: state === "confirmed" ? String(item.movedAt) : null,
  };
}
