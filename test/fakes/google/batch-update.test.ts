import type { sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { violationsIn } from "./body-check.ts";
import { realClient, refusalOf } from "./client.ts";
import { type FakeGoogle, startFakeGoogle } from "./server.ts";

type Request = sheets_v4.Schema$Request;
const PERSON = "person";

let fake: FakeGoogle;
beforeEach(async () => {
  fake = await startFakeGoogle({ emailOf: (token) => `${token}@example.com` });
  fake.create({
    id: "book",
    tabs: [
      {
        title: "节点",
        sheetId: 0,
        rowCount: 6,
        columnCount: 4,
        frozenRowCount: 1,
        rows: [
          ["编号", "名称"],
          ["P-1", "开工"],
          ["P-2", "封顶"],
          ["P-3", "验收"],
        ],
      },
      { title: "问题", sheetId: 5, rowCount: 4, columnCount: 4 },
    ],
  });
});
afterEach(() => fake.close());

const send = async (requests: Request[], token = "duban"): Promise<sheets_v4.Schema$Response[]> => {
  const call = { spreadsheetId: "book", requestBody: { requests } };
  return (await realClient(fake.url, token).spreadsheets.batchUpdate(call)).data.replies!;
};
const refused = (requests: Request[], token?: string): Promise<string> => refusalOf(send(requests, token));

const get = async (fields: string): Promise<sheets_v4.Schema$Spreadsheet> =>
  (await realClient(fake.url).spreadsheets.get({ spreadsheetId: "book", fields })).data;
const sheet = async (n: number, fields: string): Promise<sheets_v4.Schema$Sheet> =>
  (await get(`sheets(${fields})`)).sheets![n]!;
const see = (tab = "节点"): readonly (readonly string[])[] => fake.human("book").see(tab);

const text = (stringValue: string): object => ({ userEnteredValue: { stringValue } });
const rows = (startIndex: number, endIndex: number): object => ({
  sheetId: 0,
  dimension: "ROWS",
  startIndex,
  endIndex,
});
const cells = (top: number, bottom: number, left: number, right: number): object => ({
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});

describe("a batch", () => {
  it("is all or nothing, and the refusal names the request", async () => {
    const before = JSON.stringify(await get("*"));
    const requests = [{ addSheet: { properties: { title: "月报" } } }, { deleteDimension: { range: rows(1, 2) } }];
    expect(await refused([...requests, { deleteSheet: { sheetId: 99 } }])).toBe(
      "400 INVALID_ARGUMENT: Invalid requests[2].deleteSheet: No grid with id: 99",
    );
    expect(JSON.stringify(await get("*"))).toBe(before);
  });

  it("replies request by request, and with the spreadsheet when asked", async () => {
    const { data } = await realClient(fake.url).spreadsheets.batchUpdate({
      spreadsheetId: "book",
      fields: "replies,updatedSpreadsheet.sheets.properties.title",
      requestBody: {
        requests: [{ clearBasicFilter: { sheetId: 0 } }, { addSheet: { properties: { title: "月报", index: 0 } } }],
        includeSpreadsheetInResponse: true,
      },
    });
    expect(data.replies![0]).toEqual({});
    expect(data.replies![1]!.addSheet!.properties).toMatchObject({ title: "月报", index: 0 });
    expect(data.updatedSpreadsheet!.sheets!.map(({ properties }) => properties!.title)).toEqual([
      "月报",
      "节点",
      "问题",
    ]);
  });

  it("of no requests is refused", async () => {
    expect(await refused([])).toBe("400 INVALID_ARGUMENT: Must specify at least one request.");
  });

  it("answers in Google's own shape", async () => {
    await send([
      { addProtectedRange: { protectedRange: { range: { sheetId: 5 } } } },
      { addNamedRange: { namedRange: { name: "甲", range: { sheetId: 0, ...cells(0, 1, 0, 1) } } } },
      {
        createDeveloperMetadata: {
          developerMetadata: { metadataKey: "k", visibility: "DOCUMENT", location: { dimensionRange: rows(1, 2) } },
        },
      },
      { mergeCells: { range: { sheetId: 5, ...cells(0, 2, 0, 2) }, mergeType: "MERGE_ALL" } },
    ]);
    const { data } = await realClient(fake.url).spreadsheets.get({ spreadsheetId: "book", includeGridData: true });
    expect(violationsIn(data, "Spreadsheet")).toEqual([]);
  });
});

describe("sheets", () => {
  const refusals: readonly (readonly [what: string, requests: Request[], message: string])[] = [
    [
      "a title twice",
      [{ addSheet: { properties: { title: "节点" } } }],
      `A sheet with the name "节点" already exists.`,
    ],
    ["an id twice", [{ addSheet: { properties: { sheetId: 5 } } }], "Sheet with id 5 already exists."],
    [
      "no sheet at all",
      [{ deleteSheet: { sheetId: 0 } }, { deleteSheet: { sheetId: 5 } }],
      "You can't remove all the sheets",
    ],
    [
      "ten million cells and one",
      [{ addSheet: { properties: { gridProperties: { rowCount: 1_000_000, columnCount: 10 } } } }],
      "above the limit of 10000000 cells",
    ],
    [
      "nothing but frozen rows",
      [
        {
          updateSheetProperties: {
            properties: { sheetId: 5, gridProperties: { frozenRowCount: 4 } },
            fields: "gridProperties.frozenRowCount",
          },
        },
      ],
      "You can't freeze all visible rows",
    ],
    [
      "a mask left out",
      [{ updateSheetProperties: { properties: { sheetId: 5, title: "x" } } }],
      "At least one field must be listed",
    ],
    [
      "a mask unknown",
      [{ updateSheetProperties: { properties: { sheetId: 5 }, fields: "name" } }],
      "Invalid field: name",
    ],
  ];

  it.each(refusals)("%s is refused", async (_, requests, message) => {
    expect(await refused(requests)).toContain(message);
  });

  it("are hidden, frozen, moved and renamed by mask alone; formulas know the new name", async () => {
    fake.human("book").setCell("问题", "A1", "=节点!A2");
    await send([
      {
        updateSheetProperties: {
          properties: { sheetId: 0, title: "节点 二", hidden: true, index: 2, gridProperties: { frozenRowCount: 2 } },
          fields: "title,index,gridProperties.frozenRowCount",
        },
      },
    ]);
    const { properties } = await sheet(1, "properties");
    expect(properties).toMatchObject({
      title: "节点 二",
      index: 1,
      gridProperties: { rowCount: 6, frozenRowCount: 2 },
    });
    expect(properties!.hidden).toBeUndefined();
    expect(fake.human("book").typed("问题")[0]![0]).toEqual({ formulaValue: "='节点 二'!A2" });
    expect(see("问题")).toEqual([["P-1"]]);
  });

  it("are moved to a place that is counted before the move", async () => {
    const move = (sheetId: number, index: number): Promise<unknown> =>
      send([{ updateSheetProperties: { properties: { sheetId, index }, fields: "index" } }]);
    const order = async (): Promise<unknown> =>
      (await get("sheets.properties.title")).sheets!.map(({ properties }) => properties!.title);
    await send([{ addSheet: { properties: { title: "月报" } } }]);
    await move(0, 2);
    expect(await order()).toEqual(["问题", "节点", "月报"]);
    await move(0, 0);
    expect(await order()).toEqual(["节点", "问题", "月报"]);
  });

  it("a deleted sheet takes its metadata and names along and leaves #REF! behind", async () => {
    fake.human("book").setCell("问题", "A1", "=节点!A2");
    const location = { dimensionRange: rows(1, 2) };
    await send([
      { createDeveloperMetadata: { developerMetadata: { metadataKey: "k", visibility: "DOCUMENT", location } } },
      { addNamedRange: { namedRange: { name: "甲", range: { sheetId: 0, ...cells(0, 1, 0, 1) } } } },
      { deleteSheet: { sheetId: 0 } },
    ]);
    expect(see("问题")).toEqual([["#REF!"]]);
    expect(await get("namedRanges,developerMetadata")).toEqual({});
    expect(fake.spreadsheets.get("book")!.metadata).toEqual([]);
  });

  it("a copy has the cells and a place of its own", async () => {
    await send([{ duplicateSheet: { sourceSheetId: 0, newSheetName: "副本", insertSheetIndex: 2 } }]);
    expect(see("副本")).toEqual(see("节点"));
  });
});

describe("cells", () => {
  it("take only the masked fields; a masked field that is not sent is cleared", async () => {
    const numberFormat = { type: "DATE", pattern: "yyyy-mm-dd" };
    const start = { sheetId: 0, rowIndex: 1, columnIndex: 0 };
    await send([
      {
        updateCells: {
          start,
          rows: [{ values: [{ note: "记", userEnteredFormat: { numberFormat } }] }],
          fields: "note,userEnteredFormat.numberFormat",
        },
      },
      {
        updateCells: {
          start,
          rows: [{ values: [{ userEnteredValue: { numberValue: 46_000 } }] }],
          fields: "userEnteredValue,note",
        },
      },
    ]);
    const { data } = await sheet(0, "data.rowData.values(userEnteredValue,userEnteredFormat,note,formattedValue)");
    expect(data![0]!.rowData![1]!.values![0]).toEqual({
      userEnteredValue: { numberValue: 46_000 },
      userEnteredFormat: { numberFormat },
      formattedValue: "2025-12-09",
    });
  });

  it("of a range that the data does not reach are cleared", async () => {
    await send([
      {
        updateCells: {
          range: { sheetId: 0, ...cells(1, 4, 0, 2) },
          rows: [{ values: [text("P-9")] }],
          fields: "userEnteredValue",
        },
      },
    ]);
    expect(see().map((row) => row.join("|"))).toEqual(["编号|名称", "P-9"]);
  });

  const start = { sheetId: 0, rowIndex: 5, columnIndex: 3 };
  const refusals: readonly (readonly [what: string, request: Request, message: string])[] = [
    [
      "below the grid",
      { updateCells: { start, rows: [{}, { values: [text("x")] }], fields: "*" } },
      "Attempting to write row: 6, beyond the last requested row of: 5",
    ],
    [
      "right of the grid",
      { updateCells: { start, rows: [{ values: [{}, text("x")] }], fields: "*" } },
      "Attempting to write column: 4, beyond the last requested column of: 3",
    ],
    [
      "more rows than the range",
      { updateCells: { range: { sheetId: 0, ...cells(0, 1, 0, 1) }, rows: [{}, {}], fields: "*" } },
      "Attempting to write row: 1",
    ],
    ["nowhere", { updateCells: { rows: [], fields: "*" } }, "Must specify either start or range."],
    [
      "a formula without a sign",
      { updateCells: { start, rows: [{ values: [{ userEnteredValue: { formulaValue: "1+1" } }] }], fields: "*" } },
      "Invalid formula: 1+1",
    ],
    [
      "50,001 characters",
      { updateCells: { start, rows: [{ values: [text("x".repeat(50_001))] }], fields: "*" } },
      "more than the maximum of 50000 characters",
    ],
    [
      "what only Google writes",
      { updateCells: { start, rows: [], fields: "effectiveValue" } },
      "Field effectiveValue is read-only.",
    ],
    [
      "a range outside",
      { repeatCell: { range: { sheetId: 0, ...cells(0, 7, 0, 1) }, cell: {}, fields: "*" } },
      "exceeds grid limits",
    ],
  ];
  it.each(refusals)("%s is refused", async (_, request, message) => {
    expect(await refused([request])).toContain(message);
  });

  it("a text that looks like a formula stays a text", async () => {
    await send([
      { repeatCell: { range: { sheetId: 0, ...cells(4, 5, 0, 1) }, cell: text("=1+1"), fields: "userEnteredValue" } },
    ]);
    expect(see()[4]).toEqual(["=1+1"]);
  });

  it("an empty text empties a cell", async () => {
    await send([
      {
        repeatCell: {
          range: { sheetId: 0, ...cells(1, 4, 1, 2) },
          cell: text(""),
          fields: "userEnteredValue",
        },
      },
    ]);
    expect(see()).toEqual([["编号", "名称"], ["P-1"], ["P-2"], ["P-3"]]);
  });

  it("copied as values bring what formulas show, empty what is blank there and keep the formats", async () => {
    fake.human("book").paste("问题", "A1", [['="甲"&1', "", "3"]]);
    fake.human("book").paste("问题", "A3", [["2026-03-05", "x", "y"]]);
    const source = { sheetId: 5, ...cells(0, 1, 0, 3) };
    const destination = { sheetId: 5, ...cells(2, 3, 0, 3) };
    await send([{ copyPaste: { source, destination, pasteType: "PASTE_VALUES" } }]);
    expect(fake.human("book").typed("问题")[2]).toEqual([{ stringValue: "甲1" }, undefined, { numberValue: 3 }]);
    const { data } = await sheet(1, "data.rowData.values.userEnteredFormat.numberFormat.type");
    expect(data![0]!.rowData![2]!.values![0]).toEqual({ userEnteredFormat: { numberFormat: { type: "DATE" } } });
    expect(await refused([{ copyPaste: { source, destination } }])).toContain("501 UNIMPLEMENTED");
  });

  it("appended rows stand below everything that shows, spilled values too, and the grid grows", async () => {
    const requests = [{ appendCells: { sheetId: 0, rows: [{ values: [text("P-4")] }], fields: "userEnteredValue" } }];
    await send(requests);
    expect(see()[4]).toEqual(["P-4"]);
    fake.human("book").setCell("节点", "C1", "={1;2;3;4;5;6}");
    await send(requests);
    expect(see()[6]).toEqual(["P-4"]);
    expect((await sheet(0, "properties")).properties!.gridProperties!.rowCount).toBe(7);
  });
});

describe("rows and columns", () => {
  const tracked = async (): Promise<object> => {
    const { merges, protectedRanges, conditionalFormats, basicFilter } = fake.spreadsheets.get("book")!.sheets[0]!;
    const [entry] = fake.spreadsheets.get("book")!.metadata;
    const side = ({ startRowIndex, endRowIndex }: { startRowIndex?: number; endRowIndex?: number }): string =>
      `${startRowIndex}-${endRowIndex}`;
    return {
      metadata: entry?.location.dimensionRange?.startIndex,
      merges: merges.map(side),
      protected: protectedRanges.map(({ range }) => side(range!)),
      formats: conditionalFormats.flatMap(({ ranges }) => ranges.map(side)),
      filter: basicFilter && side(basicFilter.range),
      named: fake.spreadsheets.get("book")!.namedRanges.map(({ range }) => range && side(range)),
      formulas: fake
        .human("book")
        .typed("问题")[0]!
        .map((value) => value?.formulaValue),
    };
  };

  beforeEach(async () => {
    fake.human("book").paste("问题", "A1", [["=节点!A2:A", "=节点!$A$3", "=SUM(节点!A2:A3)", "=节点!A:B"]]);
    await send([
      {
        createDeveloperMetadata: {
          developerMetadata: { metadataKey: "k", visibility: "DOCUMENT", location: { dimensionRange: rows(2, 3) } },
        },
      },
      { mergeCells: { range: { sheetId: 0, ...cells(1, 3, 2, 4) }, mergeType: "MERGE_ALL" } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 0, startRowIndex: 0, endRowIndex: 1 } } } },
      {
        addConditionalFormatRule: {
          index: 0,
          rule: {
            ranges: [{ sheetId: 0, startRowIndex: 1 }],
            booleanRule: { condition: { type: "NOT_BLANK" }, format: {} },
          },
        },
      },
      { setBasicFilter: { filter: { range: { sheetId: 0, ...cells(0, 4, 0, 2) } } } },
      { addNamedRange: { namedRange: { name: "甲", range: { sheetId: 0, ...cells(2, 3, 0, 1) } } } },
    ]);
  });

  it("put in are followed by everything that names them; what begins there moves down", async () => {
    await send([{ insertDimension: { range: rows(1, 3), inheritFromBefore: false } }]);
    expect(await tracked()).toEqual({
      metadata: 4,
      merges: ["3-5"],
      protected: ["0-1"],
      formats: ["3-undefined"],
      filter: "0-6",
      named: ["4-5"],
      formulas: ["=节点!A4:A", "=节点!$A$5", "=SUM(节点!A4:A5)", "=节点!A:B"],
    });
    expect(see().map(([id]) => id ?? "")).toEqual(["编号", "", "", "P-1", "P-2", "P-3"]);
  });

  it("deleted take along what lies wholly in them", async () => {
    await send([{ deleteDimension: { range: rows(2, 3) } }]);
    expect(await tracked()).toEqual({
      metadata: undefined,
      merges: ["1-2"],
      protected: ["0-1"],
      formats: ["1-undefined"],
      filter: "0-3",
      named: [undefined],
      formulas: ["=节点!A2:A", "=节点!#REF!", "=SUM(节点!A2:A2)", "=节点!A:B"],
    });
  });

  it("moved take along what lies wholly in them", async () => {
    await send([
      { unmergeCells: { range: { sheetId: 0 } } },
      { moveDimension: { source: rows(2, 3), destinationIndex: 5 } },
    ]);
    expect(await tracked()).toMatchObject({ metadata: 4, named: ["4-5"] });
    expect(fake.human("book").typed("问题")[0]![1]).toEqual({ formulaValue: "=节点!$A$5" });
    expect(see().map(([id]) => id ?? "")).toEqual(["编号", "P-1", "P-3", "", "P-2"]);
  });

  it("columns move references too", async () => {
    await send([{ insertDimension: { range: { sheetId: 0, dimension: "COLUMNS", startIndex: 0, endIndex: 1 } } }]);
    expect(((await tracked()) as { formulas: string[] }).formulas).toEqual([
      "=节点!B2:B",
      "=节点!$B$3",
      "=SUM(节点!B2:B3)",
      "=节点!B:C",
    ]);
    expect(see()[1]).toEqual(["", "P-1", "开工"]);
  });

  it.each([
    [[{ deleteDimension: { range: rows(0, 6) } }], "You can't delete all the rows"],
    [[{ deleteDimension: { range: rows(1, 6) } }], "not possible to delete all non-frozen rows"],
    [[{ deleteDimension: { range: rows(4, 9) } }], "the sheet has 6"],
    [[{ insertDimension: { range: rows(7, 8) } }], "must be less than the grid size"],
    [[{ moveDimension: { source: rows(1, 3), destinationIndex: 2 } }], "lies inside the source"],
  ] as const)("%j is refused", async (requests, message) => {
    expect(await refused([...requests])).toContain(message);
  });

  it("a new row takes formats and drop-downs of its neighbour, not its values", async () => {
    const condition = { type: "ONE_OF_LIST", values: [{ userEnteredValue: "是" }] };
    await send([
      { setDataValidation: { range: { sheetId: 0, ...cells(3, 4, 0, 1) }, rule: { condition, strict: true } } },
      { insertDimension: { range: rows(4, 5), inheritFromBefore: true } },
    ]);
    const { data } = await sheet(0, "data.rowData.values(dataValidation.strict,userEnteredValue)");
    expect(data![0]!.rowData![4]!.values![0]).toEqual({ dataValidation: { strict: true } });
  });

  it("that were frozen are frozen no more when they are deleted", async () => {
    await send([{ deleteDimension: { range: rows(0, 1) } }]);
    expect((await sheet(0, "properties")).properties!.gridProperties).toEqual({
      rowCount: 5,
      columnCount: 4,
      frozenRowCount: 0,
    });
  });

  it("widths and hiding are kept by mask", async () => {
    const range = { sheetId: 0, dimension: "COLUMNS", startIndex: 1, endIndex: 2 };
    await send([
      { updateDimensionProperties: { range, properties: { pixelSize: 210, hiddenByUser: true }, fields: "pixelSize" } },
    ]);
    const { data } = await sheet(0, "data.columnMetadata(pixelSize,hiddenByUser)");
    expect(data![0]!.columnMetadata!.slice(0, 2)).toEqual([{ pixelSize: 100 }, { pixelSize: 210 }]);
  });
});

describe("metadata", () => {
  const entry = (more: object): Request => ({
    createDeveloperMetadata: { developerMetadata: { metadataKey: "run", visibility: "DOCUMENT", ...more } },
  });
  const here = { location: { spreadsheet: true } };
  const search = async (lookup: object): Promise<(number | null | undefined)[]> => {
    const requestBody = { dataFilters: [{ developerMetadataLookup: lookup }] };
    const { data } = await realClient(fake.url).spreadsheets.developerMetadata.search({
      spreadsheetId: "book",
      requestBody,
    });
    return (data.matchedDeveloperMetadata ?? []).map(({ developerMetadata }) => developerMetadata!.metadataId);
  };

  it("with an id that is taken is refused, whoever comes second", async () => {
    await send([entry({ metadataId: 41, metadataValue: "a", ...here })]);
    expect(await refused([entry({ metadataId: 41, ...here })])).toBe(
      "400 INVALID_ARGUMENT: Invalid requests[0].createDeveloperMetadata: Developer metadata with id 41 already exists.",
    );
  });

  it("is found by key, value, id and place, and shown where it stands", async () => {
    await send([
      entry({ metadataId: 1, ...here }),
      entry({ metadataId: 2, location: { sheetId: 5 }, metadataValue: "x" }),
      entry({ metadataId: 3, location: { dimensionRange: rows(2, 3) } }),
    ]);
    expect(await search({ metadataKey: "run" })).toEqual([1, 2, 3]);
    expect(await search({ metadataKey: "run", metadataValue: "x" })).toEqual([2]);
    expect(await search({ locationType: "ROW" })).toEqual([3]);
    expect(
      await search({ metadataLocation: { sheetId: 0 }, locationMatchingStrategy: "INTERSECTING_LOCATION" }),
    ).toEqual([3]);
    expect((await get("developerMetadata.metadataId")).developerMetadata).toEqual([{ metadataId: 1 }]);
    expect((await sheet(1, "developerMetadata.metadataId")).developerMetadata).toEqual([{ metadataId: 2 }]);
    const { data } = await sheet(0, "data.rowMetadata.developerMetadata.metadataId");
    expect(data![0]!.rowMetadata![2]).toEqual({ developerMetadata: [{ metadataId: 3 }] });
  });

  it("is changed and deleted by filter", async () => {
    await send([entry({ metadataId: 1, metadataValue: "a", ...here })]);
    const dataFilters = [{ developerMetadataLookup: { metadataId: 1 } }];
    const [reply] = await send([
      { updateDeveloperMetadata: { dataFilters, developerMetadata: { metadataValue: "b" }, fields: "metadataValue" } },
    ]);
    expect(reply!.updateDeveloperMetadata!.developerMetadata![0]).toMatchObject({
      metadataKey: "run",
      metadataValue: "b",
    });
    await send([{ deleteDeveloperMetadata: { dataFilter: dataFilters[0]! } }]);
    expect(await search({ metadataKey: "run" })).toEqual([]);
  });

  it.each([
    ["no place", entry({}), "must have a location"],
    ["two rows", entry({ location: { dimensionRange: rows(0, 2) } }), "one row or one column only"],
    [
      "more than Google keeps",
      entry({ metadataValue: "x".repeat(30_001), ...here }),
      "exceeds the limit of 30000 characters",
    ],
  ])("with %s is refused", async (_, request, message) => {
    expect(await refused([request])).toContain(message);
  });
});

describe("protection", () => {
  const sheetWide: Request = { addProtectedRange: { protectedRange: { protectedRangeId: 3, range: { sheetId: 0 } } } };
  const write: Request = {
    updateCells: {
      start: { sheetId: 0, rowIndex: 1, columnIndex: 0 },
      rows: [{ values: [text("x")] }],
      fields: "userEnteredValue",
    },
  };

  it("keeps out everybody but its editors and the owner", async () => {
    await send([sheetWide]);
    expect(await refused([write], PERSON)).toContain("You are trying to edit a protected cell or object.");
    expect(await refused([{ insertDimension: { range: rows(1, 2) } }], PERSON)).toContain("protected");
    expect(await refused([{ deleteProtectedRange: { protectedRangeId: 3 } }], PERSON)).toContain("permission");
    expect(await refused([write], "owner")).toBe("accepted");
    expect(await refused([write])).toBe("accepted");
  });

  it("tells each caller whether he may edit, and leaves out the id of sheet 0", async () => {
    await send([sheetWide]);
    const seen = async (token: string): Promise<object> => {
      const call = { spreadsheetId: "book", fields: "sheets.protectedRanges" };
      return (await realClient(fake.url, token).spreadsheets.get(call)).data.sheets![0]!.protectedRanges![0]!;
    };
    expect(await seen("duban")).toEqual({
      protectedRangeId: 3,
      range: {},
      editors: { users: ["owner@example.com", "duban@example.com"] },
      requestingUserCanEdit: true,
    });
    expect(await seen(PERSON)).toEqual({ protectedRangeId: 3, range: {} });
  });

  it("leaves free what is named as free, and nothing that reaches beyond it", async () => {
    const unprotectedRanges = [{ sheetId: 0, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }];
    await send([{ addProtectedRange: { protectedRange: { range: { sheetId: 0 }, unprotectedRanges } } }]);
    expect(await refused([write], PERSON)).toBe("accepted");
    const range = { sheetId: 0, ...cells(1, 2, 0, 2) };
    expect(await refused([{ repeatCell: { range, cell: {}, fields: "note" } }], PERSON)).toContain("protected");
  });

  it("with a taken id is refused; editors are changed by mask; a warning keeps nobody out", async () => {
    await send([sheetWide]);
    expect(await refused([sheetWide])).toContain("Protected range with id 3 already exists.");
    const protectedRange = { protectedRangeId: 3, editors: { users: ["person@example.com"] } };
    await send([{ updateProtectedRange: { protectedRange, fields: "editors" } }]);
    expect(await refused([write], PERSON)).toBe("accepted");
    await send([
      { deleteProtectedRange: { protectedRangeId: 3 } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 0 }, warningOnly: true } } },
    ]);
    expect(await refused([write], "other")).toBe("accepted");
  });
});

describe("named ranges, rules and filters", () => {
  it("a name or an id twice is refused", async () => {
    const namedRange = { namedRangeId: "n", name: "甲", range: { sheetId: 0, ...cells(0, 1, 0, 1) } };
    await send([{ addNamedRange: { namedRange } }]);
    expect(await refused([{ addNamedRange: { namedRange: { ...namedRange, name: "乙" } } }])).toContain(
      "id n already exists",
    );
    expect(await refused([{ addNamedRange: { namedRange: { ...namedRange, namedRangeId: "m" } } }])).toContain(
      "name '甲' already exists",
    );
    await send([{ updateNamedRange: { namedRange: { namedRangeId: "n", name: "丙" }, fields: "name" } }]);
    expect((await get("namedRanges.name")).namedRanges).toEqual([{ name: "丙" }]);
    await send([{ deleteNamedRange: { namedRangeId: "n" } }]);
    expect(await refused([{ deleteNamedRange: { namedRangeId: "n" } }])).toContain("No named range with id: n");
  });

  it("conditional rules stand in order, are replaced and deleted by place", async () => {
    const rule = (userEnteredValue: string): object => ({
      ranges: [{ sheetId: 5, ...cells(0, 1, 0, 1) }],
      booleanRule: { condition: { type: "TEXT_EQ", values: [{ userEnteredValue }] }, format: {} },
    });
    await send([
      { addConditionalFormatRule: { rule: rule("红"), index: 0 } },
      { addConditionalFormatRule: { rule: rule("黄"), index: 0 } },
      { updateConditionalFormatRule: { rule: rule("蓝"), index: 1 } },
      { deleteConditionalFormatRule: { sheetId: 5, index: 0 } },
    ]);
    expect((await sheet(1, "conditionalFormats")).conditionalFormats).toEqual([rule("蓝")]);
    expect(await refused([{ deleteConditionalFormatRule: { sheetId: 5, index: 1 } }])).toContain("at index: 1");
  });
});

describe("a sort", () => {
  const byName: Request = {
    sortRange: { range: { sheetId: 0, startRowIndex: 1 }, sortSpecs: [{ dimensionIndex: 0, sortOrder: "DESCENDING" }] },
  };

  it("carries whole rows, blanks last, formulas as if copied", async () => {
    fake.human("book").setCell("节点", "C2", '=A2&$B$2&"!"');
    await send([byName]);
    expect(see().map((row) => row.join("|"))).toEqual(["编号|名称", "P-3|验收", "P-2|封顶", "P-1|开工|P-1验收!"]);
    expect(see()).toHaveLength(4);
  });

  it("over merged cells is refused", async () => {
    await send([{ mergeCells: { range: { sheetId: 0, ...cells(1, 3, 0, 1) }, mergeType: "MERGE_ALL" } }]);
    expect(await refused([byName])).toContain("You can't sort a range that contains merged cells.");
  });

  it.each([
    [true, 3],
    [false, 1],
  ])("with the switch %s leaves metadata of the first row in row %i", async (sortMovesMetadata, row) => {
    const other = await startFakeGoogle({ sortMovesMetadata });
    other.create({
      id: "book",
      tabs: [{ title: "节点", sheetId: 0, rowCount: 6, rows: [["编号"], ["P-1"], ["P-2"], ["P-3"]] }],
    });
    const developerMetadata = { metadataKey: "k", visibility: "DOCUMENT", location: { dimensionRange: rows(1, 2) } };
    const requestBody = { requests: [{ createDeveloperMetadata: { developerMetadata } }, byName] };
    await realClient(other.url).spreadsheets.batchUpdate({ spreadsheetId: "book", requestBody });
    expect(other.spreadsheets.get("book")!.metadata[0]!.location.dimensionRange!.startIndex).toBe(row);
    await other.close();
  });
});
