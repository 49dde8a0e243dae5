import type { Notice } from "../domain/notice.ts";
import type { Registry } from "../domain/registry.ts";
import { staleWords } from "../views/workbook-words.ts";
import type { JobInput } from "./job.ts";

export type StaleNotes = (matters: readonly Pick<Notice, "item">[]) => readonly string[];

/** Of the workbooks that could not be read those whose rows a letter speaks of, each in a sentence with its day. */
export function staleNotes({
  stale,
  reading: { registry },
  asOf,
}: Pick<JobInput, "stale" | "reading" | "asOf">): StaleNotes {
  if (stale.length === 0) return () => [];
  const books = booksOfProjects(registry);
  const units = unitsOfBooks(registry);
  return (matters) => {
    const used = new Set(matters.flatMap(({ item }) => usedBy(item, books, units)));
    return stale.filter(({ name }) => used.has(name)).map((one) => `${staleWords(one, asOf)}。`);
  };
}

const booksOfProjects = ({ projects }: Registry): ReadonlyMap<string, string> =>
  new Map(projects.map(({ code, workbook }) => [code, workbook]));

/** Unit → workbooks with rows it answers for. */
function unitsOfBooks({ projects, milestones }: Registry): ReadonlyMap<string, ReadonlySet<string>> {
  const units = new Map<string, Set<string>>();
  const add = (unit: unknown, workbook: string): void => {
    if (typeof unit !== "string") return;
    const books = units.get(unit) ?? new Set<string>();
    units.set(unit, books.add(workbook));
  };
  for (const { responsibleUnit, leadUnit, workbook } of projects) {
    add(responsibleUnit, workbook);
    add(leadUnit, workbook);
  }
  for (const { responsibleUnit, workbook } of milestones) add(responsibleUnit, workbook);
  return units;
}

/** A matter names its row, its project or the projects it adds up; a unit's week is made of all rows of the unit. */
function usedBy(
  { workbook, project, unit, tab, facts }: Notice["item"],
  books: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const lights = Array.isArray(facts.lights) ? facts.lights.map(String) : [];
  const codes = [project, ...lights.map((pair) => pair.slice(0, pair.lastIndexOf("=")))];
  const ofUnit = tab === "units" ? (units.get(unit) ?? []) : [];
  return [workbook, ...ofUnit, ...codes.flatMap((code) => books.get(code) ?? [])];
}
