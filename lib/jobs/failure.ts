import { PortError } from "../ports/port-error.ts";
import { SecrecyError } from "../registry/secrecy.ts";
import { portErrorWords, refusedConfirmWords, refusedDayWords, secrecyWords } from "../views/refusals.ts";
import { RefusedDayError } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

/** The words of a failure that has some; null for a bug. */
export function failureWords(error: unknown): string | null {
  if (error instanceof RefusedDayError) return refusedDayWords(error.because, error.asOf, error.limit);
  if (error instanceof RefusedConfirmError) return refusedConfirmWords(error.because, error.facts);
  if (error instanceof SecrecyError) return secrecyWords(error.workbook);
  if (error instanceof PortError) return portErrorWords(error.code, error.facts);
  return null;
}
