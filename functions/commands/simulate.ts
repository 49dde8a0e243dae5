import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { simulate as simulateDays } from "../../lib/jobs/simulate.ts";
import { simulationCounts, simulationWords } from "../../lib/views/simulation.ts";
import { simulationWorkbook } from "../../lib/views/simulation-workbook.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

const MOST_DAYS = 366;

/** `duban simulate --days 10`: who would get what on each day, if nobody did anything. Writes and sends nothing; `--out` makes a workbook of it. */
export async function simulate(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("simulate", options, ["knownAt", "period", "dryRun"]);
  const days = daysOf(options.days);
  const out = outOf(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const simulation = await simulateDays({ from: context.asOf ?? clock.today(), days }, outside);
    if (out !== null) await writeFile(out, await outside.writeWorkbook(simulationWorkbook(simulation)), { flag: "wx" });
    const json = (): string => JSON.stringify({ ...simulation, counts: simulationCounts(simulation) });
    context.print(options.json === true ? json() : simulationWords(simulation));
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new UsageError(`${options.out} 已经存在，不会覆盖。`);
    throw error;
  } finally {
    await close();
  }
}

function daysOf(text = "10"): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new UsageError(`--days “${text.slice(0, 20)}” 不是 1 到 ${MOST_DAYS} 的天数。`);
}

function outOf(file: string | undefined): string | null {
  if (file === undefined) return null;
  if (file.toLowerCase().endsWith(".xlsx")) return resolve(file);
  throw new UsageError(`“${file.slice(0, 200)}” 不是 .xlsx 文件名。`);
}
