import { performance } from "node:perf_hooks";
import { epochDay, type PlainDate } from "../../lib/domain/dates.ts";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { dayTable } from "../../lib/domain/schedule-calendar.ts";
import { finishesOf } from "../../lib/domain/schedule-finishes.ts";
import { type Network, networkOf, UNFIXED } from "../../lib/domain/schedule-network.ts";
import { backwardPass, forwardPass, newPoints } from "../../lib/domain/schedule-pass.ts";
import type { Calendar } from "../../lib/domain/working-days.ts";
import { type MadeNetwork, plainNetwork } from "../fakes/networks.ts";
import { randomFrom } from "../fakes/random.ts";

export const TODAY: PlainDate = "2026-03-02";
const FIXED: PlainDate = "2026-11-30";

export interface Office {
  readonly projects: number;
  readonly milestones: number;
}

export const nameOf = ({ projects, milestones }: Office): string => `${projects} × ${milestones}`;

/** Projects with plain links, as most are written. */
export function officeNetworks({ projects, milestones }: Office): readonly MadeNetwork[] {
  const random = randomFrom(5);
  return Array.from({ length: projects }, () => ({ today: TODAY, steps: plainNetwork(random, milestones, FIXED) }));
}

/** The best of some rounds: a machine's neighbours are felt. */
function bestOf(rounds: number, work: () => void, clock: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const begun = clock();
    work();
    best = Math.min(best, clock() - begun);
  }
  return best;
}

const wallSeconds = (): number => performance.now() / 1000;

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Processor seconds from steps to the days of every step, floats and critical chains of all projects, as `Judgement.schedules` makes them. */
export const ourSeconds = (networks: readonly MadeNetwork[], calendar: Calendar, rounds: number): number =>
  bestOf(
    rounds,
    () => {
      for (const { steps, today } of networks) scheduleNetwork(steps, calendar, today);
    },
    cpuSeconds,
  );

/** One network of so many steps in chains of a thousand, every tenth of them waiting for a neighbour's step too. */
export function greatNetwork(
  size: number,
  calendar: Calendar,
): { readonly network: Network; readonly steps: MadeNetwork["steps"] } {
  const random = randomFrom(9);
  const steps = plainNetwork(random, size, FIXED).map((step, at) => {
    const chain = Math.floor(at / 1000) * 1000;
    const own = step.links.filter(({ seq }) => seq > chain * 10);
    const beside =
      at >= 1000 && at % 10 === 0 ? [{ seq: (at - 999) * 10, type: "FS" as const, lag: 0, calendarDays: false }] : [];
    return { ...step, duration: step.duration % 2, links: [...own, ...beside] };
  });
  const { network } = networkOf(steps, dayTable(calendar, epochDay(TODAY)), TODAY);
  return { network: network!, steps };
}

/** Both passes over the network, with the calendar. */
export function passSeconds(network: Network, calendar: Calendar, rounds: number): number {
  const table = dayTable(calendar, epochDay(TODAY));
  const [early, late] = [newPoints(network.size), newPoints(network.size)];
  const finishes = finishesOf(network);
  const both = (): void => {
    forwardPass(network, table, network.durations, early);
    backwardPass(network, table, network.durations, finishes, late);
  };
  return bestOf(rounds, both, wallSeconds);
}

/** The same sweeps over the same links as bare additions and comparisons: no calendar, no types of links, no lags, nothing done. */
export function bareSeconds({ size, durations, firstLink, from }: Network, rounds: number): number {
  const [start, finish, latest] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  const sweeps = (): void => {
    for (let step = 0; step < size; step++) {
      let begin = 0;
      for (let link = firstLink[step]!; link < firstLink[step + 1]!; link++) {
        const after = finish[from[link]!]!;
        if (after > begin) begin = after;
      }
      start[step] = begin;
      finish[step] = begin + durations[step]!;
    }
    latest.fill(UNFIXED);
    latest[size - 1] = finish[size - 1]!;
    for (let step = size - 1; step >= 0; step--) {
      const begin = latest[step]! - durations[step]!;
      for (let link = firstLink[step]!; link < firstLink[step + 1]!; link++) {
        const before = from[link]!;
        if (begin < latest[before]!) latest[before] = begin;
      }
    }
  };
  return bestOf(rounds, sweeps, wallSeconds);
}
