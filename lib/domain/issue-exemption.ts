import { addDays, type PlainDate } from "./dates.ts";
import { type ExemptionIndex, exemptDays, projectExemptions } from "./exemption.ts";
import { type Calendar, type ComputedDay, rollForward } from "./working-days.ts";

const NO_END: PlainDate = "9999-12-31";

/**
 * What the exemptions (豁免) of its whole project do to a day of a problem: one that has begun and reaches the day puts it off by as many days as
 * fall after the clock began, rolled. One that has not begun says nothing yet, so what is late before it stays late. Of what was solved late, only
 * days until then: an exemption that came afterwards excuses nothing.
 */
export function puttingOff(
  exemptions: ExemptionIndex,
  project: string,
  { start, solvedOn }: PutOffTurn,
  asOf: PlainDate,
  calendar: Calendar,
): (day: ComputedDay) => ComputedDay {
  const begun = projectExemptions(exemptions, project).filter(({ from }) => from <= asOf);
  if (begun.length === 0 || start === null) return (day) => day;
  const clipped = begun.map((one) => (one.from > start ? one : { ...one, from: addDays(start, 1) }));
  const until = (computed: ComputedDay, end: PlainDate): ComputedDay => {
    const days = exemptDays(clipped, computed.day, end);
    if (days === 0) return computed;
    const { day, provisional } = rollForward(calendar, addDays(computed.day, days));
    return { day, provisional: provisional || computed.provisional };
  };
  return (computed) => {
    const solved = solvedOn === null ? null : until(computed, solvedOn);
    return solved !== null && solvedOn! > solved.day ? solved : until(computed, NO_END);
  };
}

/** When the clock began and when the turn was solved; null: it has not begun, or is not solved. */
export interface PutOffTurn {
  readonly start: PlainDate | null;
  readonly solvedOn: PlainDate | null;
}
