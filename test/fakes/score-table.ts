import { INDICATOR_NAMES, INDICATORS, type IndicatorCode, type IndicatorFigures } from "../../lib/domain/indicator.ts";
import { decimal } from "../../lib/domain/ratio.ts";
import type { DatedValue } from "../../lib/domain/rule.ts";
import type { ScoreExtras } from "../../lib/domain/score.ts";
import type { Rulebook } from "../../lib/rules/rulebook.ts";
import { SCORING_RULES } from "../../lib/rules/scoring.ts";

const codeOf = (name: string): IndicatorCode => INDICATORS.find((code) => INDICATOR_NAMES[code] === name)!;
export const partsOf = (cell: string): readonly string[] => cell.split(";").filter((part) => part !== "");

const figures = (code: IndicatorCode, numerator: string, denominator: string, due: string): IndicatorFigures => ({
  code,
  numerator: decimal(Number(numerator)),
  denominator: decimal(Number(denominator)),
  due: decimal(Number(due)),
});

/** 投资完成率 45/100@50;其余 1/1: done / all @ due; 其余 are those not named, else they have no case. */
export function valuesIn(cell: string): readonly IndicatorFigures[] {
  const typed = new Map(
    partsOf(cell).map((part) => {
      const [name = "", sums = ""] = part.split(" ");
      const [rate = "", due] = sums.split("@");
      const [numerator = "0", denominator = "0"] = rate.split("/");
      return [name, [numerator, denominator, due ?? denominator] as const];
    }),
  );
  return INDICATORS.map((code) => {
    const sums = typed.get(INDICATOR_NAMES[code]) ?? typed.get("其余") ?? (["0", "0", "0"] as const);
    return figures(code, ...sums);
  });
}

/** 参数=值@生效日期; without a day from the month's first day. */
export function rulesIn(cell: string): Rulebook {
  const overrides = new Map<string, DatedValue<unknown>[]>();
  for (const part of partsOf(cell)) {
    const [, name = "", typed = "", from = "2026-05-01"] = /^([^=]+)=([^@]+)(?:@(.+))?$/.exec(part)!;
    const value = SCORING_RULES.find((rule) => rule.rule.name === name)!.parse(typed);
    overrides.set(name, [...(overrides.get(name) ?? []), { from, value, source: "case" }]);
  }
  return { overrides };
}

/** 加 2.5;减 1.25;虚报 投资完成率+节点按期率 */
export function extrasIn(cell: string): ScoreExtras {
  const typed = partsOf(cell).map((part) => part.split(" "));
  const signs: Record<string, number> = { 加: 1, 减: -1 };
  return {
    adjustments: typed.filter(([kind]) => kind! in signs).map(([kind, points]) => signs[kind!]! * Number(points)),
    falseReports: typed
      .filter(([kind]) => kind === "虚报")
      .map(([, items], index) => ({ inspection: `D-${index}`, items: items!.split("+").map(codeOf) })),
  };
}
