import type { CellRef } from "../light.ts";
import type { Disclosure } from "../registry.ts";
import type { RuleRef } from "../rule.ts";
import type { DisclosureVerdict } from "./disclosure.ts";

/** What the verdict on a row of 公开 rests on, for `explain`. */
export interface DisclosureBasis {
  readonly rules: readonly RuleRef[];
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly restsOn: readonly CellRef[];
}

const ALWAYS = ["documentType", "manner", "formedOn", "disclosedOn"] as const satisfies readonly (keyof Disclosure)[];
const CONSULTATION = ["consultFrom", "consultTo"] as const;
const WITHHELD = ["withheldBecause", "secrecyReview"] as const;

export function disclosureBasis({ row, clock, rule, ...verdict }: DisclosureVerdict): DisclosureBasis {
  const { asOf, limit, remaining, late } = verdict;
  const fields = [
    ...ALWAYS,
    ...(row.manner === "依申请" && row.consultFrom !== null ? CONSULTATION : []),
    ...(row.withheldBecause === null ? [] : WITHHELD),
  ];
  return {
    rules: clock?.own == null ? [rule] : [rule, { name: rule.name, ...clock.own }],
    values: {
      ...{ asOf, limit, remaining, workingDaysLate: late },
      ...{ workingDays: clock?.days ?? null, excluded: clock?.excluded ?? null, extension: clock?.extension ?? null },
    },
    restsOn: fields.map((field) => ({ workbook: row.workbook, tab: "disclosures", key: row.key, field })),
  };
}
