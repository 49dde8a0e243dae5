import { isValue, UNREADABLE, valueOr } from "./field.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { NamedRows, ScheduleCase } from "./project-schedule.ts";
import type { ProjectSchedule, ScheduleRemark, ScheduleStep } from "./schedule.ts";
import { isWorkday } from "./working-days.ts";

/** What had to be decided to schedule the project, for people to mend or know. One remark of a kind at most, with all its steps. */
export function scheduleRemarks(
  { verdicts, calendar, parse }: ScheduleCase,
  named: readonly NamedRows[],
  steps: readonly ScheduleStep[],
  finish: ProjectSchedule["finish"],
): readonly ScheduleRemark[] {
  const open = verdicts.filter(({ done }) => !done);
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const isRest = (day: string | null): boolean => day !== null && !isWorkday(calendar, day);
  const opens = new Set(open.map(({ seq }) => seq));
  const { orphans, ends } = looseEnds(steps);
  const isWaitingFor = (test: (seq: number) => boolean) => (step: ScheduleStep) =>
    step.links.some(({ seq }) => test(seq));
  const found: readonly (readonly [ScheduleRemark["code"], readonly number[] | null])[] = [
    ["no-fixed-finish", finish === null && steps.length > 0 ? [] : null],
    ["two-finishes", some(twoFinishes(named, ends))],
    ["orphan", some(orphans)],
    ["fixed-on-rest-day", finish !== null && isRest(finish.day) ? [finish.seq] : null],
    ["planned-on-rest-day", seqsOf(open.filter(({ planned }) => isRest(planned)))],
    [
      "done-before-predecessor",
      seqsOf(steps.filter((step) => step.finished !== null).filter(isWaitingFor((seq) => opens.has(seq)))),
    ],
    ["duration-missing", seqsOf(open.filter(({ milestone }) => milestone.duration === null))],
    ["duration-unreadable", seqsOf(open.filter(({ milestone }) => isUnreadableDuration(milestone.duration)))],
    ["predecessor-unknown", seqsOf(steps.filter(isWaitingFor((seq) => !bySeq.has(seq))))],
    ["predecessor-unreadable", seqsOf(verdicts.filter((verdict) => hasUnreadableLink(verdict, parse)))],
  ];
  return found.flatMap(([code, seqs]) => (seqs === null ? [] : [{ code, seqs }]));
}

const some = (seqs: readonly number[]): readonly number[] | null =>
  seqs.length === 0 ? null : seqs.toSorted((a, b) => a - b);
const seqsOf = (rows: readonly { readonly seq: number }[]): readonly number[] | null =>
  some(rows.map(({ seq }) => seq));

const isUnreadableDuration = (duration: MilestoneVerdict["milestone"]["duration"]): boolean =>
  duration === UNREADABLE || (isValue(duration) && duration < 0);

const hasUnreadableLink = ({ milestone }: MilestoneVerdict, parse: ScheduleCase["parse"]): boolean =>
  milestone.predecessors === UNREADABLE ||
  parse(valueOr(milestone.predecessors, "")).problems.some(({ because }) => because === "unreadable");

/** Steps that hang on nothing, where others hang together; and the ends of what hangs together. */
function looseEnds(steps: readonly ScheduleStep[]): {
  readonly orphans: readonly number[];
  readonly ends: readonly number[];
} {
  const known = new Set(steps.map(({ seq }) => seq));
  const waiting = new Set<number>();
  const held = new Set<number>();
  for (const { seq, links } of steps)
    for (const link of links)
      if (known.has(link.seq) && link.seq !== seq) {
        waiting.add(seq);
        held.add(link.seq);
      }
  const ends = steps.filter(({ seq }) => !held.has(seq)).map(({ seq }) => seq);
  return {
    orphans: steps.length === 1 ? [] : ends.filter((seq) => !waiting.has(seq)),
    ends: ends.filter((seq) => waiting.has(seq)),
  };
}

/** More than one end, or more than one step that is 竣工, or 投产. */
function twoFinishes(named: readonly NamedRows[], ends: readonly number[]): readonly number[] {
  const doubled = named.flatMap(({ rows }) => (rows.length > 1 ? rows.map(({ seq }) => seq) : []));
  return [...new Set([...(ends.length > 1 ? ends : []), ...doubled])];
}
