import { afterAll, beforeAll } from "vitest";
import { type GoogleSheetOptions, openGoogleSheet } from "../../../lib/adapters/google-sheets/google-sheet.ts";
import type { Spreadsheet } from "../../../lib/ports/spreadsheet.ts";
import type { NewTab } from "../../fakes/google/new-workbook.ts";
import { type FakeGoogle, type FakeGoogleOptions, startFakeGoogle } from "../../fakes/google/server.ts";

export { asWritten, serialOf } from "../../fakes/google/as-written.ts";

/** One fake Google for the tests of a file. */
export function googleForTests(options: FakeGoogleOptions = {}): () => FakeGoogle {
  let google: FakeGoogle;
  beforeAll(async () => {
    google = await startFakeGoogle(options);
  });
  afterAll(() => google.close());
  return () => google;
}

/** As Google gives them for an hour. */
export const TOKEN = "ya29.geheim";

let count = 0;

/** A new workbook, its id. */
export function workbookWith(google: FakeGoogle, tabs: readonly NewTab[]): string {
  const id = `book-${++count}`;
  google.create({ id, tabs });
  return id;
}

/** How many batches of ours have left their stamp. */
export const stamps = (google: FakeGoogle, id: string): number =>
  google.spreadsheets.get(id)!.metadata.filter(({ metadataKey }) => metadataKey === "duban").length;

export const open = (google: FakeGoogle, id: string, options: Partial<GoogleSheetOptions> = {}): Spreadsheet =>
  openGoogleSheet(id, {
    name: "台账",
    auth: async () => TOKEN,
    rootUrl: google.url,
    wait: async () => {},
    chance: () => 0.5,
    ...options,
  });
