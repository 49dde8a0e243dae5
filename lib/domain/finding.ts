/**
 * A bad cell: a value, collected, never thrown. Codes are stable; words are made in views.
 * `cell` is an A1 address ("F9") or "" when the finding is about a tab; `found` is clipped to 200 characters.
 * `facts` are the named values its sentence needs. `suggestion` is a value the person could type, never an investment figure.
 */
export interface Finding {
  readonly workbook: string;
  readonly tab: string;
  readonly key: string;
  readonly cell: string;
  readonly header: string;
  readonly found: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly suggestion: string;
  /** The unit whose cell it is, "" when none can be told. */
  readonly unit: string;
}

/** Findings that ask nothing of anybody. */
const REMARKS: readonly string[] = ["totals-skipped"];
export const asksSomething = ({ code }: Pick<Finding, "code">): boolean => !REMARKS.includes(code);

/** Findings that no unit can be asked to mend. */
export const isOwnerless = (finding: Finding): boolean => finding.unit === "" && asksSomething(finding);
