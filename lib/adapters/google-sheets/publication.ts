import type { CellValue, Publication } from "../../ports/spreadsheet.ts";
import { ChangeLog } from "../xlsx/change-log.ts";
import { type Book, gridTitled } from "./book.ts";
import type { Request } from "./fields.ts";
import type { Grid } from "./grid.ts";
import { type HostPlan, hostRequests, planHost } from "./host.ts";
import { LOOKUP_TAB } from "./lookup-formula.ts";
import { newPins } from "./lookup-room.ts";
import { lookupTabRequests, planLookup } from "./lookup-tab.ts";
import { Refusal } from "./refusal.ts";
import { isStaging } from "./staging.ts";
import { planTab, tabRequests } from "./system-tab.ts";

/** What a publication would change, and the requests that change it: none when nothing does. */
export interface PublicationPlan {
  readonly log: ChangeLog;
  readonly rowsPublished: Readonly<Record<string, number>>;
  readonly requests: readonly Request[];
  /** For one more tab. */
  readonly freeId: number;
}

export function planPublication(book: Book, publication: Publication, keep: boolean): PublicationPlan {
  refuseTwice(publication);
  const { grids } = book;
  const log = new ChangeLog(keep);
  const hosts = publication.columns.map((columns) => planHost(worksheet(grids, columns.sheet), columns, log));
  const tabs = publication.systemTabs.map((tab) => planTab(ownTab(grids, tab.title), tab, publication, keep));
  for (const { tab, log: own } of tabs) if (!tab.ridesAlong) log.addAll(own);
  const due = log.cells === 0 ? [] : tabs.filter((plan) => plan.log.cells > 0);
  const rowsPublished = {
    ...Object.fromEntries(
      hosts.filter((host) => host.rowsChanged > 0).map((host) => [host.grid.title, host.rowsChanged]),
    ),
    ...Object.fromEntries(due.map(({ tab }) => [tab.title, tab.rows.length])),
  };
  const [place, newPin] = [newPlaces(grids), newPins(grids)];
  if (log.cells === 0) return { log, rowsPublished, requests: [], freeId: 0 };
  const requests = [
    ...leftOver(grids),
    ...due.flatMap((plan) => tabRequests(plan, ...place(plan.grid))),
    ...lookupRequests(grids, hosts, place),
    ...hosts.flatMap((host) => hostRequests(host, newPin)),
  ];
  return { log, rowsPublished, requests, freeId: place(undefined)[0] };
}

/** A run that was stopped before its swap left its hidden tab. */
const leftOver = (grids: readonly Grid[]): Request[] =>
  grids.filter(({ title }) => isStaging(title)).map(({ sheetId }) => ({ deleteSheet: { sheetId } }));

/** A tab is brought up to date once; a second set of columns for it would undo the first. */
function refuseTwice({ columns, systemTabs }: Publication): void {
  const titles = [...columns.map((one) => one.sheet), ...systemTabs.map((tab) => tab.title)];
  const twice = titles.find((title, i) => titles.indexOf(title) !== i);
  if (twice !== undefined) throw new Error(`tab ${twice} twice in one publication`);
}

function worksheet(grids: readonly Grid[], title: string): Grid {
  const grid = gridTitled(grids, title);
  if (!grid?.isGrid) throw new Refusal("missing-sheet", title);
  return grid;
}

function ownTab(grids: readonly Grid[], title: string): Grid | undefined {
  const grid = gridTitled(grids, title);
  if (grid && !grid.isGrid) throw new Refusal("system-tab-not-a-worksheet", title);
  return grid;
}

type Place = (grid: Grid | undefined) => [sheetId: number, index: number];

const FIRST_OWN_ID = 1001;

/** The id and place of a tab: its own, or for a new one the next that is free, at the end. */
export function newPlaces(grids: readonly Grid[]): Place {
  const taken = new Set(grids.map(({ sheetId }) => sheetId));
  let id = FIRST_OWN_ID;
  let index = grids.length;
  return (grid) => {
    if (grid !== undefined) return [grid.sheetId, 0];
    while (taken.has(id)) id++;
    taken.add(id);
    return [id, index++];
  };
}

function lookupRequests(grids: readonly Grid[], hosts: readonly HostPlan[], place: Place): Request[] {
  const grid = ownTab(grids, LOOKUP_TAB);
  const entries = new Map<string, readonly CellValue[]>();
  for (const host of hosts) for (const [code, values] of host.entries) if (values !== null) entries.set(code, values);
  const told = new Set(hosts.map((host) => String(host.grid.sheetId)));
  const standing = new Set(grids.map(({ sheetId }) => String(sheetId)));
  const plan = planLookup(grid, entries, told, standing);
  if (hosts.length === 0 || plan.rows.length === 0) return [];
  return lookupTabRequests(plan, ...place(grid));
}
