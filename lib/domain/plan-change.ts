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

/** The steps with the changes made: first all durations, then the links, whose lags follow from them. */
export function changedSteps(steps: readonly ScheduleStep[], changes: readonly PlanChange[]): readonly ScheduleStep[] {
  const shorter = new Map(changes.flatMap((one) => (one.kind === "shorten" ? [[one.seq, one] as const] : [])));
  const durations = new Map(steps.map(({ seq, duration }) => [seq, shorter.get(seq)?.to ?? duration]));
  return steps.map((step) => {
    const duration = durations.get(step.seq)!;
    const beside = changes.filter((one) => one.kind === "overlap" && one.seq === step.seq);
    const links = step.links.map((link) => {
      const found = beside.find((one) => one.kind === "overlap" && one.before === link.seq);
      if (found?.kind !== "overlap") return link;
      const lag = overlapLag(found, durations.get(link.seq)!, duration);
      return { ...link, type: "SS" as const, lag, calendarDays: false };
    });
    return { ...step, duration, links, planned: shorter.get(step.seq)?.ends ?? step.planned };
  });
}

/** Working days after the start of a predecessor of `first` days from which a step of `own` days begins neither before today nor too early, and ends not before it. */
export const overlapLag = (
  { elapsed, share }: { readonly elapsed: number; readonly share: number },
  first: number,
  own: number,
): number => Math.max(elapsed, Math.ceil(first * share), first - own, 0);
