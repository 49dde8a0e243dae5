import { type Burden, burdenOf } from "../domain/burden.ts";
import { addToMonth, type Instant, type Month, monthOf, type PlainDate } from "../domain/dates.ts";
import { NO_LEDGER, type Notice } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import { addresseeOf, type Directory } from "../domain/recipients.ts";
import { type Calendar, isWorkday } from "../domain/working-days.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { burdenItem } from "../views/burden.ts";
import type { JobInput } from "./job.ts";
import { NO_ITEM, noticesOf } from "./owed.ts";
import { toAdmins } from "./owed-admin.ts";

export interface BurdenAsked {
  readonly period: Month;
  /** null = all that is known now. */
  readonly knownAt: Instant | null;
  readonly directory: Directory;
  readonly calendar: Calendar;
}

/** The month's letters, notices and runs as the store knows them. */
export async function readBurden(store: Store, asked: BurdenAsked): Promise<Burden> {
  const { period, knownAt, directory, calendar } = asked;
  const known = (at: Instant): boolean => knownAt === null || at <= knownAt;
  const sent = await store.messages({ states: ["sent"], withRaw: false });
  const letters = sent.filter(
    ({ day, recipient, changedAt }) => monthOf(day) === period && recipient !== "" && known(changedAt),
  );
  const notices = await store.notices(knownAt === null ? {} : { knownAt });
  const runs = (await store.runs({ job: "daily" })).filter(({ startedAt }) => known(startedAt));
  return burdenOf({
    period,
    letters,
    notices: new Map(notices.map((notice) => [notice.key, notice])),
    unitOf: (address) => addresseeOf(directory, address).unit,
    isWorkday: (day) => isWorkday(calendar, day),
    notRepeated: notRepeated(runs, period, calendar),
  });
}

/** Of several runs of a day the one that spared most counts: the first told what was new. */
function notRepeated(runs: readonly RunRecord[], period: Month, calendar: Calendar): number | null {
  const days = new Map<PlainDate, number>();
  for (const { asOf, state, figures } of runs) {
    if (state !== "done" || monthOf(asOf) !== period || !isWorkday(calendar, asOf)) continue;
    if (typeof figures.notRepeated === "number") days.set(asOf, Math.max(days.get(asOf) ?? 0, figures.notRepeated));
  }
  return days.size === 0 ? null : [...days.values()].reduce((sum, one) => sum + one, 0);
}

/** To the admins with the first daily run after a month's end, once: nothing where no letter left in that month. */
export async function burdenOwed(
  store: Store,
  { asOf, calendar, ledger }: Pick<JobInput, "asOf" | "calendar" | "ledger">,
  directory: Directory,
): Promise<readonly Notice[]> {
  const period = addToMonth(monthOf(asOf), -1);
  const isOwed = ({ kind, key }: Notice): boolean => kind === "burden-report" && partsOf(key).subject === period;
  if ([...ledger.notices.values()].some(isOwed)) return [];
  const burden = await readBurden(store, { period, knownAt: null, directory, calendar });
  if (burden.total.mails === 0) return [];
  const item = { ...NO_ITEM, ...burdenItem(burden) };
  return noticesOf([toAdmins(directory, "burden-report", period, "", item)], NO_LEDGER);
}
