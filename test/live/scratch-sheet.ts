import type { sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";
import { type CellValue, isSheetDate } from "../../lib/ports/spreadsheet.ts";
import { serialOf } from "../adapters/google-sheets/scene.ts";
import type { Typed } from "../contracts/spreadsheet.ts";

/** Only a spreadsheet of this name is ever emptied. */
export const SCRATCH = "duban live test";

const written = (value: CellValue): sheets_v4.Schema$CellData => {
  if (value === null) return {};
  if (typeof value === "string") return { userEnteredValue: { stringValue: value } };
  if (typeof value === "number") return { userEnteredValue: { numberValue: value } };
  if (typeof value === "boolean") return { userEnteredValue: { boolValue: value } };
  if (!isSheetDate(value)) throw new Error("no such cell");
  return {
    userEnteredValue: { numberValue: serialOf(value.date) },
    userEnteredFormat: { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } },
  };
};

/** The spreadsheet with these tabs and nothing else, our stamps included. Throws when it is not the one for tests. */
export async function emptied(client: sheets_v4.Sheets, spreadsheetId: string, typed: Typed): Promise<void> {
  const fields = "properties.title,sheets.properties.sheetId,developerMetadata.metadataId";
  const { data } = await patiently(() => client.spreadsheets.get({ spreadsheetId, fields }));
  if (data.properties?.title !== SCRATCH) throw new Error(`the spreadsheet for tests is named “${SCRATCH}”`);
  const old = (data.sheets ?? []).map((sheet) => sheet.properties!.sheetId!);
  const free = Math.max(...old) + 1;
  const tabs = Object.entries(typed).map(([title, rows], at) => ({ title, rows, sheetId: free + at + 1 }));
  const requests: sheets_v4.Schema$Request[] = [
    { addSheet: { properties: { sheetId: free, title: `scratch ${free}` } } },
    ...old.map((sheetId) => ({ deleteSheet: { sheetId } })),
    ...(data.developerMetadata ?? []).map(({ metadataId }) => ({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: metadataId! } } },
    })),
    ...tabs.flatMap(({ title, rows, sheetId }) => [
      { addSheet: { properties: { sheetId, title } } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 0 },
          rows: rows.map((row) => ({ values: row.map(written) })),
          fields: "userEnteredValue,userEnteredFormat.numberFormat",
        },
      },
    ]),
    { deleteSheet: { sheetId: free } },
  ];
  await patiently(() => client.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } }));
}

export interface TypedCell {
  readonly title: string;
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
}

/** Somebody types into a cell. */
export async function typeInto(client: sheets_v4.Sheets, spreadsheetId: string, cell: TypedCell): Promise<void> {
  const { data } = await patiently(() => client.spreadsheets.get({ spreadsheetId, fields: "sheets.properties" }));
  const { sheetId } = data.sheets!.find(({ properties }) => properties!.title === cell.title)!.properties!;
  const updateCells = {
    start: { sheetId: sheetId!, rowIndex: cell.row - 1, columnIndex: cell.column },
    rows: [{ values: [written(cell.value)] }],
    fields: "userEnteredValue,userEnteredFormat.numberFormat",
  };
  await patiently(() =>
    client.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ updateCells }] } }),
  );
}

const PAUSE_MS = 30_000;

/** The quota is that of a minute: who is told to wait waits. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if ((error as { status?: number }).status !== 429) throw error;
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}
