/** The outside failed. `retryable` says whether the same call may succeed later; `code` is stable, words are made in views. */
export class PortError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(
    code: string,
    facts: Readonly<Record<string, string | number>>,
    options: { retryable: boolean; cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(facts)}`, { cause: options.cause });
    this.name = "PortError";
    this.code = code;
    this.retryable = options.retryable;
    this.facts = facts;
  }
}
