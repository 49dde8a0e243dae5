import { movedDisclosures } from "../domain/disclosure/told-limit.ts";
import { movedDays } from "../domain/issue-loop.ts";
import { textMark } from "../domain/notice-key.ts";
import { movedDayLines } from "../views/moved-days.ts";
import { type Candidate, NO_ITEM, type OwedInput } from "./owed.ts";
import { toAdmins } from "./owed-admin.ts";

/** One alert with every told deadline that a newly announced year moved; another list is another alert. Source: domain.md "Days". */
export function owedMovedDays({ judgement, directory, asOf }: OwedInput): Candidate[] {
  const moved = [...movedDays(judgement.issues), ...movedDisclosures(judgement.disclosures())];
  if (moved.length === 0) return [];
  const { lines, ...words } = movedDayLines(moved, asOf);
  const list = moved.map(({ loop, told, due }) => [loop.tab, loop.key, told, due].join("/")).toSorted();
  const item = { ...NO_ITEM, ...words, subject: "moved-days", facts: { lines } };
  return [toAdmins(directory, "admin-alert", `moved-days/${textMark(list.join("|"))}`, "", item)];
}
