import type { Spreadsheet, Wanted, WorkbookSnapshot } from "./spreadsheet.ts";

/** Plain values that go through JSON unharmed and that only the adapter understands. */
export type Reading = object;
export type Batch = object;

/** What lies between the hands. */
export interface Baton {
  readonly reading: () => Promise<Reading>;
  readonly leave: (batch: Batch) => Promise<void>;
}

/** A spreadsheet in three hands: one reads it, one decides over what was read, one sends what was decided. */
export interface Relay {
  /** Throws PortError as `Spreadsheet.read` does. */
  read(
    address: string,
    name: string,
    wanted: Wanted,
  ): Promise<{ readonly snapshot: WorkbookSnapshot; readonly reading: Reading }>;
  /** The spreadsheet as it was read. What is published is left for the third hand, so its revision stays as it was. */
  open(name: string, baton: Baton): Spreadsheet;
  /** Sent twice it is applied once, and not at all when somebody of ours wrote since the reading: PortError "workbook-changed". */
  send(address: string, name: string, batch: Batch): Promise<void>;
}
