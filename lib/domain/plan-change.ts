import type { PlainDate } from "./dates.ts";
import type { ScheduleStep } from "./schedule.ts";

/**
 * One thing changed in a network. "overlap": `seq` begins beside its predecessor instead of after it, but not before today and not so early that it would
 * end first. "shorten": `seq` takes `to` working days.
 */
export type PlanChange =
  | {
      readonly kind: "overlap";
      readonly seq: number;
      readonly before: number;
      /** Working days the predecessor has been worked on already: so much the link lags at least. */
      readonly elapsed: number;
      /** 0..1: so much of the predecessor is to be done first. */
      readonly share: number;
    }
  | {
      readonly kind: "shorten";
      readonly seq: number;
      readonly from: number;
      readonly to: number;
      /** Of a step under way the day on which it then ends: its start stays. null: it has not begun. */
      readonly ends: PlainDate | null;
    };

type Overlapping = Extract<PlanChange, { kind: "overlap" }>;

/** The steps with the changes made: first all durations, then the links, whose lags follow from them. */
export function changedSteps(steps: readonly ScheduleStep[], changes: readonly PlanChange[]): readonly ScheduleStep[] {
  if (changes.length === 0) return steps;
  const shorter = new Map(changes.flatMap((one) => (one.kind === "shorten" ? [[one.seq, one] as const] : [])));
  const durations = new Map(steps.map(({ seq, duration }) => [seq, shorter.get(seq)?.to ?? duration]));
  const overlaps = Map.groupBy(
    changes.filter((one) => one.kind === "overlap"),
    ({ seq }) => seq,
  );
  return steps.map((step) => {
    const { seq } = step;
    const beside = overlaps.get(seq);
    const links = beside === undefined ? step.links : besideLinks(step, beside, durations);
    return { ...step, links, duration: durations.get(seq)!, planned: shorter.get(seq)?.ends ?? step.planned };
  });
}

const besideLinks = (
  { seq, links }: ScheduleStep,
  beside: readonly Overlapping[],
  durations: ReadonlyMap<number, number>,
): ScheduleStep["links"] =>
  links.map((link) => {
    const found = beside.find(({ before }) => before === link.seq);
    if (found === undefined) return link;
    return { ...link, type: "SS", lag: overlapLag(found, durations.get(link.seq)!, durations.get(seq)!) };
  });

/** Working days after the start of a predecessor of `first` days from which a step of `own` days begins neither before today nor too early, and ends not before it. */
export const overlapLag = (
  { elapsed, share }: { readonly elapsed: number; readonly share: number },
  first: number,
  own: number,
): number => Math.max(elapsed, Math.ceil(first * share), first - own, 0);
