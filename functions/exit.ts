import { failureWords } from "../lib/jobs/failure.ts";
import { PortError } from "../lib/ports/port-error.ts";
import { SecrecyError } from "../lib/registry/secrecy.ts";
import { ConfigError } from "./config-error.ts";

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

const UNREADABLE_REGISTRY = ["workbook-unsupported", "workbook-missing", "workbook-unreadable", "workbook-unshared"];

/** The words and the exit code of a failure that has both; null for a bug, which is shown as it is. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof ConfigError || error instanceof UsageError) return { code: 2, message: error.message };
  const message = failureWords(error);
  return message === null ? null : { code: exitCodeOf(error), message };
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof SecrecyError) return 3;
  if (error instanceof PortError) return UNREADABLE_REGISTRY.includes(error.code) ? 3 : 1;
  return 2;
}
