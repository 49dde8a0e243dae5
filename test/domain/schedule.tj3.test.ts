import { expect, it } from "vitest";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { randomNetwork } from "../fakes/networks.ts";
import { randomFrom } from "../fakes/random.ts";
import { WINDOW } from "../fakes/tj3.ts";
import { compareWithTj3 } from "../fakes/tj3-differences.ts";
import { daysOf, plainDays, pointsBy } from "../fakes/tj3-rules.ts";
import { TJ3, testWith } from "../require-tool.ts";

const CALENDAR = calendarFor([], null);
const random = randomFrom(2026);
const NETWORKS = Array.from({ length: 50 }, () => randomNetwork(random, 40));

testWith(
  TJ3,
  "TaskJuggler 3 (tj3)",
  "of 50 networks every early and late date is TaskJuggler's, or differs by a named rule about rest days",
  () => {
    const found = compareWithTj3(TJ3!, NETWORKS, CALENDAR, 25);
    const differing = [...found.explained.values()].reduce((sum, count) => sum + count, 0);
    expect(found.unexplained).toEqual([]);
    expect(found.networks).toBe(50);
    expect(found.late).toBeGreaterThan(1500);
    expect(differing).toBeLessThan((found.early + found.late) / 20);
  },
  600_000,
);

it("the reckoning that explains differences has none of its own: without TaskJuggler's rules it gives the dates shown here", () => {
  const days = plainDays(CALENDAR, WINDOW);
  for (const network of NETWORKS) {
    const points = pointsBy(network, days, new Set());
    const shown = (side: "early" | "late", seq: number, duration: number) => {
      const task = points[side].get(seq);
      return task === undefined ? { start: null, end: null } : daysOf(task, duration, side, CALENDAR);
    };
    for (const step of scheduleNetwork(network.steps, CALENDAR, network.today).steps) {
      const { duration } = network.steps.find(({ seq }) => seq === step.seq)!;
      expect(shown("early", step.seq, duration)).toEqual({ start: step.earlyStart, end: step.earlyFinish });
      expect(shown("late", step.seq, duration)).toEqual({ start: step.lateStart, end: step.lateFinish });
    }
  }
});
