import { lastDayOf, type Month, monthOf } from "../domain/dates.ts";
import type { QuarterDays } from "../domain/meeting-pack/quarter-days.ts";
import { lastEndedMonth, quarterOf } from "../domain/office-calendar.ts";
import { progressRows } from "../domain/progress.ts";
import { summarise } from "../domain/summary.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { scoringRulesOn } from "../rules/scoring.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import type { QuarterPack } from "../views/packs/pack-facts.ts";
import type { JobInput } from "./job.ts";

/** As 系统-汇总 and 系统-进度 reckon them, with what is known now. */
export function figuresOf(
  input: JobInput,
  quarter: QuarterDays,
): Pick<QuarterPack, "month" | "sums" | "notes" | "rates"> {
  const ended = lastEndedMonth(input.asOf);
  const month: Month = monthOf(quarter.to) < ended ? monthOf(quarter.to) : ended;
  const end = lastDayOf(month);
  const { listed: files } = input.judge(end, month);
  const { units, targets, unitIndicators, setAside } = input.reading.registry;
  const rules = summaryRulesOn(input.book, end);
  const { basis } = scoringRulesOn(input.book, end);
  const { categories } = readingRules(input.book, end);
  const common = { period: month, files, targets, basis };
  const summary = summarise({ ...common, units, categories, rules, setAside: setAside.projects ?? 0 });
  const rows = progressRows({ ...common, unitIndicators, curveTolerancePercent: rules.curveTolerancePercent });
  const rates = rows.find(({ period }) => period === quarterOf(month))?.done ?? null;
  return { month, sums: summary.rows, notes: summary.notes, rates };
}
