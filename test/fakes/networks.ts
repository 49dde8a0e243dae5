import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { LinkType, PredecessorLink } from "../../lib/domain/predecessors.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import type { Random } from "./random.ts";

export interface MadeNetwork {
  readonly today: PlainDate;
  readonly steps: readonly ScheduleStep[];
}

const TYPES: readonly LinkType[] = ["FS", "FS", "FS", "SS", "FF", "SF"];

/** A step as a network needs it; open, without a planned day and without a fixed finish unless said. */
export const newScheduleStep = (
  seq: number,
  duration: number,
  links: readonly PredecessorLink[] = [],
  more: Partial<ScheduleStep> = {},
): ScheduleStep => ({ seq, duration, links, planned: null, finished: null, fixed: null, ...more });

/** An open network of 2026: all types of links, lags and leads in working and calendar days, some links that look ahead, one or two fixed finishes. */
export function randomNetwork(random: Random, most: number): MadeNetwork {
  const size = 2 + random.below(most - 1);
  const seqs = random.shuffle(Array.from({ length: size }, (_, index) => (index + 1) * 10));
  const fixed = new Map([[size - 1, addDays("2026-10-01", random.below(90))]]);
  if (random.below(3) === 0) fixed.set(random.below(size), addDays("2026-09-01", random.below(120)));
  const steps = seqs.map((seq, at) => {
    const before = at === 0 ? [] : random.shuffle([...new Set([0, 1, 2].map(() => random.below(at)))]);
    const links = before.slice(0, random.below(4)).map((other) => randomLink(random, seqs[other]!));
    return newScheduleStep(seq, durationOf(random), links, { fixed: fixed.get(at) ?? null });
  });
  return { today: addDays("2026-02-01", random.below(120)), steps: random.shuffle(steps) };
}

const durationOf = (random: Random): number => (random.below(6) === 0 ? 0 : 1 + random.below(12));

function randomLink(random: Random, seq: number): PredecessorLink {
  const lag = random.below(2) === 0 ? 0 : random.below(16) - 5;
  return { seq, type: random.pick(TYPES), lag, calendarDays: random.below(3) === 0 };
}

/** Chains of plain links with a parallel strand, as offices write them; for measuring. */
export function plainNetwork(random: Random, size: number, fixed: PlainDate): readonly ScheduleStep[] {
  return Array.from({ length: size }, (_, at) => {
    const links = at === 0 ? [] : [plain((at - random.below(Math.min(at, 2))) * 10)];
    return newScheduleStep((at + 1) * 10, 1 + random.below(10), links, { fixed: at === size - 1 ? fixed : null });
  });
}

const plain = (seq: number): PredecessorLink => ({ seq, type: "FS", lag: 0, calendarDays: false });

const STEP = /^([\d.]+)=(\d+)(?:\(([^)]*)\))?(?:@([\d-]+))?(?:~([\d-]+))?(?:!([\d-]+))?$/;

/** Steps as the tables of cases write them: `20=15(10FS+2d)@2026-06-01~2026-05-30!2026-07-31`. */
export const stepsFrom = (text: string): readonly ScheduleStep[] =>
  text.split(" ").map((part) => {
    const [, seq, duration, predecessors = "", finished = null, planned = null, fixed = null] = STEP.exec(part)!;
    return newScheduleStep(Number(seq), Number(duration), parsePredecessors(predecessors).links, {
      ...{ finished, planned, fixed },
    });
  });
