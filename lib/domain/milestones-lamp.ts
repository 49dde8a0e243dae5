import { compareLights, type Light } from "./light.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { MilestonesLamp } from "./project-lamps.ts";
import type { RuleRef } from "./rule.ts";

/** What one milestone brings to the lamp of its project. */
export type Lateness = Pick<MilestoneVerdict, "key" | "light" | "because" | "daysLate">;

/** The worst overdue milestone of those given (the others are none of them late). 临期 and stale are the milestone's alone; an exempt one is passed over. Where some were set aside, nobody can say that none is late. Source: domain.md "Project lights". */
export function milestonesLamp(
  milestones: readonly Lateness[],
  hasMilestones: boolean,
  exempt: boolean,
  rule: RuleRef,
  someAside = false,
): MilestonesLamp {
  const lamp = (light: Light, because: MilestonesLamp["because"], worst: Lateness | null = null): MilestonesLamp => ({
    kind: "milestones",
    light,
    because,
    milestone: worst?.key ?? null,
    daysLate: worst?.daysLate ?? 0,
    rule,
  });
  if (exempt) return lamp("exempt", "exempt");
  if (!hasMilestones && !someAside) return lamp("none", "no-milestones");
  const worst = milestones.filter(isLate).reduce<Lateness | null>(worseOf, null);
  if (worst !== null) return lamp(worst.light, worst.because === "overdue" ? "overdue" : "done-late", worst);
  const unreadable = milestones.find((milestone) => milestone.because === "unreadable");
  if (unreadable !== undefined) return lamp("grey", "unreadable", unreadable);
  return someAside ? lamp("grey", "aside") : lamp("green", "none-overdue");
}

const isLate = ({ light, because }: Lateness): boolean =>
  because === "overdue" || (because === "done-late" && light !== "green");

/** Worse light first, then more days, then the smaller key: the order of the rows does not matter. */
function worseOf(worst: Lateness | null, other: Lateness): Lateness {
  if (worst === null) return other;
  const order =
    compareLights(other.light, worst.light) ||
    (other.daysLate ?? 0) - (worst.daysLate ?? 0) ||
    (other.key < worst.key ? 1 : -1);
  return order > 0 ? other : worst;
}
