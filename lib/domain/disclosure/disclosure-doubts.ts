import type { PlainDate } from "../dates.ts";
import { type Field, isValue, UNREADABLE } from "../field.ts";
import type { PlanDoubt, PlanDoubtCode } from "../plan-doubts.ts";
import { type DisclosureVerdict, isSaid } from "./disclosure.ts";

/** What in rows of 公开 cannot be right, or lacks its other half. `today`: the day they were read. */
export const disclosureDoubts = (verdicts: readonly DisclosureVerdict[], today: PlainDate): readonly PlanDoubt[] =>
  verdicts.flatMap((verdict) => doubtsOf(verdict, today));

const DEEDS = ["formedOn", "consultFrom", "consultTo", "disclosedOn"] as const;

function doubtsOf({ row, state }: DisclosureVerdict, today: PlainDate): readonly PlanDoubt[] {
  const doubt = (code: PlanDoubtCode, field: string, facts: PlanDoubt["facts"] = {}): PlanDoubt => ({
    ...{ code, tab: "disclosures", row, field, unit: row.discloser },
    facts: { name: row.item.slice(0, 40), ...facts },
  });
  const { formedOn, disclosedOn, consultFrom, consultTo, manner } = row;
  const lies = (day: Field<PlainDate>): boolean => isValue(day) && day > today;
  const isDone = state === "disclosed" || state === "disclosed-late";
  const isReviewed = isDone || isSaid(row.secrecyReview) || !isSaid(row.withheldBecause);
  return [
    ...DEEDS.filter((field) => lies(row[field])).map((field) => doubt("day-in-future", field)),
    ...(isValue(disclosedOn) && disclosedOn < formedOn
      ? [doubt("disclosed-before-formed", "disclosedOn", { counts: formedOn })]
      : []),
    ...(isDone && manner !== "依申请" && row.link === null ? [doubt("disclosed-without-link", "link")] : []),
    ...(isReviewed || row.secrecyReview === UNREADABLE ? [] : [doubt("withheld-without-review", "secrecyReview")]),
    ...(isValue(consultTo) && (consultFrom === null || (isValue(consultFrom) && consultTo < consultFrom))
      ? [doubt("consultation-disordered", "consultTo")]
      : []),
  ];
}
