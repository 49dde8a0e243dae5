import type { Bounce } from "../domain/bounce.ts";
import type { Instant, PlainDate } from "../domain/dates.ts";
import { type MessageRecord, type NoticeRecord, RIDING_ALONG } from "../domain/notice.ts";
import { bounceWords } from "./bounce-words.ts";
import { answerWords } from "./mail-answer.ts";
import { KIND_WORDS } from "./notice-tab.ts";
import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** What is known of one person on one day. Every fact is looked up by the caller; nothing is guessed here. */
export interface WhyNotFacts {
  /** How the person is listed in 人员; empty: not at all. */
  readonly rows: readonly {
    readonly unit: string;
    readonly address: string | null;
    /** The cell 邮箱 holds something, and it is no address. */
    readonly brokenAddress: boolean;
    readonly disabled: boolean;
    readonly onLeave: boolean;
    /** Unit and name of the 代理人 who is told instead, "" when there is none. */
    readonly deputy: string;
  }[];
  readonly workday: boolean;
  readonly mailConfigured: boolean;
  readonly domainAllowed: boolean;
  readonly ranOn: boolean;
  /** The day judged by the run of that moment: a run of a past working day owes and tells on that day. */
  readonly dayOf: (at: Instant) => PlainDate;
  /** All notices ever owed to the person's addresses. */
  readonly notices: readonly NoticeRecord[];
  /** Messages to the person's addresses, of any day. */
  readonly messages: readonly MessageRecord[];
  /** Of the person's addresses those that letters came back from. */
  readonly bounces: readonly Bounce[];
  /** Sentences on workbooks that were not read; left out: all were. */
  readonly stale?: readonly string[];
}

/** Why somebody got no letter on a day, the decisive reason first; for somebody who did, when and with what. */
export function explainNoMail(person: string, day: PlainDate, facts: WhyNotFacts): string[] {
  const who = oneLine(person, 40);
  if (facts.rows.length === 0) return [`「人员」表里没有“${who}”。请核对姓名，或写成“姓名（单位）”。`];
  const sent = facts.messages.filter((message) => message.day === day && message.state === "sent");
  if (sent.length > 0) return sent.map((message) => sentWords(message) + returnedWords(message, facts));
  const own = facts.rows.some(readsOwnMail) ? [...ofMail(day, facts), ...ofNotices(who, day, facts)] : [];
  const reasons = [...ofPerson(who, facts), ...ofDay(day, facts), ...own];
  const open = [`${who}有应发的提醒，但${shortDayWords(day)}没有发出的记录，下次运行时补发。`];
  return [...(reasons.length > 0 ? reasons : open), ...(facts.stale ?? [])];
}

const sentWords = ({ subject, changedAt, noticeKeys }: MessageRecord): string =>
  `${momentWords(changedAt)}已发出：${oneLine(subject, 80)}（${noticeKeys.length} 件）。没有看到的，请查垃圾邮件箱。`;

const returnedWords = ({ id }: MessageRecord, { bounces }: WhyNotFacts): string =>
  bounces
    .filter(({ messageId }) => messageId === id)
    .map((bounce) => `该信${bounceWords(bounce)}。`)
    .join("");

/** Who is not written to has nothing owed in the own name: others are told instead. */
const readsOwnMail = ({ address, disabled, onLeave }: WhyNotFacts["rows"][number]): boolean =>
  address !== null && !disabled && !onLeave;

function ofPerson(who: string, { rows }: WhyNotFacts): string[] {
  return rows.flatMap(({ unit, address, brokenAddress, disabled, onLeave, deputy }) => {
    const person = `${oneLine(unit, 40)} ${who}`;
    if (disabled) return [`${person}在「人员」表标为停用，事项改由本单位联络员接收。`];
    if (onLeave && deputy !== "") return [`${person}当天请假，由代理人 ${oneLine(deputy, 60)} 代收。`];
    if (onLeave) return [`${person}当天请假且没有可用的代理人，事项改由本单位联络员接收。`];
    const lacks = brokenAddress ? "登记的邮箱无效" : "没有登记邮箱";
    return address === null ? [`${person}${lacks}，事项改由本单位联络员接收，没有可用联络员的发给管理员。`] : [];
  });
}

function ofDay(day: PlainDate, { workday, ranOn }: WhyNotFacts): string[] {
  const when = shortDayWords(day);
  const rest = workday ? [] : [`${when}是休息日，不发信，应发的留到下一个工作日。`];
  return ranOn ? rest : [...rest, `${when}没有运行过，应发的在下次运行时补发。`];
}

function ofMail(day: PlainDate, { mailConfigured, domainAllowed, bounces, messages }: WhyNotFacts): string[] {
  if (!mailConfigured) return ["没有设置发信方式（DUBAN_MAIL），提醒仍记为应发。"];
  if (!domainAllowed) return ["邮箱的域名不在允许范围（DUBAN_ALLOWED_DOMAINS），提醒仍记为应发。"];
  if (bounces.length > 0) return bounces.map(markedWords);
  return messages.filter((message) => message.day === day).flatMap(fateWords);
}

const markedWords = (bounce: Bounce): string =>
  `${oneLine(bounce.address, 80)} ${bounceWords(bounce)}，不再向它发信，提醒仍记为应发。请在「人员」表更正邮箱。`;

function fateWords({ state, detail, changedAt }: MessageRecord): string[] {
  const answer = detail === "" ? "" : `对方答复：${answerWords(detail)}。`;
  if (state === "refused") return [`${momentWords(changedAt)}的信被拒收。${answer}提醒仍记为应发。`];
  if (state === "uncertain" || state === "sending")
    return [`${momentWords(changedAt)}的信是否送达不明，按规则加注“可能重复”再发，或等管理员处理。`];
  return state === "ready" ? ["信已写好，尚未发出，下次运行时继续。"] : [];
}

/** Nothing owed on that day: what was told before, or nothing ever. */
function ofNotices(who: string, day: PlainDate, { notices, dayOf }: WhyNotFacts): string[] {
  const owed = notices.filter((notice) => !RIDING_ALONG.includes(notice.kind) && isOwedOn(notice, day, dayOf));
  if (owed.length > 0) return [];
  const told = notices.filter((notice) => notice.state === "sent" && dayOf(notice.changedAt) <= day);
  const latest = told.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))[0];
  if (latest === undefined) return [`${shortDayWords(day)}没有要告诉${who}的事项；没有事不发信。`];
  const what = `${KIND_WORDS[latest.kind]} ${oneLine(latest.item.subject, 40)}`.trim();
  return [
    `${shortDayWords(day)}没有新的事项。最近一次是${momentWords(latest.changedAt)}告知的（${what}），同一事项不重复提醒。`,
  ];
}

const isOwedOn = (
  { state, firstOwed, changedAt }: NoticeRecord,
  day: PlainDate,
  dayOf: WhyNotFacts["dayOf"],
): boolean => dayOf(firstOwed) <= day && (state === "owed" || dayOf(changedAt) > day);
