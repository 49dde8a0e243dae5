import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProposedCells } from "../../lib/domain/rows-draft.ts";
import type { RawCell, SheetSnapshot } from "../../lib/ports/spreadsheet.ts";
import { fitRows, newRows, tabFor } from "../../lib/registry/appending.ts";
import { readRegistry } from "../../lib/registry/reading.ts";
import { goodWorkbook, plainSheet, SETTINGS, workbookOf } from "../fakes/sheets.ts";

const BOOK = "台账.xlsx";
type Tab = Parameters<typeof tabFor>[2];

const readWith = (sheet: SheetSnapshot) => {
  const book = goodWorkbook();
  return readRegistry([workbookOf(book.sheets.map((one) => (one.title === sheet.title ? sheet : one)))], SETTINGS);
};

function fitted(tab: Tab, cells: readonly ProposedCells[], sheet?: SheetSnapshot) {
  const reading = sheet === undefined ? readRegistry([goodWorkbook()], SETTINGS) : readWith(sheet);
  const found = tabFor(reading, BOOK, tab)!;
  const fit = fitRows(found, reading, {
    tab,
    rows: cells.map((one, at) => ({ item: `${at + 1}`, cells: one, notes: [] })),
  });
  return { fit, rows: newRows(found, fit.rows) };
}

const PROJECT = {
  ...{ code: "P-900", name: "=2+2", category: "基础设施", annualClass: "新开工", county: "甲县" },
  ...{ responsibleUnit: "甲县", totalInvestment: 123_450_000, plannedStart: "2026-09-01" },
};

const PROJECTS = (money: string) =>
  plainSheet("项目", [
    ["清单", null, null, null, null, null, null, null, null] as RawCell[],
    ["计划开工", "项目编号", "项目名称", "类别", "年度类别", "属地", "责任单位", money, "不认识的列"],
  ]);

describe("rows proposed for a tab", () => {
  test("go into the columns where they stand: days as days, money in the header's unit, text as text", () => {
    const { rows } = fitted("projects", [PROJECT], PROJECTS("总投资（亿元）"));
    expect(rows).toEqual({
      sheet: "项目",
      headerRow: 2,
      positions: [1, 2, 3, 4, 5, 6, 7, 0],
      rows: [["P-900", "=2+2", "基础设施", "新开工", "甲县", "甲县", 1.2345, { date: "2026-09-01" }]],
    });
    expect(fitted("projects", [PROJECT], PROJECTS("总投资")).rows.rows[0]![6]).toBe(12_345);
  });

  test("that would be set aside are kept out, each with the cell that keeps it out; the others are not", () => {
    const { totalInvestment: _, ...without } = PROJECT;
    const { fit } = fitted("projects", [
      { ...PROJECT, code: "P-031" },
      { ...without, code: "P-901" },
      { ...PROJECT, code: "P-902", category: "不知道" },
      { ...PROJECT, code: "P-903" },
      { ...PROJECT, code: "P-903" },
      { ...PROJECT, code: "" },
    ]);
    expect(fit.unfit).toEqual([
      { item: "1", key: "P-031", because: "taken", header: "", value: "" },
      { item: "2", key: "P-901", because: "missing", header: "总投资", value: "" },
      { item: "3", key: "P-902", because: "unreadable", header: "类别", value: "不知道" },
      { item: "5", key: "P-903", because: "exists", header: "", value: "" },
      { item: "6", key: "", because: "missing", header: "项目编号", value: "" },
    ]);
    expect(fit.rows.map(({ key }) => key)).toEqual(["P-903"]);
  });

  test("name the headers for which the tab has no column", () => {
    const { fit, rows } = fitted("projects", [{ ...PROJECT, location: "城东" }], PROJECTS("总投资"));
    expect(fit.lacking).toEqual(["地点"]);
    expect(rows.rows[0]).not.toContain("城东");
  });

  test("whatever is proposed, a row that goes in is read back as a good row with its key", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom("2026-02-30", "2026-06-30", "=1+1", "甲县"),
      fc.integer(),
      fc.boolean(),
    );
    const proposal = fc.dictionary(fc.constantFrom(...Object.keys(PROJECT), "remark", "actualStart"), cell);
    fc.assert(
      fc.property(proposal, (more) => {
        const { fit, rows } = fitted("projects", [{ ...PROJECT, ...more }], PROJECTS("总投资"));
        const cells: RawCell[] = [];
        for (const [at, column] of rows.positions.entries()) cells[column] = rows.rows[0]?.[at] ?? null;
        const sheet = PROJECTS("总投资");
        const added = { number: 3, cells: Array.from(cells, (one) => one ?? null) };
        const { registry } = readWith({ ...sheet, rows: [...sheet.rows, added] });
        expect(registry.projects.map(({ key }) => key)).toEqual(fit.rows.map(({ key }) => key));
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});
