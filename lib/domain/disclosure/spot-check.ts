import { seededKey } from "../seeded-key.ts";
import type { DisclosureVerdict } from "./disclosure.ts";

/** A project drawn for a spot check with the rows drawn of it. */
export interface DrawnProject {
  readonly project: string;
  /** Rows of the project in the period, of which `rows` were drawn. */
  readonly of: number;
  readonly rows: readonly DisclosureVerdict[];
  /** Categories of which the project has no row in the period: is there nothing to publish? */
  readonly without: readonly string[];
}

export interface SpotCheck {
  readonly seed: string;
  readonly count: number;
  /** Projects that could be drawn. */
  readonly eligible: number;
  readonly drawn: readonly DrawnProject[];
}

export interface SpotCheckAsked {
  readonly seed: string;
  readonly count: number;
  /** Rows of one project at most. */
  readonly perProject: number;
  readonly categories: readonly string[];
}

/**
 * So many projects, and of each so many rows, by chance alone: the draw follows from the seed and the names, so that neither the order of the rows nor
 * another project changes it, and a larger count only adds. Source: domain.md "Disclosure" (spot check).
 */
export function spotCheck(
  rows: readonly DisclosureVerdict[],
  { seed, count, perProject, categories }: SpotCheckAsked,
): SpotCheck {
  const projects = Map.groupBy(rows, ({ row }) => row.project);
  const order = shuffled([...projects.keys()], seed, (project) => project);
  const drawn = order.slice(0, count).map((project): DrawnProject => {
    const own = projects.get(project)!;
    const there = new Set(own.map(({ row }) => row.category));
    return {
      ...{ project, of: own.length },
      rows: shuffled(own, seed, ({ key }) => key).slice(0, perProject),
      without: categories.filter((category) => !there.has(category)),
    };
  });
  return { seed, count, eligible: order.length, drawn };
}

function shuffled<T>(things: readonly T[], seed: string, nameOf: (thing: T) => string): readonly T[] {
  const keyed = things.map((thing) => ({ thing, name: nameOf(thing), chance: seededKey(seed, nameOf(thing)) }));
  return keyed.sort((a, b) => a.chance - b.chance || (a.name < b.name ? -1 : 1)).map(({ thing }) => thing);
}
