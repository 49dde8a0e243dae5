import type { Month, PlainDate } from "../domain/dates.ts";
import { isValue, UNREADABLE } from "../domain/field.ts";
import type { ConsoleRow } from "../domain/registry.ts";
import { headerForm } from "./clean.ts";

/** What a row of 控制台 asks for. `because` is worded in views. */
export type ConsoleRequest =
  | { readonly kind: "run"; readonly job: string; readonly period: Month | null; readonly asOf: PlainDate | null }
  | { readonly kind: "confirm"; readonly step: "consult" | null; readonly draft: string; readonly code: string }
  | { readonly kind: "refused"; readonly because: RefusedRequest };

export type RefusedRequest = "both-ticked" | "unreadable" | "unknown-command" | "no-draft-or-code";

const JOBS: Readonly<Record<string, string>> = {
  日常: "daily",
  daily: "daily",
  每周: "weekly",
  weekly: "weekly",
  月度: "monthly",
  monthly: "monthly",
};

const COMMAND = /^(\D+?)(?:(\d{4})[-年/.](\d{1,2})月?)?$/;
/** M-2026-05 或 M-2026-05-2，然后是校验码；前面可有“征求意见”。 */
const CONFIRM = /^(征求意见)?[\s:：,，]*([A-Z][A-Z\d-]*\d)\D*?[\s:：,，](?:校验码)?[\s:：]*(\d{8})$/i;

/** null: nothing is ticked, so nothing is asked yet. */
export function consoleRequest(row: ConsoleRow): ConsoleRequest | null {
  const ticked = [row.run, row.publish].map((tick) => tick === true);
  if (row.run === UNREADABLE || row.publish === UNREADABLE || row.asOf === UNREADABLE) return refused("unreadable");
  if (ticked.every((tick) => !tick)) return null;
  if (ticked.every((tick) => tick)) return refused("both-ticked");
  return ticked[0] ? runRequest(row) : confirmRequest(row);
}

const refused = (because: RefusedRequest): ConsoleRequest => ({ kind: "refused", because });

function runRequest({ command, asOf }: ConsoleRow): ConsoleRequest {
  const [, word, year, month] = COMMAND.exec(headerForm(command)) ?? [];
  const job = JOBS[word ?? ""];
  const period = year === undefined ? null : `${year}-${month!.padStart(2, "0")}`;
  if (job === undefined || (period !== null && job !== "monthly") || !isMonth(period))
    return refused("unknown-command");
  return { kind: "run", job, period, asOf: isValue(asOf) ? asOf : null };
}

const isMonth = (period: Month | null): boolean => period === null || /-(0[1-9]|1[0-2])$/.test(period);

function confirmRequest({ command }: ConsoleRow): ConsoleRequest {
  const [, consult, draft, code] = CONFIRM.exec(command.normalize("NFKC").trim()) ?? [];
  return draft === undefined || code === undefined
    ? refused("no-draft-or-code")
    : { kind: "confirm", step: consult === undefined ? null : "consult", draft: draft.toUpperCase(), code };
}
