import { createHash } from "node:crypto";
import type { Plan } from "../ports/plan.ts";
import type { PublishResult } from "../ports/spreadsheet.ts";
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

/** Digest of everything the plans would write and send: two runs with the same digest decided the same. */
export function planDigest(plans: readonly Plan[]): string {
  const hash = createHash("sha256");
  for (const plan of plans) {
    const { status, ...rest } = plan;
    hash.update(JSON.stringify(rest));
    for (const { tab, values } of status)
      for (const [key, cells] of values) hash.update(`${tab}\n${key}\n${JSON.stringify(cells)}\n`);
  }
  return hash.digest("hex");
}
