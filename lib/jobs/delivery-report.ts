import type { PlainDate } from "../domain/dates.ts";
import type { MessageRecord } from "../domain/notice.ts";
import type { Store } from "../ports/store.ts";
import type { Waiting } from "./letters-due.ts";

export interface DeliveryReport {
  /** Letters that left in this run. */
  readonly sent: number;
  readonly refused: readonly { readonly to: string; readonly reason: string; readonly permanent: boolean }[];
  /** Letters whose fate is unknown: those of this run, and older ones whose notices are still owed. `settled`: a repetition arrived. */
  readonly uncertain: readonly (MessageTold & { readonly settled: boolean })[];
  readonly notAllowed: readonly { readonly to: string; readonly notices: number }[];
  readonly waiting: readonly Waiting[];
  /** Notices owed at the end. */
  readonly stillOwed: number;
  readonly messages: readonly MessageTold[];
  /** Why the run stopped sending before its end, null when it did not. */
  readonly stopped: string | null;
  readonly noDomains: boolean;
}

export interface MessageTold {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly state: MessageRecord["state"];
  readonly detail: string;
}

/** What one run did, filled as it goes. */
export interface Tally {
  /** Ids of the messages this run moved. */
  readonly told: Set<string>;
  /** Refused for now: asked again in the next round, as frozen. */
  readonly again: MessageRecord[];
  readonly refused: Map<string, DeliveryReport["refused"][number]>;
  /** Not to be tried again in this run. */
  readonly done: Set<string>;
  stopped: string | null;
}

interface Delivering {
  readonly store: Store;
  readonly day: PlainDate;
  readonly allowedDomains: readonly string[];
}

export async function deliveryReport(
  { store, day, allowedDomains }: Delivering,
  tally: Tally,
  waiting: readonly Waiting[],
): Promise<DeliveryReport> {
  const owed = await store.notices({ state: "owed" });
  const today = await store.messages({ day, withRaw: false });
  const uncertain = await store.messages({ states: ["uncertain"], withRaw: false });
  const told = today.filter((message) => tally.told.has(message.id));
  const earlier = uncertain.filter((message) => message.day !== day && tally.told.has(message.id));
  const owedKeys = new Set(owed.map((notice) => notice.key));
  const settled = (message: MessageRecord): boolean => !message.noticeKeys.some((key) => owedKeys.has(key));
  const open = uncertain.filter((message) => tally.told.has(message.id) || !settled(message));
  const notAllowed = waiting.filter((each) => each.because === "not-allowed");
  return {
    sent: told.filter((message) => message.state === "sent").length,
    refused: [...tally.refused.values()],
    uncertain: open.map((message) => ({ ...toldOf(message), settled: settled(message) })),
    notAllowed: notAllowed.map(({ recipient, notices }) => ({ to: recipient, notices })),
    waiting,
    stillOwed: owed.length,
    messages: [...earlier, ...told].map(toldOf),
    stopped: tally.stopped,
    noDomains: allowedDomains.length === 0,
  };
}

const toldOf = ({ id, recipient, subject, state, detail }: MessageRecord): MessageTold => ({
  key: id,
  to: recipient,
  subject,
  state,
  detail,
});
