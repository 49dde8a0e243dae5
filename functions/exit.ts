import { RefusedConfirmError } from "../lib/jobs/confirm.ts";
import { RefusedDayError } from "../lib/jobs/outside.ts";
import { PortError } from "../lib/ports/port-error.ts";
import { SecrecyError } from "../lib/registry/secrecy.ts";
import { portErrorWords, refusedConfirmWords, refusedDayWords, secrecyWords } from "../lib/views/refusals.ts";
import { ConfigError } from "./config.ts";

/** 0 done · 1 done with failures · 2 usage, configuration or a refused day · 3 registry unreadable or 涉密. */
export type ExitCode = 0 | 1 | 2 | 3;

/** A command that cannot be carried out as it was typed: exit 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export interface Refusal {
  readonly code: ExitCode;
  readonly message: string;
}

const UNREADABLE_REGISTRY = ["workbook-unsupported", "workbook-missing", "workbook-unreadable"];

/** The words and the exit code of a failure that has both; null for a bug, which is shown as it is. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof ConfigError || error instanceof UsageError) return { code: 2, message: error.message };
  if (error instanceof RefusedDayError)
    return { code: 2, message: refusedDayWords(error.because, error.asOf, error.limit) };
  if (error instanceof RefusedConfirmError)
    return { code: 2, message: refusedConfirmWords(error.because, error.facts) };
  if (error instanceof SecrecyError) return { code: 3, message: secrecyWords(error.workbook) };
  if (error instanceof PortError)
    return { code: UNREADABLE_REGISTRY.includes(error.code) ? 3 : 1, message: portErrorWords(error.code, error.facts) };
  return null;
}
