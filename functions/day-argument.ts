import { isRealDay, type PlainDate } from "../lib/domain/dates.ts";
import { UsageError } from "./exit.ts";

/** A day typed on the command line. Throws UsageError. */
export function dayArgument(text: string): PlainDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts !== null && isRealDay(+parts[1]!, +parts[2]!, +parts[3]!)) return text;
  throw new UsageError(`“${text.slice(0, 50)}” 不是有效日期，请写成 2026-02-13 这样的格式。`);
}
