import type { AskedCount } from "../../lib/domain/observation/county-shares.ts";
import { look } from "../../lib/jobs/look.ts";
import { isDrawn, type ListRequest, observationList } from "../../lib/jobs/observation-list.ts";
import { noThemeWords, visitListJson, visitListWords, visitListWorkbook } from "../../lib/views/observation-list.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { newWorkbookFile, writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

const MOST = 1000;

/** `duban observe list --period 2026-07`: which projects a visit looks at. It writes and sends nothing; `--out` makes a workbook to take along. */
export async function observeList(context: Context, visit: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("observe list", options, ["dryRun"]);
  const request = listRequest(context, visit);
  const out = newWorkbookFile(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const list = observationList(await look(outside, asked), request);
    if (!isDrawn(list)) throw new UsageError(noThemeWords(visit, list.months));
    if (out !== null) await writeNew(out, await outside.writeWorkbook(visitListWorkbook(list)));
    context.print(options.json === true ? JSON.stringify(visitListJson(list)) : visitListWords(list));
    return 0;
  } finally {
    await close();
  }
}

/** Throws UsageError. */
export const listRequest = ({ options }: Context, visit: string): ListRequest => ({
  visit,
  count: countOf(options.count, options.perCounty),
  seed: seedOf(options.seed),
});

function countOf(all: string | undefined, each: string | undefined): AskedCount | null {
  if (all !== undefined && each !== undefined)
    throw new UsageError("--count（共几个）和 --per-county（每县区几个）只能写一个。");
  if (all !== undefined) return { all: numberOf("--count", all) };
  return each === undefined ? null : { each: numberOf("--per-county", each) };
}

function numberOf(option: string, text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new UsageError(`${option} “${text.slice(0, 20)}” 不是 1 到 ${MOST} 的整数。`);
}

function seedOf(text: string | undefined): string | null {
  const seed = text?.normalize("NFKC").trim();
  if (seed === undefined) return null;
  if (seed !== "" && seed.length <= 40) return seed;
  throw new UsageError("--seed 请写 1 到 40 个字，如 2026-07。");
}
