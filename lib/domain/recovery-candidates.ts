import { isPlainOrder, overlapOf } from "./overlap.ts";
import { overlapLag, type PlanChange } from "./plan-change.ts";
import type { Changeable, Run } from "./recovery-run.ts";
import { addWorkingDays, isWorkday, workingDaysBetween } from "./working-days.ts";

/** What could still be changed on the critical chain of a run, the most promising first: what was changed is no candidate any more. */
export type Candidates = (run: Run) => readonly PlanChange[];

/** Plain orders between open critical steps that may run side by side, those with the most days to win first. */
export function overlapsOf(network: Changeable, now: Run): Candidates {
  const elapsed = elapsedDays(network, now);
  return ({ steps, isCritical }) => {
    const durations = new Map(steps.map(({ seq, duration }) => [seq, duration]));
    const most = (change: Overlapping): number => {
      const first = durations.get(change.before)!;
      return first - overlapLag(change, first, durations.get(change.seq)!);
    };
    return steps
      .filter(({ seq }) => isCritical(seq))
      .flatMap(({ seq, links }) =>
        links
          .filter((link) => isPlainOrder(link) && isCritical(link.seq))
          .flatMap((link): readonly Overlapping[] => {
            const share = shareOf(network, link.seq, seq);
            return share === null
              ? []
              : [{ kind: "overlap", seq, before: link.seq, elapsed: elapsed(link.seq), share }];
          }),
      )
      .filter((change) => most(change) > 0)
      .toSorted((a, b) => most(b) - most(a) || a.seq - b.seq || a.before - b.before);
  };
}

type Overlapping = Extract<PlanChange, { kind: "overlap" }>;

function shareOf({ nameOf, papers, share }: Changeable, first: number, second: number): number | null {
  const overlap = overlapOf(nameOf(first), nameOf(second), papers);
  return overlap === null ? null : overlap === "whole" ? 0 : share;
}

type Shortening = Extract<PlanChange, { kind: "shorten" }>;

/** Open critical steps longer than the law asks, the longest first. A step under way keeps the days worked on, and today. */
export function shorteningsOf(network: Changeable, now: Run): Candidates {
  const elapsed = elapsedDays(network, now);
  const shortest = (seq: number, duration: number): number => {
    const least = network.minimumOf(network.nameOf(seq));
    return least === null ? duration : Math.max(least, elapsed(seq) === 0 ? 0 : elapsed(seq) + 1);
  };
  const shortening = (seq: number, from: number): Shortening => {
    const to = shortest(seq, from);
    const ends = elapsed(seq) === 0 ? null : addWorkingDays(network.calendar, now.stepOf(seq)!.earlyStart, to - 1).day;
    return { kind: "shorten", seq, from, to, ends };
  };
  return ({ steps, isCritical }) =>
    steps
      .filter(({ seq, duration }) => isCritical(seq) && shortest(seq, duration) < duration)
      .map(({ seq, duration }) => shortening(seq, duration))
      .toSorted((a, b) => b.from - a.from || a.seq - b.seq);
}

/** Working days before today on which a step was worked on, as things are. */
const elapsedDays =
  ({ calendar, asOf }: Changeable, now: Run) =>
  (seq: number): number => {
    const start = now.stepOf(seq)!.earlyStart;
    if (start >= asOf) return 0;
    return workingDaysBetween(calendar, start, asOf) + (isWorkday(calendar, asOf) ? 0 : 1);
  };
