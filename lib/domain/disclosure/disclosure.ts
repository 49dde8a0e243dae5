import type { PlainDate } from "../dates.ts";
import { isValue, UNREADABLE } from "../field.ts";
import type { Disclosure, Milestone, Project, Unit } from "../registry.ts";
import type { RuleInForce } from "../rule.ts";
import type { ToldDays } from "../told-days.ts";
import { type Calendar, workingDaysBetween } from "../working-days.ts";
import { type Consulting, clockOf, type DisclosureClock } from "./clock.ts";
import { type Decision, decisionOf } from "./decision-kind.ts";
import type { DisclosureRule } from "./disclosure-rule.ts";
import { keptLimit, NOT_RECKONED } from "./told-limit.ts";

/** Where a row of 公开 stands on the day. */
export type DisclosureState =
  /** Its clock runs; remaining counts working days. */
  | "running"
  /** 依申请: third parties are being asked, the clock stands. */
  | "consulting"
  | "overdue"
  | "disclosed"
  | "disclosed-late"
  /** 不公开 with its reason and its secrecy review. */
  | "withheld"
  /** 不公开理由 without 保密审查: the clock runs on. */
  | "withheld-unreviewed"
  /** A cell that decides cannot be read. */
  | "unknown";

/** Verdict on one row of 公开. Source: domain.md "Disclosure", M17. */
export interface DisclosureVerdict {
  readonly key: string;
  readonly row: Disclosure;
  readonly asOf: PlainDate;
  readonly state: DisclosureState;
  /** The last day for it; null where it cannot be reckoned or the clock stands. */
  readonly limit: PlainDate | null;
  /** Reckoned over a year whose notice of holidays is not known: 暂定. */
  readonly provisional: boolean;
  /** Working days from the as-of day to the limit; negative once it passed; null where nothing runs. */
  readonly remaining: number | null;
  /** Working days that disclosing took beyond the limit, 0 also on the rest days right after it; null while it is not disclosed. */
  readonly late: number | null;
  /** null where a cell that decides cannot be read. */
  readonly clock: DisclosureClock | null;
  readonly decision: Decision | null;
  /** It was told as another day, which was 暂定: never earlier once told. */
  readonly moved: { readonly told: PlainDate; readonly computed: PlainDate } | null;
  /** 实际完成 of the milestone of its name, where it differs from 形成日期. */
  readonly milestoneDay: PlainDate | null;
  readonly rule: RuleInForce<DisclosureRule>;
}

export interface DisclosureCase {
  readonly asOf: PlainDate;
  readonly milestones: readonly Milestone[];
  readonly projects: readonly Pick<Project, "code" | "county">[];
  readonly units: readonly Unit[];
  readonly calendar: Calendar;
  readonly calendarOf: (county: string) => Calendar;
  /** The terms of a day and what was set for single rows until it. */
  readonly rule: (day: PlainDate) => RuleInForce<DisclosureRule>;
  readonly told: ToldDays;
}

/** A verdict on every row, in the order of the registry. */
export function judgeDisclosures(rows: readonly Disclosure[], given: DisclosureCase): readonly DisclosureVerdict[] {
  if (rows.length === 0) return [];
  const found = indexed(given);
  return rows.map((row) => judgeDisclosure(row, given, found));
}

interface Found {
  /** Milestones with a 文书类型, by project/name. */
  readonly milestones: ReadonlyMap<string, Milestone>;
  readonly calendarFor: (row: Disclosure) => Calendar;
}

function indexed({ milestones, projects, units, calendar, calendarOf }: DisclosureCase): Found {
  const typed = milestones.filter(({ documentType }) => isValue(documentType));
  const counties = new Map(projects.map(({ code, county }) => [code, county]));
  const groups = new Map(units.map(({ name, group }) => [name, group]));
  const calendars = new Map([...new Set(counties.values())].map((county) => [county, calendarOf(county)]));
  return {
    milestones: new Map(typed.toReversed().map((row) => [`${row.project}/${row.name}`, row])),
    calendarFor: ({ discloser, project }) =>
      restsWithCounty(groups.get(discloser)) ? (calendars.get(counties.get(project) ?? "") ?? calendar) : calendar,
  };
}

/** A unit of the city works on the days of a county. */
const restsWithCounty = (group: Unit["group"] | undefined): boolean => group !== "市直" && group !== "国企";

function judgeDisclosure(row: Disclosure, given: DisclosureCase, found: Found): DisclosureVerdict {
  const { asOf, rule } = given;
  const milestone = found.milestones.get(row.key);
  const type = milestone === undefined || !isValue(milestone.documentType) ? "其他" : milestone.documentType;
  const actual = milestone !== undefined && isValue(milestone.actual) ? milestone.actual : null;
  const decision = decisionOf(row, type);
  const calendar = found.calendarFor(row);
  const readable = canBeReckoned(row);
  const clock = readable ? clockFor(row, decision, calendar, given) : null;
  const kept = clock === null ? NOT_RECKONED : keptLimit(row, clock, given.told);
  const done = disclosedDay(row, asOf);
  const late = done === null ? null : daysLate(calendar, kept.limit, done);
  const state = stateOf(row, { asOf, done, limit: kept.limit, readable });
  const runs = state === "running" || state === "overdue" || state === "withheld-unreviewed";
  return {
    ...{ key: row.key, row, asOf, state, limit: kept.limit, late, clock, decision, rule: rule(row.formedOn) },
    provisional: clock?.limit?.provisional ?? false,
    remaining: runs && kept.limit !== null ? workingDaysBetween(calendar, asOf, kept.limit) : null,
    moved: kept.moved,
    milestoneDay: actual === row.formedOn ? null : actual,
  };
}

/** Disclosed while the clock stood is in time. */
const daysLate = (calendar: Calendar, limit: PlainDate | null, done: PlainDate): number =>
  limit === null ? 0 : Math.max(workingDaysBetween(calendar, limit, done), 0);

const canBeReckoned = ({ manner, consultFrom, consultTo }: Disclosure): boolean =>
  manner !== UNREADABLE && (manner !== "依申请" || (consultFrom !== UNREADABLE && consultTo !== UNREADABLE));

function clockFor(row: Disclosure, decision: Decision | null, calendar: Calendar, given: DisclosureCase) {
  const onRequest = row.manner === "依申请";
  return clockOf({
    ...{ key: row.key, start: row.formedOn, decision, onRequest, calendar },
    consulting: onRequest ? consultingOn(row, given.asOf) : null,
    terms: given.rule(row.formedOn).value,
    set: given.rule(given.asOf).value,
  });
}

/** As it stands on the day: an end that has not come yet has not ended it. Cells in the wrong order count for nothing. */
export function consultingOn({ consultFrom: from, consultTo: to }: Disclosure, asOf: PlainDate): Consulting | null {
  if (!isValue(from) || from > asOf) return null;
  if (isValue(to) && to < from) return null;
  return { from, to: isValue(to) && to <= asOf ? to : null };
}

/** 公开日期 that counts: it has come, and it is not that of what was there before a change. */
const disclosedDay = ({ disclosedOn, formedOn }: Disclosure, asOf: PlainDate): PlainDate | null =>
  isValue(disclosedOn) && disclosedOn >= formedOn && disclosedOn <= asOf ? disclosedOn : null;

/** 公开日期 is there and counts for nothing. */
export const disclosedButNotNow = ({ row, late, state }: Pick<DisclosureVerdict, "row" | "late" | "state">): boolean =>
  isValue(row.disclosedOn) && late === null && state !== "unknown";

interface Standing extends Pick<DisclosureVerdict, "asOf" | "limit"> {
  readonly done: PlainDate | null;
  readonly readable: boolean;
}

function stateOf(row: Disclosure, { asOf, done, limit, readable }: Standing): DisclosureState {
  if (row.disclosedOn === UNREADABLE || !readable) return "unknown";
  if (done !== null) return limit !== null && done > limit ? "disclosed-late" : "disclosed";
  const { withheldBecause, secrecyReview } = row;
  if (withheldBecause === UNREADABLE || (isSaid(withheldBecause) && secrecyReview === UNREADABLE)) return "unknown";
  if (isSaid(withheldBecause) && isSaid(secrecyReview)) return "withheld";
  if (limit === null) return "consulting";
  if (asOf > limit) return "overdue";
  return isSaid(withheldBecause) ? "withheld-unreviewed" : "running";
}

const NOT_SAID = /^(?:无|没有|否|不涉及|待定|待补|(?:待|未|尚未|没有)[^,，。;；]{0,8}审[查核]?|[-—–/\\×xX.]+)$/;

/** A reason or a review, and not that there is none. */
export const isSaid = (cell: Disclosure["withheldBecause"]): boolean =>
  isValue(cell) && cell.trim() !== "" && !NOT_SAID.test(cell.trim());
