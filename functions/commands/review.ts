import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { taskReview } from "../../lib/domain/task-review.ts";
import { look } from "../../lib/jobs/look.ts";
import { reviewJson, reviewWords, reviewWorkbook } from "../../lib/views/task-review.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { reviewPeriod } from "../review-period.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban review`: the figures of 讲评 and 通报 of a month, quarter or year, for the admins: printed, or as a workbook. Writes and mails nothing else. */
export async function review(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("review", options, ["dryRun"]);
  const config = context.config();
  refuseOwnFiles(config, options.out);
  const { outside, clock, close } = await wire(config, { store: "look" });
  try {
    const { period, from, to } = reviewPeriod(options.period, context.asOf ?? clock.today());
    const knownAt = knownAtOf(context);
    refuseFuture(knownAt, clock);
    const input = await look(outside, { asOf: to, period: null, knownAt });
    const figures = taskReview(input.judge(to, null).tasks, from, to);
    if (options.out !== undefined)
      await written(options.out, await outside.writeWorkbook(reviewWorkbook(period, figures)));
    context.print(options.json === true ? JSON.stringify(reviewJson(period, figures)) : reviewWords(period, figures));
    return 0;
  } finally {
    await close();
  }
}

/** Throws UsageError. */
function refuseOwnFiles({ registry, store }: Config, out: string | undefined): void {
  if (out === undefined) return;
  const own = [registry?.kind === "xlsx" ? registry.file : "", store?.kind === "sqlite" ? store.file : ""];
  if (own.includes(resolve(out)))
    throw new UsageError(`无法写出：${out.slice(0, 200)} 就是台账或记录库本身，--out 请另给一个文件名。`);
}

async function written(file: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "原因不明";
    throw new UsageError(`无法写出 ${file.slice(0, 200)}（${code}）。请检查文件夹是否存在、是否可写。`);
  }
}
