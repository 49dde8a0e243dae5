import { performance } from "node:perf_hooks";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import type { Calendar } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "../fakes/networks.ts";
import { runTj3, type Tj3Task, tj3EmptyFile, tj3LateFile } from "../fakes/tj3.ts";
import { daysOf } from "../fakes/tj3-rules.ts";

/** No longer than the networks need: TaskJuggler prepares every hour of it. */
const WINDOW = { from: "2025-12-01", to: "2026-12-31" } as const;

/** Seconds TaskJuggler takes from start to end on a project of one event; the best of three. */
export const emptySeconds = (tool: string, calendar: Calendar): number =>
  Math.min(...[1, 2, 3].map(() => timed(() => runTj3(tool, tj3EmptyFile(calendar, WINDOW))).seconds));

/** Seconds it takes for the late dates of all networks in one file; refuses to time what it did not schedule alike. */
export function tj3Seconds(tool: string, networks: readonly MadeNetwork[], calendar: Calendar): number {
  const text = tj3LateFile(networks, calendar, WINDOW);
  const { seconds, result } = timed(() => runTj3(tool, text, 60));
  for (const [n, network] of networks.entries()) checkAlike(network, n, result, calendar);
  return seconds;
}

function checkAlike(
  { steps, today }: MadeNetwork,
  n: number,
  theirs: ReadonlyMap<string, Tj3Task>,
  calendar: Calendar,
): void {
  const schedule = scheduleNetwork(steps, calendar, today);
  for (const { seq, duration } of steps) {
    const { start } = daysOf(theirs.get(`l${n}_${seq}`)!, duration, "late", calendar);
    if (start !== schedule.stepOf(seq)!.lateStart)
      throw new Error(`network ${n}, step ${seq}: ${start} by TaskJuggler`);
  }
}

function timed<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const begun = performance.now();
  const result = work();
  return { seconds: (performance.now() - begun) / 1000, result };
}
