import { UNREADABLE } from "../domain/field.ts";
import { problem } from "./cells/problem.ts";
import { withoutBlanks } from "./clean.ts";
import { PROJECT_NAME, type TabDef } from "./column.ts";
import type { BoundColumn } from "./layout.ts";
import type { ReadRow, RowProblem } from "./row-reader.ts";

/** The projects that other tabs may refer to. */
export interface KnownProjects {
  /** false: no tab 项目 could be read; then nothing is said about each of its children. */
  readonly readable: boolean;
  readonly names: ReadonlyMap<string, string>;
  /** Projects whose own row was set aside: their children are silent. */
  readonly aside: ReadonlySet<string>;
  /** Number without case, blanks, dashes and leading zeros → number, for suggestions. */
  readonly alike: ReadonlyMap<string, string>;
}

export function knownProjects(
  readable: boolean,
  names: ReadonlyMap<string, string>,
  aside: ReadonlySet<string>,
): KnownProjects {
  return { readable, names, aside, alike: new Map([...names.keys()].map((code) => [alikeForm(code), code])) };
}

const alikeForm = (code: string): string =>
  withoutBlanks(code)
    .toLowerCase()
    .replace(/[-_—–−.]/g, "")
    .replace(/(?<!\d)0+(?=\d)/g, "");

export interface RefCheck {
  readonly problems: readonly RowProblem[];
  readonly setsAside: boolean;
}

const FINE: RefCheck = { problems: [], setsAside: false };

/** A project called in to the list, or out of it, need not stand in 项目 (yet, or any more). */
const mayBeAbsent = (tab: TabDef, type: unknown): boolean =>
  tab.code === "adjustments" && (type === "调入" || type === "调出");

/** Is the project known, and does the copy of its name agree? An unknown one sets the row aside where it is required. */
export function checkProject(
  read: ReadRow,
  project: BoundColumn,
  echo: BoundColumn | null,
  tab: TabDef,
  known: KnownProjects,
): RefCheck {
  const code = read.row.project;
  if (typeof code !== "string" || mayBeAbsent(tab, read.row.type)) return FINE;
  const name = known.names.get(code);
  if (name !== undefined) return echo === null ? FINE : checkName(read, echo, name);
  const { required } = project.column;
  if (!required) read.row.project = UNREADABLE;
  if (!known.readable || known.aside.has(code)) return { problems: [], setsAside: required };
  const found = problem("project-unknown", {}, known.alike.get(alikeForm(code)) ?? "");
  return { problems: [{ bound: project, found }], setsAside: required };
}

function checkName(read: ReadRow, echo: BoundColumn, name: string): RefCheck {
  if (read.echo === null || read.echo === name || withoutBlanks(read.echo) === withoutBlanks(name)) return FINE;
  return { problems: [{ bound: echo, found: problem("project-name-differs", { name }, name) }], setsAside: false };
}

export const projectColumns = (tab: TabDef, columns: readonly BoundColumn[]) => ({
  project: tab.code === "projects" ? null : (columns.find((bound) => bound.column.ref === "projects") ?? null),
  echo:
    tab.code === "projects"
      ? null
      : (columns.find((bound) => bound.column.code === PROJECT_NAME && bound.index >= 0) ?? null),
});
