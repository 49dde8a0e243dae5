import fc from "fast-check";
import { addDays } from "../../lib/domain/dates.ts";
import type { LinkType, PredecessorLink } from "../../lib/domain/predecessors.ts";
import { type MadeNetwork, newScheduleStep } from "./networks.ts";

export interface NetworkChoices {
  readonly most: number;
  readonly types: readonly LinkType[];
  /** Least lag; negative lags are leads. */
  readonly leastLag: number;
  readonly calendarDays: boolean;
  /** Some steps are done, some have a planned day. */
  readonly underWay: boolean;
}

export const ANY: NetworkChoices = {
  most: 5,
  types: ["FS", "SS", "FF", "SF"],
  leastLag: -3,
  calendarDays: true,
  underWay: true,
};

/** Networks around the May holidays and make-up days of 2026; the last step has a fixed finish, perhaps another too. Numbers are not in the order of work. */
export function networks(choices: Partial<NetworkChoices> = {}): fc.Arbitrary<MadeNetwork> {
  const { most, types, leastLag, calendarDays, underWay } = { ...ANY, ...choices };
  const link = fc.record({
    back: fc.nat(most),
    type: fc.constantFrom(...types),
    lag: fc.integer({ min: leastLag, max: 5 }),
    calendarDays: calendarDays ? fc.boolean() : fc.constant(false),
  });
  const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
    underWay ? fc.option(arbitrary, { freq: 3 }) : fc.constant(null);
  const step = fc.record({
    duration: fc.nat(6),
    links: fc.array(link, { maxLength: 2 }),
    doneAgo: rarely(fc.nat(15)),
    planned: rarely(fc.integer({ min: -10, max: 40 })),
    fixed: fc.option(fc.integer({ min: 20, max: 60 }), { freq: 4 }),
  });
  return fc
    .record({
      today: fc.nat(14),
      finish: fc.integer({ min: 20, max: 60 }),
      steps: fc.array(step, { minLength: 1, maxLength: most }),
    })
    .map(({ today: n, finish, steps }) => {
      const today = addDays("2026-04-20", n);
      const made = steps.map(({ duration, links, doneAgo, planned, fixed }, at) => {
        const isLast = at === steps.length - 1;
        return newScheduleStep(seqAt(at), duration, at === 0 ? [] : oncePerStep(links.map((one) => linkOf(one, at))), {
          finished: doneAgo === null || isLast ? null : addDays(today, -doneAgo),
          planned: planned === null ? null : addDays(today, planned),
          fixed: isLast ? addDays(today, finish) : fixed === null ? null : addDays(today, fixed),
        });
      });
      return { today, steps: made };
    });
}

/** Not in the order of work. */
const seqAt = (at: number): number => ((at * 7) % 11) * 10 + 10;

const linkOf = ({ back, ...link }: Omit<PredecessorLink, "seq"> & { back: number }, at: number): PredecessorLink => ({
  ...link,
  seq: seqAt(back % at),
});

const oncePerStep = (links: readonly PredecessorLink[]): readonly PredecessorLink[] =>
  links.filter(({ seq }, at) => links.findIndex((other) => other.seq === seq) === at);
