import { addDays, type PlainDate } from "../dates.ts";
import { addWorkingDays, type Calendar, type ComputedDay, workingDaysBetween } from "../working-days.ts";
import type { Decision } from "./decision-kind.ts";
import type { DisclosureRule, SetTerm } from "./disclosure-rule.ts";

/** Asking third parties: from the day they were asked to the day they had answered; `to` null: still asking. */
export interface Consulting {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** What one clock of disclosure is reckoned from. */
export interface ClockCase {
  readonly key: string;
  /** 形成, 变更, 决定 or 收到申请: not counted itself. */
  readonly start: PlainDate;
  readonly decision: Decision | null;
  readonly onRequest: boolean;
  /** Of 依申请 alone; it stops no clock of a permit or penalty. */
  readonly consulting: Consulting | null;
  /** `terms` as they were on the first day; `set` as known on the day judged. */
  readonly terms: Omit<DisclosureRule, "set" | "extended">;
  readonly set: Pick<DisclosureRule, "set" | "extended">;
  readonly calendar: Calendar;
}

export type ClockBasis = "proactive" | "decided" | "on-request" | "set";

/** The clock that counts: of several the one that ends first. */
export interface DisclosureClock {
  readonly basis: ClockBasis;
  /** Working days in all, an extension included. */
  readonly days: number;
  /** Working days by which 依申请 was put off. */
  readonly extension: number;
  /** The row of 规则 that set or put off the term. */
  readonly own: SetTerm | null;
  /** A row of 规则 that came when the day had passed, and excuses nothing. */
  readonly refused: SetTerm | null;
  /** Working days of consultation that are not counted. */
  readonly excluded: number;
  /** null while the clock stands. */
  readonly limit: ComputedDay | null;
  /** Working days left on a clock that stands; null while it runs. */
  readonly left: number | null;
}

/**
 * The clock of one row: permits and penalties, 依申请 and proactive disclosure each have theirs, and the stricter wins; a term that was set by a document
 * on or before that day takes its place. Source: 政府信息公开条例 26 and 33, 国办发〔2017〕94号, domain.md "Disclosure".
 */
export function clockOf(given: ClockCase): DisclosureClock {
  const strict = clocksOf(given).reduce(earlier);
  const own = given.set.set.get(given.key) ?? null;
  if (own === null) return strict;
  return isAfter(own, strict) ? { ...strict, refused: own } : { ...runningFor(given, "set", own.days), own };
}

function clocksOf(given: ClockCase): readonly DisclosureClock[] {
  const { decision, onRequest, terms } = given;
  const decided = decision === null ? [] : [runningFor({ ...given, consulting: null }, "decided", terms.decided)];
  if (onRequest) return [...decided, requested(given)];
  return decided.length > 0 ? decided : [runningFor(given, "proactive", terms.proactive)];
}

/** A clock that stands ends after every clock that runs. */
const earlier = (a: DisclosureClock, b: DisclosureClock): DisclosureClock =>
  (b.limit?.day ?? "9999") < (a.limit?.day ?? "9999") ? b : a;

const isAfter = ({ from }: SetTerm, { limit }: DisclosureClock): boolean => limit !== null && from > limit.day;

/** 20 working days, put off by at most as many again where that was decided before they were over. */
function requested(given: ClockCase): DisclosureClock {
  const { key, terms, set } = given;
  const plain = runningFor(given, "on-request", terms.onRequest);
  const own = set.extended.get(key) ?? null;
  if (own === null) return plain;
  if (isAfter(own, plain)) return { ...plain, refused: own };
  const extension = Math.min(own.days, terms.mostExtension);
  return { ...runningFor(given, "on-request", terms.onRequest + extension), extension, own };
}

/** So many working days after the first one, those of a consultation left out that began before they were over. */
function runningFor({ start, consulting, calendar }: ClockCase, basis: ClockBasis, days: number): DisclosureClock {
  const clock = { basis, days, extension: 0, own: null, refused: null, excluded: 0, left: null };
  const plain = { ...clock, limit: addWorkingDays(calendar, start, days) };
  if (consulting === null || consulting.from > plain.limit.day) return plain;
  const before = addDays(consulting.from, -1);
  const used = before > start ? workingDaysBetween(calendar, start, before) : 0;
  const left = days - used;
  if (consulting.to === null) return { ...plain, limit: null, left };
  if (consulting.to <= start) return plain;
  const excluded = workingDaysBetween(calendar, before > start ? before : start, consulting.to);
  const end = addWorkingDays(calendar, start, days + excluded);
  return { ...plain, excluded, limit: end };
}
