import type { Notice, NoticeKind, NoticeRecord } from "./notice.ts";

/** What makes a notice that notice. `level` grows worse or nearer, `due` is the version of the deadline: a moved one is owed anew. */
export interface NoticeKeyParts {
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly level: string;
  readonly due: string;
  readonly recipient: string;
}

/** kind|subject|level|due|recipient. Project numbers are unique over all workbooks, so a renamed file owes nothing again. */
export const noticeKey = (parts: NoticeKeyParts): string =>
  [parts.kind, parts.subject, parts.level, parts.due, parts.recipient].map(escaped).join("|");

export function partsOf(key: string): NoticeKeyParts {
  const [kind = "", subject = "", level = "", due = "", recipient = ""] = key.split("|").map(unescaped);
  return { kind: kind as NoticeKind, subject, level, due, recipient };
}

/** Hardly any part holds either sign: a ledger of a year is taken apart every day. */
const escaped = (part: string): string =>
  part.includes("%") || part.includes("|") ? part.replace(/%/g, "%25").replace(/\|/g, "%7C") : part;
const unescaped = (part: string): string =>
  part.includes("%") ? part.replace(/%7C/g, "|").replace(/%25/g, "%") : part;

const TOPICS: Partial<Record<NoticeKind, string>> = {
  "milestone-light": "milestone",
  "milestone-due": "milestone",
  "milestone-forecast": "milestone",
  "milestone-raised": "milestone",
  "inspection-question": "milestone",
  "loop-assigned": "loop",
  "loop-due": "loop",
  "loop-overdue": "loop",
  "loop-raised": "loop",
  "disclosure-due": "disclosure",
  "disclosure-overdue": "disclosure",
};

/** The matter a notice is about, whatever its level: one milestone, one report, one cell. */
export function matterOf(key: string): string {
  const { kind, subject } = partsOf(key);
  return `${TOPICS[kind] ?? kind}|${subject}`;
}

/** Short and stable mark of a text, for keys (32-bit FNV-1a, base 36): equal texts only need to meet within one cell. */
export function textMark(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** Notices whose key the ledger does not hold as sent. */
export const untold = (notices: readonly Notice[], ledger: ReadonlyMap<string, NoticeRecord>): Notice[] =>
  notices.filter((notice) => ledger.get(notice.key)?.state !== "sent");
