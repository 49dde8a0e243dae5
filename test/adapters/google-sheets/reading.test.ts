import { expect, test } from "vitest";
import type { RawCell } from "../../../lib/ports/spreadsheet.ts";
import { isSheetDate, isSheetError } from "../../../lib/ports/spreadsheet.ts";
import { readRegistry, wantedTitle } from "../../../lib/registry/reading.ts";
import { putCell } from "../../fakes/google/grid.ts";
import type { Cell } from "../../fakes/google/model.ts";
import type { Written } from "../../fakes/google/new-workbook.ts";
import { goodWorkbook, SETTINGS } from "../../fakes/sheets.ts";
import { asWritten, googleForTests, open, serialOf, workbookWith } from "./scene.ts";

const google = googleForTests();
const ALL = () => true;

const number = (numberValue: number, type?: string): Cell => ({
  userEnteredValue: { numberValue },
  ...(type === undefined ? {} : { userEnteredFormat: { numberFormat: { type } } }),
});

test("cells are read as the workbook holds them", async () => {
  const day = serialOf("2026-03-05");
  const cells: readonly (readonly [Cell, RawCell])[] = [
    [number(day, "DATE"), { date: "2026-03-05" }],
    [number(day + 0.75, "DATE_TIME"), { date: "2026-03-05" }],
    [number(0.75, "TIME"), 0.75],
    [number(-3, "DATE"), -3],
    [number(0.9, "PERCENT"), 0.9],
    [number(day), day],
    [{ userEnteredValue: { stringValue: " 001 " } }, " 001 "],
    [{ userEnteredValue: { boolValue: false } }, false],
    [{ userEnteredValue: { formulaValue: "=1+1" } }, 2],
    [{ userEnteredValue: { formulaValue: '=""' } }, null],
    [{ userEnteredValue: { formulaValue: "=1/0" } }, { error: "#DIV/0!" }],
    [{ userEnteredValue: { formulaValue: "=NOSUCH(1)" } }, { error: "#NAME?" }],
  ];
  const id = workbookWith(google(), [{ title: "备查", rows: [] }]);
  const sheet = google().spreadsheets.get(id)!.sheets[0]!;
  for (const [row, [cell]] of cells.entries()) {
    putCell(sheet, row + 2, 1, cell);
    putCell(sheet, row + 2, 2, { userEnteredValue: { stringValue: "末" } });
  }
  const { sheets } = await open(google(), id).read(ALL);
  expect(sheets[0]!.rows).toEqual(cells.map(([, value], at) => ({ number: at + 3, cells: [null, value, "末"] })));
});

test("merges and protected tabs are told, rows without content are not", async () => {
  const id = workbookWith(google(), [{ title: "备查", rows: [["甲"], [], ["乙", null]] }]);
  const sheet = google().spreadsheets.get(id)!.sheets[0]!;
  sheet.merges.push({ sheetId: 0, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 1 });
  const lock = (users: readonly string[]) => ({
    protectedRangeId: sheet.protectedRanges.length + 1,
    range: { sheetId: 0 },
    editors: { users },
  });
  sheet.protectedRanges.push(lock(["a@x", "duban@project.iam.gserviceaccount.com"]));
  sheet.protectedRanges.push(lock(["b@x", "duban@project.iam.gserviceaccount.com"]));
  const snapshot = await open(google(), id).read(ALL);
  expect(snapshot.sheets[0]!.rows.map((row) => row.number)).toEqual([1, 3]);
  expect(snapshot.sheets[0]!.merges).toEqual([{ top: 1, bottom: 2, left: 0, right: 0 }]);
  expect([...snapshot.editors!]).toEqual([["备查", ["duban@project.iam.gserviceaccount.com"]]]);
});

test("typing changes the revision, looking does not", async () => {
  const id = workbookWith(google(), [{ title: "备查", rows: [["甲"]] }]);
  const book = open(google(), id);
  const { revision } = await book.read(ALL);
  expect((await book.read(ALL)).revision).toBe(revision);
  google().human(id).setCell("备查", "B7", "1");
  expect((await book.read(ALL)).revision).not.toBe(revision);
});

test("a registry says the same in a spreadsheet of Google's as elsewhere", async () => {
  const good = goodWorkbook();
  const written = (cell: RawCell): Written =>
    cell !== null && typeof cell === "object" && isSheetError(cell) ? null : asWritten(cell);
  const rowsOf = (rows: (typeof good.sheets)[number]["rows"]) => rows.map(({ cells }) => cells.map(written));
  const id = workbookWith(
    google(),
    good.sheets.map(({ title, rows }) => ({ title, rows: rowsOf(rows), columnCount: 60 })),
  );
  const snapshot = await open(google(), id, { name: good.name }).read(wantedTitle);
  const { registry, findings } = readRegistry([snapshot], SETTINGS);
  expect(findings).toEqual([]);
  expect(registry).toEqual(readRegistry([good], SETTINGS).registry);
  expect(registry.milestones[0]!.planned).toBe("2026-05-20");
  expect(good.sheets.some(({ rows }) => rows.some(({ cells }) => cells.some((cell) => isSheetDate(cell))))).toBe(true);
});
