import type { TabCode } from "../domain/registry.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import type { JobInput } from "./job.ts";

/** Tabs a site cannot do without: 人员 for the names it must not show. */
const NEEDED: readonly TabCode[] = ["projects", "units", "people"];
/** Tabs that may never have been there; where they stand, they must be readable. */
const USED: readonly TabCode[] = ["adjustments", "disclosures", "rules"];

/** Something without which a page would leave out, or let out, what it must not. */
export type Lack =
  | { readonly kind: "workbook"; readonly name: string }
  | { readonly kind: "tab"; readonly tab: TabCode };

/** What was not read: a list without a county's projects must not stand before the public as the whole. Empty: nothing lacks. */
export function lackingFor({
  stale,
  reading,
  snapshots,
}: Pick<JobInput, "stale" | "reading" | "snapshots">): readonly Lack[] {
  const isUnread = (tab: TabCode): boolean => (reading.tabs.get(tab) ?? []).length === 0;
  const isEmpty = (tab: TabCode): boolean => (reading.tabs.get(tab) ?? []).every(({ rows }) => rows.length === 0);
  const stands = (tab: TabCode): boolean => snapshots.some(({ titles }) => titles.includes(TAB_TITLES[tab]));
  const tabs = [...NEEDED.filter(isEmpty), ...USED.filter((tab) => stands(tab) && isUnread(tab))];
  return [
    ...stale.map(({ name }): Lack => ({ kind: "workbook", name })),
    ...tabs.map((tab): Lack => ({ kind: "tab", tab })),
  ];
}
