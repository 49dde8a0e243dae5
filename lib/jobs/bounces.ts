import * as z from "zod";
import type { Bounce, Bounces } from "../domain/bounce.ts";
import type { Instant } from "../domain/dates.ts";
import { addressOf } from "../domain/recipients.ts";
import type { Person } from "../domain/registry.ts";
import { PortError } from "../ports/port-error.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import { type BounceEvent, readBounceEvents } from "./bounce-event.ts";
import type { Outside } from "./outside.ts";

/** One fact for all: there are few, and every run asks for them. */
const FACT = "bounces";
/** Newest kept: a fact is one item of the store. */
const MOST_BOUNCES = 1_000;

const kept = z.array(
  z.object({ address: z.string(), kind: z.enum(["bounce", "complaint"]), at: z.string(), messageId: z.string() }),
);

/** Addresses that are written to no more; of those that still stand, the ones noticed by `knownAt`. */
export async function bouncesIn(store: Pick<Store, "fact">, knownAt?: Instant): Promise<Bounces> {
  const text = await store.fact(FACT);
  const list = text === null ? [] : kept.parse(JSON.parse(text));
  const known = list.filter(({ at }) => knownAt === undefined || at <= knownAt);
  return new Map(known.map((bounce) => [bounce.address, bounce]));
}

const keep = (store: Store, lock: StoreLock, bounces: readonly Bounce[]): Promise<void> =>
  store.setFact(lock.token, FACT, JSON.stringify(bounces.slice(-MOST_BOUNCES)));

export interface BouncesRecorded {
  /** Newly marked. */
  readonly marked: readonly string[];
  /** Marked before, or about letters this ledger does not hold. */
  readonly passed: number;
}

/**
 * An SNS notification of SES, or a Lambda event that holds some: permanent bounces and complaints mark the address they were sent to. The same event
 * again changes nothing. Throws PortError "bounce-event-invalid", and "busy" (retryable) when a run holds the store for longer than is waited.
 */
export async function recordBounces(
  event: unknown,
  outside: Pick<Outside, "store" | "wait" | "chance">,
): Promise<BouncesRecorded> {
  const events = readBounceEvents(event);
  if (events.length === 0) return { marked: [], passed: 0 };
  const found = (await Promise.all(events.map((one) => bounceOf(outside.store, one)))).filter((one) => one !== null);
  const marked = found.length === 0 ? [] : await mark(outside, found);
  return { marked, passed: events.length - marked.length };
}

/** Only of letters in the ledger: whoever shares the topic says nothing about our people. */
async function bounceOf(store: Store, { kind, recipient, at, sesId, tag }: BounceEvent): Promise<Bounce | null> {
  const letters = await store.messages({ recipient, withRaw: false });
  const letter = letters.find(
    ({ id, detail }) => (tag !== "" && id.split("@")[0] === tag) || detail.split("; ").includes(sesId),
  );
  return letter === undefined ? null : { address: recipient, kind, at, messageId: letter.id };
}

async function mark(
  outside: Pick<Outside, "store" | "wait" | "chance">,
  found: readonly Bounce[],
): Promise<readonly string[]> {
  const lock = await lockSoon(outside);
  try {
    const known = await bouncesIn(outside.store);
    const fresh = found.filter(({ address }) => !known.has(address));
    const all = new Map([...known, ...fresh.map((bounce) => [bounce.address, bounce] as const)]);
    if (fresh.length > 0) await keep(outside.store, lock, [...all.values()]);
    return [...new Set(fresh.map(({ address }) => address))];
  } finally {
    await lock.release();
  }
}

/** Bounces come while the run that sent the letters is still at work. */
const TRIES = 8;
const PAUSE_MS = 4_000;

async function lockSoon({ store, wait, chance }: Pick<Outside, "store" | "wait" | "chance">): Promise<StoreLock> {
  for (let attempt = 1; ; attempt++) {
    const lock = await store.lock();
    if (!("heldBy" in lock)) return lock;
    if (attempt >= TRIES) throw new PortError("busy", { ...lock.heldBy }, { retryable: true });
    await wait(PAUSE_MS * (0.5 + chance()));
  }
}

/** An address that stands nowhere in 人员 any more is forgotten: whoever enters it again means it. An empty tab says nothing. */
export async function liftBounces(store: Store, lock: StoreLock, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return;
  const bounces = await bouncesIn(store);
  const addresses = new Set(people.map(addressOf));
  const standing = [...bounces.values()].filter(({ address }) => addresses.has(address));
  if (standing.length < bounces.size) await keep(store, lock, standing);
}
