import { dayAt } from "../../domain/office-calendar.ts";
import { isResult } from "../../ports/plan.ts";
import type { DraftRecord } from "../../ports/store.ts";
import { DROP_REASONS, type DropCause } from "../../views/rehearsal/desk-words.ts";
import { confirmDraft, dropDraft } from "../confirm.ts";
import { isConsultable } from "../consulted.ts";
import { releasesIn, trailOf } from "../draft-trail.ts";
import { RefusedConfirmError } from "../refused-confirm.ts";
import { runJobs } from "../run.ts";
import type { JobName } from "../schedule.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

/** Not yet: the lock, the consultation, months or objections. A later day will do. */
type Waits = null;

/**
 * What waits for the admins: results first to their units, then confirmed when their days are over; everything else on the working day after it was first
 * drafted. Results of periods before the city's year are withdrawn, and once in the year a letter whose matter was settled by word of mouth.
 */
export async function letOut(desk: Desk, year: string): Promise<readonly Act[]> {
  const acts: Act[] = [];
  const all = await desk.outside.store.drafts();
  for (const draft of all.filter(({ state }) => state === "draft")) {
    const act = await oneLetOut(desk, year, draft, all);
    if (act === null) continue;
    desk.turned();
    acts.push(act);
  }
  return acts;
}

async function oneLetOut(
  desk: Desk,
  year: string,
  draft: DraftRecord,
  all: readonly DraftRecord[],
): Promise<Act | Waits> {
  const { id, kind, period } = draft;
  if (isResult(kind) && period < year) return dropped(desk, draft, "before-year");
  if (!isResult(kind) && firstDrafted(draft, all) >= desk.day) return null;
  if (kind === "letter" && !all.some((one) => one.kind === kind && one.state === "dropped"))
    return dropped(desk, draft, "settled");
  const trail = await trailOf(desk.outside.store, id);
  if (releasesIn(trail).length > 0) return dropped(desk, draft, "unfit");
  if (!isConsultable(kind)) return refusedWaits(desk, draft, () => confirmed(desk, draft));
  const step = trail.some((one) => one.do === "consult") ? null : ("consult" as const);
  return refusedWaits(desk, draft, () => confirmed(desk, draft, step));
}

/** A letter drawn again every morning is the same matter since its first drawing. */
const firstDrafted = ({ kind, period }: DraftRecord, all: readonly DraftRecord[]): string =>
  all
    .filter((one) => one.kind === kind && one.period === period)
    .map(({ createdAt }) => dayAt(createdAt))
    .reduce((a, b) => (a < b ? a : b));

async function confirmed(desk: Desk, { id, kind }: DraftRecord, step: "consult" | null = null): Promise<Act> {
  const { outside, admin, day } = desk;
  const outcome = await confirmDraft({ id, by: admin, today: day, step }, outside);
  const figures = { sent: outcome.messages.filter(({ state }) => state === "sent").length };
  return actOn(desk, step === null ? "confirmed" : "consulted", id, kind, figures);
}

async function dropped(desk: Desk, { id, kind }: DraftRecord, because: DropCause): Promise<Act> {
  const { outside, admin, day } = desk;
  await dropDraft({ id, by: admin, today: day, reason: DROP_REASONS[because] }, outside);
  return actOn(desk, "dropped", id, kind, { because });
}

async function refusedWaits(desk: Desk, draft: DraftRecord, work: () => Promise<Act>): Promise<Act | Waits> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedConfirmError)) throw error;
    return error.because === "objections-undrawn" ? drawnAgain(desk, draft) : null;
  }
}

const JOB_OF: Partial<Readonly<Record<DraftRecord["kind"], JobName>>> = {
  ranking: "monthly",
  quarter: "quarterly",
  year: "yearly",
};

/** An objection was accepted after it was drawn: once more with what is known by now, as the refusal says. */
async function drawnAgain(desk: Desk, { id, kind, period }: DraftRecord): Promise<Act | Waits> {
  const { outside, day } = desk;
  const job = JOB_OF[kind];
  if (job === undefined) return null;
  const knownAt = outside.now();
  const jobs = [{ job, runKey: `manual:${job}:${knownAt}:rehearsed`, period }];
  await runJobs({ jobs, asOf: day, today: day, period, knownAt, mode: "apply" }, outside);
  return actOn(desk, "drawn-again", id, kind);
}
