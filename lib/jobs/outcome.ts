import { createHash } from "node:crypto";
import type { Plan, TabStatus } from "../ports/plan.ts";
import type { PublishResult } from "../ports/spreadsheet.ts";
import { mirrorTabOf } from "../registry/system-tabs.ts";
import type { MessageOutcome, RunOutcome, RunRequest } from "./outside.ts";

/** An outcome in which nothing happened yet. */
export const blank = (request: RunRequest): RunOutcome => ({
  state: "done",
  job: request.jobs.map(({ job }) => job).join("+"),
  asOf: request.asOf,
  runId: 0,
  runKey: request.jobs.map(({ runKey }) => runKey).join("+"),
  published: {},
  cellsChanged: 0,
  messages: [],
  findings: [],
  drafts: [],
  figures: {},
  remarks: [],
  trouble: false,
  changes: [],
  workbooks: [],
  planDigest: "",
  timings: {},
});

const countState = (messages: readonly MessageOutcome[], ...states: readonly string[]): number =>
  messages.filter((message) => states.includes(message.state)).length;

/** Figures of the run record: those of the plans, and what became of cells and mails. */
export const figuresOf = (
  plans: readonly Plan[],
  result: Pick<PublishResult, "cellsChanged">,
  messages: readonly MessageOutcome[],
): Readonly<Record<string, string | number>> => ({
  ...Object.assign({}, ...plans.map((plan) => plan.figures)),
  cellsChanged: result.cellsChanged,
  sent: countState(messages, "sent"),
  refused: countState(messages, "refused", "not-allowed"),
  uncertain: countState(messages, "uncertain"),
});

/**
 * Digest of everything the plans would write and send: two runs with the same digest decided the same. The tabs that mirror the verdicts repeat
 * them, so they are left out: half a million rows are felt.
 */
export function planDigest(plans: readonly Plan[]): string {
  const hash = createHash("sha256");
  for (const { status, systemTabs, ...rest } of plans) {
    const mirrors = new Set(status.map(({ tab }) => mirrorTabOf(tab).title));
    hash.update(JSON.stringify({ ...rest, systemTabs: systemTabs.filter(({ title }) => !mirrors.has(title)) }));
    for (const tab of status) for (const piece of piecesOf(tab)) hash.update(piece, "utf16le");
  }
  return hash.digest("hex");
}

/** Calls cost more than bytes. */
const PIECE = 100_000;

function* piecesOf({ tab, values }: TabStatus): Generator<string> {
  let piece = `${tab}\n`;
  for (const [key, cells] of values) {
    piece += `${key}\n${JSON.stringify(cells)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}
