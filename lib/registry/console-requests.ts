import { type PeriodKind, periodKind } from "../domain/assessment/periods.ts";
import type { PlainDate } from "../domain/dates.ts";
import { isValue, UNREADABLE } from "../domain/field.ts";
import type { ConsoleRow } from "../domain/registry.ts";
import { headerForm } from "./clean.ts";

/** What a row of 控制台 asks for. `because` is worded in views. */
export type ConsoleRequest =
  | { readonly kind: "run"; readonly job: string; readonly period: string | null; readonly asOf: PlainDate | null }
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
  季度: "quarterly",
  quarterly: "quarterly",
  年度: "yearly",
  yearly: "yearly",
};

/** 月度 2026-05, 季度 2026Q3, 年度 2026. */
const COMMAND = /^(\D+?)(?:(\d{4})(?:[-年/.](\d{1,2})月?|q([1-4])|年?))?$/;
const PERIODS: Readonly<Record<string, PeriodKind>> = { monthly: "month", quarterly: "quarter", yearly: "year" };
/** M-2026-05 或 M-2026-05-2，然后是校验码。 */
const CONFIRM = /^([A-Z][A-Z\d-]*\d)\D*?[\s:：,，](?:校验码)?[\s:：]*(\d{8})$/i;

/** Wherever it stands in the cell: who writes it never publishes. */
const CONSULT = "征求意见";

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
  const [, word, year, month, quarter] = COMMAND.exec(headerForm(command)) ?? [];
  const job = JOBS[word ?? ""];
  const period = year === undefined ? null : periodOf(year, month, quarter);
  if (job === undefined || (period !== null && periodKind(period) !== PERIODS[job])) return refused("unknown-command");
  return { kind: "run", job, period, asOf: isValue(asOf) ? asOf : null };
}

function periodOf(year: string, month: string | undefined, quarter: string | undefined): string {
  if (month !== undefined) return `${year}-${month.padStart(2, "0")}`;
  return quarter === undefined ? year : `${year}Q${quarter}`;
}

function confirmRequest({ command }: ConsoleRow): ConsoleRequest {
  const typed = command.normalize("NFKC");
  const step = typed.includes(CONSULT) ? "consult" : null;
  const [, draft, code] =
    CONFIRM.exec(
      typed
        .replace(CONSULT, "")
        .replace(/^[\s:,]+/, "")
        .trim(),
    ) ?? [];
  if (draft === undefined || code === undefined || (step === null && typed.includes("征求")))
    return refused("no-draft-or-code");
  return { kind: "confirm", step, draft: draft.toUpperCase(), code };
}
