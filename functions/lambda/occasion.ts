import { jobStandings, jobsDue, rememberedCalendar } from "../../lib/jobs/due.ts";
import { gathered } from "../../lib/jobs/gathering.ts";
import { RefusedDayError, type RunRequest } from "../../lib/jobs/outside.ts";
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
  const wired = await wire(readConfig(process.env, undefined), { store: "keep", onStep: lifeline.onStep, turns });
  try {
    return await take(event, wired, lifeline, turns);
  } catch (error) {
    if (error instanceof RefusedDayError && error.because === "before-last-run") return idle(event, "overtaken");
    throw error;
  } finally {
    await wired.close();
  }
}

async function take(event: ScheduledEvent, wired: Wired, { wait }: Lifeline, turns: Turns): Promise<Answer> {
  const { outside, clock } = wired;
  const { asOf, scheduledTime } = event;
  const { store, workbook } = outside;
  const calendar = await rememberedCalendar(store, workbook, clock.now());
  const reached = ({ time }: { readonly time: string }): boolean => officeMoment(asOf, time) <= scheduledTime;
  const standings = await jobStandings(store, calendar, asOf, reached);
  const { done, due, slot } = standings.find(({ schedule }) => schedule.job === event.job)!;
  if (done) return idle(event, "already-done", slot?.key);
  if (!due) return idle(event, "not-due", slot?.key);
  const jobs = jobsDue(standings);
  const request = { jobs, asOf, today: clock.today(), period: null, knownAt: null, mode: "apply" } as const;
  const wake = { job: event.job, scheduledTime };
  const answer = await run(request, wake, { ...wired, outside: { ...outside, wait } }, turns);
  return typeof answer === "string" ? idle(event, answer, slot?.key) : answerOf(event, answer);
}

/** With queues, many workbooks are read by workers first. `wake`: the message that brings the run back. */
async function run(request: RunRequest, wake: object, { outside, config }: Wired, turns: Turns) {
  const crew = await openCrew(config, turns);
  if (crew === null) return runJobs(request, outside);
  try {
    const books = await gathered(outside, crew, { ...request, wake });
    return typeof books === "string" ? books : await runJobs(request, books);
  } finally {
    crew.close();
  }
}
