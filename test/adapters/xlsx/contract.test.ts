import ExcelJS from "exceljs";
import type { CellValue } from "../../../lib/ports/spreadsheet.ts";
import { isSheetDate } from "../../../lib/ports/spreadsheet.ts";
import { spreadsheetContract, type Typed } from "../../contracts/spreadsheet.ts";
import { open, tempWorkbook } from "./publishing.ts";

const asTyped = (value: CellValue) => (isSheetDate(value) ? new Date(`${value.date}T00:00:00Z`) : value);

async function typedWorkbook(typed: Typed): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [title, rows] of Object.entries(typed)) {
    const sheet = book.addWorksheet(title);
    for (const row of rows) sheet.addRow(row.map(asTyped));
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

spreadsheetContract(
  "xlsx",
  async (typed) => {
    const file = tempWorkbook(await typedWorkbook(typed));
    return {
      book: open(file),
      async typeInto(title, row, column, value) {
        const book = new ExcelJS.Workbook();
        await book.xlsx.readFile(file);
        book.getWorksheet(title)!.getCell(row, column + 1).value = asTyped(value);
        await book.xlsx.writeFile(file);
      },
    };
  },
  { shared: false },
);
