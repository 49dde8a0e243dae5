import type { Bounces } from "../domain/bounce.ts";
import { type NoticeKind, type NoticeRecord, RIDING_ALONG } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import { bounceWords } from "./bounce-words.ts";
import { momentStamp } from "./office-time.ts";
import { oneLine, prose } from "./one-line.ts";

export const KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  "milestone-light": "节点预警",
  "milestone-due": "到期提醒",
  "milestone-forecast": "逾期预测",
  "milestone-raised": "逾期升级",
  "matter-to-decide": "提请协调",
  "loop-assigned": "新交办",
  "loop-due": "办理到期提醒",
  "loop-overdue": "办理逾期",
  "loop-raised": "办理逾期升级",
  "loop-to-verify": "待交办待核查",
  "issue-to-raise": "建议提级",
  "issue-lowered": "层级下调",
  "disclosure-due": "信息公开到期提醒",
  "disclosure-overdue": "信息公开逾期",
  "disclosure-report": "公开年度报告提醒",
  "start-check": "集中开工核查",
  "report-missing": "月报未报",
  "written-report": "书面报告",
  correction: "数据更正",
  "correction-mended": "更正致谢",
  "review-question": "复核",
  "history-question": "改动复核",
  "inspection-question": "督查核对",
  "project-red": "项目转红",
  "unit-week": "单位周清单",
  "leader-week": "领导周报",
  "ranking-published": "排名发布",
  "observation-own": "观摩结果",
  "letter-sent": "督办函件",
  consultation: "征求意见",
  "appeal-answered": "申诉答复",
  "document-sent": "文件",
  "draft-to-confirm": "待确认草稿",
  "run-summary": "运行情况",
  "burden-report": "减负报告",
  "admin-alert": "管理提示",
  "mail-trouble": "邮件异常",
};

const STATES: Readonly<Record<NoticeRecord["state"], string>> = { owed: "待发", sent: "已发", withdrawn: "已撤销" };

/**
 * That somebody is asked (待复核) is private too: others read this tab. A draft names units nobody has confirmed. Thanks that wait for a letter are
 * not owed.
 */
const UNSEEN: readonly NoticeKind[] = [
  ...(["review-question", "history-question", "inspection-question", "draft-to-confirm"] as const),
  ...RIDING_ALONG,
];

/**
 * Rows of 系统-通知, latest change first: 收件人, 种类, 事项, 状态, 首次应发, 最近变化, 邮件编号. Only what left or is to leave within people's sight;
 * drafts and figures stay in the store.
 */
export function noticeTabRows(records: readonly NoticeRecord[], bounces: Bounces): (string | null)[][] {
  const shown = records.filter(({ kind }) => !UNSEEN.includes(kind));
  const rows = shown
    .toSorted(byChange)
    .slice(0, MOST_RECORDS)
    .map((record) => rowOf(record, bounces));
  const older = shown.length - rows.length;
  return older > 0 ? [...rows, [`更早的 ${older} 条存在记录库中`, null, null, null, null, null, null]] : rows;
}

/** The tab is for looking at; the store keeps everything. */
const MOST_RECORDS = 5_000;

const rowOf = (record: NoticeRecord, bounces: Bounces): (string | null)[] => [
  oneLine(record.recipient, 120),
  KIND_WORDS[record.kind],
  oneLine(matterWords(record), 120),
  stateWords(record, bounces),
  momentStamp(record.firstOwed),
  momentStamp(record.changedAt),
  record.messageId === "" ? null : record.messageId,
];

/** What waits for a bounced address, and what the letter told that was sent back. */
function stateWords({ state, recipient, messageId }: NoticeRecord, bounces: Bounces): string {
  const bounce = bounces.get(recipient);
  const isConcerned = state === "owed" || (state === "sent" && messageId === bounce?.messageId);
  return bounce === undefined || !isConcerned ? STATES[state] : `${STATES[state]}，${bounceWords(bounce)}`;
}

/** Their subject is the program's own; the name says all. */
const CODED: readonly NoticeKind[] = ["run-summary", "burden-report", "admin-alert"];

function matterWords({ key, kind, item }: NoticeRecord): string {
  const { subject } = partsOf(key);
  const named = [item.subject === "" ? subject : item.subject, item.projectName, prose(item.name, 120)];
  return named.filter((part, index) => part !== "" && !(index === 0 && CODED.includes(kind))).join(" ");
}

const byChange = (a: NoticeRecord, b: NoticeRecord): number =>
  compare(b.changedAt, a.changedAt) || compare(a.key, b.key);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
