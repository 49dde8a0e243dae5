import type { Instant, PlainDate } from "../domain/dates.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import { type Change, type ChangeValue, isFlagged } from "../domain/honesty.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { Duty } from "../domain/recipients.ts";
import { changeNote, type NameColumn, saidValue, valueText } from "./change-words.ts";
import { lightWord } from "./notice-lines.ts";
import { KIND_WORDS } from "./notice-tab.ts";
import { momentStamp } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

export interface HistoryVersion {
  readonly firstSeen: Instant;
  /** null: the workbook's first reading. */
  readonly lastSeenAbsent: Instant | null;
  readonly state: "first-reading" | "came" | "changed" | "gone" | "aside";
  readonly cells: readonly {
    readonly header: string;
    readonly kind: string;
    readonly before: ChangeValue;
    readonly after: ChangeValue;
  }[];
}

/** A plan that counts and is not the one typed now, or that an agreed 调整 set. */
export interface JudgedPlanTold {
  readonly header: string;
  readonly kind: string;
  readonly counts: ChangeValue;
  readonly now: ChangeValue;
  /** Its 申请编号, "" for the original plan. */
  readonly adjustment: string;
}

export interface ToldChange {
  readonly change: Change;
  readonly question: HistoryQuestion | null;
}

/** The life of one row, as `history` tells it. */
export interface RowHistoryTold {
  /** 节点 */
  readonly tab: string;
  readonly key: string;
  readonly asOf: PlainDate;
  /** Oldest first, like all that follows. */
  readonly versions: readonly HistoryVersion[];
  readonly changes: readonly ToldChange[];
  /** Flagged changes of the rows that belong to a project. */
  readonly below: readonly ToldChange[];
  readonly plan: readonly JudgedPlanTold[];
  readonly notices: readonly NoticeRecord[];
  readonly name: NameColumn;
}

export const rowHistoryWords = (rows: readonly RowHistoryTold[]): string => rows.map(lifeWords).join("\n\n");

function lifeWords(told: RowHistoryTold): string {
  const { tab, key, versions, changes, below, plan, notices, asOf } = told;
  const flagged = changes.filter(({ change }) => isFlagged(change) || change.matter !== "");
  return [
    `「${tab}」${oneLine(key, 60)}`,
    ...versions.flatMap((version) => versionWords(version, asOf)),
    ...titled(
      "原计划与调整：",
      plan.map((one) => planWords(one, asOf)),
    ),
    ...titled(
      "值得注意的改动：",
      flagged.map((one) => flagWords(one, told, "")),
    ),
    ...titled(
      "所属各行：",
      below.map((one) => flagWords(one, told, one.change.key)),
    ),
    ...titled("已发通知：", [...new Set(notices.map((notice) => noticeWords(notice, asOf)))]),
  ].join("\n");
}

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

const STATES: Readonly<Record<HistoryVersion["state"], readonly [what: string, since: string]>> = {
  "first-reading": ["首次读台账时已有", "此前不详"],
  came: ["新增", " 时尚无"],
  changed: ["改动", " 之后所改"],
  gone: ["该行已删除", " 时还在"],
  aside: ["该行无法读取或重复，未计入", " 时还能读取"],
};

function versionWords({ firstSeen, lastSeenAbsent, state, cells }: HistoryVersion, asOf: PlainDate): readonly string[] {
  const [what, since] = STATES[state];
  const before = `（${lastSeenAbsent === null ? "" : momentStamp(lastSeenAbsent)}${since}）`;
  const isNew = state === "first-reading" || state === "came";
  const lines = cells.map(({ header, kind, before, after }) => {
    const now = cellWords(after, kind, asOf);
    return isNew ? `  ${header}：${now}` : `  ${header}：${cellWords(before, kind, asOf)} → ${now}`;
  });
  return [`${momentStamp(firstSeen)} ${what}${before}`, ...lines];
}

const cellWords = (value: ChangeValue, kind: string, asOf: PlainDate): string => {
  if (value === "unreadable") return "（无法识别）";
  return value === null ? saidValue(null, kind, asOf) : valueText(value, kind);
};

function planWords({ header, kind, counts, now, adjustment }: JudgedPlanTold, asOf: PlainDate): string {
  const judged = adjustment === "" ? "按原计划" : `按已同意的调整 ${oneLine(adjustment, 30)}，`;
  return `${header}${judged} ${saidValue(counts, kind, asOf)} 判定，现填 ${saidValue(now, kind, asOf)}`;
}

function flagWords({ change, question }: ToldChange, { name, asOf }: RowHistoryTold, lead: string): string {
  const { header, kind } = name(change.tab, change.field);
  const [before, after] = [change.before, change.after].map((value) => saidValue(value, kind, asOf));
  const what = header === "" ? "" : `${header} ${before} → ${after} `;
  const isPrivate = change.isAsked && question?.shared !== true ? "（只问本单位）" : "";
  const subject = lead === "" ? "" : `${oneLine(lead, 60)} `;
  return `${momentStamp(change.firstSeen)} ${subject}${what}${changeNote(change, question, kind, asOf)}${isPrivate}`;
}

const DUTIES: Readonly<Record<Duty, string>> = {
  "city-leader": "分包市领导",
  sponsor: "包联领导",
  "unit-head": "主要负责人",
  "office-head": "办公室主任",
  admin: "管理员",
  person: "责任人",
  liaison: "联络员",
};

/** They belong to no unit that is told of. */
const LEVEL_DUTIES: readonly string[] = ["city-leader", "sponsor", "admin"];

/** 6月11日 节点预警（红）：甲县 联络员. The duty, never the name. */
function noticeWords({ kind, changedAt, item }: NoticeRecord, asOf: PlainDate): string {
  const duty = DUTIES[String(item.facts.duty ?? "") as Duty] ?? "";
  const light = item.light === "none" ? "" : `（${lightWord(item.light)}）`;
  const unit = LEVEL_DUTIES.includes(String(item.facts.duty ?? "")) ? "" : oneLine(item.unit, 40);
  const whom = [unit, duty].filter((part) => part !== "").join(" ");
  return `${shortDayWords(dayAt(changedAt), asOf)} ${KIND_WORDS[kind]}${light}${whom === "" ? "" : `：${whom}`}`;
}
