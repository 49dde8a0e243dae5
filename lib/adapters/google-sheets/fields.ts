import type { sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";

export type Request = sheets_v4.Schema$Request;
export type CellData = sheets_v4.Schema$CellData;
export type ApiSheet = sheets_v4.Schema$Sheet;
export type ApiSpreadsheet = sheets_v4.Schema$Spreadsheet;
export type Metadata = sheets_v4.Schema$DeveloperMetadata;

/** What is asked for of every cell: little, since all cells of a workbook come in one answer. */
const CELL = "effectiveValue,userEnteredValue.formulaValue,effectiveFormat.numberFormat.type";
const PROPERTIES =
  "properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount))";
const PROTECTED = "protectedRanges(protectedRangeId,range,warningOnly,unprotectedRanges,editors.users)";

const PINS = "columnMetadata.developerMetadata(metadataId,metadataKey)";

export const STAMP_FIELDS = "developerMetadata(metadataId,metadataKey,metadataValue)";
export const LAYOUT_FIELDS = `${STAMP_FIELDS},sheets(${PROPERTIES},data(${PINS}))`;
export const READ_FIELDS = `spreadsheetId,${STAMP_FIELDS},sheets(${PROPERTIES},merges,${PROTECTED},conditionalFormats.ranges,data(rowData.values(${CELL}),${PINS}))`;
