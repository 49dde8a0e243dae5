import type { Month } from "../dates.ts";
import type { CellRef } from "../light.ts";
import { compareLights, type Light } from "../light.ts";
import { lampCells } from "../project-basis.ts";
import type { Lamp } from "../project-lamps.ts";
import type { ProjectVerdict } from "../project-lights.ts";

/** A lamp that shows another colour under the rule that is tried. */
export interface LampChange {
  readonly before: Lamp;
  readonly after: Lamp;
  readonly restsOn: readonly CellRef[];
}

/** A project whose light at a month's end would be another one, with what makes it so. */
export interface LightChange {
  readonly month: Month;
  readonly before: ProjectVerdict;
  readonly after: ProjectVerdict;
  readonly lamps: readonly LampChange[];
  /** lamp: a lamp differs. handling: the same colour, handled as another (连续两月黄灯按红处置). fold: the rule of the shown light differs. earlier-month: it follows from a change before. */
  readonly because: "lamp" | "handling" | "fold" | "earlier-month";
  /** The first earlier month of the year with another light, null without one. */
  readonly since: Month | null;
}

/** Projects on both lists whose light or handling differs, the gravest turn first, then by key. */
export function lightChanges(
  month: Month,
  before: readonly ProjectVerdict[],
  after: readonly ProjectVerdict[],
): readonly LightChange[] {
  const tried = new Map(after.map((verdict) => [verdict.key, verdict]));
  return before
    .flatMap((verdict) => changeOf(month, verdict, tried.get(verdict.key)) ?? [])
    .toSorted((a, b) => compareLights(b.after.light, a.after.light) || (a.before.key < b.before.key ? -1 : 1));
}

function changeOf(month: Month, before: ProjectVerdict, after: ProjectVerdict | undefined): LightChange | null {
  if (after === undefined || (before.light === after.light && before.handledAs === after.handledAs)) return null;
  const lamps = before.lamps.flatMap((lamp, at) => lampChange(lamp, after.lamps[at]!, before));
  const since = before.months.find((one, at) => one.light !== after.months[at]?.light)?.month ?? null;
  return { month, before, after, lamps, because: becauseOf(before, after, lamps, since), since };
}

function becauseOf(
  before: ProjectVerdict,
  after: ProjectVerdict,
  lamps: readonly LampChange[],
  since: Month | null,
): LightChange["because"] {
  if (lamps.length > 0) return "lamp";
  if (since !== null) return "earlier-month";
  return before.light === after.light ? "handling" : "fold";
}

const lampChange = (before: Lamp, after: Lamp, { file, planBasis }: ProjectVerdict): readonly LampChange[] =>
  before.light === after.light ? [] : [{ before, after, restsOn: lampCells(after, file, planBasis) }];

/** How many projects show each light. */
export const lightCounts = (projects: readonly Pick<ProjectVerdict, "light">[]): Readonly<Record<Light, number>> => {
  const counts = { exempt: 0, none: 0, green: 0, grey: 0, blue: 0, yellow: 0, red: 0 };
  for (const { light } of projects) counts[light]++;
  return counts;
};
