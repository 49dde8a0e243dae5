import { PortError } from "../../ports/port-error.ts";

/** What became of a call that did not succeed. `unknown`: the answer is missing, so a write may have been applied. */
export type Failure =
  | { readonly kind: "busy" | "unknown"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "final"; readonly code: string; readonly reason: string };

interface ApiError {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly response?: { readonly status?: unknown; readonly data?: unknown };
}

const FINAL: Readonly<Record<number, string>> = {
  401: "google-login",
  403: "workbook-unshared",
  404: "workbook-missing",
};

/** Reads only status and reason: the error itself carries the call with its access token, and never leaves this room. */
export function failureOf(error: unknown): Failure {
  const { status, code, response } = (error ?? {}) as ApiError;
  const number = Number(response?.status ?? status ?? Number.NaN);
  const { message, word } = toldBy(response?.data);
  if (number === 429 || (number === 403 && /RATE|QUOTA|EXHAUSTED/i.test(word))) return { kind: "busy", reason: "429" };
  if (FINAL[number] !== undefined) return { kind: "final", code: FINAL[number], reason: String(number) };
  if (number === 400) return { kind: "refused", reason: message };
  if (number >= 400 && number < 500) return { kind: "final", code: "workbook-refused", reason: `${number}` };
  return { kind: "unknown", reason: Number.isNaN(number) ? String(code ?? "connection") : String(number) };
}

const LONGEST = 200;

/** Google's own sentence and its reason words. */
function toldBy(data: unknown): { message: string; word: string } {
  const error = (data as { error?: Record<string, unknown> } | undefined)?.error;
  if (typeof error !== "object" || error === null) return { message: "", word: "" };
  const reasons = [
    error.status,
    ...[error.errors, error.details].flat().map((one) => (one as { reason?: unknown })?.reason),
  ];
  return { message: String(error.message ?? "").slice(0, LONGEST), word: reasons.join(" ") };
}

/** Named after the workbook, never with the call itself: that holds a token. */
export const portError = (code: string, file: string, reason: string, retryable: boolean): PortError =>
  new PortError(code, { file, reason }, { retryable });
