import type { PlainDate } from "../domain/dates.ts";
import type { JudgeRules } from "../domain/judge-input.ts";
import { disclosureRuleOn } from "./disclosure-rules.ts";
import { forecastRuleOn } from "./forecast-rules.ts";
import { honestyRuleOn } from "./honesty-rules.ts";
import { inspectionRuleOn } from "./inspection-rules.ts";
import { issueRuleOn } from "./issue-rules.ts";
import { foldRuleOn, lampRulesOn } from "./light-rules.ts";
import { listWindowOn } from "./list-rules.ts";
import { loopLightRuleOn } from "./loop-rules.ts";
import { milestoneLightRule } from "./milestone-rules.ts";
import { identityRuleOn, reportRuleOn } from "./report-rules.ts";
import { type Rulebook, ruleOn } from "./rulebook.ts";
import { RANKING_BASIS } from "./scoring.ts";
import { taskRuleOn } from "./task-rules.ts";
import { writtenReportRuleOn } from "./written-report-rules.ts";

/** The rules of the verdicts, each made once per day asked for. */
export const judgeRules = (book: Rulebook): JudgeRules => ({
  lamps: remembered((day) => lampRulesOn(book, day)),
  fold: remembered((day) => foldRuleOn(book, day)),
  milestone: remembered((day) => milestoneLightRule(book, day)),
  report: remembered((day) => reportRuleOn(book, day)),
  identity: remembered((day) => identityRuleOn(book, day)),
  honesty: remembered((day) => honestyRuleOn(book, day)),
  basis: (day) => (ruleOn(book, RANKING_BASIS, day).value === "月均" ? "even" : "own"),
  inspection: remembered((day) => inspectionRuleOn(book, day)),
  issue: remembered((day) => issueRuleOn(book, day)),
  task: remembered((day) => taskRuleOn(book, day)),
  writtenReport: remembered((day) => writtenReportRuleOn(book, day)),
  loopLight: remembered((day) => loopLightRuleOn(book, day)),
  listWindow: remembered((day) => listWindowOn(book, day)),
  forecast: remembered((day) => forecastRuleOn(book, day)),
  disclosure: remembered((day) => disclosureRuleOn(book, day)),
});

function remembered<T>(make: (day: PlainDate) => T): (day: PlainDate) => T {
  const known = new Map<PlainDate, T>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const made = make(day);
    known.set(day, made);
    return made;
  };
}
