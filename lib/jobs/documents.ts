import type { DocumentDraft } from "../domain/document-draft.ts";
import { asPrinted, documentNumber, type NumberSeries, type TakenNumber } from "../domain/document-number.ts";
import type { DocumentRecord, DocumentVoid } from "../domain/document-record.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { letterPaper, letterTitle } from "../views/letter-paper.ts";
import { issueIn, releasesIn, type Trail, trailOf } from "./draft-trail.ts";
import { numberBooks } from "./number-book.ts";
import { issuedInstead } from "./result-in-force.ts";

/** Every letter and document that waits or was sent, and every number that stands void: newest first. */
export async function documentsIn(store: Pick<Store, "fact" | "drafts">): Promise<readonly DocumentRecord[]> {
  const every = await store.drafts();
  const drafts = every.filter(({ kind }) => kind === "letter" || kind === "document");
  const trails = new Map(await Promise.all(drafts.map(async ({ id }) => [id, await trailOf(store, id)] as const)));
  const taken = (await numberBooks(store)).flatMap((book) =>
    book.taken.map((one) => ({ ...one, series: book.series })),
  );
  const known = new Map(drafts.map((draft) => [draft.id, { draft, trail: trails.get(draft.id)! }]));
  const own = (id: string) => taken.find((one) => one.draft === id && one.void === null) ?? null;
  const papers = [...known.values()].flatMap((one) => paperOf(one, own(one.draft.id)));
  const sent = papers.filter(({ state }) => state === "sent").toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const last = new Map(sent.map((paper) => [known.get(paper.draft)!.draft.period, paper]));
  const marked = papers.map((paper) => ({
    ...paper,
    ...markOf(paper, known.get(paper.draft)!.draft, { every, last }),
  }));
  const voids = taken.flatMap((one) => voidOf(one, known.get(one.draft)));
  return [...marked, ...voids].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

type Mark = Pick<DocumentRecord, "quotesOld" | "replacedBy">;

/** People still hold a document that was sent: whether another took its place, or what it quotes was issued anew. */
function markOf(
  paper: DocumentRecord,
  { kind, period, body }: DraftRecord,
  { every, last }: { readonly every: readonly DraftRecord[]; readonly last: ReadonlyMap<string, DocumentRecord> },
): Mark {
  if (kind !== "document") return {};
  const later = last.get(period);
  if (paper.state === "sent" && later !== undefined && later.draft !== paper.draft)
    return { replacedBy: later.number || later.draft };
  const quotesOld = issuedInstead(every, JSON.parse(body) as DocumentDraft);
  return quotesOld === "" ? {} : { quotesOld };
}

interface Known {
  readonly draft: DraftRecord;
  readonly trail: Trail;
}

type Taken = TakenNumber & { readonly series: NumberSeries };

const UNSENT = { because: null, detail: "", day: null, digest: "" } as const;

/** null: it was withdrawn or replaced, and only its number may stand. */
function paperOf(known: Known, taken: Taken | null): readonly DocumentRecord[] {
  const paper = { ...about(known.draft), because: null, detail: "" };
  const sent = sentAs(known);
  if (sent !== null) return [{ ...paper, ...sent, state: "sent" }];
  const { state, createdAt: at } = known.draft;
  if (state !== "draft") return [];
  return [{ ...paper, ...UNSENT, at, by: "", number: taken === null ? "" : numberOf(taken), state: "waiting" }];
}

function sentAs({ trail }: Known) {
  const issue = issueIn(trail);
  if (issue !== null) {
    const { number, at, by, digest } = issue;
    return { number, at, by, digest, day: dayAt(at) };
  }
  const release = releasesIn(trail).find(({ letter }) => letter !== null);
  if (release?.letter == null) return null;
  const { at, by, letter } = release;
  return { number: letter.number, at, by, digest: letter.digest ?? "", day: letter.sentOn };
}

function about({ id, kind, body }: DraftRecord) {
  if (kind === "letter") {
    const letter = JSON.parse(body) as LetterDraft;
    return {
      draft: id,
      document: letterPaper(letter),
      title: letterTitle(letter),
      unit: letter.unit,
      text: letter.text,
    };
  }
  const { document, title, text } = JSON.parse(body) as DocumentDraft;
  return { draft: id, document, title, unit: "", text };
}

const numberOf = ({ series, n }: Taken): string => documentNumber(series, n);

/** A number that will never be used: its draft went another way after it was given out. */
function voidOf(taken: Taken, known: Known | undefined): readonly DocumentRecord[] {
  const because = whyVoid(taken, known);
  if (because === null) return [];
  const { by, at } = taken;
  const drop = known?.trail.find((step) => step.do === "drop");
  const detail = because === "dropped" ? (drop?.reason ?? "") : "";
  const paper = known === undefined ? { ...NO_PAPER, draft: taken.draft } : { ...about(known.draft), text: [] };
  return [{ ...paper, ...UNSENT, by, at, number: numberOf(taken), state: "void", because, detail }];
}

const NO_PAPER = { document: "", title: "", unit: "", text: [] } as const;

function whyVoid(taken: Taken, known: Known | undefined): DocumentVoid | null {
  if (taken.void !== null) return taken.void;
  if (known === undefined) return "superseded";
  if (sentAs(known) !== null || known.draft.state === "draft") return null;
  return known.draft.state === "dropped" ? "dropped" : "superseded";
}

/** What `asked` names: a number, however its brackets were typed, or a draft. */
export const isAsked = ({ number, draft }: DocumentRecord, asked: string): boolean =>
  draft === asked || (number !== "" && number === asPrinted(asked));
