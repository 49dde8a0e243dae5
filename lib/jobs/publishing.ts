import type { PlainDate } from "../domain/dates.ts";
import type { Publication, SystemTab, WorkbookSnapshot, WorkbookStamp } from "../ports/spreadsheet.ts";
import { placeOf } from "../registry/places.ts";
import { mirrorTabOf, systemTabOf } from "../registry/system-tabs.ts";
import { tabOf } from "../registry/tabs.ts";
import { findingsOf } from "../registry/workbooks-not-read.ts";
import { mirrorTab, publicationOf } from "../registry/writing.ts";
import { findingsTab } from "../views/findings-tab.ts";
import { noticeTabRows } from "../views/notice-tab.ts";
import { runTabRows } from "../views/run-tab.ts";
import { bouncesIn } from "./bounces.ts";
import type { Decided } from "./decide.ts";
import { isForeign } from "./foreign-store.ts";
import type { Outside } from "./outside.ts";
import { type Standing, stampAfter } from "./standing.ts";

/** What is written above the plans: `found` is the stamp that stands in the workbook. */
export interface PublicationHead {
  readonly asOf: PlainDate;
  readonly runId: number;
  readonly standing: Standing;
  readonly found: WorkbookStamp | null;
}

/** Everything the plans of this run write into the workbook. The ledger of another office's store is not shown. */
export async function publicationFor(
  outside: Outside,
  { present, plans }: Decided,
  { asOf, runId, standing, found }: PublicationHead,
): Promise<Publication> {
  const tabs = new Map<string, SystemTab>();
  for (const plan of plans) for (const tab of plan.systemTabs) tabs.set(tab.title, tab);
  const stamp = stampAfter(standing, { storeId: outside.store.id, run: runId }, found);
  const heads = { asOf, computedAt: outside.now(), stamp };
  const status = plans.flatMap((plan) => plan.status);
  const ledgers = isForeign(standing) ? [] : await ledgerTabs(outside);
  const all = [...tabs.values(), ...ledgers];
  return publicationOf(present.reading, outside.workbook, status, all, heads);
}

/**
 * What a 分表 gets of them: the verdicts beside its rows, their mirrors and its own 系统-数据问题. What speaks of the whole city, and the ledger, stand in
 * the registry alone. null = this run has nothing to say there.
 */
export function publicationForPart(
  { store, now }: Pick<Outside, "store" | "now">,
  { present: { reading }, plans, findings }: Decided,
  { asOf, runId, standing, found }: PublicationHead,
  { name, titles }: Pick<WorkbookSnapshot, "name" | "titles">,
): Publication | null {
  const status = plans.flatMap((plan) => plan.status);
  if (status.length === 0) return null;
  const stands = status.filter(
    ({ tab }) => placeOf(reading.places, name, tab) !== null || titles.includes(mirrorTabOf(tab).title),
  );
  const mirrors = stands.map((one) => mirrorTab(reading, name, one));
  const own = findingsTab(findingsOf(findings, name), systemTabOf("数据问题"), (tab) => tabOf(tab).title);
  const stamp = stampAfter(standing, { storeId: store.id, run: runId }, found);
  return publicationOf(reading, name, status, [...mirrors, own], { asOf, computedAt: now(), stamp });
}

/** 系统-通知 and 系统-运行 as they stood before this run: they ride along. */
async function ledgerTabs({ store }: Outside): Promise<readonly SystemTab[]> {
  const notices = await store.notices();
  const runs = await store.runs({ limit: MOST_RUNS });
  return [
    { ...systemTabOf("通知"), rows: noticeTabRows(notices, await bouncesIn(store)) },
    { ...systemTabOf("运行"), rows: runTabRows(runs) },
  ];
}

const MOST_RUNS = 400;
