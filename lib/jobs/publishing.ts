import type { PlainDate } from "../domain/dates.ts";
import type { Publication, SystemTab, WorkbookStamp } from "../ports/spreadsheet.ts";
import type { RunRecord } from "../ports/store.ts";
import { systemTabOf } from "../registry/system-tabs.ts";
import { publicationOf } from "../registry/writing.ts";
import { noticeTabRows } from "../views/notice-tab.ts";
import { runTabRows } from "../views/run-tab.ts";
import type { Decided } from "./decide.ts";
import type { Outside } from "./outside.ts";

/** Everything the plans of this run write into the workbook. `stamp` null: ours; a foreign workbook keeps the stamp it has. */
export async function publicationFor(
  outside: Outside,
  { present, plans }: Decided,
  asOf: PlainDate,
  run: Pick<RunRecord, "runId">,
  stamp: WorkbookStamp | null,
): Promise<Publication> {
  const tabs = new Map<string, SystemTab>();
  for (const plan of plans) for (const tab of plan.systemTabs) tabs.set(tab.title, tab);
  const heads = { asOf, computedAt: outside.now(), stamp: stamp ?? { storeId: outside.store.id, run: run.runId } };
  const status = plans.flatMap((plan) => plan.status);
  const all = [...tabs.values(), ...(await ledgerTabs(outside))];
  return publicationOf(present.reading, outside.workbook, status, all, heads);
}

/** 系统-通知 and 系统-运行 as they stood before this run: they ride along. */
async function ledgerTabs({ store }: Outside): Promise<readonly SystemTab[]> {
  const notices = await store.notices();
  const runs = await store.runs({ limit: MOST_RUNS });
  return [
    { ...systemTabOf("通知"), rows: noticeTabRows(notices) },
    { ...systemTabOf("运行"), rows: runTabRows(runs) },
  ];
}

const MOST_RUNS = 400;
