import { addDays, type PlainDate } from "./dates.ts";
import { type ExemptionIndex, exemptDays, projectExemptions } from "./exemption.ts";
import { type Calendar, type ComputedDay, rollForward } from "./working-days.ts";

const NO_END: PlainDate = "9999-12-31";

/**
 * What the exemptions (豁免) of its whole project do to a day of a problem: one that has begun and reaches the day puts it off by as many days as
 * fall after the clock began, rolled. One that has not begun says nothing yet, so what is late before it stays late.
 */
export function puttingOff(
  exemptions: ExemptionIndex,
  project: string,
  start: PlainDate | null,
  asOf: PlainDate,
  calendar: Calendar,
): (day: ComputedDay) => ComputedDay {
  const begun = projectExemptions(exemptions, project).filter(({ from }) => from <= asOf);
  if (begun.length === 0 || start === null) return (day) => day;
  const clipped = begun.map((one) => (one.from > start ? one : { ...one, from: addDays(start, 1) }));
  return (computed) => {
    const days = exemptDays(clipped, computed.day, NO_END);
    if (days === 0) return computed;
    const { day, provisional } = rollForward(calendar, addDays(computed.day, days));
    return { day, provisional: provisional || computed.provisional };
  };
}
