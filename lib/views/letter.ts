import type { Instant, PlainDate } from "../domain/dates.ts";
import type { Addressee } from "../domain/recipients.ts";
import type { Role } from "../domain/registry.ts";
import { adminParts, adminSections, adminSubject, isForAdmin } from "./admin-letter.ts";
import { burdenAttachment } from "./burden.ts";
import { digestSections, digestSubject } from "./digest.ts";
import { forOneLeader, leaderLead, leaderSections, leaderSubject } from "./leader-letter.ts";
import { wholeList } from "./letter-attachment.ts";
import { letterHtml } from "./letter-html.ts";
import { type BoardWay, cutSections, type Letter, type LetterModel, leftOut, MOST_ROWS } from "./letter-model.ts";
import { letterText } from "./letter-text.ts";
import { isForLeader, type Matter } from "./notice-lines.ts";
import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { type Slip, slipWorkbook } from "./slip-workbook.ts";
import { listedInWeek } from "./week-sections.ts";
import { shortDayWords } from "./words.ts";

export interface LetterContext {
  readonly asOf: PlainDate;
  /** When the sheet was read that the letter speaks of. */
  readonly readAt: Instant;
  /** Told this person before and still standing. */
  readonly standing: readonly Matter[];
  /** Matters told before that were done since this person's last letter. */
  readonly doneSince: number;
  /** Sentences on workbooks that could not be read and that this letter speaks of; left out: none. */
  readonly stale?: readonly string[];
  /** A link to the reader's own board and the last day it opens; left out: none. */
  readonly board?: { readonly url: string; readonly until: PlainDate } | null;
  /** An earlier letter with the same matters may have arrived. */
  readonly mayRepeat: boolean;
}

/** Mail clients cut near 102 KB; both parts together, with a third more for their encoding, stay below. */
const MOST_BYTES = 72_000;
/** Characters of a subject that phones show without cutting much. */
const SUBJECT = 60;
const STEPS = [MOST_ROWS, 40, 25, 15, 8, 4, 2, 1];

/** All owed notices of one person in one letter, in the form of that person's duties. Same input, same bytes. What only rides along makes no letter. */
export function writeLetter(addressee: Addressee, notices: readonly Matter[], context: LetterContext): Letter {
  const sorted = notices.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const mended = sorted.filter(({ kind }) => kind === "correction-mended");
  const matters = forOneLeader(sorted.filter(({ kind }) => kind !== "correction-mended"));
  const slip = slipOf(matters, mended, context);
  const model = letterModel(addressee, matters, context, slip);
  const { cut, text, html } = fitting(model);
  const whole = cut.sections.some((section) => leftOut(section) > 0);
  return {
    subject: model.subject,
    text,
    html,
    carried: matters.length === 0 ? [] : [...matters, ...mended].map((matter) => matter.key),
    attachments: [
      ...(whole ? [wholeList(model, context.asOf)] : []),
      ...(hasNew(matters) ? [slipWorkbook(slip, context.asOf)] : []),
      ...matters.filter(({ kind }) => kind === "burden-report").map(({ item }) => burdenAttachment(item)),
    ],
  };
}

/** A slip is attached only where there is something new on it. */
const hasNew = (matters: readonly Matter[]): boolean => matters.some(({ kind }) => kind === "correction");

function slipOf(matters: readonly Matter[], mended: readonly Matter[], { standing }: LetterContext): Slip {
  const cells = (list: readonly Matter[]) => list.filter(({ kind }) => kind === "correction");
  return { open: [...cells(matters), ...cells(standing)], mended };
}

function fitting(model: LetterModel): { cut: LetterModel; text: string; html: string } {
  let set = setLetter(model, STEPS[0]!);
  for (const most of STEPS.slice(1)) {
    if (Buffer.byteLength(set.text) + Buffer.byteLength(set.html) <= MOST_BYTES) return set;
    set = setLetter(model, most);
  }
  return set;
}

function setLetter(model: LetterModel, most: number): { cut: LetterModel; text: string; html: string } {
  const cut = cutSections(model, most);
  return { cut, text: letterText(cut), html: letterHtml(cut) };
}

function letterModel(
  addressee: Addressee,
  matters: readonly Matter[],
  context: LetterContext,
  slip: Slip,
): LetterModel {
  const { asOf } = context;
  const leader = matters.filter(isLeaderMatter);
  const digest = matters.filter((matter) => !isLeaderMatter(matter) && !isForAdmin(matter));
  const admin = matters.filter(isForAdmin);
  const standing = context.standing.filter((matter) => STANDING_KINDS.includes(matter.kind) && !isForLeader(matter));
  return {
    subject: oneLine(subjectOf(leader, digest, admin, asOf), SUBJECT),
    greeting: greetingOf(addressee, leader.length > 0),
    lead: [...(context.mayRepeat ? [REPEATED] : []), ...leaderLead(leader, asOf)],
    sections: [
      ...leaderSections(leader, asOf),
      ...digestSections({ asOf, unit: addressee.unit, matters: digest, standing }),
      ...adminSections(admin, asOf),
    ],
    tail: [...slipWords(slip, hasNew(matters)), ...tailOf(leader, context)],
    closing: closingOf(addressee, leader.length > 0, matters, context),
    board: boardWay(context),
  };
}

/** Of what concerns leaders only what is told to one; a contact who hears it for want of an address passes it on. */
const isLeaderMatter = (matter: Matter): boolean =>
  matter.kind === "leader-week" || matter.kind === "ranking-published" || isForLeader(matter);

const REPEATED = "前一封信是否送达不明，本信内容可能与其重复，以本信为准。";

/** What is worth naming again; reminders and weekly lists pass, and leaders hear of changes only. */
const STANDING_KINDS: readonly string[] = [
  "milestone-light",
  "milestone-raised",
  "loop-overdue",
  "loop-raised",
  "report-missing",
  "written-report",
  "start-check",
  "disclosure-overdue",
  "correction",
  "review-question",
  "history-question",
  "inspection-question",
];

function subjectOf(
  leader: readonly Matter[],
  digest: readonly Matter[],
  admin: readonly Matter[],
  asOf: PlainDate,
): string {
  if (leader.length === 0 && digest.length === 0) return adminSubject(admin, asOf);
  const subject = leader.length > 0 ? leaderSubject(leader, asOf) : digestSubject(digest, asOf);
  const parts = adminParts(admin).map((part) => `，${part}`);
  return subject.replace(/(（[^（）]*日）)?$/, (day) => `${parts.join("")}${day}`);
}

/** Unit and duty, never a bare name: 甲县发展改革局 联络员： */
function greetingOf(addressee: Addressee, asLeader: boolean): string {
  const duty = asLeader && addressee.title !== null ? addressee.title : dutyWords(addressee.roles);
  return `${[oneLine(addressee.unit, 60), oneLine(duty, 40)].filter((part) => part !== "").join(" ") || "收件人"}：`;
}

const dutyWords = (roles: readonly Role[]): string => {
  const duties = roles.filter((role) => role !== "评委");
  return duties.length > 0 ? duties.join("、") : "责任人";
};

/** 更正清单见附件，共 5 处待更正。上次清单中已更正 3 处，谢谢。 */
function slipWords({ open, mended }: Slip, attached: boolean): string[] {
  const list = attached ? `更正清单见附件，共 ${open.length} 处待更正。` : "";
  const thanks = mended.length > 0 ? `上次清单中已更正 ${mended.length} 处，谢谢。` : "";
  return list + thanks === "" ? [] : [list + thanks];
}

function tailOf(leader: readonly Matter[], context: LetterContext): string[] {
  const thanks = context.doneSince > 0 ? [`上次提醒后已办结 ${context.doneSince} 件，谢谢。`] : [];
  const rest = leaderLead(leader, context.asOf).length > 0 ? ["其余无变化，不再列出。"] : [];
  return [...thanks, ...rest];
}

function closingOf(
  addressee: Addressee,
  leading: boolean,
  matters: readonly Matter[],
  context: LetterContext,
): string[] {
  const mend = leading ? "" : "情况有变的，请直接改表，不必回信。";
  return [
    ...(context.stale ?? []),
    `依据${momentWords(context.readAt)} 的表格。每个工作日至多一封，没有事不发。`,
    whyReceived(addressee),
    `怎样计算：见表内${systemTabs(matters)}的系统说明。${mend}`,
  ];
}

/** 在线查看（本人专用，有效至6月26日，请勿转发）：https://… */
function boardWay({ board, asOf }: LetterContext): BoardWay | null {
  if (board === undefined || board === null) return null;
  return { words: `在线查看（本人专用，有效至${shortDayWords(board.until, asOf)}，请勿转发）：`, url: board.url };
}

/** Where the reasons stand: 问题 and 任务 where the letter tells of them. */
function systemTabs(matters: readonly Matter[]): string {
  const listed = matters.filter(({ kind }) => kind === "unit-week").flatMap(listedInWeek);
  const tells = (tab: string): boolean =>
    matters.some(({ item }) => item.tab === tab) || listed.some((id) => id.startsWith(`${tab}/`));
  const loops = [...(tells("issues") ? ["问题"] : []), ...(tells("tasks") ? ["任务"] : [])];
  return ["项目", "节点", ...loops].map((tab) => `「系统-${tab}」`).join("");
}

/** 为什么收到这封信 */
function whyReceived({ unit, roles, standsInFor }: Addressee): string {
  const own = `为什么收到这封信：这个邮箱在「人员」表登记为${oneLine(unit, 60)}${dutyWords(roles)}`;
  const stands = standsInFor.map((absent) => `${oneLine(absent.unit, 60)}${dutyWords(absent.roles)}`).join("、");
  return stands === "" ? `${own}。` : `${own}；${stands}请假，由您代收。`;
}
