import type { Instant, PlainDate } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import type { ConsoleRow, Registry } from "../domain/registry.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoreLock } from "../ports/store.ts";
import { type ConsoleRequest, consoleRequest } from "../registry/console-requests.ts";
import { wantedTitle } from "../registry/reading.ts";
import { tabOf } from "../registry/tabs.ts";
import { refusedRequestWords, runResultWords, strangersWords } from "../views/console-lines.ts";
import { remarkWords } from "../views/outcome.ts";
import { adminsOf, readAll } from "./assess.ts";
import { confirmDraft } from "./confirm.ts";
import { isDraftCode } from "./console-code.ts";
import { type Handled, handledOf, remember, show } from "./console-ledger.ts";
import { failureWords } from "./failure.ts";
import type { AnyJob } from "./job.ts";
import type { Outside, RunOutcome } from "./outside.ts";
import { runJobs } from "./run.ts";

/** What a poll did: number of the request and how it stands now. */
export interface Polled {
  readonly request: string;
  readonly state: Handled["state"];
}

/**
 * Looks at the tab 控制台 and does what is ticked there, each 申请号 at most once: it is remembered before it begins, and one whose process died
 * goes on with the next poll. Only while the whole tab is a protected range of admins' accounts. Throws SecrecyError, PortError of the reading.
 */
export async function pollConsole(outside: Outside, today: PlainDate): Promise<readonly Polled[]> {
  const snapshot = await outside.spreadsheet.read(wantedTitle);
  const { registry } = readAll([snapshot], today).reading;
  const closed = whyClosed(snapshot, registry);
  const polled: Polled[] = [];
  for (const row of registry.console) {
    const asked = consoleRequest(row);
    if (asked === null || isSettled(await handledOf(outside.store, row.code))) continue;
    const state = await handle(outside, today, row, closed === null ? asked : closed);
    if (state !== null) polled.push({ request: row.code, state });
  }
  if (polled.length > 0) await show(outside, today);
  return polled;
}

const isSettled = (handled: Handled | null): boolean => handled !== null && handled.state !== "running";

type Closed = { readonly kind: "closed"; readonly words: string };

/** null: only admins can tick. */
function whyClosed({ editors }: WorkbookSnapshot, registry: Registry): Closed | null {
  const closed = (words: string): Closed => ({ kind: "closed", words });
  if (editors === undefined) return closed(refusedRequestWords("not-supported"));
  const accounts = editors.get(tabOf("console").title);
  if (accounts === undefined) return closed(refusedRequestWords("unprotected"));
  const known = new Set(adminsOf(registry).map(({ email }) => valueOr(email, "").toLowerCase()));
  const strangers = accounts.filter((account) => !known.has(account.toLowerCase()));
  return strangers.length === 0 ? null : closed(strangersWords(strangers));
}

/** null: somebody else is at work; the next poll asks again. */
async function handle(
  outside: Outside,
  today: PlainDate,
  row: ConsoleRow,
  asked: ConsoleRequest | Closed,
): Promise<Handled["state"] | null> {
  const began = outside.now();
  const end = (state: Handled["state"], words: string) => settle(outside, row.code, { state, began, words });
  if (asked.kind === "closed") return end("refused", asked.words);
  if (asked.kind === "refused") return end("refused", refusedRequestWords(asked.because));
  if (asked.kind === "confirm") {
    const refused = await whyNotConfirmed(outside, row, asked);
    if (refused === "busy") return null;
    if (refused !== null) return end("refused", refusedRequestWords(refused));
  }
  if ((await settle(outside, row.code, { state: "running", began, words: "" })) === null) return null;
  return carryOut(outside, today, row, asked, end);
}

type End = (state: Handled["state"], words: string) => Promise<Handled["state"] | null>;

async function carryOut(
  outside: Outside,
  today: PlainDate,
  row: ConsoleRow,
  asked: Exclude<ConsoleRequest, { kind: "refused" }>,
  end: End,
): Promise<Handled["state"] | null> {
  try {
    const outcome = await (asked.kind === "run"
      ? runAsked(outside, today, row, asked)
      : confirmDraft({ id: asked.draft, step: asked.step, by: valueOr(row.applicant, ""), today }, outside));
    if (outcome.state === "busy") return null;
    return end(outcome.state === "failed" ? "failed" : "done", wordsOf(outcome));
  } catch (error) {
    const words = failureWords(error);
    if (words === null) throw error;
    return end("failed", words);
  }
}

const runAsked = (
  outside: Outside,
  today: PlainDate,
  { code }: ConsoleRow,
  { job, period, asOf }: Extract<ConsoleRequest, { kind: "run" }>,
): Promise<RunOutcome> =>
  runJobs(
    {
      jobs: [{ job: job as AnyJob, runKey: `console:${code}` }],
      asOf: asOf ?? today,
      today,
      period,
      knownAt: null,
      mode: "apply",
    },
    outside,
  );

const wordsOf = ({ cellsChanged, messages, findings, remarks }: RunOutcome): string =>
  runResultWords({
    cellsChanged,
    sent: messages.filter(({ state }) => state === "sent").length,
    findings: findings.length,
  }) +
  remarks
    .filter(
      ({ code }) =>
        code === "consulted" || code.startsWith("rows-") || code.startsWith("append-") || code === "document-issued",
    )
    .map(remarkWords)
    .join("");

async function whyNotConfirmed(
  { store }: Outside,
  { applicant }: ConsoleRow,
  { draft, code }: Extract<ConsoleRequest, { kind: "confirm" }>,
): Promise<string | null> {
  if (valueOr(applicant, "") === "") return "no-applicant";
  const lock = await store.lock();
  if ("heldBy" in lock) return "busy";
  try {
    return (await isDraftCode(store, lock, draft, code)) ? null : "wrong-code";
  } finally {
    await lock.release();
  }
}

/** null: the store is held by somebody else. */
async function settle(
  outside: Outside,
  request: string,
  how: { readonly state: Handled["state"]; readonly began: Instant; readonly words: string },
): Promise<Handled["state"] | null> {
  const lock: StoreLock | { heldBy: unknown } = await outside.store.lock();
  if ("heldBy" in lock) return null;
  try {
    await remember(outside.store, lock, request, { ...how, ended: how.state === "running" ? null : outside.now() });
    return how.state;
  } finally {
    await lock.release();
  }
}
