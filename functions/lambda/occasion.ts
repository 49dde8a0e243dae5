import { jobStandings, jobsDue, rememberedCalendar } from "../../lib/jobs/due.ts";
import { gathered } from "../../lib/jobs/gathering.ts";
import { RefusedDayError } from "../../lib/jobs/outside.ts";
import type { Crew } from "../../lib/jobs/round.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { officeMoment } from "../clock.ts";
import { readConfig } from "../config.ts";
import { openCrew } from "../crew.ts";
import type { Turns } from "../open-registry.ts";
import { type Wired, wire } from "../wire.ts";
import { type Answer, answerOf, idle } from "./answer.ts";
import type { ScheduledEvent } from "./event.ts";
import type { Lifeline } from "./lifeline.ts";

/**
 * One chance of a job: is it owed? Its run key is the slot the scheduled time lies in, so however often and however late the chance comes, it is one run;
 * a run on demand has a key of its own and leaves the slot open. When it is owed, all that is due with it runs together: one letter for each person.
 * Throws ConfigError, RefusedDayError for a day to come, SecrecyError, PortError.
 */
export async function carryOut(event: ScheduledEvent, lifeline: Lifeline, time: Turns = {}): Promise<Answer> {
  lifeline.check();
  const turns = { ...time, deadline: lifeline.left };
  const config = readConfig(process.env, undefined);
  const wired = await wire(config, { store: "keep", onStep: lifeline.onStep, turns });
  const crew = await openCrew(config, turns);
  try {
    return await take(event, wired, crew, lifeline);
  } catch (error) {
    if (error instanceof RefusedDayError && error.because === "before-last-run") return idle(event, "overtaken");
    throw error;
  } finally {
    crew?.close();
    await wired.close();
  }
}

/** With a crew, a registry of many workbooks has them read by workers first. */
async function take(
  event: ScheduledEvent,
  { outside, clock }: Wired,
  crew: Crew | null,
  { wait }: Lifeline,
): Promise<Answer> {
  const { asOf, scheduledTime } = event;
  const { store, workbook } = outside;
  const calendar = await rememberedCalendar(store, workbook, clock.now());
  const reached = ({ time }: { readonly time: string }): boolean => officeMoment(asOf, time) <= scheduledTime;
  const standings = await jobStandings(store, calendar, asOf, reached);
  const { done, due, slot } = standings.find(({ schedule }) => schedule.job === event.job)!;
  if (done) return idle(event, "already-done", slot?.key);
  if (!due) return idle(event, "not-due", slot?.key);
  const day = { asOf, today: clock.today(), period: null, knownAt: null };
  const jobs = jobsDue(standings);
  const wake = { job: event.job, scheduledTime };
  const books = crew === null ? outside : await gathered(outside, crew, { asOf, jobs, wake });
  if (typeof books === "string") return idle(event, books, slot?.key);
  return answerOf(event, await runJobs({ jobs, ...day, mode: "apply" }, { ...books, wait }));
}
