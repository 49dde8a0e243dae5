import { addDays, lastDayOf, type Month, monthOf, type PlainDate } from "../domain/dates.ts";
import { type BallotRemark, type CountedBallots, countBallots } from "../domain/observation/ballots.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import { type Outlier, outliersIn } from "../domain/observation/outliers.ts";
import type { Session } from "../domain/observation/session.ts";
import { themeOf } from "../domain/observation/theme.ts";
import { visitResult } from "../domain/observation/visit-score.ts";
import type { Observation } from "../domain/registry.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { StoreLock } from "../ports/store.ts";
import { addressOf } from "../registry/places.ts";
import { outlierRuleOn, themeRuleOn } from "../rules/observation-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { countingNotes, observationWorkbook } from "../views/observation.ts";
import { placeWords } from "../views/places.ts";
import { inputFor } from "./decide.ts";
import { keepOrigin } from "./draft-origin.ts";
import { digestOf, recordDraft } from "./drafting.ts";
import { isForeign } from "./foreign-store.ts";
import type { JobInput } from "./job.ts";
import { visitGround, visitRules } from "./observation.ts";
import { sessionOf, votesDigest } from "./observation-session.ts";
import type { Outside } from "./outside.ts";
import { recorded } from "./present.ts";
import type { Again } from "./recompute.ts";
import { resultDifferences } from "./result-words.ts";
import { underLock } from "./under-lock.ts";
import { readBooks } from "./workbooks.ts";

/** What the admins look at beside the result; nothing of it is published. */
export interface ForAdmins {
  readonly remarks: readonly (BallotRemark & { readonly place: string })[];
  readonly outliers: readonly Outlier[];
  readonly limit: number;
  /** Judges whose rows in 观摩 are not what was collected. */
  readonly differing: readonly string[];
}

export interface VisitJudged {
  readonly block: ObservationBlock;
  readonly admins: ForAdmins;
}

type Input = Pick<JobInput, "reading" | "snapshots" | "book" | "asOf" | "stale">;

const rowsOf = ({ reading }: Pick<Input, "reading">, visit: Month): readonly Observation[] =>
  reading.registry.observations.filter((row) => row.visit === visit);

/** A visit from its rows of 观摩, as confirmation would publish it. `session`: the ballots given out, null where there were none. */
export function judgeVisit(input: Input, visit: Month, session: Session | null): VisitJudged {
  const { book } = input;
  const [rows, ground, day] = [rowsOf(input, visit), visitGround(input), lastDayOf(visit)];
  const rules = visitRules(input)(visit);
  const counted = countBallots(rows, ground, rules.rule);
  const limit = outlierRuleOn(book, day).value;
  const differing = differingJudges(rows, session);
  const { projects } = visitResult(visit, rows, ground, rules);
  const missing = input.stale.filter(({ since }) => since === null).map(({ name }) => name);
  return {
    block: {
      ...{ kind: "observation", version: 1, period: visit },
      theme: themeWords(input, visit),
      notes: countingNotes({ ...factsOf(counted), rule: rules.rule, differing: differing.length }),
      projects,
      ...(missing.length === 0 ? {} : { missing }),
    },
    admins: {
      ...{ limit, differing, outliers: outliersIn(counted.votes, limit) },
      remarks: counted.remarks.map((one) => ({ ...one, place: placeOfRow(input, one) })),
    },
  };
}

function factsOf({ method, remarks }: CountedBallots) {
  const own = remarks.filter(({ because }) => because === "own-unit").length;
  const unknown = remarks.filter(({ because }) => because === "judge-unknown").length;
  return { method, own, others: remarks.length - own - unknown };
}

function placeOfRow({ reading, snapshots }: Input, { row, because }: BallotRemark): string {
  const field = because === "own-unit" || because === "judge-unknown" ? "judge" : "score";
  const cell = { workbook: row.workbook, tab: "observations", key: row.key, field };
  return placeWords(addressOf(reading.places, cell), snapshots[0]?.name);
}

/** The month's theme; without one, the categories that were visited. */
function themeWords(input: Input, visit: Month): string {
  const day = lastDayOf(visit);
  const { categories } = readingRules(input.book, day);
  const theme = themeOf(themeRuleOn(input.book, day).value, visit, categories);
  const visited = new Set(rowsOf(input, visit).map(({ project }) => project));
  const seen = new Set(
    input.reading.registry.projects.filter(({ code }) => visited.has(code)).map(({ category }) => category),
  );
  return (theme.length > 0 ? theme : categories.filter((one) => seen.has(one))).join("、");
}

/** Each judge's rows again in the order of the ballot. */
function differingJudges(rows: readonly Observation[], session: Session | null): readonly string[] {
  if (session === null || session.closed === null) return [];
  const byKey = new Map(rows.map((row) => [`${row.project}/${row.judge}`, row]));
  const field = session.asked === "scores" ? "score" : "place";
  return session.judges
    .filter(({ judge, projects }) => {
      const collected = session.collected[judge];
      if (collected === undefined) return projects.some((project) => byKey.has(`${project}/${judge}`));
      const votes = projects.map((project) => {
        const vote = byKey.get(`${project}/${judge}`)?.[field] ?? null;
        return { project, vote: typeof vote === "number" ? vote : null };
      });
      return votesDigest(session, judge, votes) !== collected.digest;
    })
    .map(({ judge }) => judge);
}

/**
 * Nothing can be drafted: the month is to come, no row stands, ballots are still sealed, their drafted rows do not all stand in 观摩 yet, or the workbook
 * is another store's. `draft`: of the rows that wait, else "".
 */
export interface ResultRefusal {
  readonly because: "to-come" | "no-rows" | "sealed" | "rows-waiting" | "foreign-store";
  readonly draft: string;
}

export interface ResultDrafted extends VisitJudged {
  readonly draft: { readonly id: string; readonly state: "new" | "same" | "published" };
  readonly differences: string;
}

export interface ResultRequest {
  readonly visit: Month;
  readonly today: PlainDate;
}

/**
 * Drafts the result of a visit; the same rows again are the same draft. What was read is remembered, so that the result can be made again.
 * Throws SecrecyError, PortError.
 */
export const draftObservation = (request: ResultRequest, outside: Outside): Promise<ResultDrafted | ResultRefusal> =>
  underLock(outside, async (lock) => {
    const books = await readBooks(outside);
    if (isForeign(books.main.standing)) return { because: "foreign-store", draft: "" };
    const present = await recorded(outside, lock, books, null);
    const input = await inputFor(askedOn(request.today), books.main.store, present, "day");
    const session = await sessionOf(outside.store, request.visit);
    const because = refusalOf(input, request.visit, session);
    if (because !== null) return { because, draft: "" };
    const waiting = await waitingRows(session, outside);
    if (waiting !== null) return { because: "rows-waiting", draft: waiting };
    if (rowsOf(input, request.visit).length === 0) return { because: "no-rows", draft: "" };
    return drafted(input, request.visit, session, outside, lock);
  });

/** The draft of the ballots' rows, as long as not all of them stand and nobody has withdrawn the rest. */
async function waitingRows(session: Session | null, { store }: Outside): Promise<string | null> {
  const id = session?.closed?.draft;
  const draft = (await store.drafts({ kind: "rows" })).find((one) => one.id === id);
  return draft?.state === "draft" ? draft.id : null;
}

const askedOn = (asOf: PlainDate) => ({ asOf, period: null, knownAt: null });

function refusalOf(input: JobInput, visit: Month, session: Session | null): ResultRefusal["because"] | null {
  if (visit > monthOf(input.asOf)) return "to-come";
  const isSealed = session !== null && session.closed === null && Object.keys(session.collected).length > 0;
  return isSealed ? "sealed" : null;
}

async function drafted(
  input: JobInput,
  visit: Month,
  session: Session | null,
  outside: Outside,
  lock: StoreLock,
): Promise<ResultDrafted> {
  const { store, writeWorkbook, writeDocument, now } = outside;
  const judged = judgeVisit(input, visit, session);
  const proposal = proposalOf(input, judged.block);
  const drafting = { store, lock, writeWorkbook, writeDocument, at: now(), differences: resultDifferences };
  const fresh = await recordDraft(drafting, proposal);
  if (fresh !== null) {
    await keepOrigin(store, lock, fresh.id, { asOf: input.asOf, at: input.readAt, knownAt: null, sheets: null });
    await store.setFact(lock.token, basisName(fresh.id), JSON.stringify(session));
    return { ...judged, draft: { id: fresh.id, state: "new" }, differences: fresh.differences };
  }
  const known = await store.drafts({ kind: "observation", period: visit });
  const same = known.findLast(({ digest, state }) => digest === digestOf(proposal.body) && state !== "superseded")!;
  const state = same.state === "confirmed" ? "published" : "same";
  return { ...judged, draft: { id: same.id, state }, differences: same.differences };
}

/** The ballots given out as they stood when the result was drafted: a lot begun anew later changes no result. */
const basisName = (draft: string): string => `observation-basis:${draft}`;

/** The result made again from what was known when it was drafted: for `recompute`. */
export async function observationAgain({ draft, origin, store, present }: Again): Promise<DraftProposal> {
  const input = await inputFor(askedOn(origin.asOf), store, present, "day");
  const session = JSON.parse((await store.fact(basisName(draft.id))) ?? "null") as Session | null;
  return proposalOf(input, judgeVisit(input, draft.period, session).block);
}

/** A visit has no lock of its own: its ballots are closed. */
function proposalOf(input: JobInput, block: ObservationBlock): DraftProposal {
  const { period } = block;
  return {
    ...{ kind: "observation", period, idStem: `O-${period}` },
    lockDay: addDays(input.asOf, -1),
    body: JSON.stringify(block),
    inputDigest: digestOf(
      JSON.stringify(
        rowsOf(input, period)
          .map((row) => JSON.stringify(row))
          .sort(),
      ),
    ),
    rulesDigest: input.rulesDigest,
    attachment: { filename: `${period}观摩结果.xlsx`, workbook: observationWorkbook(block) },
  };
}
