import type { Bounce, Bounces } from "../domain/bounce.ts";
import type { PlainDate } from "../domain/dates.ts";
import { compareLights } from "../domain/light.ts";
import { type MessageRecord, type NoticeRecord, RIDING_ALONG } from "../domain/notice.ts";
import type { Duty } from "../domain/recipients.ts";
import { REPEAT_MARK } from "../views/repeat-mark.ts";
import { isAllowed } from "./allowed-domains.ts";

/** What becomes of a letter whose fate is unknown: sent again with a mark, or kept until a person decides. */
export type UncertainPolicy = "resend-marked" | "hold";

/** Begins the detail of a message the server will not take today, however often it is asked. */
export const PERMANENT = "permanent: ";

/** One person's letter of the day. `ready`: frozen before, sent as it stands. `repeats`: uncertain letters with the same notices. */
export interface LetterDue {
  readonly recipient: string;
  readonly notices: readonly NoticeRecord[];
  readonly ready: MessageRecord | null;
  readonly repeats: readonly MessageRecord[];
  /** How many letters this person had today, whatever became of them. */
  readonly earlierToday: number;
}

export type Because = "sent-today" | "refused-today" | "uncertain-today" | "held" | "not-allowed" | "bounced";

export interface Waiting {
  readonly recipient: string;
  readonly notices: number;
  readonly because: Because;
  /** Why nothing goes to a bounced address. */
  readonly bounce?: Bounce;
}

export interface LettersDue {
  /** Leaders who hear of a red first, then red, then the others, then by address. */
  readonly due: readonly LetterDue[];
  readonly waiting: readonly Waiting[];
}

export interface LettersInput {
  /** Owed ones count; others are ignored. */
  readonly notices: readonly NoticeRecord[];
  /** All of `day`, and the uncertain ones of every day. */
  readonly messages: readonly MessageRecord[];
  readonly day: PlainDate;
  readonly allowed: readonly string[];
  readonly bounces: Bounces;
  readonly policy: UncertainPolicy;
}

/** Who gets a letter now, and who must wait and why: what is owed and not yet sent, never what time it is. Source: domain.md "Mail budget". */
export function lettersDue(input: LettersInput): LettersDue {
  const owed = Map.groupBy(
    input.notices.filter((notice) => notice.state === "owed"),
    (notice) => notice.recipient,
  );
  const past = Map.groupBy(input.messages, (message) => message.recipient);
  const leaving = [...owed].filter(([, notices]) => notices.some(({ kind }) => !RIDING_ALONG.includes(kind)));
  const judged = leaving.map(([recipient, notices]) => judge(input, recipient, notices, past.get(recipient) ?? []));
  return {
    due: judged.filter((each): each is LetterDue => !isWaiting(each)).toSorted(byUrgency),
    waiting: judged.filter(isWaiting),
  };
}

const isWaiting = (each: LetterDue | Waiting): each is Waiting => "because" in each;

function judge(
  { day, allowed, bounces, policy }: LettersInput,
  recipient: string,
  owed: readonly NoticeRecord[],
  past: readonly MessageRecord[],
): LetterDue | Waiting {
  const wait = (because: Because): Waiting => ({ recipient, notices: owed.length, because });
  const uncertain = past.filter((message) => message.state === "uncertain");
  const held = new Set(policy === "hold" ? uncertain.flatMap((message) => message.noticeKeys) : []);
  const notices = owed.filter((notice) => !held.has(notice.key)).toSorted(byLight);
  const today = past.filter((message) => message.day === day);
  const repeats = uncertain.filter((message) => notices.some(({ key }) => message.noticeKeys.includes(key)));
  if (!isAllowed(recipient, allowed)) return wait("not-allowed");
  const bounce = bounces.get(recipient);
  if (bounce !== undefined) return { ...wait("bounced"), bounce };
  if (today.some((message) => message.state === "sent")) return wait("sent-today");
  if (today.some((message) => message.state === "refused" && message.detail.includes(PERMANENT)))
    return wait("refused-today");
  if (notices.length === 0) return wait("held");
  if (!leavesRoom(today, repeats)) return wait("uncertain-today");
  const ready = today.find((message) => message.state === "ready") ?? null;
  return { recipient, notices, ready, repeats, earlierToday: today.length };
}

/** An uncertain letter used the day's budget; only its own marked repetition may follow it, once. */
function leavesRoom(today: readonly MessageRecord[], repeats: readonly MessageRecord[]): boolean {
  const uncertain = today.filter((message) => message.state === "uncertain");
  if (uncertain.some((message) => isMarked(message))) return false;
  return uncertain.every((message) => repeats.includes(message));
}

const isMarked = (message: MessageRecord): boolean => message.subject.startsWith(REPEAT_MARK);

const byLight = (a: NoticeRecord, b: NoticeRecord): number =>
  compareLights(b.item.light, a.item.light) || (a.key < b.key ? -1 : 1);

/** Where a day's quota ends early, those who decide shall have heard. */
const byUrgency = (a: LetterDue, b: LetterDue): number =>
  Number(tellsLeaderOfRed(b)) - Number(tellsLeaderOfRed(a)) ||
  compareLights(b.notices[0]!.item.light, a.notices[0]!.item.light) ||
  (a.recipient < b.recipient ? -1 : 1);

const LEADERS: readonly unknown[] = ["city-leader", "sponsor"] satisfies readonly Duty[];

const tellsLeaderOfRed = ({ notices }: LetterDue): boolean =>
  notices.some(({ item }) => item.light === "red" && LEADERS.includes(item.facts.duty));
