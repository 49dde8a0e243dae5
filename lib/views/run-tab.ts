import type { CellValue } from "../ports/spreadsheet.ts";
import type { RunRecord } from "../ports/store.ts";
import { momentWords } from "./office-time.ts";

const STATES: Readonly<Record<RunRecord["state"], string>> = { running: "未完成", done: "完成", failed: "失败" };
const FIGURES = ["projects", "milestones", "findings", "sent", "refused", "uncertain"] as const;

/** Rows of 系统-运行, newest first. They are written in the midst of a round, whose own runs have not ended. */
export const runTabRows = (runs: readonly RunRecord[]): readonly (readonly CellValue[])[] =>
  runs.map((run, index) => [
    run.runId,
    run.job,
    run.runKey,
    { date: run.asOf },
    momentWords(run.startedAt),
    run.finishedAt === null ? null : momentWords(run.finishedAt),
    isOfThisRound(runs, index) ? "进行中" : STATES[run.state],
    ...FIGURES.map((name) => numberOrNull(run.figures[name])),
    run.error === "" ? null : run.error,
  ]);

const isOfThisRound = (runs: readonly RunRecord[], index: number): boolean =>
  runs.slice(0, index + 1).every(({ state, asOf }) => state === "running" && asOf === runs[0]!.asOf);

const numberOrNull = (figure: string | number | undefined): number | null =>
  typeof figure === "number" ? figure : null;
