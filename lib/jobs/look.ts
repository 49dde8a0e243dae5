import type { PlainDate } from "../domain/dates.ts";
import { tabsRead } from "../registry/history-rows.ts";
import { wantedTitle } from "../registry/reading.ts";
import { inputFor } from "./decide.ts";
import { believed } from "./foreign-store.ts";
import type { JobInput } from "./job.ts";
import type { Outside, RunRequest } from "./outside.ts";
import { withReading } from "./overlay.ts";

/** The values of the jobs without any job: for `explain`, `rules` and `why-not`. Writes nothing. Throws SecrecyError, PortError. */
export async function look(
  outside: Outside,
  { asOf, period, knownAt }: Pick<RunRequest, "period" | "knownAt"> & { readonly asOf: PlainDate },
  about: "day" | "month" = "day",
): Promise<JobInput> {
  const snapshot = await outside.spreadsheet.read(wantedTitle);
  const at = outside.now();
  const { store } = await believed(outside, snapshot);
  const stored = await store.history(snapshot.name, { withRows: true });
  const present = { snapshot, at, history: withReading(stored, tabsRead(snapshot), at) };
  return inputFor({ asOf, period, knownAt }, store, present, about);
}
