import { PortError } from "../ports/port-error.ts";
import type { StoreLock } from "../ports/store.ts";
import { type Fitted, fitRows, keysIn, newRows, tabFor } from "../registry/appending.ts";
import { wantedTitle } from "../registry/reading.ts";
import { tabOf } from "../registry/tabs.ts";
import { unfitWords } from "../views/unfit-words.ts";
import { readAll } from "./assess.ts";
import {
  issueIn,
  keepTrail,
  keepWaiting,
  openItems,
  type Release,
  releasesIn,
  type Trail,
  trailOf,
  waitingDrafts,
} from "./draft-trail.ts";
import { believed } from "./foreign-store.ts";
import type { Outside, Remark, RunRequest } from "./outside.ts";
import { maySend } from "./standing.ts";

/** Where the crash tests stop the process: rows let out, about to stand, standing, known to stand. */
export const APPEND_STEPS = ["released", "appending", "appended", "append-recorded"] as const;

type Appending = Pick<Outside, "workbook" | "spreadsheet" | "store" | "now" | "onStep">;

/** They stand now. */
const ROWS_APPENDED = "rows-appended";
/** Numbers that a person gave to other matters since: those items are open again. */
const ROWS_TAKEN = "rows-taken";

/** Whether rows that were let out still wait for their workbook. */
export const stillWaits = ({ code }: Remark): boolean => code !== ROWS_APPENDED && code !== ROWS_TAKEN;

/**
 * First step of every run: rows that an admin let out and that do not stand in the registry yet are appended, each once: what was about to be appended
 * is in the store before it is, and whether it stands is the workbook's to say. Nothing is appended to a workbook that is not this store's.
 * Throws PortError of the workbook ("workbook-open": they wait for the next run), SecrecyError.
 */
export async function appendReleased(
  outside: Appending,
  lock: StoreLock,
  asOf: RunRequest["asOf"],
): Promise<readonly Remark[]> {
  const remarks: Remark[] = [];
  for (const id of await waitingDrafts(outside.store)) {
    remarks.push(...(await appendDraft({ outside, lock, asOf, id })));
  }
  return remarks;
}

interface Task {
  readonly outside: Appending;
  readonly lock: StoreLock;
  readonly asOf: RunRequest["asOf"];
  readonly id: string;
}

async function appendDraft(task: Task): Promise<readonly Remark[]> {
  const { store } = task.outside;
  const remarks: Remark[] = [];
  let trail = await trailOf(store, task.id);
  for (const release of releasesIn(trail).filter(({ appendedAt }) => appendedAt === null)) {
    const done = await appended(task, trail, release);
    if ("code" in done) return [...remarks, done];
    trail = done.trail;
    remarks.push(...done.remarks);
  }
  await settle(task, trail);
  return remarks;
}

interface Appended {
  readonly trail: Trail;
  readonly remarks: readonly Remark[];
}

const MOST_ATTEMPTS = 3;

/** The port refused before its first byte: whoever uses one of the numbers after that did not get it from us. */
const NOTHING_WRITTEN: readonly string[] = ["workbook-open", "workbook-changed"];

/** Somebody saved between our reading and our appending: read again. A remark alone: it cannot be done now. */
async function appended(task: Task, trail: Trail, release: Release): Promise<Appended | Remark> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptAppend(task, trail, release);
    } catch (error) {
      const code = error instanceof PortError ? error.code : "";
      if (NOTHING_WRITTEN.includes(code)) await keepStep(task, trail, release, { ...release, attempted: [] });
      if (code !== "workbook-changed" || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function attemptAppend(task: Task, trail: Trail, release: Release): Promise<Appended | Remark> {
  const { outside, asOf, id } = task;
  const snapshot = await outside.spreadsheet.read(wantedTitle);
  const { reading } = readAll([snapshot], asOf);
  const { title } = tabOf(release.tab);
  if (!maySend((await believed(outside, snapshot)).standing)) return { code: "append-not-paired", facts: { id } };
  const found = tabFor(reading, outside.workbook, release.tab);
  if (found === null) return { code: "append-no-tab", facts: { id, tab: title } };
  const standing = keysIn(found);
  // The attempt before was whole or nothing: one row of it that stands says that it was.
  const isDone = release.attempted.some((key) => standing.has(key));
  const rows = isDone ? [] : release.rows.filter(({ key }) => !standing.has(key));
  if (rows.length > 0) {
    const attempted = rows.map(({ key }) => key);
    await keepStep(task, trail, release, { ...release, attempted });
    await outside.onStep("appending", id);
    await outside.spreadsheet.append(newRows(found, rows), snapshot.revision);
    await outside.onStep("appended", id);
  }
  const unfit = isDone ? [] : fitRows(found, reading, release).unfit;
  const stood = unfit.filter(({ because }) => because === "exists").map(({ item }) => item);
  const ours = { ...release, rows: isDone ? release.rows : rows, stood: [...release.stood, ...stood] };
  const done = await keepStep(task, trail, release, { ...ours, appendedAt: outside.now() });
  await outside.onStep("append-recorded", id);
  return { trail: done, remarks: remarksOf(id, title, ours, unfit) };
}

function remarksOf(id: string, tab: string, { rows }: Release, unfit: Fitted["unfit"]): readonly Remark[] {
  const keys = rows.map(({ key }) => key).join("、");
  const taken = unfit.filter(({ because }) => because === "taken");
  const items = unfitWords(taken);
  return [
    ...(rows.length > 0 ? [{ code: ROWS_APPENDED, facts: { id, tab, count: rows.length, keys } }] : []),
    ...(taken.length > 0 ? [{ code: ROWS_TAKEN, facts: { id, count: taken.length, items } }] : []),
  ];
}

async function keepStep({ outside, lock, id }: Task, trail: Trail, before: Release, after: Release): Promise<Trail> {
  const changed = trail.map((step) => (step === before ? after : step));
  await keepTrail(outside.store, lock, id, changed);
  return changed;
}

/** Nothing of the draft is open any more: it is confirmed, by who let the last of it out. */
async function settle({ outside: { store }, lock, id }: Task, trail: Trail): Promise<void> {
  const draft = (await store.drafts()).find((one) => one.id === id);
  const last = issueIn(trail) ?? releasesIn(trail).at(-1);
  if (draft?.state === "draft" && last !== undefined && openItems(draft, trail).length === 0)
    await store.moveDraft(lock.token, id, { state: "confirmed", by: last.by, at: last.at });
  await keepWaiting(
    store,
    lock,
    (await waitingDrafts(store)).filter((one) => one !== id),
  );
}
