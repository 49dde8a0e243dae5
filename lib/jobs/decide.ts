import { lastMonthOf, periodKind } from "../domain/assessment/periods.ts";
import type { Instant, Month, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { Ledger } from "../domain/notice.ts";
import { dayAt, lastEndedMonth, lockInstant, type OfficeCalendar } from "../domain/office-calendar.ts";
import { type DraftProposal, isResult, type Plan } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import type { UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import { refuseOpenMonth, refuseOtherYear } from "./asked-month.ts";
import { assess, assessUnder, type Known } from "./assess.ts";
import { bouncesIn } from "./bounces.ts";
import { consultedIn } from "./consulted.ts";
import { daily } from "./daily.ts";
import type { DraftOrigin } from "./draft-origin.ts";
import { drawnAgain } from "./drawn-again.ts";
import { frozenSheets } from "./frozen-sheets.ts";
import type { AnyJob, Job, JobInput, Published } from "./job.ts";
import { letterBook } from "./letter-book.ts";
import { monthResults } from "./month-results.ts";
import { monthly } from "./monthly.ts";
import { type DueJob, RefusedDayError, type RunRequest } from "./outside.ts";
import { pastSheets } from "./past-sheets.ts";
import type { Present } from "./present.ts";
import { publish } from "./published.ts";
import { quarterly, quarterOfInput } from "./quarterly.ts";
import { weekly } from "./weekly.ts";
import { yearly, yearOfInput } from "./yearly.ts";

const JOBS: Readonly<Record<AnyJob, Job>> = { daily, weekly, monthly, quarterly, yearly, publish };

export interface Decided {
  /** The input made from the workbook as it stands: where its cells are. What was judged of it stands in the plans and takes no more memory here. */
  readonly present: Omit<JobInput, "judge">;
  readonly plans: readonly Plan[];
  readonly findings: readonly Finding[];
  readonly rulesDigest: string;
  readonly readAt: Instant;
  /** Workbooks of 分表 that could not be read today. */
  readonly unread: readonly UnreadWorkbook[];
  /** Jobs that lacked a workbook nobody has ever read, or a tab nobody can read: done again until it is there. */
  readonly unfinished: readonly AnyJob[];
  /** What each result among the drafts was made from. */
  readonly origins: ReadonlyMap<DraftProposal, DraftOrigin>;
}

type Asked = Pick<RunRequest, "asOf" | "period" | "knownAt">;

const JOB_OF = { month: "monthly", quarter: "quarterly", year: "yearly" } as const;

/** Second step of every run: each job's plan from its five values. No job sees another's plan. */
export async function decide(request: RunRequest, store: Store, present: Present): Promise<Decided> {
  const today = await inputNow(request, store, present);
  const replayed = await asKnown(request, store, present, today);
  refuseOtherYear(request, replayed);
  const plans: Plan[] = [];
  const unfinished: AnyJob[] = [];
  const origins = new Map<DraftProposal, DraftOrigin>();
  const inputOf = inputsOf(request, store, present, { today, replayed });
  for (const due of [...request.jobs, ...(await drawnAgain(request, store, today.published))]) {
    const input = await inputOf(due);
    const plan = JOBS[due.job].decide(input);
    plans.push(plan);
    if (lacksRows(due.job, input)) unfinished.push(due.job);
    const { knownAt, asOf } = request;
    for (const draft of plan.drafts)
      if (isResult(draft.kind))
        origins.set(draft, { asOf, at: present.at, knownAt, sheets: due.sheets === undefined ? knownAt : due.sheets });
  }
  const findings = plans.find(({ job }) => job === "daily")?.findings ?? replayed.findings;
  const { judge: _, ...read } = today;
  return {
    present: read,
    plans,
    findings,
    rulesDigest: replayed.rulesDigest,
    readAt: present.at,
    unread: present.unread,
    unfinished,
    origins,
  };
}

/** A workbook nobody has ever read, or a tab nobody can read. */
function lacksRows(job: AnyJob, { stale, months }: JobInput): boolean {
  if (job === "monthly") return stale.some(({ since }) => since === null);
  return months.some(({ block }) => (block.missing ?? []).length > 0);
}

interface Inputs {
  readonly today: JobInput;
  readonly replayed: JobInput;
}

/** The values of each job: those of the day, of a month as frozen, or of a quarter or year with its months. A month frozen for one job serves the next. */
function inputsOf(request: Asked, store: Store, present: Present, { today, replayed }: Inputs) {
  let last: { readonly name: string; readonly input: JobInput } | null = null;
  const frozen = async (month: Month, cut: Instant | null, input: JobInput): Promise<JobInput> => {
    const name = `${month} ${cut}`;
    if (last?.name !== name)
      last = { name, input: await frozenInput({ ...request, period: month, knownAt: cut }, store, present, input) };
    return last.input;
  };
  return async ({ job, period = request.period ?? undefined, sheets = request.knownAt }: Due): Promise<JobInput> => {
    if (job === "monthly") return frozen(period ?? lastEndedMonth(request.asOf), request.knownAt, replayed);
    if (job !== "quarterly" && job !== "yearly") return replayed;
    const known =
      sheets === request.knownAt ? replayed : await asKnown({ ...request, knownAt: sheets }, store, present, today);
    const named = period ?? (job === "quarterly" ? quarterOfInput : yearOfInput)({ period: null, asOf: request.asOf });
    return rolledUp(named, replayed.published, (month) => frozen(month, sheets, known));
  };
}

type Due = Pick<DueJob, "job" | "period" | "sheets">;

/** A quarter or year: sheets as frozen at the lock of its last month, months and visits as they are published now. */
async function rolledUp(
  period: string,
  published: readonly Published[],
  frozen: (month: Month) => Promise<JobInput>,
): Promise<JobInput> {
  const months = await monthResults(period, published, frozen);
  return { ...(await frozen(lastMonthOf(period))), period, published, months };
}

/** The values of a day, or those a month, quarter or year is judged on. */
export async function inputFor(
  request: Asked,
  store: Store,
  present: Present,
  about: "day" | "month",
): Promise<JobInput> {
  refuseOpenMonth(request);
  const today = await inputNow(request, store, present);
  const replayed = await asKnown(request, store, present, today);
  if (about === "day") return replayed;
  refuseOtherYear(request, replayed);
  const inputOf = inputsOf(request, store, present, { today, replayed });
  return inputOf({ job: JOB_OF[periodKind(request.period ?? "") ?? "month"] });
}

/** `--known-at`: nothing is made up for a moment before the first reading. Throws RefusedDayError. */
async function asKnown(request: Asked, store: Store, present: Present, today: JobInput): Promise<JobInput> {
  const { knownAt, asOf } = request;
  if (knownAt === null || knownAt >= present.at) return today;
  const past = await pastSheets(present, { at: knownAt, backfill: false });
  if (past !== null) return assess(await withLedger(store, past, knownAt), asOf, request.period);
  throw new RefusedDayError(
    asOf,
    "known-at-before-memory",
    dayAt(present.books[0]!.history.firstReading ?? present.at),
  );
}

/** A month is judged on what was known at the end of its lock day, or when --known-at says (a re-issue); a memory that begins later uses the first it has. */
async function frozenInput(request: Asked, store: Store, present: Present, input: JobInput): Promise<JobInput> {
  const period = request.period ?? lastEndedMonth(request.asOf);
  if (request.knownAt !== null || present.at <= lockInstant(input.calendar, period)) return { ...input, period };
  const frozen = await frozenKnown(period, store, present, input.calendar);
  return { ...(frozen === null ? input : assess(frozen, request.asOf, request.period)), period };
}

/** null: what is known now. */
async function frozenKnown(
  period: Month,
  store: Store,
  present: Present,
  calendar: OfficeCalendar,
): Promise<Known | null> {
  const { at, sheets } = await frozenSheets(present, calendar, period);
  return sheets === null ? null : withLedger(store, sheets, at);
}

/** A month as it was frozen, under each of several rulebooks: read once. Of a month that is not locked, what is known now. */
export async function monthUnder(
  month: Month,
  store: Store,
  present: Present,
  { asOf, calendar }: Pick<JobInput, "asOf" | "calendar">,
  tries: readonly ((book: Rulebook) => Rulebook)[],
): Promise<readonly JobInput[]> {
  const locked = present.at > lockInstant(calendar, month);
  const frozen = locked ? await frozenKnown(month, store, present, calendar) : null;
  return assessUnder(frozen ?? (await knownNow(store, present)), asOf, month, tries);
}

const inputNow = async (request: Asked, store: Store, present: Present): Promise<JobInput> =>
  assess(await knownNow(store, present), request.asOf, request.period);

async function knownNow(store: Store, present: Present): Promise<Known> {
  const { books, unread, at } = present;
  const sheets = {
    snapshots: books.map(({ snapshot }) => snapshot),
    histories: new Map(books.map(({ snapshot, history }) => [snapshot.name, history])),
    unread,
    at,
  };
  return withLedger(store, sheets, undefined);
}

async function withLedger(
  store: Store,
  sheets: Omit<Known, "ledger" | "published" | "letters" | "consulted">,
  knownAt: Instant | undefined,
): Promise<Known> {
  const drafts = await store.drafts(knownAt === undefined ? {} : { knownAt });
  const letters = await letterBook(store, drafts, sheets.at, knownAt ?? sheets.at);
  const consulted = await consultedIn(store, drafts, knownAt ?? sheets.at);
  return { ...sheets, ledger: await ledgerOf(store, knownAt), published: publishedIn(drafts), letters, consulted };
}

async function ledgerOf(store: Store, knownAt: Instant | undefined): Promise<Ledger> {
  const notices = await store.notices(knownAt === undefined ? {} : { knownAt });
  const sent = await store.messages({ states: ["sent"], withRaw: false });
  const bounces = await bouncesIn(store, knownAt);
  const lastLetter = new Map<string, PlainDate>();
  for (const message of sent) {
    if (knownAt !== undefined && message.changedAt > knownAt) continue;
    if (message.day > (lastLetter.get(message.recipient) ?? "")) lastLetter.set(message.recipient, message.day);
  }
  return { notices: new Map(notices.map((notice) => [notice.key, notice])), lastLetter, bounces };
}

/** Confirmed results, the newest issue of each period only, oldest period first. */
function publishedIn(drafts: readonly DraftRecord[]): readonly Published[] {
  const newest = new Map<string, Published>();
  for (const { kind, period, id, digest, body, differences, state, confirmedAt } of drafts) {
    if (state !== "confirmed" || confirmedAt === null) continue;
    const name = `${kind} ${period}`;
    if ((newest.get(name)?.at ?? "") < confirmedAt)
      newest.set(name, { kind, period, id, digest, body, differences, at: confirmedAt });
  }
  return [...newest.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}
