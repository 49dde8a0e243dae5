import { basename } from "node:path";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { confirmDraft } from "../../lib/jobs/confirm.ts";

/** What the parent asks of this process: confirm a draft, and die by SIGKILL at a step. Steps of the file's replacement are named file-…. */
export interface ConfirmTask {
  readonly id: string;
  readonly items: readonly string[] | null;
  readonly killAt: string;
}

async function work({ id, items, killAt }: ConfirmTask): Promise<void> {
  const onStep = (step: string): void => {
    if (step === killAt) process.kill(process.pid, "SIGKILL");
  };
  const { outside, clock, config, close } = await wire(readConfig(process.env, undefined), { store: "keep", onStep });
  const { registry } = config;
  const onFile = (step: string) => onStep(`file-${step}`);
  const spreadsheet =
    registry?.kind === "xlsx"
      ? openXlsx(registry.file, { name: basename(registry.file), onStep: onFile })
      : outside.spreadsheet;
  await confirmDraft({ id, by: "孙管", today: clock.today(), items }, { ...outside, spreadsheet });
  await close();
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) await work(JSON.parse(task) as ConfirmTask);
