import { isWorkday } from "../../../lib/domain/working-days.ts";
import { builtInCalendar } from "../../../lib/jobs/assess.ts";
import { replay } from "../../../lib/jobs/replay.ts";
import type { Store } from "../../../lib/ports/store.ts";
import type { Office } from "./days.ts";

const doubled = (keys: readonly string[]): readonly string[] =>
  [...Map.groupBy(keys, (key) => key)].filter(([, same]) => same.length > 1).map(([key]) => key);

/** Nobody has two mails on a day or any on a rest day, and nothing is told twice: what is wrong, in sentences. */
export async function mailFaults(store: Store): Promise<readonly string[]> {
  const sent = await store.messages({ states: ["sent"], withRaw: false });
  const calendar = builtInCalendar();
  const twice = doubled(sent.map(({ recipient, day }) => `${recipient} on ${day}`));
  const told = doubled(sent.flatMap(({ noticeKeys }) => noticeKeys));
  const rested = sent
    .filter(({ day }) => !isWorkday(calendar, day))
    .map(({ recipient, day }) => `${recipient} on ${day}`);
  return [
    ...twice.map((what) => `two mails to ${what}`),
    ...told.map((key) => `told twice: ${key}`),
    ...rested.map((what) => `a mail on a rest day to ${what}`),
  ];
}

/** Runs that would decide otherwise from what they knew. */
export async function replayFaults(
  office: Office,
  runKeys: readonly string[],
  today: string,
): Promise<readonly string[]> {
  const { outside, close } = await office.open(today);
  const faults: string[] = [];
  for (const key of runKeys) {
    const replayed = await replay(key, outside);
    if ("because" in replayed) faults.push(`${key}: ${replayed.because}`);
    else if (!replayed.same) faults.push(`${key}: ${replayed.digest} now, ${replayed.runs[0]!.planDigest} then`);
  }
  await close();
  return faults;
}
