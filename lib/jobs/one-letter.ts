import { createHash } from "node:crypto";
import type { Instant, PlainDate } from "../domain/dates.ts";
import type { MessageRecord, NoticeRecord } from "../domain/notice.ts";
import type { Attachment, ComposeMail, Delivery, Mailer } from "../ports/mailer.ts";
import { PortError } from "../ports/port-error.ts";
import type { Store } from "../ports/store.ts";
import { REPEAT_MARK } from "../views/repeat-mark.ts";
import { type LetterDue, PERMANENT } from "./letters-due.ts";

/** Step boundaries of a delivery, in order: where the crash tests stop the process. */
export const STEPS = [
  "notices-recorded",
  "message-frozen",
  "before-connect",
  "sending-committed",
  "body-sent",
  "sent-committed",
] as const;
export type Step = (typeof STEPS)[number];

/** Words of one letter; `carried` are the keys of the notices it tells, the others stay owed. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly carried: readonly string[];
  readonly attachments: readonly Attachment[];
}

export interface Post {
  readonly store: Store;
  readonly token: number;
  readonly mailer: Mailer;
  readonly composeMail: ComposeMail;
  readonly writeLetter: (
    recipient: string,
    notices: readonly NoticeRecord[],
    context: { readonly day: PlainDate; readonly mayRepeat: boolean },
  ) => WrittenLetter | Promise<WrittenLetter>;
  readonly now: () => Instant;
  readonly day: PlainDate;
  readonly from: string;
  readonly replyTo: string | null;
  readonly onStep: (step: Step, detail: string) => Promise<void> | void;
}

/** Bytes of one body: Gmail cuts at 102 KB. */
const MOST_BODY_BYTES = 100 * 1024;

/** A letter nobody can send as it is: no message exists, its notices stay owed. `nothing`: it had nothing to tell. */
export interface Unwritable {
  readonly fault: "body-too-large" | "mail-invalid" | "nothing";
  readonly detail: string;
}

/** A message as it will leave. A new one is in no store yet: it is kept in the same commit that says it is being sent. */
export interface Frozen {
  readonly message: MessageRecord;
  readonly isKept: boolean;
}

/** Today's message of this person, frozen: the one of an earlier attempt, or a new one. */
export async function freeze(post: Post, letter: LetterDue): Promise<Frozen | Unwritable> {
  if (letter.ready !== null) return { message: letter.ready, isKept: true };
  const id = messageId(post, letter);
  const mayRepeat = letter.repeats.length > 0;
  const written = await post.writeLetter(letter.recipient, letter.notices, { day: post.day, mayRepeat });
  if (written.carried.length === 0) return { fault: "nothing", detail: "" };
  const bytes = Math.max(Buffer.byteLength(written.html), Buffer.byteLength(written.text));
  if (bytes > MOST_BODY_BYTES) return { fault: "body-too-large", detail: `${bytes}` };
  const subject = mayRepeat ? `${REPEAT_MARK}${written.subject}` : written.subject;
  const at = post.now();
  const raw = await compose(post, letter.recipient, { ...written, subject }, id, at);
  if ("fault" in raw) return raw;
  const detail = mayRepeat ? `repeats ${letter.repeats.map((message) => message.id).join(" ")}` : "";
  const message: MessageRecord = {
    ...{ id, recipient: letter.recipient, day: post.day, subject, raw, noticeKeys: written.carried },
    ...{ state: "ready", createdAt: at, changedAt: at, detail },
  };
  await nameRepetition(post, letter.repeats, id);
  await post.onStep("message-frozen", letter.recipient);
  return { message, isKept: false };
}

/** Deterministic, so that a store restored from yesterday's copy writes the same id again and mail programs see one letter. */
function messageId(post: Post, { recipient, earlierToday }: LetterDue): string {
  const name = [post.store.id, recipient, post.day, earlierToday + 1].join("\n");
  const domain = /@([^@>\s]+)>?$/.exec(post.from)?.[1] ?? "localhost";
  return `${createHash("sha256").update(name).digest("hex").slice(0, 32)}@${domain}`;
}

async function compose(
  post: Post,
  to: string,
  { subject, text, html, attachments }: WrittenLetter,
  id: string,
  date: Instant,
): Promise<Uint8Array | Unwritable> {
  const { from, replyTo } = post;
  try {
    return await post.composeMail({ from, to, replyTo, subject, text, html, messageId: id, date, attachments });
  } catch (error) {
    if (error instanceof PortError && error.code === "mail-invalid")
      return { fault: "mail-invalid", detail: String(error.facts.field) };
    throw error;
  }
}

/** The uncertain letter names its repetition before that exists: the id is known, and a crash in between changes nothing. */
async function nameRepetition(post: Post, repeats: readonly MessageRecord[], id: string): Promise<void> {
  for (const message of repeats) {
    if (message.detail.includes(id)) continue;
    const detail = [message.detail, `repeated by ${id}`].filter((part) => part !== "").join("; ");
    await post.store.moveMessage(post.token, message.id, ["uncertain"], { state: "uncertain", at: post.now(), detail });
  }
}

/** sending (committed before the first byte of the body) → sent, refused or uncertain, as the server's answer allows to say. */
export async function send(post: Post, { message, isKept }: Frozen): Promise<Delivery> {
  const { id, recipient, raw } = message;
  let kept = isKept;
  const put = async (from: readonly State[], state: State, words: string): Promise<void> => {
    if (kept) return move(post, message, from, state, words);
    await add(post, message, state, words);
    kept = true;
  };
  await post.onStep("before-connect", recipient);
  const delivery = await post.mailer.send({ messageId: id, from: post.from, to: recipient, raw }, async () => {
    await put(["ready"], "sending", "");
    await post.onStep("sending-committed", recipient);
  });
  await post.onStep("body-sent", recipient);
  await put(["ready", "sending"], delivery.state, wordsOf(delivery));
  await post.onStep("sent-committed", recipient);
  return delivery;
}

function wordsOf(delivery: Delivery): string {
  if (delivery.state === "sent") return delivery.response;
  return delivery.state === "refused" && delivery.permanent ? `${PERMANENT}${delivery.reason}` : delivery.reason;
}

type State = MessageRecord["state"];

async function add(post: Post, message: MessageRecord, state: State, words: string): Promise<void> {
  const at = post.now();
  const added = { ...message, state, createdAt: at, changedAt: at, detail: detailOf(message, words) };
  if (!(await post.store.addMessage(post.token, added))) throw new Error(`message ${message.id} exists already`);
}

/** What the message repeats stays in its detail, whatever becomes of it. */
const detailOf = ({ detail }: MessageRecord, words: string): string =>
  [...(detail.match(/repeats [^;]*|repeated by [^;]*/g) ?? []), words].filter((part) => part !== "").join("; ");

export async function move(
  post: Pick<Post, "store" | "token" | "now">,
  message: MessageRecord,
  from: readonly State[],
  state: State,
  words: string,
): Promise<void> {
  const to = { state, at: post.now(), detail: detailOf(message, words) };
  if (await post.store.moveMessage(post.token, message.id, from, to)) return;
  throw new Error(`message ${message.id} is not where this run left it`);
}
