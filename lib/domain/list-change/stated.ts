import { isValue, valueOr } from "../field.ts";
import type { Adjustment, Money, Project } from "../registry.ts";

/** A figure an application says in words that is not the registry's, in 元. */
export interface Stated {
  readonly field: "from" | "to" | "reason";
  readonly of: "totalInvestment" | "annualPlan" | "either";
  readonly says: Money;
  readonly held: Money;
}

const FIELDS = ["from", "to", "reason"] as const;
/** A figure with its name before it and its unit behind it; 约 and what has neither say nothing. */
const NAMED =
  /(总投资|投资总额|年度(?:计划投资|投资计划|计划))额?[\s:(为是共计达]*(?:人民币)?\s*([\d,.]+\s*(?:亿元?|万元?|元))/g;

/**
 * What the words of a 调入 or 调出 (原值, 新值, 理由) say of its project's 总投资 and 年度计划 and the registry does not. An amount alone in 原值 or 新值 must be
 * one of the two. Changes say theirs in 原值 and 新值, which are held against the plan.
 */
export function statedWrongly(
  row: Adjustment,
  project: Project,
  readMoney: (text: string) => Money | null,
): readonly Stated[] {
  if (row.type !== "调入" && row.type !== "调出") return [];
  const held = { totalInvestment: project.totalInvestment, annualPlan: valueOr(project.annualPlan, 0) };
  return FIELDS.flatMap((field): readonly Stated[] => {
    const typed = row[field];
    const text = isValue(typed) ? typed.normalize("NFKC") : "";
    const bare = field === "reason" ? null : readMoney(text);
    if (bare !== null)
      return bare === held.totalInvestment || bare === held.annualPlan
        ? []
        : [{ field, of: "either", says: bare, held: held.totalInvestment }];
    return [...text.matchAll(NAMED)].flatMap(([, name = "", amount = ""]) => {
      const of = name.startsWith("年度") ? "annualPlan" : "totalInvestment";
      const says = readMoney(amount.replace(/\s/g, ""));
      return says === null || says === held[of] ? [] : [{ field, of, says, held: held[of] } as const];
    });
  });
}
