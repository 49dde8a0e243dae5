import { begunRun, type NewRun, type RunRecord } from "../../ports/store.ts";
import { bodyOf, valuesIn } from "./body.ts";
import { change } from "./fenced.ts";
import { keyNumber, keyText } from "./items.ts";
import type { Table } from "./table.ts";

const keyOf = (runId: number) => ({ pk: "run", sk: keyNumber(runId) });

/**
 * A run that died or failed keeps its number when it is started again. The number is first noted with the key, then the run is made: a
 * process that dies in between leaves a number without a run, which the key finds again, or which another key has taken since.
 */
export async function startRun(table: Table, token: number, run: NewRun): Promise<RunRecord | null> {
  const known = await runOf(table, run.runKey);
  if (known?.state === "done") return null;
  const runId = known?.runId ?? (await nextNumber(table));
  const record = begunRun(run, runId);
  if (known === null) await change(table, token, { pk: "run-key", sk: keyText(run.runKey) }, () => ({ runId }));
  await put(table, token, record);
  return record;
}

async function runOf(table: Table, runKey: string): Promise<RunRecord | null> {
  const noted = await table.get({ pk: "run-key", sk: keyText(runKey) });
  const item = noted === undefined ? undefined : await table.get(keyOf(Number(noted.runId)));
  const [record] = await valuesIn<RunRecord>(table, item === undefined ? [] : [item]);
  return record?.runKey === runKey ? record : null;
}

const nextNumber = async (table: Table): Promise<number> =>
  1 + Number((await table.query("run", { newestFirst: true, limit: 1 }))[0]?.sk ?? 0);

const put = (table: Table, token: number, run: RunRecord): Promise<boolean> =>
  change(table, token, keyOf(run.runId), async () => ({ job: run.job, ...(await bodyOf(table, run)) }));

export async function finishRun(table: Table, token: number, run: RunRecord): Promise<void> {
  await put(table, token, run);
}

/** Newest first. */
export async function runs(
  table: Table,
  options: { readonly job?: string; readonly limit?: number } = {},
): Promise<readonly RunRecord[]> {
  const { job, limit } = options;
  const newestFirst = true;
  if (job !== undefined) {
    const found = await table.query("run", { newestFirst, having: { job } });
    return valuesIn<RunRecord>(table, found.slice(0, limit));
  }
  return valuesIn<RunRecord>(
    table,
    await table.query("run", limit === undefined ? { newestFirst } : { newestFirst, limit }),
  );
}
