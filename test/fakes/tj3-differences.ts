import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import type { StepSchedule } from "../../lib/domain/schedule.ts";
import type { Calendar } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "./networks.ts";
import { runTj3, type Tj3Task, tj3File, WINDOW } from "./tj3.ts";
import { daysOf, plainDays, pointsBy, RULE_NAMES, type Tj3Rule } from "./tj3-rules.ts";

/** What a comparison found: dates compared, and those that differ by what explains them. */
export interface Comparison {
  readonly networks: number;
  readonly early: number;
  readonly late: number;
  /** Differing dates by the one rule that explains them, or "together" where it takes several. */
  readonly explained: ReadonlyMap<Tj3Rule | "together", number>;
  /** One line each: network, step, date, ours, TaskJuggler's. */
  readonly unexplained: readonly string[];
}

/** Schedules every network with both, many to a file, and compares every early and late date. */
export function compareWithTj3(
  tool: string,
  networks: readonly MadeNetwork[],
  calendar: Calendar,
  perFile: number,
): Comparison {
  const explained = new Map<Tj3Rule | "together", number>();
  const unexplained: string[] = [];
  const compared = { early: 0, late: 0 };
  const days = plainDays(calendar, WINDOW);
  for (let from = 0; from < networks.length; from += perFile) {
    const some = networks.slice(from, from + perFile);
    const theirs = runTj3(tool, tj3File(some, calendar));
    some.forEach((network, n) => {
      const { steps } = scheduleNetwork(network.steps, calendar, network.today);
      const pairs = steps.flatMap((step) => pairsOf(step, network, n, theirs, calendar));
      compared.early += pairs.filter(({ side }) => side === "early").length;
      compared.late += pairs.filter(({ side }) => side === "late").length;
      for (const pair of pairs.filter(({ ours, tj3 }) => ours !== tj3)) {
        const rule = ruleFor(pair, network, days, calendar);
        if (rule === null) unexplained.push(`network ${from + n}, step ${pair.seq}: ${wordsOf(pair)}`);
        else explained.set(rule, (explained.get(rule) ?? 0) + 1);
      }
    });
  }
  return { networks: networks.length, ...compared, explained, unexplained };
}

interface Pair {
  readonly seq: number;
  readonly duration: number;
  readonly side: "early" | "late";
  readonly at: "start" | "end";
  readonly ours: string | null;
  readonly tj3: string | null;
}

const wordsOf = ({ side, at, ours, tj3 }: Pair): string => `${side} ${at} ${ours} here, ${tj3} by TaskJuggler`;

function pairsOf(
  step: StepSchedule,
  network: MadeNetwork,
  n: number,
  theirs: ReadonlyMap<string, Tj3Task>,
  calendar: Calendar,
): readonly Pair[] {
  const { seq } = step;
  const { duration } = network.steps.find((own) => own.seq === seq)!;
  const pairs = (side: Pair["side"], start: string | null, end: string | null): readonly Pair[] => {
    const task = theirs.get(`${side === "early" ? "e" : "l"}${n}_${seq}`);
    const shown = task === undefined ? { start: null, end: null } : daysOf(task, duration, side, calendar);
    const of = { seq, duration, side };
    return [
      { ...of, at: "start", ours: start, tj3: shown.start },
      { ...of, at: "end", ours: end, tj3: shown.end },
    ];
  };
  const late = pairs("late", step.lateStart, step.lateFinish).filter(({ ours, tj3 }) => ours !== null || tj3 !== null);
  return [...pairs("early", step.earlyStart, step.earlyFinish), ...late];
}

/** The rule under which this date comes out as TaskJuggler's, reckoned anew; all of them together where none alone does. */
function ruleFor(
  { seq, duration, side, at, tj3 }: Pair,
  network: MadeNetwork,
  days: ReturnType<typeof plainDays>,
  calendar: Calendar,
): Tj3Rule | "together" | null {
  const explains = (rules: readonly Tj3Rule[]): boolean => {
    const task = pointsBy(network, days, new Set(rules))[side].get(seq);
    return task !== undefined && daysOf(task, duration, side, calendar)[at] === tj3;
  };
  return RULE_NAMES.find((rule) => explains([rule])) ?? (explains(RULE_NAMES) ? "together" : null);
}
