import type { Finding } from "../domain/finding.ts";
import type { CalendarRow, Registry, RuleRow, TabCode } from "../domain/registry.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { DraftRow, ReadingSettings, Sources } from "./cell-reader.ts";
import { checkRegistry } from "./checks.ts";
import type { TabDef } from "./column.ts";
import { setDuplicatesAside } from "./duplicates.ts";
import { knownNames, NOTHING_KNOWN } from "./known-names.ts";
import { tabFinding } from "./note.ts";
import type { Places } from "./places.ts";
import { type KnownProjects, knownProjects } from "./project-refs.ts";
import { layoutFindings, readTab, type TabReading } from "./read-tab.ts";
import { refuseSecrets } from "./secrecy.ts";
import { type FoundSheet, type FoundSheets, findSheets } from "./sheets.ts";
import { TABS, tabOf } from "./tabs.ts";

export type { ReadingSettings, Sources } from "./cell-reader.ts";
export { addressOf, type Places, rowOf } from "./places.ts";
export { SecrecyError, wantedTitle } from "./secrecy.ts";

export interface Settings {
  readonly rules: readonly RuleRow[];
  readonly calendar: readonly CalendarRow[];
  /** Contained in the findings of `readRegistry` too. */
  readonly findings: readonly Finding[];
}

/** The registry as read, with every finding (those of 规则 and 节假日 included) and the place of every row. */
export interface Reading {
  readonly registry: Registry;
  readonly findings: readonly Finding[];
  readonly places: Places;
  readonly tabs: ReadonlyMap<TabCode, readonly TabReading[]>;
  /** What the cells were matched with; history is read with the same. */
  readonly sources: Sources;
}

const PLAN_YEAR = "计划年度";

/** First pass: what the rest of the reading depends on. Throws SecrecyError. */
export function readSettings(workbooks: readonly WorkbookSnapshot[]): Settings {
  workbooks.forEach(refuseSecrets);
  const found = findSheets(workbooks.slice(0, 1));
  const sources = NOTHING_KNOWN;
  const rules = readEverywhere(tabOf("rules"), found, sources, null);
  const calendar = readEverywhere(tabOf("calendar"), found, sources, null);
  const registry = { rules: goodRows<RuleRow>(rules.readings), calendar: goodRows<CalendarRow>(calendar.readings) };
  const findings = [...rules.findings, ...calendar.findings, ...planYearMissing(workbooks, registry.rules)];
  return { ...registry, findings };
}

/** Reads everything; throws only SecrecyError. `workbooks[0]` is the one named by --registry. */
export function readRegistry(workbooks: readonly WorkbookSnapshot[], settings: ReadingSettings): Reading {
  workbooks.forEach(refuseSecrets);
  const found = findSheets(workbooks);
  const unitOfProject = new Map<string, string>();
  const names = knownNames(found, settings);
  const sources: Sources = { ...names, settings, unitOfProject };
  const tabs = new Map<TabCode, readonly TabReading[]>();
  const findings: Finding[] = [...found.findings];
  let known: KnownProjects | null = null;
  for (const tab of TABS) {
    const read = readEverywhere(tab, found, sources, known);
    findings.push(...read.findings);
    tabs.set(tab.code, read.readings);
    if (tab.code === "projects") known = rememberProjects(read.readings, unitOfProject);
  }
  const registry = registryOf(tabs);
  const checked = checkRegistry(registry, { found, tabs, unitOfProject });
  return {
    registry: checked.registry,
    findings: [
      ...findings,
      ...missingTabs(workbooks, found, sources),
      ...checked.findings,
      ...planYearMissing(workbooks, registry.rules),
    ],
    places: [...tabs.values()].flatMap((readings) => readings.map((reading) => reading.place)),
    tabs,
    sources,
  };
}

interface ReadTab {
  readonly readings: readonly TabReading[];
  readonly findings: readonly Finding[];
}

/** One tab in all workbooks, duplicates set aside. */
function readEverywhere(tab: TabDef, found: FoundSheets, sources: Sources, known: KnownProjects | null): ReadTab {
  const sheets = found.sheets.filter((sheet) => sheet.tab === tab);
  const stopped = sheets.filter((sheet) => sheet.layout.stopped);
  const readings = sheets.filter((sheet) => !sheet.layout.stopped).map((sheet) => readTab(sheet, sources, known));
  const distinct = setDuplicatesAside(tab, readings, sources.unitOfProject);
  const findings = [...stopped.flatMap(layoutFindings), ...readings.flatMap((reading) => reading.findings)];
  return { readings: distinct.readings, findings: [...findings, ...distinct.findings] };
}

function rememberProjects(readings: readonly TabReading[], unitOfProject: Map<string, string>): KnownProjects {
  const names = new Map<string, string>();
  const aside = new Set<string>();
  for (const reading of readings) {
    for (const row of reading.rows) if (row !== null) names.set(row.key as string, row.name as string);
    for (const row of reading.aside.values()) if (row.key !== "") aside.add(row.key as string);
    for (const row of [...reading.rows, ...reading.aside.values()])
      if (row !== null && typeof row.responsibleUnit === "string")
        unitOfProject.set(row.key as string, row.responsibleUnit);
  }
  return knownProjects(readings.length > 0, names, aside);
}

const goodRows = <T>(readings: readonly TabReading[]): readonly T[] =>
  readings.flatMap((reading) => reading.rows.filter((row) => row !== null)) as unknown as readonly T[];

function registryOf(tabs: ReadonlyMap<TabCode, readonly TabReading[]>): Registry {
  const rows = Object.fromEntries([...tabs].map(([code, readings]) => [code, goodRows<DraftRow>(readings)]));
  const setAside = Object.fromEntries(
    [...tabs].map(([code, readings]) => [code, readings.reduce((sum, reading) => sum + reading.aside.size, 0)]),
  );
  return { ...rows, setAside } as unknown as Registry;
}

/** 项目, 单位, 人员 and, where there are projects, 月报 are missed once; every other tab is optional. */
function missingTabs(
  workbooks: readonly WorkbookSnapshot[],
  found: FoundSheets,
  { units, people }: Sources,
): Finding[] {
  const first = workbooks[0];
  if (first === undefined) return [];
  const stands = (code: TabCode): boolean =>
    found.sheets.some(({ tab, layout }: FoundSheet) => tab.code === code && layout.stopped);
  const missing: TabCode[] = [];
  const isThere = (code: TabCode): boolean => found.sheets.some(({ tab }) => tab.code === code);
  if (!isThere("projects")) missing.push("projects");
  else if (!isThere("monthlyReports")) missing.push("monthlyReports");
  if (!units.known && !stands("units")) missing.push("units");
  if (!people.known && !stands("people")) missing.push("people");
  return missing.map((code) => tabFinding(first.name, code, "tab-missing"));
}

function planYearMissing(workbooks: readonly WorkbookSnapshot[], rules: readonly RuleRow[]): Finding[] {
  const first = workbooks[0];
  if (first === undefined || rules.some((rule) => rule.parameter === PLAN_YEAR)) return [];
  return [tabFinding(first.name, "rules", "plan-year-missing")];
}
