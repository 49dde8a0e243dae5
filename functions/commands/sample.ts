import { look } from "../../lib/jobs/look.ts";
import { type SampleRequest, sampleColumns, sample as sampleOf } from "../../lib/jobs/sample.ts";
import { sampleJson, sampleWords } from "../../lib/views/sample.ts";
import { sampleWorkbook } from "../../lib/views/sample-workbook.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { newWorkbookFile, writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, periodOf, refuseFuture } from "./run.ts";

const MOST = 1000;

/** `duban sample --period 2026-09`: what to verify on the spot in a month. For the office alone: it writes and sends nothing; `--out` makes a workbook to take along. */
export async function sample(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("sample", options, ["dryRun"]);
  const request: SampleRequest = {
    period: periodOf(context),
    count: countOf(options.count),
    seed: seedOf(options.seed),
  };
  const out = newWorkbookFile(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const input = await look(outside, asked);
    const shown = sampleOf(input, request);
    if (out !== null) await writeNew(out, await outside.writeWorkbook(sampleWorkbook(shown, sampleColumns(input))));
    context.print(options.json === true ? JSON.stringify(sampleJson(shown)) : sampleWords(shown));
    return 0;
  } finally {
    await close();
  }
}

function countOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new UsageError(`--count “${text.slice(0, 20)}” 不是 1 到 ${MOST} 的整数。`);
}

function seedOf(text: string | undefined): string | null {
  const seed = text?.normalize("NFKC").trim();
  if (seed === undefined) return null;
  if (seed !== "" && seed.length <= 40) return seed;
  throw new UsageError("--seed 请写 1 到 40 个字，如 2026-09。");
}
