import { expect, test } from "vitest";
import type {
  CellValue,
  Publication,
  RawCell,
  Spreadsheet,
  SystemColumns,
  SystemHeader,
  SystemTab,
} from "../../lib/ports/spreadsheet.ts";

/** What a contract test starts from: titles and rows (null = empty cell), as a person would have typed them. */
export type Typed = Readonly<Record<string, readonly (readonly CellValue[])[]>>;

export interface SpreadsheetHarness {
  readonly book: Spreadsheet;
  /** Somebody else types into the workbook. */
  readonly typeInto: (sheet: string, row: number, column: number, value: CellValue) => Promise<void>;
}

/** `shared`: people type while we write, and the workbook itself keeps verdicts beside their rows: nobody has to wait for anybody. */
export interface SpreadsheetTraits {
  readonly shared: boolean;
}

export type MakeSpreadsheet = (typed: Typed) => Promise<SpreadsheetHarness>;

const header = (title: string, light = false): SystemHeader => ({ title, format: "text", width: 10, light });
const HEADERS = [header("预警", true), header("系统说明")];

const TYPED: Typed = {
  项目: [
    ["项目编号", "项目名称", "计划开工"],
    ["P-1", "滨河路", { date: "2026-03-05" }],
    ["P-2", "职教园区", null],
    [null, "没有编号", null],
  ],
  备查: [["不要动", 1.5, true]],
};

const columns = (more: Partial<SystemColumns> = {}): SystemColumns => ({
  sheet: "项目",
  headerRow: 1,
  headers: HEADERS,
  positions: [null, null],
  rowKeys: new Map([
    [2, "P-1"],
    [3, "P-2"],
    [4, null],
  ]),
  keyColumns: [0],
  values: new Map<string, readonly CellValue[]>([
    ["P-1", ["红", "P-1 逾期"]],
    ["P-2", ["绿", "=1+1"]],
  ]),
  ...more,
});

const tab = (rows: SystemTab["rows"], title = "系统-项目", ridesAlong = false): SystemTab => ({
  title,
  headers: [header("项目编号"), header("预警", true)],
  rows,
  ridesAlong,
});

const publication = (more: Partial<Publication> = {}): Publication => ({
  asOf: "2026-06-12",
  computedAt: "2026-06-11T23:30:00.000Z",
  stamp: { storeId: "store-1", run: 1 },
  systemTabs: [
    tab([
      ["P-1", "红"],
      ["P-2", "绿"],
    ]),
  ],
  columns: [columns()],
  ...more,
});

/** The contract of the port Spreadsheet, the same for every place a workbook may live in. */
export function spreadsheetContract(name: string, make: MakeSpreadsheet, traits: SpreadsheetTraits): void {
  const all = (book: Spreadsheet) => book.read(() => true);
  const start = async () => {
    const harness = await make(TYPED);
    return { ...harness, first: await all(harness.book) };
  };
  const cellsOf = async (book: Spreadsheet, title: string): Promise<(readonly RawCell[])[]> =>
    (await all(book)).sheets.find((sheet) => sheet.title === title)!.rows.map((row) => row.cells);

  test(`${name}: reads titles, rows and typed cells, and only the tabs asked for`, async () => {
    const { book } = await start();
    const snapshot = await book.read((title) => title === "项目");
    expect(snapshot.titles).toEqual(["项目", "备查"]);
    expect(snapshot.sheets.map((sheet) => sheet.title)).toEqual(["项目"]);
    expect(snapshot.sheets[0]!.rows[1]).toEqual({ number: 2, cells: ["P-1", "滨河路", { date: "2026-03-05" }] });
    expect(snapshot.stamp).toBeNull();
  });

  test(`${name}: of a tab asked for in part the text cells asked for, where they stand`, async () => {
    const { book } = await start();
    const snapshot = await book.read((title) => (title === "项目" ? (text) => /路|园/.test(text) : false));
    expect(snapshot.sheets.map((sheet) => sheet.title)).toEqual(["项目"]);
    const found = snapshot.sheets[0]!.rows.map(({ number, cells }) => [number, cells[1]]);
    expect(found).toEqual([
      [2, "滨河路"],
      [3, "职教园区"],
    ]);
    expect(snapshot.sheets[0]!.rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null))).toHaveLength(2);
  });

  test(`${name}: the first publication adds tabs at the end and columns at the right`, async () => {
    const { book, first } = await start();
    const result = await book.publish(publication(), first.revision);
    expect(result.rowsPublished).toMatchObject({ "系统-项目": 2 });
    expect((await all(book)).titles).toEqual(["项目", "备查", "系统-项目"]);
    expect(await cellsOf(book, "项目")).toEqual([
      ["项目编号", "项目名称", "计划开工", "预警", "系统说明"],
      ["P-1", "滨河路", { date: "2026-03-05" }, "红", "P-1 逾期"],
      ["P-2", "职教园区", null, "绿", "=1+1"],
      [null, "没有编号"],
    ]);
    const rows = await cellsOf(book, "系统-项目");
    expect(rows[0]!.slice(0, 4)).toEqual(["截至日期", { date: "2026-06-12" }, "计算时间", "2026-06-12 07:30:00"]);
    expect(rows.slice(1)).toEqual([
      ["项目编号", "预警"],
      ["P-1", "红"],
      ["P-2", "绿"],
    ]);
  });

  test(`${name}: the stamp names the store and the run that last changed the workbook`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    const second = await all(book);
    expect(second.stamp).toEqual({ storeId: "store-1", run: 1 });
    await book.publish(
      publication({ stamp: { storeId: "store-1", run: 2 }, columns: [columns({ positions: [3, 4] })] }),
      second.revision,
    );
    expect((await all(book)).stamp).toEqual({ storeId: "store-1", run: 1 });
  });

  test(`${name}: the same publication again changes no cell and not the revision`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    const second = await all(book);
    const again = publication({ computedAt: "2026-06-12T23:30:00.000Z", columns: [columns({ positions: [3, 4] })] });
    const result = await book.publish(again, second.revision);
    expect(result).toMatchObject({ cellsChanged: 0, rowsPublished: {}, revision: second.revision });
    expect((await all(book)).revision).toBe(second.revision);
  });

  test(`${name}: a new as-of day alone is a change`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    const next = publication({ asOf: "2026-06-13", columns: [columns({ positions: [3, 4] })] });
    expect((await book.publish(next, (await all(book)).revision)).cellsChanged).toBe(1);
    expect((await cellsOf(book, "系统-项目"))[0]![1]).toEqual({ date: "2026-06-13" });
  });

  test(`${name}: a tab that rides along is written only with another change`, async () => {
    const { book, first } = await start();
    const run = (n: number) => tab([[`R-${n}`, null]], "系统-运行", true);
    const tabs = (n: number) => [tab([["P-1", "红"]]), run(n)];
    await book.publish(publication({ systemTabs: tabs(1) }), first.revision);
    const placed = [columns({ positions: [3, 4] })];
    const quiet = await book.publish(publication({ systemTabs: tabs(2), columns: placed }), (await all(book)).revision);
    expect(quiet.cellsChanged).toBe(0);
    expect((await cellsOf(book, "系统-运行"))[2]).toEqual(["R-1"]);
    const louder = [tab([["P-1", "黄"]]), run(3)];
    await book.publish(publication({ systemTabs: louder, columns: placed }), (await all(book)).revision);
    expect((await cellsOf(book, "系统-运行"))[2]).toEqual(["R-3"]);
  });

  test(`${name}: a tab of ours is replaced whole: rows that are no more are gone`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    const shorter = publication({ systemTabs: [tab([["P-2", "绿"]])], columns: [] });
    await book.publish(shorter, (await all(book)).revision);
    expect((await cellsOf(book, "系统-项目")).slice(2)).toEqual([["P-2", "绿"]]);
  });

  test(`${name}: rows without a key, and keys without values, are cleared in our columns only`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    const cleared = columns({
      positions: [3, 4],
      rowKeys: new Map([
        [2, "P-9"],
        [3, null],
      ]),
    });
    await book.publish(publication({ columns: [cleared] }), (await all(book)).revision);
    expect((await cellsOf(book, "项目")).slice(1, 3)).toEqual([
      ["P-1", "滨河路", { date: "2026-03-05" }],
      ["P-2", "职教园区"],
    ]);
  });

  test(`${name}: a preview names each cell with its value before and after, and writes nothing`, async () => {
    const { book, first } = await start();
    const result = await book.publish(publication({ systemTabs: [] }), first.revision, { preview: true });
    expect(result.changes).toContainEqual({ sheet: "项目", cell: "D1", before: null, after: "预警" });
    expect(result.changes).toContainEqual({ sheet: "项目", cell: "E3", before: null, after: "=1+1" });
    expect(result.cellsChanged).toBe(result.changes.length);
    expect((await all(book)).revision).toBe(first.revision);
  });

  if (traits.shared)
    test(`${name}: somebody typed meanwhile: what was typed stays, and nothing is refused`, async () => {
      const { book, first, typeInto } = await start();
      await typeInto("项目", 2, 1, "滨河路二期");
      await book.publish(publication(), first.revision);
      const second = await all(book);
      await typeInto("项目", 5, 0, "P-5");
      await book.append({ sheet: "项目", headerRow: 1, positions: [0], rows: [["P-3"]] }, second.revision);
      const rows = await cellsOf(book, "项目");
      expect(rows[1]).toEqual(["P-1", "滨河路二期", { date: "2026-03-05" }, "红", "P-1 逾期"]);
      expect(
        rows
          .slice(4)
          .map((cells) => cells[0])
          .sort(),
      ).toEqual(["P-3", "P-5"]);
    });

  if (!traits.shared)
    test(`${name}: somebody saved meanwhile: nothing is published, and a new reading may try again`, async () => {
      const { book, first, typeInto } = await start();
      await typeInto("项目", 2, 1, "滨河路二期");
      const error = { code: "workbook-changed", retryable: true };
      await expect(book.publish(publication(), first.revision)).rejects.toMatchObject(error);
      await expect(
        book.append({ sheet: "项目", headerRow: 1, positions: [0], rows: [["P-3"]] }, first.revision),
      ).rejects.toMatchObject(error);
      await book.publish(publication(), (await all(book)).revision);
      expect((await cellsOf(book, "项目"))[1]!.slice(0, 2)).toEqual(["P-1", "滨河路二期"]);
    });

  test(`${name}: appended rows stand below the last used row and never in a used cell`, async () => {
    const { book, first } = await start();
    const rows = [
      ["P-3", "=2+3", { date: "2026-07-01" }],
      ["P-4", null, null],
    ] as const;
    const { revision } = await book.append({ sheet: "项目", headerRow: 1, positions: [0, 1, 2], rows }, first.revision);
    const snapshot = await all(book);
    expect(snapshot.revision).toBe(revision);
    expect(await cellsOf(book, "项目")).toEqual([
      ...first.sheets[0]!.rows.map((row) => row.cells),
      ["P-3", "=2+3", { date: "2026-07-01" }],
      ["P-4"],
    ]);
  });

  test(`${name}: other tabs hold what they held`, async () => {
    const { book, first } = await start();
    await book.publish(publication(), first.revision);
    expect(await cellsOf(book, "备查")).toEqual([["不要动", 1.5, true]]);
  });
}
