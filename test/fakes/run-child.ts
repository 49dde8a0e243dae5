import { basename } from "node:path";
import { type RegistryTarget, readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { RunRequest } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";

/** What the parent asks of this process; `kill` = die by SIGKILL when a step is passed for the n-th time. */
export interface RunTask {
  readonly jobs: RunRequest["jobs"];
  readonly kill: { readonly step: string; readonly nth: number };
}

/** A run as the command line makes it, with the settings of its environment. Steps of the file's replacement are named file-…. */
async function work({ jobs, kill }: RunTask): Promise<void> {
  let passed = 0;
  const onStep = (step: string): void => {
    if (step === kill.step && ++passed === kill.nth) process.kill(process.pid, "SIGKILL");
  };
  const { outside, clock, config, close } = await wire(readConfig(process.env, undefined), { store: "keep", onStep });
  const { file } = config.registry as Extract<RegistryTarget, { kind: "xlsx" }>;
  const spreadsheet = openXlsx(file, { name: basename(file), onStep: (step) => onStep(`file-${step}`) });
  const today = clock.today();
  const request = { jobs, asOf: today, today, period: null, knownAt: null, mode: "apply" as const };
  const { state, messages } = await runJobs(request, { ...outside, spreadsheet });
  await close();
  console.log(JSON.stringify({ state, messages: messages.length }));
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) await work(JSON.parse(task) as RunTask);
