import { lastMonthOf } from "../domain/assessment/periods.ts";
import {
  type DrawnLine,
  type Edits,
  editsIn,
  merged,
  NO_EDITS,
  nearness,
  type Rewritten,
} from "../domain/circular/kept.ts";
import { type CircularPaper, paragraphsOf } from "../domain/circular/paper.ts";
import { goneFigures, type StaleQuote, type Standing, staleQuotes } from "../domain/circular/quoted.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { DocumentDraft } from "../domain/document-draft.ts";
import type { NewDocument } from "../ports/document-file.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { type CircularFacts, circularPaper } from "../views/circular.ts";
import { circularFields, circularLines, circularText, linesWith } from "../views/documents/circular.ts";
import { newDocument } from "../views/documents/fields.ts";
import { circularFacts, endMonthOf, resultOf } from "./circular.ts";
import { proposeDocument } from "./document-proposal.ts";
import { issueIn, trailOf } from "./draft-trail.ts";
import { digestOf, draftingOn, recordDraft, registryDigest } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { look } from "./look.ts";
import type { Outside } from "./outside.ts";
import { resultDifferences } from "./result-words.ts";
import { underLock } from "./under-lock.ts";

export interface CircularRequest {
  readonly period: string;
  readonly asOf: PlainDate;
  /** Paragraphs of the file the office edited; null: what it wrote into the last drawing is kept. */
  readonly edited: readonly string[] | null;
  /** Looks at a result that nobody confirmed yet. */
  readonly preview: boolean;
  /** Paragraphs of a drawn paper, as those of the edited file are read. */
  readonly paragraphsIn: (paper: Uint8Array) => Promise<readonly string[]>;
}

/** Body of the draft: beside the document the lines it was drawn with, so that what the office edits can be told apart from it. */
export interface CircularDraft extends DocumentDraft {
  readonly circular: {
    readonly result: string;
    readonly lines: readonly DrawnLine[];
    readonly edits: Edits;
    /** How often this very text was withdrawn before it was asked for again; left out: never. */
    readonly again?: number;
  };
}

/** The file is not one of this circular that was edited. */
export class NotThisCircularError extends Error {
  constructor(period: string) {
    super(`no circular of ${period}`);
    this.name = "NotThisCircularError";
  }
}

export interface DrawnCircular {
  readonly result: DraftRecord;
  readonly facts: CircularFacts;
  readonly paper: CircularPaper;
  readonly lines: readonly DrawnLine[];
  readonly document: NewDocument;
  readonly proposal: DraftProposal;
  /** Our figures changed since the office worded these anew: ours are drawn. */
  readonly conflicts: readonly (Rewritten & { readonly ours: string })[];
  /** Lines of ours the office took out: they stay out. */
  readonly removed: readonly string[];
  readonly stale: readonly StaleQuote[];
  readonly gone: readonly { readonly text: string; readonly figure: string }[];
  /** The rows known now are not those the result was reckoned from. */
  readonly otherRows: boolean;
}

/** What may be drawn: the confirmed result, or the one that waits. */
export interface NothingConfirmed {
  readonly result: null;
  readonly waiting: DraftRecord | null;
}

/** Draws the circular of a period; writes nothing. Throws NotThisCircularError, RefusedDayError, SecrecyError, PortError. */
export async function drawCircular(
  request: CircularRequest,
  outside: Outside,
): Promise<DrawnCircular | NothingConfirmed> {
  const { period, preview } = request;
  const { confirmed, waiting } = await resultOf(outside.store, period);
  const result = confirmed ?? (preview ? waiting : null);
  if (result === null) return { result, waiting };
  const endMonth = endMonthOf(result, await outside.store.drafts({ kind: "ranking" }));
  const { input, otherRows } = await inputOf(request, outside, endMonth ?? result);
  const facts = {
    ...circularFacts(input, period, result, endMonth),
    ...(await correctionOf(outside.store, result, period)),
  };
  const paper = circularPaper(facts);
  const office = officeNameOn(input.book, request.asOf);
  const edits = await editsOf(request, outside, { paper, office });
  const ours = circularLines(paper);
  const lines = linesWith(ours, edits);
  const fields = circularFields(paper, lines, office);
  const before = (await drawnBefore(outside.store, period)).at(-1)?.body.circular.lines ?? [];
  return {
    ...{ result, facts, paper, lines, otherRows },
    document: newDocument("通报", fields),
    proposal: proposeDocument(
      {
        document: "通报",
        title: paper.title,
        asOf: facts.to,
        period,
        numbered: true,
        fields,
        readers: { units: "ranked", leaders: true },
        restsOn: [result.id],
        text: circularText(lines),
        ...{ circular: { result: result.id, lines, edits } satisfies CircularDraft["circular"] },
      },
      { inputDigest: result.digest, rulesDigest: input.rulesDigest },
    ),
    conflicts: merged(ours, edits).conflicts,
    removed: edits.removed,
    ...quotesOf(edits, facts, { before: before.map(({ ours: text }) => text), paper }),
  };
}

/** As frozen at the lock; where that is not what the result was made from (a re-issue), as known when it was drafted. */
async function inputOf(
  { period, asOf }: CircularRequest,
  outside: Outside,
  made: DraftRecord,
): Promise<{ readonly input: JobInput; readonly otherRows: boolean }> {
  const month = lastMonthOf(period);
  const isSame = (input: JobInput): boolean =>
    made.kind !== "ranking" || registryDigest(input.reading.registry) === made.inputDigest;
  const frozen = await look(outside, { asOf, period: month, knownAt: null }, "month");
  if (isSame(frozen)) return { input: frozen, otherRows: false };
  const then = await look(outside, { asOf, period: month, knownAt: made.createdAt }, "month");
  return isSame(then) ? { input: then, otherRows: false } : { input: frozen, otherRows: true };
}

interface Kept {
  readonly draft: DraftRecord;
  readonly body: CircularDraft;
}

/** Every drawing of this circular that the store keeps, oldest first. */
async function drawnBefore(store: Pick<Store, "drafts">, period: string): Promise<readonly Kept[]> {
  const drafts = await store.drafts({ kind: "document", period: `通报 ${period}` });
  return drafts
    .map((draft) => ({ draft, body: JSON.parse(draft.body) as CircularDraft }))
    .filter(({ body }) => body.circular !== undefined)
    .sort((a, b) => (a.draft.createdAt < b.draft.createdAt ? -1 : 1));
}

/** From the file that was edited, held against the drawing it is nearest to; without one as in the last drawing. */
async function editsOf(
  { period, edited, paragraphsIn }: CircularRequest,
  outside: Outside,
  { paper, office }: { readonly paper: CircularPaper; readonly office: string },
): Promise<Edits> {
  const kept = await drawnBefore(outside.store, period);
  const last = kept.at(-1)?.body.circular.edits ?? NO_EDITS;
  if (edited === null) return last;
  const lines = linesWith(circularLines(paper), last);
  const now = await outside.writeDocument(newDocument("通报", circularFields(paper, lines, office)));
  const known = kept.flatMap(({ draft, body: { circular } }) =>
    draft.attachment === null
      ? []
      : [{ content: draft.attachment.content, lines: circular.lines, removed: circular.edits.removed }],
  );
  const papers = await Promise.all(
    [...known, { content: now, lines, removed: last.removed }].map(async ({ content, ...drawn }) => ({
      ...drawn,
      paragraphs: await paragraphsIn(content),
    })),
  );
  const nearest = papers.toSorted((a, b) => nearness(edited, b) - nearness(edited, a))[0]!;
  const edits = editsIn(edited, nearest);
  if (edits === null) throw new NotThisCircularError(period);
  return edits;
}

/** What the office's own words quote of places, points and figures that no longer hold. */
function quotesOf(
  { own, rewritten }: Edits,
  { confirmed }: CircularFacts,
  { before, paper }: { readonly before: readonly string[]; readonly paper: CircularPaper },
): Pick<DrawnCircular, "stale" | "gone"> {
  const texts = [...own.map(({ text }) => text), ...rewritten.map(({ now }) => now)];
  const standings = confirmed.block.rows.map(({ unit, rank, total }): Standing => ({ unit, rank, total }));
  const now = paragraphsOf(paper).map(({ text }) => text);
  return { stale: staleQuotes(texts, standings), gone: goneFigures(texts, before, now) };
}

/** The last one that left and quotes another issue of the result. */
async function correctionOf(
  store: Pick<Store, "drafts" | "fact">,
  { id, kind, body }: DraftRecord,
  period: string,
): Promise<Pick<CircularFacts, "correction">> {
  const drawn = (await drawnBefore(store, period)).filter((one) => one.body.circular.result !== id);
  const left = await Promise.all(
    drawn.map(async (one) => ({
      quoted: one.body.circular.result,
      issue: issueIn(await trailOf(store, one.draft.id)),
    })),
  );
  const last = left.findLast(({ issue }) => issue !== null);
  const quoted = (await store.drafts({ kind })).find((draft) => draft.id === last?.quoted);
  if (last?.issue == null || quoted === undefined) return {};
  const differences = resultDifferences(kind, quoted.body, body);
  return differences === "" ? {} : { correction: { number: last.issue.number, differences } };
}

export interface DraftedCircular {
  readonly id: string;
  /** confirmed: it left already, word for word. */
  readonly state: "new" | "same" | "confirmed";
}

/** Puts the circular into the store as a draft: the same text is the same draft, another one replaces what waits. Throws PortError. */
export async function draftCircular({ proposal }: DrawnCircular, outside: Outside): Promise<DraftedCircular> {
  const { store } = outside;
  return underLock(outside, async (lock) => {
    const known = await store.drafts({ kind: "document", period: proposal.period });
    const asked = { ...proposal, body: askedAgain(proposal.body, known) };
    const fresh = await recordDraft(draftingOn(outside, lock), asked);
    if (fresh !== null) return { id: fresh.id, state: "new" };
    const same = known.filter(({ digest, state }) => digest === digestOf(asked.body) && state !== "superseded").at(-1)!;
    return { id: same.id, state: same.state === "confirmed" ? "confirmed" : "same" };
  });
}

/** A person who asks again for what was withdrawn gets it: the body counts the times. */
function askedAgain(body: string, known: readonly DraftRecord[]): string {
  const dropped = new Set(known.filter(({ state }) => state === "dropped").map(({ digest }) => digest));
  let asked = body;
  for (let again = 1; dropped.has(digestOf(asked)); again++) {
    const draft = JSON.parse(body) as CircularDraft;
    asked = JSON.stringify({ ...draft, circular: { ...draft.circular, again } });
  }
  return asked;
}
