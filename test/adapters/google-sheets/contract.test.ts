import { spreadsheetContract } from "../../contracts/spreadsheet.ts";
import { putCell } from "../../fakes/google/grid.ts";
import { cellOf } from "../../fakes/google/new-workbook.ts";
import { asWritten, googleForTests, open, workbookWith } from "./scene.ts";

const google = googleForTests();

spreadsheetContract(
  "google sheets",
  async (typed) => {
    const tabs = Object.entries(typed).map(([title, rows]) => ({ title, rows: rows.map((row) => row.map(asWritten)) }));
    const id = workbookWith(google(), tabs);
    return {
      book: open(google(), id),
      async typeInto(title, row, column, value) {
        const book = google().spreadsheets.get(id)!;
        const sheet = book.sheets.find(({ properties }) => properties.title === title)!;
        putCell(sheet, row - 1, column, cellOf(asWritten(value)));
        book.calculated = null;
      },
    };
  },
  { shared: true },
);
