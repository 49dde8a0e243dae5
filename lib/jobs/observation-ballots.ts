import { lastDayOf, type Month } from "../domain/dates.ts";
import { judgesOf, type Session, type SessionJudge } from "../domain/observation/session.ts";
import type { LeftOutOfVisit } from "../domain/observation/visit-list.ts";
import type { Project } from "../domain/registry.ts";
import type { StoreLock } from "../ports/store.ts";
import type { NewWorkbook } from "../ports/workbook-file.ts";
import { observationRuleOn } from "../rules/observation-rules.ts";
import { ballotFileName, ballotWorkbook } from "../views/observation-ballot.ts";
import type { JobInput } from "./job.ts";
import { isDrawn, type ListRequest, observationList } from "./observation-list.ts";
import { keepSession, markOf, sessionOf } from "./observation-session.ts";
import type { Outside } from "./outside.ts";
import { underLock } from "./under-lock.ts";

export interface BallotsRequest extends ListRequest {
  /** null: as said by `source`. */
  readonly projects: readonly string[] | null;
  /** What was given out and collected is void. */
  readonly anew: boolean;
  /** Hard to guess; used where a new lot begins. */
  readonly secret: string;
}

export type BallotsRefusal =
  | { readonly refused: "no-theme"; readonly months: readonly number[] }
  | { readonly refused: "unknown-projects"; readonly codes: readonly string[] }
  | { readonly refused: "no-projects" | "no-judges" | "closed" }
  | { readonly refused: "collected"; readonly judges: readonly string[] };

export interface Ballot {
  readonly judge: string;
  readonly unit: string;
  readonly projects: number;
  readonly filename: string;
  readonly workbook: NewWorkbook;
}

export interface GivenOut {
  readonly visit: Month;
  readonly lot: number;
  /** Where the projects come from: named, the rows of 观摩, the lot before, or drawn. */
  readonly source: Chosen["source"];
  readonly projects: readonly Project[];
  readonly ballots: readonly Ballot[];
  /** Judges with nothing but their own unit's projects: no ballot. */
  readonly idle: readonly string[];
  /** Projects a draw would have left out. */
  readonly doubtful: readonly LeftOutOfVisit[];
  /** A lot given out before is void. */
  readonly voided: boolean;
}

/**
 * Makes the ballots of a visit, hands them to `put` and remembers the lot once they lie there; the same request again makes the same ballots.
 * Throws RefusedDayError, PortError, and what `put` throws.
 */
export const giveOutBallots = (
  input: JobInput,
  request: BallotsRequest,
  outside: Outside,
  put: (ballots: readonly Ballot[]) => Promise<void>,
): Promise<GivenOut | BallotsRefusal> =>
  underLock(outside, async (lock) => {
    const { visit, anew } = request;
    const before = await sessionOf(outside.store, visit);
    const chosen = projectsOf(input, request, anew ? null : before);
    if ("refused" in chosen) return chosen;
    const next = sessionFor(input, request, chosen.projects, before);
    if ("refused" in next) return next;
    const given = givenOut(input, next, chosen, before !== null && before.lot !== next.lot);
    await put(given.ballots);
    await keepSession(outside.store, lock, next);
    if (given.voided && before?.closed) await withdraw(outside, lock, before.closed.draft);
    return given;
  });

/** The rows of a lot that is void wait for nobody. */
const withdraw = ({ store, now }: Outside, lock: StoreLock, draft: string): Promise<boolean> =>
  store.moveDraft(lock.token, draft, { state: "superseded", by: "", at: now() });

interface Chosen {
  readonly source: "named" | "rows" | "before" | "drawn";
  readonly projects: readonly Project[];
}

function projectsOf(input: JobInput, request: BallotsRequest, before: Session | null): Chosen | BallotsRefusal {
  const { projects, observations } = input.reading.registry;
  const byCode = new Map(projects.map((project) => [project.code, project]));
  const named = (source: Chosen["source"], codes: readonly string[]): Chosen | BallotsRefusal => {
    const unknown = codes.filter((code) => !byCode.has(code));
    if (unknown.length > 0) return { refused: "unknown-projects", codes: unknown };
    return { source, projects: codes.map((code) => byCode.get(code)!) };
  };
  if (request.projects !== null) return named("named", request.projects);
  const asksDraw = request.count !== null || request.seed !== null;
  if (!asksDraw && before !== null) return named("before", before.projects);
  const rows = observations.filter(({ visit }) => visit === request.visit).map(({ project }) => project);
  if (!asksDraw && rows.length > 0) return named("rows", [...new Set(rows)].sort());
  const list = observationList(input, request);
  if (!isDrawn(list)) return { refused: "no-theme", months: list.months };
  return list.drawn.length === 0 ? { refused: "no-projects" } : { source: "drawn", projects: list.drawn };
}

/** The lot before as long as it is about the same, else a new one, which is refused where ballots came in already. */
function sessionFor(
  { reading, book }: JobInput,
  { visit, anew, secret }: BallotsRequest,
  projects: readonly Project[],
  before: Session | null,
): Session | BallotsRefusal {
  const codes = projects.map(({ code }) => code);
  const { asked } = observationRuleOn(book, lastDayOf(visit)).value;
  const judges = judgesOf(reading.registry.people, projects);
  if (!judges.some((one) => one.projects.length > 0)) return { refused: "no-judges" };
  if (before !== null && !anew) {
    if (before.closed !== null) return { refused: "closed" };
    const same = before.asked === asked && JSON.stringify(before.projects) === JSON.stringify(codes);
    const moved = same ? movedJudges(before, judges) : Object.keys(before.collected);
    if (moved.length > 0) return { refused: "collected", judges: moved };
    if (same) return { ...before, judges: [...judges, ...goneJudges(before, judges)] };
  }
  const lot = (before?.lot ?? 0) + 1;
  return { version: 1, visit, lot, secret, asked, projects: codes, judges, collected: {}, closed: null };
}

/** Judges whose ballot came in and would be another now: their unit has changed. */
const movedJudges = ({ judges, collected }: Session, now: readonly SessionJudge[]): readonly string[] =>
  judges
    .filter(({ judge }) => collected[judge] !== undefined)
    .filter((one) => now.some(({ judge }) => judge === one.judge) && !now.some((other) => isSame(one, other)))
    .map(({ judge }) => judge);

const isSame = (a: SessionJudge, b: SessionJudge): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whoever voted and is no judge any more: the vote stays. */
const goneJudges = ({ judges, collected }: Session, now: readonly SessionJudge[]): readonly SessionJudge[] =>
  judges.filter(({ judge }) => collected[judge] !== undefined && !now.some((one) => one.judge === judge));

function givenOut(input: JobInput, session: Session, { source, projects }: Chosen, voided: boolean): GivenOut {
  const { visit, lot } = session;
  const judging = session.judges.filter((one) => one.projects.length > 0);
  return {
    ...{ visit, lot, source, projects, voided },
    ballots: judging.map((judge) => ballotOf(session, judge, projects)),
    idle: session.judges.filter((one) => one.projects.length === 0).map(({ judge }) => judge),
    doubtful: doubtfulOf(input, visit, projects),
  };
}

function ballotOf(session: Session, judge: SessionJudge, projects: readonly Project[]): Ballot {
  const { visit, asked, lot } = session;
  const open = projects.filter(({ code }) => judge.projects.includes(code));
  return {
    ...{ judge: judge.judge, unit: judge.unit, projects: open.length },
    filename: ballotFileName(visit, judge.judge),
    workbook: ballotWorkbook({
      ...{ visit, asked, judge: judge.judge, unit: judge.unit },
      projects: open,
      own: projects.length - open.length,
      mark: { lot, code: markOf(session, judge) },
    }),
  };
}

function doubtfulOf(input: JobInput, visit: Month, projects: readonly Project[]): readonly LeftOutOfVisit[] {
  const list = observationList(input, { visit, count: null, seed: null });
  const chosen = new Set(projects.map(({ code }) => code));
  return isDrawn(list) ? list.leftOut.filter(({ project }) => chosen.has(project.code)) : [];
}
