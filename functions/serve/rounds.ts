import { setTimeout as sleep } from "node:timers/promises";
import type { Instant } from "../../lib/domain/dates.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { pollConsole } from "../../lib/jobs/console.ts";
import { deadMan } from "../../lib/jobs/dead-man.ts";
import { lookTimes, POLL_LOOKS, SCHEDULES, WATCH_LOOKS } from "../../lib/jobs/schedule.ts";
import { officeMoment, openClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { failureOf } from "../lambda/failure.ts";
import { stoppable } from "../stoppable.ts";
import { type Wired, wire } from "../wire.ts";
import { hasCome, nextMoment } from "./next-moment.ts";
import { runDue } from "./run-due.ts";

export interface Rounds {
  /** Begins nothing new; resolved when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

interface Settings {
  readonly config: Config;
  readonly log: (line: object) => void;
}

/** One thing that is looked after: the moment of the next look, and what it finds out about the one after it. */
interface Duty {
  readonly name: string;
  next: Instant;
  readonly look: (wired: Wired) => Promise<Instant>;
}

/** How often the clock is looked at: a machine that slept, or whose clock was set, is noticed within a second. */
const TICK_MS = 1000;
/** What failed, or found another run at work, is tried again. */
const AGAIN_MS = 10 * 60_000;

/**
 * The schedule of an office without a cloud, in one process, one thing at a time. State-based as every run: at the start, at each hour of the table and after
 * a failure it asks what is owed, and a machine that slept asks when it wakes. What fails is logged and asked again; it ends nothing.
 */
export function startRounds(settings: Settings): Rounds {
  const stop = new AbortController();
  const going = goRound(settings, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return going;
    },
  };
}

async function goRound({ config, log }: Settings, signal: AbortSignal): Promise<void> {
  const duties = dutiesOf(config, log, signal);
  while (!signal.aborted) {
    for (const duty of duties) await attend(duty, { config, log }, signal);
    await sleep(TICK_MS, undefined, { signal }).catch(() => {});
  }
}

async function attend(duty: Duty, { config, log }: Settings, signal: AbortSignal): Promise<void> {
  const now = (): Instant => openClock(config.now).now();
  if (signal.aborted || !hasCome(duty.next, now())) return;
  const { onStep, wait } = stoppable(signal);
  try {
    const wired = await wire(config, { store: "keep", onStep });
    try {
      duty.next = await duty.look({ ...wired, outside: { ...wired.outside, wait } });
    } finally {
      await wired.close();
    }
  } catch (error) {
    log({ event: duty.name, state: "failed", ...failureOf(error) });
    duty.next = later(now());
  }
}

const later = (now: Instant): Instant => new Date(Date.parse(now) + AGAIN_MS).toISOString();

/** At once, but not at night: what was missed leaves with the morning's, or a letter at three would hold back the one of half past seven. */
const firstRun = (times: readonly string[], now: Instant): Instant =>
  now < officeMoment(dayAt(now), times[0]!) ? nextMoment(times, now) : now;

function dutiesOf(config: Config, log: Settings["log"], signal: AbortSignal): readonly Duty[] {
  const now = openClock(config.now).now();
  const [watchTimes, pollTimes] = [lookTimes(WATCH_LOOKS), lookTimes(POLL_LOOKS)];
  const jobTimes = [...new Set(SCHEDULES.map(({ time }) => time))].sort();
  const run: Duty = {
    name: "run",
    next: firstRun(jobTimes, now),
    look: async (wired) => {
      const isSettled = await runDue(wired, log);
      return isSettled || signal.aborted ? nextMoment(jobTimes, wired.clock.now()) : later(wired.clock.now());
    },
  };
  const watch: Duty = {
    name: "watch",
    next: nextMoment(watchTimes, now),
    look: async ({ outside, clock }) => {
      const { missed, sent } = await deadMan(outside, clock.today());
      log({ event: "watch", state: missed.length > 0 ? "missed" : "well", missed: missed.map(({ key }) => key), sent });
      return nextMoment(watchTimes, clock.now());
    },
  };
  const poll: Duty = {
    name: "poll",
    next: nextMoment(pollTimes, now),
    look: async ({ outside, clock }) => {
      const polled = await pollConsole(outside, clock.today());
      if (polled.length > 0) log({ event: "poll", states: polled.map(({ state }) => state) });
      return nextMoment(pollTimes, clock.now());
    },
  };
  return config.registry?.kind === "gsheet" ? [run, watch, poll] : [run, watch];
}
