import { begunRun, type NewRun, type RunRecord } from "../../ports/store.ts";
import type { Database, SqlRow } from "./database.ts";

/** A run that died or failed keeps its number when it is started again. */
export const startRun = (db: Database, token: number, run: NewRun): RunRecord | null =>
  db.write(token, () => {
    const known = db.one("SELECT * FROM run WHERE run_key = ?", run.runKey);
    if (known?.state === "done") return null;
    const runId = Number(known?.run_id ?? db.one("SELECT coalesce(max(run_id), 0) + 1 AS next FROM run")?.next);
    const record = begunRun(run, runId);
    put(db, record);
    return record;
  });

export const finishRun = (db: Database, token: number, run: RunRecord): void => db.write(token, () => put(db, run));

const put = (db: Database, run: RunRecord): void =>
  void db.run(
    "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?)",
    ...[run.runId, run.runKey, run.job, run.state, JSON.stringify(run)],
  );

export function runs(
  db: Database,
  options: { readonly job?: string; readonly limit?: number } = {},
): readonly RunRecord[] {
  const limit = options.limit ?? -1;
  if (options.job === undefined) return db.all("SELECT record FROM run ORDER BY run_id DESC LIMIT ?", limit).map(runOf);
  const sql = "SELECT record FROM run WHERE job = ? ORDER BY run_id DESC LIMIT ?";
  return db.all(sql, options.job, limit).map(runOf);
}

const runOf = (row: SqlRow): RunRecord => JSON.parse(String(row.record)) as RunRecord;
