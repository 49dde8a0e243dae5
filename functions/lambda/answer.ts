import type { PlainDate } from "../../lib/domain/dates.ts";
import type { RunOutcome } from "../../lib/jobs/outside.ts";
import type { ScheduledEvent } from "./event.ts";

/**
 * `not-due`: its day or hour has not come. `overtaken`: a later day was run meanwhile, which made it good. `gathering`: workers are reading the workbooks of
 * 分表, and the event comes again.
 */
export type AnswerState = RunOutcome["state"] | "not-due" | "overtaken" | "gathering";

/** What a scheduled function answers: counts, never a name, an address or a cell. */
export interface Answer {
  readonly state: AnswerState;
  readonly job: string;
  readonly asOf: PlainDate;
  /** Of all jobs that were due with it. */
  readonly runKey: string;
  /** Done, with failures: mails refused or uncertain, or nothing could be sent. */
  readonly trouble: boolean;
  readonly counts: Readonly<Record<string, number>>;
  /** Codes of what the admins must know. */
  readonly remarks: readonly string[];
  /** Milliseconds per step. */
  readonly timings: Readonly<Record<string, number>>;
}

/** An answer without a run. */
export const idle = ({ job, asOf }: ScheduledEvent, state: AnswerState, runKey = ""): Answer => ({
  ...{ state, job, asOf, runKey, trouble: false, counts: {}, remarks: [], timings: {} },
});

export const answerOf = ({ job, asOf }: Pick<Answer, "job" | "asOf">, outcome: RunOutcome): Answer => ({
  state: outcome.state,
  job,
  asOf,
  runKey: outcome.runKey,
  trouble: outcome.trouble,
  counts: outcome.state === "done" ? countsOf(outcome) : {},
  remarks: outcome.remarks.map(({ code }) => code),
  timings: outcome.timings,
});

function countsOf({ cellsChanged, findings, drafts, messages }: RunOutcome): Answer["counts"] {
  const states = [...Map.groupBy(messages, ({ state }) => state)].map(([state, list]) => [state, list.length] as const);
  return {
    ...{ cellsChanged, findings: findings.length, drafts: drafts.length, sent: 0 },
    ...Object.fromEntries(states),
  };
}
