import type { PlainDate } from "../domain/dates.ts";
import type { Directory } from "../domain/recipients.ts";
import type { MissedRun } from "../views/admin-lines.ts";
import { rememberedCalendar } from "./due.ts";
import { missedRuns } from "./missed-runs.ts";
import type { Outside } from "./outside.ts";
import { missedRunNotices } from "./owed-admin.ts";
import { SCHEDULES } from "./schedule.ts";
import { tellAdmins } from "./tell-admins.ts";

export interface Watched {
  /** As long as it can still be made good by itself: a month that was missed and is over was told, and is for a person to run. */
  readonly missed: readonly MissedRun[];
  /** Letters to the admins that left just now. */
  readonly sent: number;
}

/** The dead man's look: says to the admins what did not happen, also when nothing runs any more. Throws PortError. */
export async function deadMan(outside: Outside, today: PlainDate): Promise<Watched> {
  const { store, workbook, now } = outside;
  const calendar = await rememberedCalendar(store, workbook, now());
  const inForce = SCHEDULES.map(({ slotOn }) => slotOn(calendar, today)?.key);
  const missed = missedRuns(await store.runs(), calendar, { asOf: today, now: now(), running: [] }).filter(
    ({ key, catchesUp }) => catchesUp || inForce.includes(key),
  );
  if (missed.length === 0) return { missed, sent: 0 };
  const lock = await store.lock();
  if ("heldBy" in lock) return { missed, sent: 0 };
  try {
    const owed = (directory: Directory) => missedRunNotices(directory, today, missed);
    const messages = await tellAdmins({ asOf: today }, outside, lock, owed);
    return { missed, sent: messages.filter(({ state }) => state === "sent").length };
  } finally {
    await lock.release();
  }
}
