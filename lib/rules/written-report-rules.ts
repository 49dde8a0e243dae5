import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import type { WrittenReportRule } from "../domain/written-report.ts";
import { quoted } from "./light-rules.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";
const SOURCE = "月度调度制度：未完成当月目标的，由牵头领导和责任单位书面说明情况、具体问题和下一步措施";

const TOLERANCE = wholeNumberRule(
  { name: "书面报告容差", entries: [{ from: FROM, value: 10, source: SOURCE }] },
  "%",
  0,
  100,
);
const TERM = wholeNumberRule(
  { name: "书面报告期限", entries: [{ from: FROM, value: 5, source: SOURCE }] },
  "个工作日",
  1,
  30,
);

export const WRITTEN_REPORT_RULES: readonly RuleDef<unknown>[] = [TOLERANCE, TERM];

export function writtenReportRuleOn(book: Rulebook, day: PlainDate): RuleInForce<WrittenReportRule> {
  const [tolerance, term] = [ruleOn(book, TOLERANCE, day), ruleOn(book, TERM, day)];
  return {
    ...quoted("书面报告", [tolerance, term]),
    value: { tolerancePercent: tolerance.value, workingDays: term.value },
  };
}
