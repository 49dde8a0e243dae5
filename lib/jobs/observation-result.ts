import { addDays, lastDayOf, type Month, monthOf } from "../domain/dates.ts";
import { type BallotRemark, type CountedBallots, countBallots } from "../domain/observation/ballots.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import { type Outlier, outliersIn } from "../domain/observation/outliers.ts";
import type { Session } from "../domain/observation/session.ts";
import { themeOf } from "../domain/observation/theme.ts";
import { visitResult } from "../domain/observation/visit-score.ts";
import type { Observation } from "../domain/registry.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { addressOf } from "../registry/places.ts";
import { outlierRuleOn, themeRuleOn } from "../rules/observation-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { countingNotes, observationWorkbook } from "../views/observation.ts";
import { placeWords } from "../views/places.ts";
import { digestOf, recordDraft } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { visitGround, visitRules } from "./observation.ts";
import { sessionOf, underLock, votesDigest } from "./observation-session.ts";
import type { Outside } from "./outside.ts";
import { resultDifferences } from "./result-words.ts";

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

/** Nothing can be drafted: the month is to come, no row stands, or ballots are still sealed. */
export interface ResultRefusal {
  readonly because: "to-come" | "no-rows" | "sealed";
}

export interface ResultDrafted extends VisitJudged {
  readonly draft: { readonly id: string; readonly state: "new" | "same" | "published" };
  readonly differences: string;
}

/** Drafts the result of a visit; the same rows again are the same draft. Throws PortError. */
export const draftObservation = (
  input: JobInput,
  visit: Month,
  outside: Outside,
): Promise<ResultDrafted | ResultRefusal> =>
  underLock(outside, async (lock) => {
    const { store, writeWorkbook, writeDocument, now } = outside;
    const session = await sessionOf(store, visit);
    const refusal = refusalOf(input, visit, session);
    if (refusal !== null) return refusal;
    const judged = judgeVisit(input, visit, session);
    const proposal = proposalOf(input, judged.block);
    const drafting = { store, lock, writeWorkbook, writeDocument, at: now(), differences: resultDifferences };
    const fresh = await recordDraft(drafting, proposal);
    if (fresh !== null) return { ...judged, draft: { id: fresh.id, state: "new" }, differences: fresh.differences };
    const known = await store.drafts({ kind: "observation", period: visit });
    const same = known.findLast(({ digest, state }) => digest === digestOf(proposal.body) && state !== "superseded")!;
    const state = same.state === "confirmed" ? "published" : "same";
    return { ...judged, draft: { id: same.id, state }, differences: same.differences };
  });

function refusalOf(input: JobInput, visit: Month, session: Session | null): ResultRefusal | null {
  if (visit > monthOf(input.asOf)) return { because: "to-come" };
  if (session !== null && session.closed === null && Object.keys(session.collected).length > 0)
    return { because: "sealed" };
  return rowsOf(input, visit).length === 0 ? { because: "no-rows" } : null;
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

/** What `recompute O-2026-07` compares with the published body. Ballots that differ from the collected ones are known by the store alone. */
export const observationBody = async (input: Input, visit: Month, { store }: Pick<Outside, "store">): Promise<string> =>
  JSON.stringify(judgeVisit(input, visit, await sessionOf(store, visit)).block);
