import type { CellValue } from "../ports/spreadsheet.ts";
import type { RunRecord } from "../ports/store.ts";
import { momentWords } from "./office-time.ts";

const STATES: Readonly<Record<RunRecord["state"], string>> = { running: "未完成", done: "完成", failed: "失败" };
const FIGURES = ["projects", "milestones", "findings", "sent", "refused", "uncertain"] as const;

/** Rows of 系统-运行, newest first. */
export const runTabRows = (runs: readonly RunRecord[]): readonly (readonly CellValue[])[] =>
  runs.map((run) => [
    run.runId,
    run.job,
    run.runKey,
    { date: run.asOf },
    momentWords(run.startedAt),
    run.finishedAt === null ? null : momentWords(run.finishedAt),
    STATES[run.state],
    ...FIGURES.map((name) => numberOrNull(run.figures[name])),
    run.error === "" ? null : run.error,
  ]);

const numberOrNull = (figure: string | number | undefined): number | null =>
  typeof figure === "number" ? figure : null;
