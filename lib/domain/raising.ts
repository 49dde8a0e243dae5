import { daysBetween, type PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { RowHistory } from "./history.ts";
import { dayAt } from "./office-calendar.ts";
import type { Issue, IssueLevel, UnitGroup } from "./registry.ts";
import { type Calendar, workingDaysBetween } from "./working-days.ts";

/** 协调层级, lowest first. Source: domain.md M18. */
export const ISSUE_LEVELS: readonly IssueLevel[] = ["单位", "县区", "市直", "分管市领导", "市调度会", "省"];

/** Working days a problem may stay at a level before the next one is proposed; above 省 there is none. */
export type RaisingRule = Readonly<Record<Exclude<IssueLevel, "省">, number>>;

/** A problem's time at one level. `tried` is 解决措施 as it stood when the level was left, or as it stands; "" when nothing was written. */
export interface LevelStay {
  readonly level: IssueLevel;
  readonly from: PlainDate;
  /** The day it left the level, null for the present one. */
  readonly until: PlainDate | null;
  /** Calendar days spent there, up to the as-of day for the present one. */
  readonly days: number;
  readonly tried: string;
}

export interface Raising {
  /** Oldest first, the present one last; never empty. Nothing is known of levels before the first reading. */
  readonly stays: readonly LevelStay[];
  /** Working days at the present level, and the most the rule gives it (null: 省). */
  readonly workingDays: number;
  readonly limit: number | null;
  /** The next level, once the limit is over; people decide by changing 协调层级. */
  readonly proposed: IssueLevel | null;
  /** The level before, when the problem came down from it. */
  readonly fellFrom: IssueLevel | null;
}

export interface RaisingInput {
  readonly issue: Issue;
  readonly life: RowHistory<Issue>;
  readonly rule: RaisingRule;
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
  /** Of the 责任单位: problems of departments and companies go past 县区. */
  readonly group: UnitGroup | null;
  /** The day by whose end it is to be solved: until then the unit keeps it. */
  readonly solveBy: PlainDate | null;
  /** Its next step is the unit's or a coordinator's: not waiting for 交办 or 核查, not closed. */
  readonly waits: boolean;
}

/** Where a problem was coordinated, for how long and with what, and where it should go. A level that is blank is the unit's own. */
export function raisingOf(input: RaisingInput): Raising {
  const stays = staysOf(input);
  const present = stays.at(-1)!;
  const before = stays.at(-2);
  const { level } = present;
  const limit = level === "省" ? null : input.rule[level];
  const workingDays = Math.max(0, workingDaysBetween(input.calendar, clockStart(input, present), input.asOf));
  const kept = level === "单位" && input.solveBy !== null && input.asOf <= input.solveBy;
  const over = input.waits && !kept && limit !== null && workingDays > limit;
  const fell = before !== undefined && rankOf(before.level) > rankOf(level);
  return {
    stays,
    workingDays,
    limit,
    proposed: over ? nextLevel(level, input.group) : null,
    fellFrom: fell ? before.level : null,
  };
}

const rankOf = (level: IssueLevel): number => ISSUE_LEVELS.indexOf(level);

/** 县区 coordinates the problems of counties and parks only. */
export function nextLevel(level: IssueLevel, group: UnitGroup | null): IssueLevel | null {
  const next = ISSUE_LEVELS[rankOf(level) + 1] ?? null;
  return next === "县区" && group !== "县区" && group !== "园区" ? "市直" : next;
}

/** The unit's own clock runs from 交办; a problem opened again begins its present level anew. */
function clockStart({ issue }: RaisingInput, { from }: LevelStay): PlainDate {
  const reopened = isValue(issue.reopenedOn) ? issue.reopenedOn : "";
  return reopened > from ? reopened : from;
}

/** Versions that follow one another at one level; `seenOn`: the day of the reading that saw it there first, "" for the first of all. */
interface Spell {
  readonly level: IssueLevel;
  readonly seenOn: PlainDate;
  readonly rows: readonly Issue[];
}

function staysOf(input: RaisingInput): readonly LevelStay[] {
  const spells = spellsOf(input);
  const starts: PlainDate[] = [];
  for (const spell of spells) starts.push(startOf(spell, starts.at(-1) ?? null, input.asOf));
  return spells.map(({ level, rows }, index) => {
    const [from, until] = [starts[index]!, starts[index + 1] ?? null];
    const days = Math.max(0, daysBetween(from, until ?? input.asOf));
    return { level, from, until, days, tried: valueOr(rows.at(-1)!.measures, "").trim() };
  });
}

/** The row's versions with the row as it stands last; one that was gone for a time keeps its levels. */
function spellsOf({ issue, life }: RaisingInput): readonly Spell[] {
  const spells: Spell[] = [];
  const add = (row: Issue, seenOn: PlainDate): void => {
    const level = valueOr(row.level, "单位");
    const last = spells.at(-1);
    if (last?.level === level) spells[spells.length - 1] = { ...last, rows: [...last.rows, row] };
    else spells.push({ level, seenOn: last === undefined ? "" : seenOn, rows: [row] });
  };
  for (const { row, firstSeen } of life) if (row !== null) add(row, dayAt(firstSeen));
  add(issue, life.at(-1) === undefined ? "" : dayAt(life.at(-1)!.firstSeen));
  return spells;
}

/**
 * The earliest 提级日期 typed while it stood at the level, where that can be the day: not after the reading that saw it there, and after the day it
 * came to the level before. Else the day of that reading; for the first of all 交办, else 提出.
 */
function startOf({ level, seenOn, rows }: Spell, before: PlainDate | null, asOf: PlainDate): PlainDate {
  const { assignedOn, reportedOn } = rows.at(-1)!;
  const latest = seenOn === "" ? asOf : seenOn;
  const typed = rows.map(({ raisedOn }) => raisedOn).filter(isValue);
  const possible = typed.filter((day) => day <= latest && day > (before ?? "")).toSorted();
  if (level !== "单位" && possible.length > 0) return possible[0]!;
  if (before === null) return isValue(assignedOn) ? assignedOn : reportedOn;
  return seenOn > before ? seenOn : before;
}
