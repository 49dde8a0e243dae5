import { confirmDraft } from "../../lib/jobs/confirm.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { progress } from "../progress.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { drop } from "./drop.ts";
import { report } from "./run.ts";

/** `duban confirm ID --by NAME`: lets a draft out as it was drafted, today and no other day: the lock is not to be talked away. */
export async function confirm(context: Context, id: string): Promise<ExitCode> {
  if (context.options.drop === true) return drop(context, id);
  refuseOptions("confirm", context.options, ["asOf", "knownAt", "period", "dryRun", "out", "reason"]);
  const { step, digest } = asked(context);
  const items = itemsOf(context.options.items);
  const { outside, clock, close } = await wire(context.config(), { store: "keep", onStep: progress(context) });
  try {
    const request = { id, by: context.options.by ?? "", today: clock.today(), items, step, digest };
    return report(context, await confirmDraft(request, outside));
  } finally {
    await close();
  }
}

/** Throws UsageError for a step there is not, and a digest too short to tell drafts apart. */
function asked({ options }: Context): { readonly step: "consult" | null; readonly digest: string | null } {
  const { step = null, digest = null } = options;
  if (step !== null && step !== "consult")
    throw new UsageError(`没有步骤 “${step.slice(0, 20)}”，可用的是 --step consult（征求意见）。`);
  if (digest === null || DIGEST.test(digest)) return { step, digest };
  throw new UsageError("--digest 要写 duban drafts 所列的摘要（至少 12 位）。");
}

const DIGEST = /^[0-9a-f]{12,64}$/i;

/** 1,3 or 1、3 or 2-4; null when all are meant. Throws UsageError. */
export function itemsOf(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const items = text
    .normalize("NFKC")
    .split(/[、,\s]+/)
    .filter((part) => part !== "")
    .flatMap(range);
  if (items.length > 0) return [...new Set(items)];
  throw new UsageError("--items 要写第几条，如 1,3 或 2-4。");
}

const MOST_ITEMS = 1_000;

function range(part: string): readonly string[] {
  const [, from, to = from] = /^([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?$/.exec(part) ?? [];
  if (from === undefined || Number(to) < Number(from) || Number(to) - Number(from) >= MOST_ITEMS)
    throw new UsageError(`--items “${part.slice(0, 20)}” 不是第几条，请写成 1,3 或 2-4。`);
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at));
}
