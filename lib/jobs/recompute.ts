import { type FigureDifference, figureDifferences } from "../domain/assessment/figure-differences.ts";
import type { Instant } from "../domain/dates.ts";
import { type DraftKind, type DraftProposal, isResult } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { decide } from "./decide.ts";
import { type DraftOrigin, originOf } from "./draft-origin.ts";
import { contentOf, digestOf } from "./drafting.ts";
import type { Outside } from "./outside.ts";
import type { Present } from "./present.ts";
import { presentAt } from "./replay.ts";
import type { JobName } from "./schedule.ts";
import { storeAt } from "./store-at.ts";

/** A published or waiting result, made again from what was known when it was made. */
export interface Recomputed {
  readonly draft: DraftRecord;
  /** The moment of the reading, and what the sheets were cut at; null = the lock. */
  readonly at: Instant;
  readonly knownAt: Instant | null;
  readonly digest: string;
  /** Text, digest and attachment as stored are those of the recomputation. */
  readonly same: boolean;
  readonly differences: readonly FigureDifference[];
  /** The stored text is not the one its digest was taken of. */
  readonly tampered: boolean;
  readonly attachmentDiffers: boolean;
}

export interface NotRecomputed {
  readonly because: "no-such-draft" | "no-result" | "not-remembered" | "not-proposed";
}

/** Makes a result again; null = what it was made from no longer proposes any. */
type MakeAgain = (again: Again) => Promise<DraftProposal | null>;

export interface Again {
  readonly draft: DraftRecord;
  readonly origin: DraftOrigin;
  readonly store: Store;
  readonly present: Present;
}

/** One entry for each kind of result. */
const MAKERS: Partial<Readonly<Record<DraftKind, MakeAgain>>> = {
  ranking: byJob("monthly"),
  quarter: byJob("quarterly"),
  year: byJob("yearly"),
  observation: async (again) => (await import("./observation-result.ts")).observationAgain(again),
};

/**
 * Recomputes a result: rows, rules, ledger and published results as they were at its reading, sheets as frozen at its lock or as --known-at of the
 * re-issue cut them. Writes nothing. Throws SecrecyError, PortError.
 */
export async function recompute(id: string, outside: Outside): Promise<Recomputed | NotRecomputed> {
  const drafts = await outside.store.drafts();
  const draft = drafts.find((one) => one.id === id);
  if (draft === undefined) return { because: "no-such-draft" };
  const make = MAKERS[draft.kind];
  if (!isResult(draft.kind) || make === undefined) return { because: "no-result" };
  const origin = (await originOf(outside.store, id)) ?? (await originByRun(draft, outside.store));
  const present = origin === null ? null : await presentAt(outside, origin.at);
  if (origin === null || present === null) return { because: "not-remembered" };
  const proposal = await make({ draft, origin, store: storeAt(outside.store, origin.at), present });
  return proposal === null ? { because: "not-proposed" } : compared(draft, origin, proposal, outside);
}

/** A result of a version that did not keep where it came from: the run that was at work then. */
async function originByRun({ createdAt }: DraftRecord, store: Store): Promise<DraftOrigin | null> {
  const run = (await store.runs()).find(
    ({ startedAt, finishedAt }) => startedAt <= createdAt && finishedAt !== null && createdAt <= finishedAt,
  );
  return run === undefined ? null : { asOf: run.asOf, at: createdAt, knownAt: null, sheets: null };
}

function byJob(job: JobName): MakeAgain {
  return async ({ draft, origin, store, present }) => {
    const { asOf, knownAt, sheets } = origin;
    const due = { job, runKey: "", period: draft.period, sheets };
    const request = { jobs: [due], asOf, today: asOf, period: null, knownAt, mode: "preview" as const };
    const { plans } = await decide(request, store, present);
    return plans.flatMap(({ drafts }) => drafts).find(({ kind }) => kind === draft.kind) ?? null;
  };
}

async function compared(
  draft: DraftRecord,
  { at, sheets }: DraftOrigin,
  proposal: DraftProposal,
  outside: Outside,
): Promise<Recomputed> {
  const digest = digestOf(proposal.body);
  const tampered = digestOf(draft.body) !== draft.digest;
  const differences = figureDifferences(parsed(draft.body), JSON.parse(proposal.body));
  const attachmentDiffers = !(await isSameFile(draft, proposal, outside));
  const same = digest === draft.digest && !tampered && differences.length === 0 && !attachmentDiffers;
  return { draft, at, knownAt: sheets, digest, same, differences, tampered, attachmentDiffers };
}

async function isSameFile({ attachment }: DraftRecord, proposal: DraftProposal, outside: Outside): Promise<boolean> {
  if (attachment === null || proposal.attachment === null) return attachment === null && proposal.attachment === null;
  const content = await contentOf(outside, proposal.attachment);
  return attachment.filename === proposal.attachment.filename && digestOf(attachment.content) === digestOf(content);
}

/** Text that is no JSON any more differs as a whole. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
