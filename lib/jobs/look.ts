import type { PlainDate } from "../domain/dates.ts";
import { inputFor } from "./decide.ts";
import type { JobInput } from "./job.ts";
import type { Outside, RunRequest } from "./outside.ts";
import { overlaid } from "./present.ts";
import { readBooks } from "./workbooks.ts";

/** The values of the jobs without any job: for `explain`, `rules` and `why-not`. Writes nothing. Throws SecrecyError, PortError. */
export async function look(
  outside: Outside,
  { asOf, period, knownAt }: Pick<RunRequest, "period" | "knownAt"> & { readonly asOf: PlainDate },
  about: "day" | "month" = "day",
): Promise<JobInput> {
  const books = await readBooks(outside);
  const present = await overlaid(outside, books);
  return inputFor({ asOf, period, knownAt }, books.main.store, present, about);
}
