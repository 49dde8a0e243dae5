import { compareText } from "../domain/compare-text.ts";
import { largeProjects } from "../domain/large-projects.ts";
import { compareLights, type Light } from "../domain/light.ts";
import { progressSums } from "../domain/progress-sums.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import type { Reached, Told } from "../domain/recipients.ts";
import type { Project } from "../domain/registry.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import { MOST_NAMED } from "../views/leader-figures.ts";
import { changeLine } from "../views/leader-lines.ts";
import type { Contacts, OwedInput } from "./owed.ts";

/** The projects of each leader, by address, deputies included: what that leader's figures are made of. */
export type LeaderBook = ReadonlyMap<string, LeaderEntry>;

export interface LeaderEntry {
  readonly told: Told;
  readonly relation: "sponsor" | "city-leader" | "both";
  readonly projects: readonly LedProject[];
  /** Counts by shown light, and sums in 元 over the projects on the list in force whose progress can be told; `earlier`: those told by an earlier month's report. */
  readonly figures: LeaderFigures;
}

interface LedProject {
  readonly project: Project;
  readonly verdict: ProjectVerdict;
  readonly listed: boolean;
}

export type LeaderFigures = Readonly<Record<string, string | number | readonly string[]>>;

export function leaderBook(
  { judgement, book: rules, asOf }: OwedInput,
  contacts: Contacts,
  leadersOf: (contacts: Contacts, project: Project) => Reached,
): LeaderBook {
  const large = largeProjects(judgement.listed, summaryRulesOn(rules, asOf).largePlan);
  const book = new Map<string, { told: Told; duties: Set<string>; projects: LedProject[] }>();
  for (const verdict of judgement.projects) {
    const project = contacts.projects.get(verdict.key);
    if (project === undefined) continue;
    for (const told of leadersOf(contacts, project).told) {
      if (told.duty !== "sponsor" && told.duty !== "city-leader") continue;
      const entry = book.get(told.address) ?? { told, duties: new Set<string>(), projects: [] };
      entry.duties.add(told.duty);
      entry.projects.push({ project, verdict, listed: judgement.list.members.has(verdict.key) });
      book.set(told.address, entry);
    }
  }
  return new Map(
    [...book].map(([address, { told, duties, projects }]) => {
      const inOrder = projects.toSorted((a, b) => compareText(a.project.code, b.project.code));
      const entry = { told, projects: inOrder, relation: relationOf(duties) };
      return [address, { ...entry, figures: { ...figuresOf(entry), ...largeFiguresOf(entry, large) } }];
    }),
  );
}

const relationOf = (duties: ReadonlySet<string>): LeaderEntry["relation"] => {
  if (duties.size > 1) return "both";
  return duties.has("sponsor") ? "sponsor" : "city-leader";
};

/** {} for somebody who leads nothing. */
export const leaderFigures = (book: LeaderBook, address: string): LeaderFigures => book.get(address)?.figures ?? {};

function figuresOf({ relation, projects }: Pick<LeaderEntry, "relation" | "projects">): LeaderFigures {
  const lights: Partial<Record<Light, number>> = {};
  for (const { verdict } of projects) lights[verdict.light] = (lights[verdict.light] ?? 0) + 1;
  const summed = projects.filter(({ listed }) => listed).map(({ verdict }) => verdict);
  return { relation, projects: projects.length, ...lights, ...progressSums(summed) };
}

/** The same figures of the 超亿元 projects alone, their names beginning with large; {} for whoever leads none. */
function largeFiguresOf({ projects }: Pick<LeaderEntry, "projects">, large: ReadonlySet<string>): LeaderFigures {
  const own = projects.filter(({ project }) => large.has(project.code));
  if (own.length === 0) return {};
  const { relation: _, ...figures } = figuresOf({ relation: "both", projects: own });
  const wrong = own.filter(({ verdict }) => verdict.light === "red" || verdict.light === "yellow");
  const lines = wrong
    .toSorted((a, b) => compareLights(b.verdict.light, a.verdict.light))
    .slice(0, MOST_NAMED)
    .map(({ project, verdict }) => changeLine(project, verdict.light, null));
  return {
    ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`large-${name}`, figure])),
    large: lines,
  };
}
