import type { Instant, Month, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { Ledger } from "../domain/notice.ts";
import { dayAt, lastEndedMonth, lockInstant, type OfficeCalendar } from "../domain/office-calendar.ts";
import type { Plan } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import type { UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import { refuseOpenMonth, refuseOtherYear } from "./asked-month.ts";
import { assess, assessUnder, type Known } from "./assess.ts";
import { bouncesIn } from "./bounces.ts";
import { daily } from "./daily.ts";
import { frozenSheets } from "./frozen-sheets.ts";
import type { AnyJob, Job, JobInput, Published } from "./job.ts";
import { letterBook } from "./letter-book.ts";
import { monthly } from "./monthly.ts";
import { RefusedDayError, type RunRequest } from "./outside.ts";
import { pastSheets } from "./past-sheets.ts";
import type { Present } from "./present.ts";
import { publish } from "./published.ts";
import { weekly } from "./weekly.ts";

const JOBS: Readonly<Record<AnyJob, Job>> = { daily, weekly, monthly, publish };

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
}

type Asked = Pick<RunRequest, "asOf" | "period" | "knownAt">;

/** Second step of every run: each job's plan from its five values. No job sees another's plan. */
export async function decide(request: RunRequest, store: Store, present: Present): Promise<Decided> {
  const today = await inputNow(request, store, present);
  const replayed = await asKnown(request, store, present, today);
  refuseOtherYear(request, replayed);
  const plans: Plan[] = [];
  const unfinished: AnyJob[] = [];
  for (const { job, period = request.period } of request.jobs) {
    const input = job === "monthly" ? await frozenInput({ ...request, period }, store, present, replayed) : replayed;
    plans.push(JOBS[job].decide(input));
    if (job === "monthly" && input.stale.some(({ since }) => since === null)) unfinished.push(job);
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
  };
}

/** The values of a day, or those a month is judged on. */
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
  return frozenInput(request, store, present, replayed);
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
  sheets: Omit<Known, "ledger" | "published" | "letters">,
  knownAt: Instant | undefined,
): Promise<Known> {
  const drafts = await store.drafts(knownAt === undefined ? {} : { knownAt });
  const letters = await letterBook(store, drafts, sheets.at, knownAt);
  return { ...sheets, ledger: await ledgerOf(store, knownAt), published: publishedIn(drafts), letters };
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
  const newest = new Map<string, Published & { readonly at: Instant }>();
  for (const { kind, period, id, digest, body, differences, state, confirmedAt } of drafts) {
    if (state !== "confirmed" || confirmedAt === null) continue;
    const name = `${kind} ${period}`;
    if ((newest.get(name)?.at ?? "") < confirmedAt)
      newest.set(name, { kind, period, id, digest, body, differences, at: confirmedAt });
  }
  return [...newest.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}
