import type { Month, PlainDate } from "../../lib/domain/dates.ts";
import { lastEndedMonth } from "../../lib/domain/office-calendar.ts";
import { type BacktestRequest, backtest as backtestMonths, type Trial } from "../../lib/jobs/backtest.ts";
import { triedPreset, triedRule } from "../../lib/rules/trial-rules.ts";
import { backtestWords } from "../../lib/views/backtest/backtest.ts";
import { trialFaultWords } from "../../lib/views/backtest/faults.ts";
import { backtestWorkbook } from "../../lib/views/backtest/workbook.ts";
import type { Context, Options } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { newWorkbookFile, writeNew } from "../new-file.ts";
import { progress } from "../progress.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban backtest --preset 武汉 --from 2026-01 --to 2026-09`: the same history under other rules, for the admins. Writes and mails nothing. */
export async function backtest(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("backtest", options, ["dryRun", "period", "knownAt"]);
  const trials = trialsOf(options.preset, options.rule ?? []);
  const file = newWorkbookFile(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: "look", onStep: progress(context) });
  try {
    const asOf = context.asOf ?? clock.today();
    const result = await backtestMonths({ ...spanOf(options, asOf), asOf, trials }, outside);
    if (file !== null) await writeNew(file, await outside.writeWorkbook(backtestWorkbook(result)));
    context.print(options.json === true ? JSON.stringify(result) : backtestWords(result));
    return 0;
  } finally {
    await close();
  }
}

/** From January of the year to the last ended month, unless said otherwise. Throws UsageError. */
function spanOf({ from, to }: Options, asOf: PlainDate): Pick<BacktestRequest, "from" | "to"> {
  const last = monthArgument("--to", to) ?? lastEndedMonth(asOf);
  const first = monthArgument("--from", from) ?? `${last.slice(0, 4)}-01`;
  if (first > last) throw new UsageError(`--from ${first} 晚于 --to ${last}，请对调。`);
  if (first.slice(0, 4) !== last.slice(0, 4))
    throw new UsageError(`${first} 到 ${last} 跨了年度；试算按一个年度的清单，请分年度做。`);
  return { from: first, to: last };
}

function monthArgument(flag: string, text: string | undefined): Month | null {
  if (text === undefined) return null;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new UsageError(`${flag} “${text.slice(0, 50)}” 不是月份，请写成 2026-01 这样的格式。`);
}

/** One trial for each preset, the rules with each; rules alone are one trial. All faults at once. Throws UsageError. */
function trialsOf(presets: string | undefined, rules: readonly string[]): readonly Trial[] {
  const names = (presets ?? "").split(/[、,，\s]+/).filter((name) => name !== "");
  const [named, given] = [names.map(triedPreset), rules.map(triedRule)];
  const faults = [...named, ...given].filter((tried) => "because" in tried);
  if (faults.length > 0) throw new UsageError(faults.map(trialFaultWords).join("\n"));
  const tried = given.filter((one) => "def" in one);
  if (names.length > 0)
    return named.flatMap((preset, at) => ("def" in preset ? [{ name: names[at]!, tried: [preset, ...tried] }] : []));
  if (tried.length > 0) return [{ name: rules.join("；"), tried }];
  throw new UsageError("试什么：--preset 武汉（可写几个，如 武汉、三亚），或 --rule 参数=值。");
}
