import type { Instant } from "./dates.ts";
import { textMark } from "./notice-key.ts";
import { dayAt } from "./office-calendar.ts";
import type { TabCode } from "./registry.ts";

/** What an ordinary hand does. */
export type OrdinaryCode =
  /** An empty cell was filled. */
  | "filled"
  /** Another value, and nothing to ask about it. */
  | "changed"
  /** A value came back on the day its change was read, or after that change was asked about, or to the plan that counts. */
  | "restored"
  /** A plan was moved with an agreed 调整. */
  | "agreed"
  /** The row stands under another key, else unchanged. */
  | "renumbered";

/** What is asked about, or is a finding already. */
export type FlagCode =
  /** A plan that was frozen was moved, and nobody agreed: judged by the original. */
  | "plan-moved"
  /** A planned day was moved when its milestone was overdue, … */
  | "plan-moved-late"
  /** … and when it was red. */
  | "plan-moved-red"
  /** 补录: an actual day seen first so many days after the day it claims. */
  | "backdated"
  /** The actual day of a milestone done late became an earlier one. */
  | "lateness-shortened"
  /** A figure since January below what the same row said. */
  | "fell"
  /** A filled cell was emptied: an actual day or 办结 withdrawn. */
  | "emptied"
  /** A value that had stood came back after another had stood in its place: a → b → a. */
  | "flipped"
  /** 核查结果 or 认定 turned without a new 核查日期 or 认定日期. */
  | "verdict-turned"
  | "row-deleted"
  | "row-returned";

export type ChangeCode = OrdinaryCode | FlagCode;
export type ChangeValue = string | number | boolean | null;

/** One change of a human cell that matters, from the versions of its row. Nothing here accuses: a flag is asked of the unit first. */
export interface Change {
  readonly code: ChangeCode;
  readonly workbook: string;
  readonly tab: TabCode;
  readonly key: string;
  /** Code of the column; "" for the row as a whole. */
  readonly field: string;
  /** Days as plain dates, money in whole 元; null: empty, or no row. */
  readonly before: ChangeValue;
  readonly after: ChangeValue;
  /** Typed after `lastSeenAbsent` and by `firstSeen`. */
  readonly firstSeen: Instant;
  readonly lastSeenAbsent: Instant;
  /** Code of the project, "" where there is none. */
  readonly project: string;
  /** The unit whose row it is, "" when none can be told. */
  readonly unit: string;
  /** The plan that goes on counting; null where none was moved. */
  readonly counts: ChangeValue;
  /** Key of the matter it belongs to: its own, or that of the flagged change it takes back; "" for an ordinary one. */
  readonly matter: string;
  /** Asked of the unit, and seen by nobody else until it has answered or its days are over. */
  readonly isAsked: boolean;
}

export interface HonestyRule {
  /** An actual day first seen more than so many calendar days after the day it claims is 补录. */
  readonly backdatedAfter: number;
}

const ORDINARY: readonly ChangeCode[] = ["filled", "changed", "restored", "agreed", "renumbered"];

/** Whether there is something to ask about, or a finding. */
export const isFlagged = ({ code }: Pick<Change, "code">): boolean => !ORDINARY.includes(code);

export type ChangeFacts = Omit<Change, "matter" | "isAsked">;

/** `asks`: the unit is to be asked if there is something to ask. `undone`: the flagged change this one takes back. */
export function changeOf(facts: ChangeFacts, asks: boolean, undone?: Change): Change {
  if (undone !== undefined) return { ...facts, matter: undone.matter, isAsked: undone.isAsked };
  if (!isFlagged(facts)) return { ...facts, matter: "", isAsked: false };
  return { ...facts, matter: ownMatter(facts), isAsked: asks };
}

const ownMatter = ({ tab, key, field, code, firstSeen, before, after }: ChangeFacts): string =>
  [tab, key, field, code, dayAt(firstSeen), textMark(`${before}>${after}`)].join("/");

/** Whether the matter began with this change. */
export const opensMatter = (change: Change): boolean => isFlagged(change) && change.matter === ownMatter(change);
