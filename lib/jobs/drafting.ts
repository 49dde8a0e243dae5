import { createHash } from "node:crypto";
import type { Instant } from "../domain/dates.ts";
import type { Registry } from "../domain/registry.ts";
import type { WriteDocument } from "../ports/document-file.ts";
import { type DraftKind, type DraftProposal, isResult, type ProposedFile } from "../ports/plan.ts";
import type { DraftRecord, Store, StoreLock } from "../ports/store.ts";
import type { WriteWorkbook } from "../ports/workbook-file.ts";
import { keepAnswers } from "./appeals.ts";
import { keepDrawn } from "./appeals-drawn.ts";
import type { Decided } from "./decide.ts";
import { keepAttachment } from "./draft-attachment.ts";
import { keepOrigin } from "./draft-origin.ts";
import type { Outside } from "./outside.ts";
import { resultDifferences } from "./result-words.ts";

export const digestOf = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

export interface Drafting {
  readonly store: Store;
  readonly lock: StoreLock;
  readonly writeWorkbook: WriteWorkbook;
  readonly writeDocument: WriteDocument;
  readonly at: Instant;
  /** Where a new body differs from one published before: words for the admins. */
  readonly differences: (kind: DraftKind, before: string, after: string) => string;
}

/** For what a person asks for: it is no re-issue of anything. */
export const draftingOn = ({ store, writeWorkbook, writeDocument, now }: Outside, lock: StoreLock): Drafting => ({
  ...{ store, lock, writeWorkbook, writeDocument },
  at: now(),
  differences: () => "",
});

/** Digest of every row a result rests on, whatever order the sheet holds them in. */
export function registryDigest(registry: Registry): string {
  const tabs = Object.entries(registry).map(([tab, rows]) =>
    Array.isArray(rows) ? [tab, ...rows.map((row) => digestOf(JSON.stringify(row))).sort()] : [tab],
  );
  return digestOf(JSON.stringify(tabs));
}

/**
 * Puts a proposal into the store. The same body as the newest draft of its period changes nothing; another body replaces an unconfirmed draft
 * and becomes a re-issue of a confirmed one. null = nothing new.
 */
export async function recordDraft(drafting: Drafting, proposal: DraftProposal): Promise<DraftRecord | null> {
  const { store, lock, at } = drafting;
  const known = await store.drafts({ kind: proposal.kind, period: proposal.period });
  const digest = digestOf(proposal.body);
  const open = known.find((draft) => draft.state === "draft");
  const published = known.filter((draft) => draft.state === "confirmed").sort(byNewest)[0];
  const newest = open ?? published;
  if (newest?.digest === digest || isDropped(known, digest, proposal)) return null;
  if (open !== undefined) await store.moveDraft(lock.token, open.id, { state: "superseded", by: "", at });
  if (published?.digest === digest) return null;
  const draft = await freeze(drafting, proposal, digest, known.length, published);
  await store.addDraft(lock.token, draft);
  return draft;
}

/** What a person withdrew is not put before anybody again; a result is, when its period is asked for. */
const isDropped = (known: readonly DraftRecord[], digest: string, { kind }: DraftProposal): boolean =>
  !isResult(kind) && known.some((draft) => draft.state === "dropped" && draft.digest === digest);

const byNewest = (a: DraftRecord, b: DraftRecord): number => (a.createdAt < b.createdAt ? 1 : -1);

async function freeze(
  drafting: Drafting,
  proposal: DraftProposal,
  digest: string,
  issued: number,
  published: DraftRecord | undefined,
): Promise<DraftRecord> {
  const { attachment } = proposal;
  return {
    id: issued === 0 ? proposal.idStem : `${proposal.idStem}-${issued + 1}`,
    kind: proposal.kind,
    period: proposal.period,
    createdAt: drafting.at,
    lockDay: proposal.lockDay,
    digest,
    inputDigest: proposal.inputDigest,
    rulesDigest: proposal.rulesDigest,
    body: proposal.body,
    attachment:
      attachment === null ? null : { filename: attachment.filename, content: await contentOf(drafting, attachment) },
    state: "draft",
    confirmedBy: "",
    confirmedAt: null,
    differences:
      published === undefined || !isResult(proposal.kind)
        ? ""
        : drafting.differences(proposal.kind, published.body, proposal.body),
  };
}

export const contentOf = (
  { writeWorkbook, writeDocument }: Pick<Drafting, "writeWorkbook" | "writeDocument">,
  file: ProposedFile,
): Promise<Uint8Array> => ("workbook" in file ? writeWorkbook(file.workbook) : writeDocument(file.document));

/** All proposals of a run; what is new of them. What no longer holds falls away. */
export async function recordDrafts(
  outside: Outside,
  lock: StoreLock,
  { plans, origins, present }: Pick<Decided, "plans" | "origins" | "present">,
): Promise<readonly DraftRecord[]> {
  const { store, writeWorkbook, writeDocument, now } = outside;
  const drafting = { store, lock, writeWorkbook, writeDocument, at: now(), differences: resultDifferences };
  for (const id of plans.flatMap(({ outdated = [] }) => outdated))
    await store.moveDraft(lock.token, id, { state: "superseded", by: "", at: drafting.at });
  const drafts: DraftRecord[] = [];
  for (const proposal of plans.flatMap((plan) => plan.drafts)) {
    const draft = await recordDraft(drafting, proposal);
    if (draft !== null) drafts.push(draft);
    const origin = origins.get(proposal);
    if (draft !== null && origin !== undefined) await keepOrigin(store, lock, draft.id, origin);
    if (draft !== null) await keepAttachment(store, lock, draft);
    await keepDrawn(store, lock, proposal, present.reading.registry.appeals);
    if (draft !== null) await keepAnswers(store, lock, draft, present.reading.registry.appeals);
  }
  return drafts;
}
