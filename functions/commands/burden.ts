import { writeFile } from "node:fs/promises";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import { monthOf } from "../../lib/domain/dates.ts";
import { lastEndedMonth } from "../../lib/domain/office-calendar.ts";
import { directoryOf } from "../../lib/domain/recipients.ts";
import { readBurden } from "../../lib/jobs/burden.ts";
import { look } from "../../lib/jobs/look.ts";
import { burdenText, burdenWorkbook } from "../../lib/views/burden.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, periodOf, refuseFuture } from "./run.ts";

/** `duban burden --period 2026-05`: what the office asked of every department in a month, and what it spared them. Writes nothing but `--out`. */
export async function burden(context: Context): Promise<ExitCode> {
  refuseOptions("burden", context.options, ["dryRun"]);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asOf = context.asOf ?? clock.today();
    const period = periodOf(context) ?? lastEndedMonth(asOf);
    if (period > monthOf(asOf)) throw new UsageError(`${period} 还没有开始，没有可报的。`);
    const knownAt = knownAtOf(context);
    refuseFuture(knownAt, clock);
    const { reading, calendar } = await look(outside, { asOf, period: null, knownAt });
    const directory = directoryOf(reading.registry, asOf);
    const found = await readBurden(outside.store, { period, knownAt, directory, calendar });
    if (context.options.out !== undefined) await keep(context.options.out, await writeWorkbook(burdenWorkbook(found)));
    context.print(context.options.json === true ? JSON.stringify(found) : burdenText(found));
    return 0;
  } finally {
    await close();
  }
}

/** Never over a file that is there: it could be the registry. */
async function keep(file: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: "wx" });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const name = file.slice(0, 200);
    if (code === "EEXIST") throw new UsageError(`${name} 已经存在，不会覆盖。请换一个文件名。`);
    throw new UsageError(`无法写入 ${name}（${code ?? "原因不明"}）。请检查文件夹是否存在、是否可写。`);
  }
}
