import { RefusedDayError } from "../../lib/jobs/outside.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { SecrecyError } from "../../lib/registry/secrecy.ts";
import { ConfigError } from "../config-error.ts";
import { EventError } from "./event.ts";

/** What is told of a failure. Messages of libraries may quote addresses and cells, so only codes and places in the code leave. */
export interface Failure {
  readonly error: string;
  readonly faults?: readonly string[];
  readonly stack?: readonly string[];
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EventError) return { error: "event-refused", faults: error.faults };
  if (error instanceof ConfigError) return { error: "config", faults: error.faults };
  if (error instanceof RunError || error instanceof PortError) return { error: error.code };
  if (error instanceof RefusedDayError) return { error: error.because };
  if (error instanceof SecrecyError) return { error: "secrecy" };
  if (!(error instanceof Error)) return { error: "bug" };
  const stack = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: `bug: ${error.name}${systemCode(error)}`, stack };
}

/** Of the system: ENOSPC, EACCES. */
const systemCode = (error: Error): string => {
  const { code = "" } = error as NodeJS.ErrnoException;
  return /^E[A-Z]+$/.test(code) ? ` ${code}` : "";
};

/** What the platform gets to see: it writes messages of errors into its log. */
export class RunError extends Error {
  readonly code: string;

  constructor(code: string, details: readonly string[] = []) {
    super([code, ...details].join("；"));
    this.name = "RunError";
    this.code = code;
  }
}

export const runError = ({ error, faults }: Failure): RunError => new RunError(error, faults);
