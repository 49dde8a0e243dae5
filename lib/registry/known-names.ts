import type { DraftRow, ReadingSettings, Sources } from "./cell-reader.ts";
import { type NamedUnit, type PersonNames, personNames, type UnitNames, unitNames } from "./names.ts";
import { readTab } from "./read-tab.ts";
import type { FoundSheets } from "./sheets.ts";
import { MECHANISMS } from "./tabs-matters.ts";
import { CATEGORIES } from "./tabs-projects.ts";

const NO_SETTINGS: ReadingSettings = {
  asOf: "1970-01-01",
  planYear: null,
  categories: CATEGORIES,
  categoryAliases: new Map(),
  mechanisms: MECHANISMS,
};

/** Sources before anything has been read: names are taken as typed. */
export const NOTHING_KNOWN: Sources = {
  settings: NO_SETTINGS,
  units: unitNames(null),
  people: personNames(null),
  unitOfProject: new Map(),
};

/**
 * 单位 and 人员 refer to each other, so their names are gathered before either is read in earnest. A row set aside still
 * lends its name: one bad cell there must not make every mention of the unit a finding.
 */
export function knownNames(found: FoundSheets, settings: ReadingSettings): { units: UnitNames; people: PersonNames } {
  const nothing: Sources = { ...NOTHING_KNOWN, settings };
  const listed = rowsOf("units", found, nothing)?.flatMap(namedUnit) ?? [];
  const units = unitNames(listed.length === 0 ? null : listed);
  const persons = rowsOf("people", found, { ...nothing, units })?.flatMap(namedPerson) ?? [];
  return { units, people: personNames(persons.length === 0 ? null : persons) };
}

function rowsOf(code: string, found: FoundSheets, sources: Sources): readonly DraftRow[] | null {
  const sheet = found.sheets.find(({ tab, layout }) => tab.code === code && !layout.stopped);
  if (sheet === undefined) return null;
  const reading = readTab(sheet, sources, null);
  return [...reading.rows.filter((row) => row !== null), ...reading.aside.values()];
}

function namedUnit({ name, aliases }: DraftRow): NamedUnit[] {
  if (typeof name !== "string") return [];
  return [{ name, aliases: Array.isArray(aliases) ? (aliases as string[]) : [] }];
}

const namedPerson = ({ name, unit }: DraftRow): { name: string; unit: string }[] =>
  typeof name === "string" ? [{ name, unit: typeof unit === "string" ? unit : "" }] : [];
