import { monthOf, yearOf } from "../dates.ts";
import { lastMoves } from "../list-in-force.ts";
import type { ProjectFile } from "../project-file.ts";
import type { Adjustment } from "../registry.ts";
import type { ComputedDay } from "../working-days.ts";
import type { CheckDays } from "./batch.ts";
import type { StartBatchBlock, StartEntry } from "./batch-block.ts";
import { judgedDay } from "./judged-day.ts";
import { type RegistrationCheckInput, type RegistrationPart, registrationCheck } from "./registration-check.ts";
import { type StartCheckInput, type StartPart, startCheck } from "./start-check.ts";

/** One project of a batch, looked at again. */
export interface BatchCheck extends StartPart, RegistrationPart {
  readonly entry: StartEntry;
  /** null: no row of it is left. */
  readonly file: ProjectFile | null;
  /** Started before the ceremony's day. */
  readonly beforeCeremony: boolean;
}

/** A batch looked at again. `confirmed`: it is the notice's; else made from the rows marked with it. */
export interface BatchChecks {
  readonly block: StartBatchBlock;
  readonly confirmed: boolean;
  readonly days: CheckDays;
  readonly checks: readonly BatchCheck[];
}

export interface ChecksInput extends StartCheckInput, RegistrationCheckInput {
  readonly block: StartBatchBlock;
  readonly confirmed: boolean;
  /** With the plan that counts, and without dates that 督查 refuted. */
  readonly fileOf: (project: string) => ProjectFile | undefined;
  readonly adjustments: readonly Adjustment[];
}

/** Each project of a batch, as of the day. Source: domain.md M14 (did they really start), M11 (500万 rule of 入统). */
export function batchChecks(input: ChecksInput): BatchChecks {
  const { block, confirmed, days } = input;
  const removed = { start: removedBy(days.start, input), registration: removedBy(days.registration, input) };
  const checks = block.entries.map((entry): BatchCheck => {
    const file = input.fileOf(entry.project) ?? null;
    const start = startCheck(entry, file, removed.start, input);
    const registration = registrationCheck(entry, file, removed.registration, input);
    const beforeCeremony = start.startedOn !== null && start.startedOn < block.day;
    return { entry, file, ...start, beforeCeremony, ...registration };
  });
  return { block, confirmed, days, checks };
}

function removedBy(due: ComputedDay, input: ChecksInput): ReadonlySet<string> {
  const day = judgedDay(due, input);
  const moves = lastMoves(input.adjustments, { month: monthOf(day), planYear: yearOf(day) });
  return new Set([...moves.values()].filter(({ type }) => type === "调出").map(({ project }) => project));
}
