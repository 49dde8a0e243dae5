import { createHmac } from "node:crypto";
import type { Month } from "../domain/dates.ts";
import {
  type BallotVote,
  markedText,
  type Session,
  type SessionJudge,
  votesText,
} from "../domain/observation/session.ts";
import type { Store, StoreLock } from "../ports/store.ts";

const factName = (visit: Month): string => `observation:${visit}`;

export async function sessionOf(store: Pick<Store, "fact">, visit: Month): Promise<Session | null> {
  const text = await store.fact(factName(visit));
  return text === null ? null : (JSON.parse(text) as Session);
}

export const keepSession = (store: Store, lock: StoreLock, session: Session): Promise<void> =>
  store.setFact(lock.token, factName(session.visit), JSON.stringify(session));

const vouched = ({ secret }: Session, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** What makes a ballot this judge's of this lot: nobody can make it without the store. */
export const markOf = (session: Session, judge: SessionJudge): string => vouched(session, markedText(session, judge));

export const votesDigest = (session: Session, judge: string, votes: readonly BallotVote[]): string =>
  vouched(session, votesText(judge, votes));
