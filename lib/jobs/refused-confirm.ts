type Because =
  | "no-such-draft"
  | "superseded"
  | "dropped"
  | "before-lock"
  | "not-an-admin"
  | "busy"
  | "workbooks-missing"
  | "months-open"
  | "months-changed"
  | "visits-open"
  | "whole-only"
  | "no-such-item"
  | "tab-missing"
  | "already-confirmed"
  | "changed"
  | "result-not-in-force"
  | "digest-differs"
  | "name-twice"
  | "admin-away"
  | "no-consultation"
  | "not-paired"
  | "published"
  | "not-reproduced"
  | "consultation-runs"
  | "objections-open"
  | "objections-unread"
  | "objections-undrawn"
  | "no-reason";

/** A draft cannot be confirmed, or not be dropped: exit 2. `facts` name what the sentence needs. */
export class RefusedConfirmError extends Error {
  readonly because: Because;
  readonly facts: Readonly<Record<string, string>>;

  constructor(because: Because, facts: Readonly<Record<string, string>>) {
    super(`${because} ${JSON.stringify(facts)}`);
    this.name = "RefusedConfirmError";
    this.because = because;
    this.facts = facts;
  }
}
