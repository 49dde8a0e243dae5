import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { Answerable } from "./issue-closing.ts";
import type { IssueRule } from "./issue-rule.ts";
import { firstWith, type Seen } from "./issue-seen.ts";
import { inTurn, type Turn } from "./issue-solution.ts";
import { termEnd } from "./issue-terms.ts";
import type { Issue } from "./registry.ts";
import type { Extension } from "./task-limit.ts";
import { addPeriodDays, addPeriodMonths, type Calendar, type ComputedDay } from "./working-days.ts";

/** Why 复杂 as typed does not count. */
export type ComplexRefusal = "not-named" | "not-admin" | "said-late";

/** Why the cells of 延期 as they stand move nothing. "pending": asked for in time and not approved yet. */
export type IssueExtensionRefusal =
  | "pending"
  | "not-asked"
  | "asked-late"
  | "seen-late"
  | "approver"
  | "no-measures"
  | "not-later"
  | "not-asked-anew"
  | "too-many";

/** The day by whose end a problem is to be solved, and how it came to be that day. */
export interface IssueLimit {
  readonly day: PlainDate;
  /** Before any extension; `computed` is the same without what was told. */
  readonly first: PlainDate;
  readonly computed: PlainDate;
  readonly provisional: boolean;
  readonly complex: boolean;
  readonly complexRefused: ComplexRefusal | null;
  /** Those that count, oldest first: remembered when their cells are typed over. */
  readonly extensions: readonly Extension[];
  readonly refused: IssueExtensionRefusal | null;
}

export interface LimitCase extends Answerable {
  readonly calendar: Calendar;
  readonly rule: IssueRule;
  /** What exemptions do to a day. */
  readonly putOff: (day: ComputedDay) => ComputedDay;
  /** The first limit is not earlier than this day, which was told; "": none was. */
  readonly told: PlainDate | "";
}

/**
 * From 交办 or 重开: seven calendar days, or one month when the office called it complex in time, each rolled to a working day; a later day asked
 * for in time and approved takes its place, never rolls, and counts so many times at most. Source: domain.md "13710", "Days".
 */
export function issueLimit(start: PlainDate, turn: Turn, given: LimitCase): IssueLimit {
  const { calendar, rule, putOff, told } = given;
  const complexRefused = complexRefusal(start, turn, given);
  const { complexity } = turn.seen.at(-1)!.row;
  const complex = complexity === "复杂" && complexRefused === null;
  const term = complex ? addPeriodMonths(calendar, start, rule.complexMonths) : termEnd(calendar, start, rule.ordinary);
  const computed = putOff(term);
  const first = told > computed.day ? { ...computed, day: told } : computed;
  const extensions = extensionsOf(first.day, complex, turn, given);
  const last = extensions.at(-1);
  const { day, provisional } = last === undefined ? first : putOff({ day: last.to, provisional: false });
  const asked = askedIn(turn.seen.at(-1)!, { limit: day, complex, before: extensions }, turn, given);
  const refused = asked === "granted" || asked === "none" ? null : asked;
  return { day, first: first.day, computed: computed.day, provisional, complex, complexRefused, extensions, refused };
}

/**
 * Said by an admin; late only if a reading after the term saw it unsaid. What was said in time, taken back and said again counts unless a reading
 * saw the ordinary limit pass without it.
 */
function complexRefusal(start: PlainDate, { seen }: Turn, given: LimitCase): ComplexRefusal | null {
  const { calendar, rule, people, putOff } = given;
  const { complexity, complexityBy } = seen.at(-1)!.row;
  if (complexity !== "复杂") return null;
  if (!isValue(complexityBy)) return "not-named";
  if (!people.isAdmin(complexityBy)) return "not-admin";
  const term = addPeriodDays(calendar, start, rule.complexWithin).day;
  const ordinary = putOff(termEnd(calendar, start, rule.ordinary)).day;
  const first = seen.find(({ row }) => saidBy(row, given))!;
  const again = seen[seen.findLastIndex(({ row }) => !saidBy(row, given)) + 1]!;
  const isLate = isSeenWithout(first, term) || (again !== first && isSeenWithout(again, ordinary));
  return isLate ? "said-late" : null;
}

/** The row was seen without it after that day. */
const isSeenWithout = ({ absentOn }: Seen, day: PlainDate): boolean => absentOn !== null && absentOn > day;

const saidBy = ({ complexity, complexityBy }: Issue, { people }: LimitCase): boolean =>
  complexity === "复杂" && isValue(complexityBy) && people.isAdmin(complexityBy);

interface Standing {
  readonly limit: PlainDate;
  readonly complex: boolean;
  readonly before: readonly Extension[];
}

function extensionsOf(first: PlainDate, complex: boolean, turn: Turn, given: LimitCase): readonly Extension[] {
  const found: Extension[] = [];
  for (const seen of turn.seen) {
    const before = isMended(found, seen, first) ? found.slice(0, -1) : [...found];
    const limit = before.length === 0 ? first : given.putOff({ day: before.at(-1)!.to, provisional: false }).day;
    if (askedIn(seen, { limit, complex, before }, turn, given) !== "granted") continue;
    found.splice(before.length, 1, extensionIn(seen.row));
  }
  return found;
}

/** The last one granted, with its day typed earlier: a slip, and no second extension. */
function isMended(found: readonly Extension[], { row }: Seen, first: PlainDate): boolean {
  const last = found.at(-1);
  const floor = found.at(-2)?.to ?? first;
  const { extensionAskedOn, extendedTo } = row;
  return last?.askedOn === extensionAskedOn && isValue(extendedTo) && floor < extendedTo && extendedTo < last.to;
}

const extensionIn = (row: Issue): Extension => ({
  askedOn: row.extensionAskedOn as PlainDate,
  to: row.extendedTo as PlainDate,
  approver: row.approver as string,
  approvedOn: row.approvedOn as PlainDate,
});

/** What the cells of 延期 of one version come to. "none": empty, left from the turn before, or granted before. */
function askedIn(
  { row }: Seen,
  { limit, complex, before }: Standing,
  turn: Turn,
  given: LimitCase,
): "granted" | "none" | IssueExtensionRefusal {
  const { extensionAskedOn: asked, extendedTo: to, approver, approvedOn } = row;
  if (asked === null && isValue(to) && to > (turn.reopenedOn ?? "")) return "not-asked";
  if (!inTurn(asked, turn)) return "none";
  const last = before.at(-1);
  if (last !== undefined && asked <= last.askedOn) return !isValue(to) || to <= last.to ? "none" : "not-asked-anew";
  if (asked > limit) return "asked-late";
  const typed = firstWith(turn.seen, "extensionAskedOn", asked)!;
  if (typed.absentOn !== null && typed.absentOn > limit) return "seen-late";
  if (before.length >= given.rule.extensionsAtMost) return "too-many";
  if (!isValue(to) || !isValue(approver) || !isValue(approvedOn) || approvedOn > turn.until) return "pending";
  if (to <= limit) return "not-later";
  if (!mayApprove(approver, row, given)) return "approver";
  return complex && !isValue(row.measures) ? "no-measures" : "granted";
}

/** A leader outside the unit; a name that 人员 does not know is believed, since leaders above the city are not in it. */
function mayApprove(approver: string, { responsiblePerson }: Issue, { unit, people }: LimitCase): boolean {
  return approver !== responsiblePerson && people.leadsOutside(approver, unit);
}

/** The cells a limit was made from. */
export const limitCells = ({ complex, extensions }: IssueLimit): readonly (keyof Issue)[] => [
  "assignedOn",
  ...(complex ? (["complexity", "complexityBy"] as const) : []),
  ...(extensions.length > 0 ? (["extensionAskedOn", "extendedTo", "approvedOn"] as const) : []),
];
