import type { Finding } from "../domain/finding.ts";
import type { RuleRow } from "../domain/registry.ts";
import { addressOf, headerOf, type Places } from "./places.ts";

/** A row of 规则 that cannot be used, as lib/rules found it. */
export interface UnusableRule {
  readonly row: RuleRow;
  readonly because: "unknown-parameter" | "unreadable-value";
  readonly hint: string;
}

/** Findings of 规则: the row changes nothing until it is mended. */
export const ruleFindings = (
  { places }: { readonly places: Places },
  problems: readonly UnusableRule[],
): readonly Finding[] => problems.map((problem) => ruleFinding(places, problem));

function ruleFinding(places: Places, { row, because, hint }: UnusableRule): Finding {
  const field = because === "unknown-parameter" ? "parameter" : "value";
  const { workbook, key } = row;
  return {
    workbook,
    tab: "rules",
    key,
    cell: addressOf(places, { workbook, tab: "rules", key, field })?.cell ?? "",
    header: headerOf("rules", field),
    found: field === "parameter" ? row.parameter : row.value,
    code: because === "unknown-parameter" ? "rule-unknown" : "rule-unreadable",
    facts: { parameter: row.parameter, hint },
    suggestion: because === "unknown-parameter" ? hint : "",
    unit: "",
  };
}
