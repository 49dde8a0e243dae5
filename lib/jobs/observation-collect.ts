import { lastDayOf, type Month } from "../domain/dates.ts";
import { countBallots } from "../domain/observation/ballots.ts";
import {
  type BallotFaultAt,
  type BallotRefusal,
  type CheckedBallot,
  checkBallot,
  takeBallots,
} from "../domain/observation/collecting.ts";
import { type Outlier, outliersIn } from "../domain/observation/outliers.ts";
import type { Session, SessionJudge } from "../domain/observation/session.ts";
import type { Observation } from "../domain/registry.ts";
import type { ProposedRow, RowsDraft } from "../domain/rows-draft.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoreLock } from "../ports/store.ts";
import { cleanText } from "../registry/clean.ts";
import { readMark, readVotes, type VoteBounds } from "../registry/observation-ballots.ts";
import { refuseSecrets } from "../registry/secrecy.ts";
import { outlierRuleOn } from "../rules/observation-rules.ts";
import { BALLOT_HEADERS, ballotSource, outlierNote } from "../views/observation-ballot.ts";
import { digestOf, recordDraft } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { visitGround, visitRules } from "./observation.ts";
import { keepSession, markOf, sessionOf, votesDigest } from "./observation-session.ts";
import type { Outside } from "./outside.ts";
import { underLock } from "./under-lock.ts";

/** A file as it was opened: its workbook, or why it could not be read. */
export interface BallotFile {
  readonly file: string;
  readonly workbook: WorkbookSnapshot | { readonly unreadable: string };
}

export interface CollectRequest {
  readonly visit: Month;
  readonly close: boolean;
}

export interface RefusedFile {
  readonly file: string;
  readonly judge: string;
  readonly because: BallotRefusal;
  /** Of "unreadable" the reason, of "twice" and "changed" the other file, of "other-visit" the visit. */
  readonly detail: string;
  readonly faults: readonly BallotFaultAt[];
}

export interface Collected {
  readonly visit: Month;
  readonly files: readonly { readonly file: string; readonly judge: string; readonly state: "new" | "same" }[];
  readonly refused: readonly RefusedFile[];
  /** Ballots taken now with projects left blank, or with rows of the own unit that do not count. Cells and numbers of projects, never a vote. */
  readonly remarks: readonly {
    readonly judge: string;
    readonly blank: readonly string[];
    readonly own: readonly string[];
  }[];
  readonly voted: readonly string[];
  readonly missing: readonly string[];
  /** Collected, and not among the files: to close, every ballot must lie there again. */
  readonly absent: readonly { readonly judge: string; readonly file: string }[];
  /** null: still open. */
  readonly closing: Closing | null;
}

export interface Closing {
  readonly draft: string;
  readonly rows: number;
  readonly outliers: readonly Outlier[];
  /** What counts as an outlier, in points. */
  readonly limit: number;
}

/** Nothing was taken. */
export interface CollectRefusal {
  readonly because: "no-session" | "closed" | "none-voted";
  readonly draft: string;
}

/**
 * Takes ballots in. Until closing only their digests are kept and nobody is shown a vote; closing needs all files again, each as it was collected,
 * and drafts the rows of 观摩. Throws SecrecyError, PortError.
 */
export const collectBallots = (
  input: JobInput,
  files: readonly BallotFile[],
  request: CollectRequest,
  outside: Outside,
): Promise<Collected | CollectRefusal> =>
  underLock(outside, async (lock) => {
    const session = await sessionOf(outside.store, request.visit);
    if (session === null) return { because: "no-session", draft: "" };
    if (session.closed !== null) return { because: "closed", draft: session.closed.draft };
    const looked = files.map((file) => lookedAt(session, file));
    const { next, collected, ballots } = taken(session, looked, outside.now());
    if (next !== session) await keepSession(outside.store, lock, next);
    const { refused, absent } = collected;
    if (!request.close || refused.length > 0 || absent.length > 0) return collected;
    if (ballots.length === 0) return { because: "none-voted", draft: "" };
    return { ...collected, closing: await close(input, next, ballots, outside, lock) };
  });

interface Looked {
  readonly file: string;
  readonly ballot: CheckedBallot | null;
  readonly refused: RefusedFile | null;
}

/** Throws SecrecyError. */
function lookedAt(session: Session, { file, workbook }: BallotFile): Looked {
  const refuse = (because: BallotRefusal, more: Partial<RefusedFile> = {}): Looked => {
    const refused = { file, judge: "", because, detail: "", faults: [], ...more };
    return { file, ballot: null, refused };
  };
  if ("unreadable" in workbook) return refuse("unreadable", { detail: workbook.unreadable });
  refuseSecrets(workbook);
  const headers = BALLOT_HEADERS[session.asked];
  const mark = readMark(workbook, headers);
  if (mark === null) return refuse("foreign");
  if (mark.visit !== session.visit) return refuse("other-visit", { detail: mark.visit });
  const judge = session.judges.find((one) => cleanText(one.judge) === mark.judge);
  const named = { judge: judge?.judge ?? "" };
  if (mark.lot !== String(session.lot)) return refuse("void-lot", { ...named, detail: mark.lot });
  if (judge === undefined || mark.code !== markOf(session, judge)) return refuse("tampered");
  const votes = readVotes(workbook, headers, boundsOf(session, judge));
  if (votes === null) return refuse("no-table", named);
  const ballot = checkBallot(session, judge, votes);
  if (ballot.faults.length > 0) return refuse("faulty", { ...named, faults: ballot.faults });
  if (ballot.votes.every(({ vote }) => vote === null)) return refuse("empty", named);
  return { file, ballot, refused: null };
}

const boundsOf = ({ asked }: Session, { projects }: SessionJudge): VoteBounds =>
  asked === "scores" ? { whole: false, min: 0, max: 100 } : { whole: true, min: 1, max: projects.length };

interface TakenIn {
  readonly next: Session;
  readonly collected: Collected;
  /** One for each judge who voted and whose file is among those given, in the order of the judges. */
  readonly ballots: readonly CheckedBallot[];
}

function taken(session: Session, looked: readonly Looked[], at: string): TakenIn {
  const good = looked.flatMap(({ file, ballot }) => (ballot === null ? [] : [{ file, ballot }]));
  const ready = good.map(({ file, ballot: { judge, votes } }) => ({
    ...{ file, judge },
    digest: votesDigest(session, judge, votes),
  }));
  const { taken: files, refused } = takeBallots(session, ready);
  const fresh = files.filter(({ state }) => state === "new");
  const digests = new Map(ready.map(({ file, digest }) => [file, digest]));
  const added = fresh.map(({ judge, file }) => [judge, { file, digest: digests.get(file)!, at }] as const);
  const collected = { ...session.collected, ...Object.fromEntries(added) };
  const next = added.length === 0 ? session : { ...session, collected };
  const counted = new Map(files.map(({ judge, file }) => [judge, good.find((one) => one.file === file)!.ballot]));
  const judging = session.judges.filter(({ projects }) => projects.length > 0).map(({ judge }) => judge);
  const voted = judging.filter((judge) => collected[judge] !== undefined);
  return {
    next,
    ballots: voted.flatMap((judge) => counted.get(judge) ?? []),
    collected: {
      visit: session.visit,
      files: files.map(({ file, judge, state }) => ({ file, judge, state })),
      refused: [
        ...looked.flatMap((one) => one.refused ?? []),
        ...refused.map(({ other, ...one }) => ({ ...one, detail: other, faults: [] })),
      ],
      remarks: fresh.flatMap(({ judge }) => remarkOn(counted.get(judge)!)),
      voted,
      missing: judging.filter((judge) => collected[judge] === undefined),
      absent: voted.filter((judge) => !counted.has(judge)).map((judge) => ({ judge, file: collected[judge]!.file })),
      closing: null,
    },
  };
}

function remarkOn({ judge, votes, own }: CheckedBallot): Collected["remarks"] {
  const blank = votes.filter(({ vote }) => vote === null).map(({ project }) => project);
  const aside = own.map(({ project }) => project);
  return blank.length + aside.length === 0 ? [] : [{ judge, blank, own: aside }];
}

async function close(
  input: JobInput,
  session: Session,
  ballots: readonly CheckedBallot[],
  outside: Outside,
  lock: StoreLock,
): Promise<Closing> {
  const { visit } = session;
  const limit = outlierRuleOn(input.book, lastDayOf(visit)).value;
  const outliers = outliersOf(input, session, ballots, limit);
  const proposal = proposalOf(input, session, ballots, outliers);
  const { store, writeWorkbook, writeDocument, now } = outside;
  const drafting = { store, lock, writeWorkbook, writeDocument, at: now(), differences: () => "" };
  const fresh = await recordDraft(drafting, proposal);
  const drafts = await store.drafts({ kind: "rows", period: proposal.period });
  const draft = fresh?.id ?? drafts.findLast(({ digest }) => digest === digestOf(proposal.body))!.id;
  await keepSession(store, lock, { ...session, closed: { at: now(), draft } });
  return { draft, rows: (JSON.parse(proposal.body) as RowsDraft).rows.length, outliers, limit };
}

function outliersOf(input: JobInput, session: Session, ballots: readonly CheckedBallot[], limit: number) {
  const { visit, asked } = session;
  const rows = ballots.flatMap(({ judge, votes }) =>
    votes.map(({ project, vote }): Observation => {
      const key = `${visit}/${project}/${judge}`;
      const cells = asked === "scores" ? { score: vote, place: null } : { score: null, place: vote };
      return { workbook: "", key, visit, project, judge, ...cells };
    }),
  );
  const rule = { ...visitRules(input)(visit).rule, asked };
  return outliersIn(countBallots(rows, visitGround(input), rule).votes, limit);
}

/** The votes as rows of 观摩, judge by judge. What is noted on them is for the admins who confirm. */
function proposalOf(
  input: JobInput,
  session: Session,
  ballots: readonly CheckedBallot[],
  outliers: readonly Outlier[],
): DraftProposal {
  const { visit, asked } = session;
  const given = ballots.flatMap(({ judge, votes }) =>
    votes.flatMap(({ project, vote }) => (vote === null ? [] : [{ judge, project, vote }])),
  );
  const rows = given.map(({ judge, project, vote }, at): ProposedRow => {
    const far = outliers.find((one) => one.judge === judge && one.project === project);
    const cells = { visit, project, judge, ...(asked === "scores" ? { score: vote } : { place: vote }) };
    return { item: String(at + 1), cells, notes: far === undefined ? [] : [outlierNote(far)] };
  });
  const body: RowsDraft = { tab: "observations", source: ballotSource(visit, session.lot), rows };
  return {
    kind: "rows",
    period: `观摩选票 ${visit}`,
    idStem: `OB-${visit}`,
    lockDay: input.asOf,
    body: JSON.stringify(body),
    attachment: null,
    inputDigest: digestOf(JSON.stringify(Object.values(session.collected).map(({ digest }) => digest))),
    rulesDigest: input.rulesDigest,
  };
}
