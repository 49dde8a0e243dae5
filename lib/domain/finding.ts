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
