import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import type { Calendar } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "../fakes/networks.ts";
import { runTj3, type Tj3Task, tj3EmptyFile, tj3LateFile } from "../fakes/tj3.ts";
import { daysOf } from "../fakes/tj3-rules.ts";
import { measure } from "./measure.ts";

/** No longer than the networks need: TaskJuggler prepares every hour of it. */
const WINDOW = { from: "2025-12-01", to: "2026-12-31" } as const;

/** Processor seconds TaskJuggler takes on a project of one event; the best of three. */
export const emptySeconds = (tool: string, calendar: Calendar): number =>
  Math.min(...[1, 2, 3].map(() => timed(tool, tj3EmptyFile(calendar, WINDOW)).seconds));

/** Processor seconds it takes for the late dates of all networks in one file; refuses to time what it did not schedule alike. */
export function tj3Seconds(tool: string, networks: readonly MadeNetwork[], calendar: Calendar): number {
  const text = tj3LateFile(networks, calendar, WINDOW);
  const { seconds, tasks } = timed(tool, text);
  for (const [n, network] of networks.entries()) checkAlike(network, n, tasks, calendar);
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

function timed(tool: string, text: string): { readonly seconds: number; readonly tasks: ReadonlyMap<string, Tj3Task> } {
  let seconds = 0;
  const tasks = runTj3(tool, text, (program, args) => {
    seconds = measure({ program, args }).cpuSeconds;
  });
  return { seconds, tasks };
}
