import type { TabCode } from "../domain/registry.ts";
import type { JobInput } from "./job.ts";

/** Tabs a site cannot do without: of people to know their names, of the others what is shown. */
const NEEDED = ["projects", "units", "people", "adjustments"] as const satisfies readonly TabCode[];

/** Something without which a page would leave out, or let out, what it must not. */
export type Lack =
  | { readonly kind: "workbook"; readonly name: string }
  | { readonly kind: "tab"; readonly tab: TabCode };

/** What was not read: a list without a county's projects must not stand before the public as the whole. Empty: nothing lacks. */
export function lackingFor({ stale, reading }: Pick<JobInput, "stale" | "reading">): readonly Lack[] {
  const tabs = NEEDED.filter((tab) => (reading.tabs.get(tab) ?? []).length === 0);
  return [
    ...stale.map(({ name }): Lack => ({ kind: "workbook", name })),
    ...tabs.map((tab): Lack => ({ kind: "tab", tab })),
  ];
}
