import type { TabCode } from "../domain/registry.ts";
import type { Column, TabDef } from "./column.ts";
import { ADMIN_TABS } from "./tabs-admin.ts";
import { MATTER_TABS } from "./tabs-matters.ts";
import { PROJECT_TABS } from "./tabs-projects.ts";

export type { CellKind, Column, TabDef } from "./column.ts";

/** Every tab that people write, in the order of the template. Source: registry.md. */
export const TABS: readonly TabDef[] = [...PROJECT_TABS, ...MATTER_TABS, ...ADMIN_TABS];

const byCode = new Map(TABS.map((tab) => [tab.code as string, tab]));

export const isTabCode = (code: string): code is TabCode => byCode.has(code);

/** Throws for a code that names no tab: a code is never typed by a person. */
export function tabOf(code: string): TabDef {
  const tab = byCode.get(code);
  if (tab === undefined) throw new RangeError(`no tab ${code}`);
  return tab;
}

export function columnOf(tab: TabDef, code: string): Column {
  const column = tab.columns.find((candidate) => candidate.code === code);
  if (column === undefined) throw new RangeError(`no column ${tab.code}.${code}`);
  return column;
}
