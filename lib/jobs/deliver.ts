import type { Delivery } from "../ports/mailer.ts";
import { atOnce } from "./at-once.ts";
import { bouncesIn } from "./bounces.ts";
import { type DeliveryReport, deliveryReport, type Tally } from "./delivery-report.ts";
import { type LetterDue, type LettersDue, lettersDue, type UncertainPolicy } from "./letters-due.ts";
import { freeze, move, type Post, send } from "./one-letter.ts";

export interface DeliverOptions extends Post {
  /** false on a rest day: nothing leaves. */
  readonly deliverToday: boolean;
  /** Empty: nobody is mailed. */
  readonly allowedDomains: readonly string[];
  readonly policy: UncertainPolicy;
  /** Addresses that are served last, beside those who are owed one of LAST_KINDS: they shall hear how it went. */
  readonly last?: ReadonlySet<string>;
  /** Between the two phases: the caller records what the admins are owed. */
  readonly beforeAdmins?: (soFar: DeliveryReport) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  /** 0..1, for the jitter of retries. */
  readonly chance: () => number;
}

const LAST_KINDS: readonly string[] = ["run-summary", "admin-alert", "draft-to-confirm", "mail-trouble"];
/** Waits before the second and the third attempt, milliseconds; each is stretched or shortened by up to a half. */
const BACKOFF = [5_000, 30_000];
/** A server that could not be reached so often in a row will not be asked again in this round. */
const MOST_FAILURES = 3;

/**
 * Sends what is owed and not yet sent, each notice in exactly one letter: after a crash at any point the next run carries on. Source: design.md decision 3.
 * Throws only what the store throws ("lease-lost", "store-…") and bugs; a mail that failed is part of the report.
 */
export async function deliver(options: DeliverOptions): Promise<DeliveryReport> {
  const tally: Tally = { told: new Set(), again: [], refused: new Map(), done: new Set(), stopped: null };
  await settleInterrupted(options, tally);
  await options.onStep("notices-recorded", "");
  await phase(options, tally, (letter) => !isLast(options, letter));
  await options.beforeAdmins?.(await report(options, tally));
  await phase(options, tally, () => true);
  return report(options, tally);
}

const isLast = ({ last }: DeliverOptions, { recipient, notices }: LetterDue): boolean =>
  last?.has(recipient) === true || notices.some((notice) => LAST_KINDS.includes(notice.kind));

/** We hold the lease, so whoever was sending is dead: nobody knows whether it arrived. Letters of other days are written anew. */
async function settleInterrupted(options: DeliverOptions, tally: Tally): Promise<void> {
  for (const message of await options.store.messages({ states: ["sending", "ready"] })) {
    if (message.state === "sending") {
      await move(options, message, ["sending"], "uncertain", "interrupted");
      tally.told.add(message.id);
    } else if (message.day !== options.day) await move(options, message, ["ready"], "void", "outdated");
  }
}

async function current(options: DeliverOptions): Promise<LettersDue> {
  const { store, day, allowedDomains: allowed, policy } = options;
  // Only what may still be sent is needed whole.
  const today = await store.messages({ day, withRaw: false });
  const ready = await store.messages({ day, states: ["ready"] });
  const uncertain = await store.messages({ states: ["uncertain"], withRaw: false });
  const others = [...today, ...uncertain.filter((message) => message.day !== day)];
  const messages = [...ready, ...others.filter((message) => message.state !== "ready")];
  const notices = await store.notices({ state: "owed" });
  return lettersDue({ notices, messages, day, allowed, bounces: await bouncesIn(store), policy });
}

/** Rounds over what is due at that moment: a refusal for now is asked again, an uncertain letter is followed by its marked repetition. */
async function phase(options: DeliverOptions, tally: Tally, isMine: (letter: LetterDue) => boolean): Promise<void> {
  if (!options.deliverToday) return;
  const mine = (letter: LetterDue): boolean => isMine(letter) && !tally.done.has(letter.recipient);
  const seen = new Set<string>();
  const before = tally.stopped;
  for (let attempt = 0; attempt <= BACKOFF.length; attempt++) {
    for (const message of tally.again.splice(0)) await move(options, message, ["refused"], "ready", "");
    const due = (await current(options)).due.filter(mine);
    if (due.length === 0) break;
    if (attempt > 0) await options.wait(BACKOFF[attempt - 1]! * (0.5 + options.chance()));
    for (const { recipient } of due) seen.add(recipient);
    const { open, stopped } = await round(options, tally, due);
    tally.stopped = stopped ?? before;
    if (!open || attempt === BACKOFF.length) break;
  }
  tally.again.splice(0);
  for (const recipient of seen) tally.done.add(recipient);
}

interface Round {
  /** Another round may do better. */
  readonly open: boolean;
  readonly stopped: string | null;
}

async function round(options: DeliverOptions, tally: Tally, due: readonly LetterDue[]): Promise<Round> {
  let failures = 0;
  let open = false;
  let lasting = false;
  let stopped: string | null = null;
  await atOnce(options.mailer.atOnce ?? 1, due, async (letter) => {
    if (stopped !== null) return;
    const delivery = await one(options, tally, letter);
    if (delivery === null) return;
    const failed = delivery.state === "refused" && delivery.unreachable === true;
    failures = failed ? failures + 1 : 0;
    open ||= delivery.state === "uncertain" || (delivery.state === "refused" && !delivery.permanent);
    lasting ||= failed && delivery.lasting === true;
    if (failed && (lasting || failures >= MOST_FAILURES)) stopped = delivery.reason;
  });
  return { open: !lasting && (open || stopped !== null), stopped };
}

/** null: there was nothing to send. */
async function one(options: DeliverOptions, tally: Tally, letter: LetterDue): Promise<Delivery | null> {
  const { recipient: to } = letter;
  const frozen = await freeze(options, letter);
  if ("fault" in frozen) {
    tally.done.add(to);
    if (frozen.fault !== "nothing")
      tally.refused.set(to, { to, permanent: true, reason: `${frozen.fault} ${frozen.detail}` });
    return null;
  }
  const delivery = await send(options, frozen);
  tally.told.add(frozen.message.id);
  tally.refused.delete(to);
  if (delivery.state !== "refused") return delivery;
  const { permanent, reason } = delivery;
  tally.refused.set(to, { to, permanent, reason });
  if (!permanent) tally.again.push(frozen.message);
  return delivery;
}

const report = async (options: DeliverOptions, tally: Tally): Promise<DeliveryReport> =>
  deliveryReport(options, tally, (await current(options)).waiting);
