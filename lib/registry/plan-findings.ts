import { isValue } from "../domain/field.ts";
import type { Finding } from "../domain/finding.ts";
import type { PlanDoubt } from "../domain/plan-doubts.ts";
import { addressOf, headerOf, type Places, rowOf } from "./places.ts";

/** Doubts about plans as findings of 系统-数据问题: at the cell as far as the row is in a sheet. */
export const planFindings = (
  { places }: { readonly places: Places },
  doubts: readonly PlanDoubt[],
): readonly Finding[] =>
  doubts.filter((doubt) => !isAsideMatter(places, doubt)).map((doubt) => planFinding(places, doubt));

/** A predecessor whose own row was set aside has its finding already. */
const isAsideMatter = (places: Places, { code, row, facts }: PlanDoubt): boolean =>
  code === "predecessor-unknown" &&
  rowOf(places, row.workbook, "milestones", `${row.key.slice(0, row.key.lastIndexOf("/"))}/${facts.seq}`) !== null;

function planFinding(places: Places, { code, tab, row, field, unit, facts }: PlanDoubt): Finding {
  const { workbook, key } = row;
  return {
    workbook,
    tab,
    key,
    cell: addressOf(places, { workbook, tab, key, field })?.cell ?? "",
    header: field === "" ? "" : headerOf(tab, field),
    found: foundIn(row, field),
    code,
    facts,
    suggestion: "",
    unit,
  };
}

/** Dates and texts as they were read; money is never quoted. */
function foundIn(row: object, field: string): string {
  const value: unknown = (row as Readonly<Record<string, unknown>>)[field] ?? null;
  return isValue(value) && typeof value === "string" ? value.slice(0, 200) : "";
}
