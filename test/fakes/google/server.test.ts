import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { realClient, refusalOf } from "./client.ts";
import { type FakeGoogle, startFakeGoogle } from "./server.ts";

let fake: FakeGoogle;
let now = 0;

beforeEach(async () => {
  now = 0;
  fake = await startFakeGoogle({
    now: () => now,
    emailOf: (token) => (token === "stranger" ? null : `${token}@example.com`),
  });
  fake.create({
    id: "book",
    tabs: [
      {
        title: "节点",
        sheetId: 7,
        rowCount: 10,
        columnCount: 5,
        rows: [["项目编号", "计划完成"], ["P-1", { date: 46_000 }], [], [null, 3]],
      },
      { title: "隐藏", sheetId: 8, hidden: true },
    ],
  });
});
afterEach(() => fake.close());

const api = (token = "duban") => realClient(fake.url, token).spreadsheets;
const titles = (): readonly string[] => fake.spreadsheets.get("book")!.sheets.map(({ properties }) => properties.title);
const rename = (title: string, token?: string): Promise<unknown> =>
  api(token).batchUpdate({
    spreadsheetId: "book",
    requestBody: { requests: [{ updateSheetProperties: { properties: { sheetId: 7, title }, fields: "title" } }] },
  });

describe("spreadsheets.get", () => {
  it("answers the fields that were asked for and no others, rows ragged", async () => {
    const fields =
      "sheets(properties(title,sheetId),data.rowData.values(effectiveValue,userEnteredFormat.numberFormat.type))";
    const { data } = await api().get({ spreadsheetId: "book", fields });
    const text = (stringValue: string): object => ({ effectiveValue: { stringValue } });
    const date = { effectiveValue: { numberValue: 46_000 }, userEnteredFormat: { numberFormat: { type: "DATE" } } };
    expect(data.sheets![0]).toEqual({
      properties: { title: "节点", sheetId: 7 },
      data: [
        {
          rowData: [
            { values: [text("项目编号"), text("计划完成")] },
            { values: [text("P-1"), date] },
            {},
            { values: [{}, { effectiveValue: { numberValue: 3 } }] },
          ],
        },
      ],
    });
    expect(data.sheets![1]).toEqual({ properties: { title: "隐藏", sheetId: 8 }, data: [{}] });
  });

  it("leaves cells out unless they are asked for", async () => {
    const { data } = await api().get({ spreadsheetId: "book" });
    expect(data.sheets!.map(({ data: cells }) => cells)).toEqual([undefined, undefined]);
    const whole = await api().get({ spreadsheetId: "book", includeGridData: true });
    expect(whole.data.sheets![0]!.data![0]!.rowData![1]!.values![1]!.formattedValue).toBe("2025-12-09");
  });

  it("answers ranges only, and says where they begin", async () => {
    const { data } = await api().get({ spreadsheetId: "book", ranges: ["节点!B2:B3"], includeGridData: true });
    expect(data.sheets).toHaveLength(1);
    expect(data.sheets![0]!.data![0]).toMatchObject({ startRow: 1, startColumn: 1 });
    expect(data.sheets![0]!.data![0]!.rowData).toHaveLength(1);
  });

  it("by filter answers the ranges of the body", async () => {
    const gridRange = { sheetId: 7, startRowIndex: 3, endRowIndex: 4 };
    const requestBody = { dataFilters: [{ a1Range: "节点!A2" }, { gridRange }], includeGridData: true };
    const { data } = await api().getByDataFilter({ spreadsheetId: "book", requestBody });
    expect(
      data.sheets![0]!.data!.map(({ rowData }) => rowData![0]!.values!.map((cell) => cell.formattedValue)),
    ).toEqual([["P-1"], [undefined, "3"]]);
  });

  it.each([
    ["sheets.data.rowData.cells", "Request contains an invalid argument."],
    ["sheets(properties", "Request contains an invalid argument."],
  ])("refuses the mask %s", async (fields, message) => {
    expect(await refusalOf(api().get({ spreadsheetId: "book", fields }))).toBe(`400 INVALID_ARGUMENT: ${message}`);
  });

  it("refuses a range nobody has", async () => {
    expect(await refusalOf(api().get({ spreadsheetId: "book", ranges: ["月报!A1"] }))).toBe(
      "400 INVALID_ARGUMENT: Unable to parse range: 月报!A1",
    );
  });
});

describe("a body is checked against the discovery document", () => {
  const bad: readonly (readonly [what: string, request: object, message: string])[] = [
    ["kind", { addTab: {} }, `Unknown name "addTab" at 'requests[0]': Cannot find field.`],
    [
      "field",
      { addSheet: { properties: { name: "x" } } },
      `Unknown name "name" at 'requests[0].add_sheet.properties': Cannot find field.`,
    ],
    [
      "enum value",
      { appendDimension: { sheetId: 7, dimension: "LINES", length: 1 } },
      `Invalid value at 'requests[0].append_dimension.dimension' (enum), "LINES"`,
    ],
    [
      "kind of value",
      { deleteSheet: { sheetId: "7" } },
      `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "7"`,
    ],
    [
      "second kind",
      { deleteSheet: { sheetId: 8 }, addSheet: {} },
      `Invalid value at 'requests[0]' (oneof), oneof field 'addSheet' is already set. Cannot set 'deleteSheet'`,
    ],
  ];

  it.each(bad)("an unknown %s is refused", async (_, request, message) => {
    const call = api().batchUpdate({ spreadsheetId: "book", requestBody: { requests: [request] } });
    const refusal = await refusalOf(call);
    expect(refusal).toContain("400 INVALID_ARGUMENT: ");
    expect(refusal).toContain(message);
    expect(titles()).toEqual(["节点", "隐藏"]);
  });

  it("a request that Google has and the fake has not says so", async () => {
    const requests = [{ addChart: { chart: {} } }];
    expect(await refusalOf(api().batchUpdate({ spreadsheetId: "book", requestBody: { requests } }))).toBe(
      "501 UNIMPLEMENTED: requests[0].addChart exists at Google and is not modelled by this fake.",
    );
  });

  it("an unknown query parameter and an unknown path are refused", async () => {
    const ask = async (path: string): Promise<number> =>
      (await fetch(`${fake.url}${path}`, { headers: { Authorization: "Bearer duban" } })).status;
    expect(await ask("v4/spreadsheets/book?field=sheets")).toBe(400);
    expect(await ask("v4/spreadsheets/book?includeGridData=yes")).toBe(400);
    expect(await ask("v4/spreadsheets/book/values/A1?valueRenderOption=PLAIN")).toBe(400);
    expect(await ask("v4/sheets/book")).toBe(404);
    expect(await ask("v4/spreadsheets/book?fields=properties")).toBe(200);
  });
});

describe("who asks", () => {
  it("without a known token is refused", async () => {
    expect(await refusalOf(api("stranger").get({ spreadsheetId: "book" }))).toContain("401 UNAUTHENTICATED");
    expect((await fetch(`${fake.url}v4/spreadsheets/book`)).status).toBe(401);
  });

  it("an unknown spreadsheet is not found, one not shared is forbidden", async () => {
    fake.create({ id: "private", tabs: [{ title: "项目" }] }).shared = false;
    expect(await refusalOf(api().get({ spreadsheetId: "nowhere" }))).toBe(
      "404 NOT_FOUND: Requested entity was not found.",
    );
    expect(await refusalOf(api().get({ spreadsheetId: "private" }))).toBe(
      "403 PERMISSION_DENIED: The caller does not have permission",
    );
  });
});

describe("quotas", () => {
  const read = (token: string): Promise<string> =>
    refusalOf(api(token).get({ spreadsheetId: "book", fields: "spreadsheetId" }));
  const times = async (n: number, token: string): Promise<readonly string[]> => {
    const answers: string[] = [];
    for (let call = 0; call < n; call++) answers.push(await read(token));
    return answers;
  };

  it("the 61st read of one account in a minute is refused, writes and others are not, and a minute later it is heard", async () => {
    expect(new Set(await times(60, "a"))).toEqual(new Set(["accepted"]));
    expect(await read("a")).toBe(
      "429 RESOURCE_EXHAUSTED: Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'.",
    );
    expect(await rename("节点二", "a")).toMatchObject({ status: 200 });
    expect(await read("b")).toBe("accepted");
    now = 60_000;
    expect(await read("a")).toBe("accepted");
  });

  it("the 301st read of the project in a minute is refused whoever asks", async () => {
    for (const user of ["a", "b", "c", "d", "e"]) await times(60, user);
    expect(await read("f")).toContain("limit 'Read requests per minute' of service");
  });
});

describe("faults", () => {
  it.each([429, 500, 503])("%i before: refused, nothing applied", async (code) => {
    fake.faults.add({ method: "spreadsheets.batchUpdate", before: code });
    expect(await refusalOf(rename("新"))).toContain(String(code));
    expect(titles()[0]).toBe("节点");
    expect(await rename("新")).toMatchObject({ status: 200 });
  });

  it("a reset before: no answer, nothing applied", async () => {
    fake.faults.add({ before: "reset" });
    await expect(rename("新")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(titles()[0]).toBe("节点");
  });

  it.each(["reset", 503] as const)("%s after: applied, the answer lost", async (after) => {
    fake.faults.add({ method: "spreadsheets.batchUpdate", after });
    await expect(rename("新")).rejects.toThrow();
    expect(titles()[0]).toBe("新");
  });

  it("the n-th call of its method is hit, others go through", async () => {
    fake.faults.add({ method: "spreadsheets.batchUpdate", nth: 2, before: 500 });
    await rename("一");
    await api().get({ spreadsheetId: "book" });
    await expect(rename("二")).rejects.toThrow();
    await rename("三");
    expect(fake.faults.waiting).toEqual([]);
    expect(fake.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      "spreadsheets.batchUpdate 200",
      "spreadsheets.get 200",
      "spreadsheets.batchUpdate 500",
      "spreadsheets.batchUpdate 200",
    ]);
  });

  const deleteHidden = (signal: AbortSignal): Promise<unknown> =>
    api().batchUpdate(
      { spreadsheetId: "book", requestBody: { requests: [{ deleteSheet: { sheetId: 8 } }] } },
      { signal },
    );

  it("a slow answer is not there when its caller gives up, and what was asked is done", async () => {
    const gate = Promise.withResolvers<void>();
    fake.faults.add({ slow: gate.promise });
    const patience = new AbortController();
    const call = deleteHidden(patience.signal);
    await expect.poll(titles, { timeout: 30_000 }).toEqual(["节点"]);
    patience.abort();
    await expect(call).rejects.toThrow();
    gate.resolve();
  });

  it("a late request is applied after its caller gave up", async () => {
    const gate = Promise.withResolvers<void>();
    fake.faults.add({ late: gate.promise });
    const patience = new AbortController();
    const call = deleteHidden(patience.signal);
    await expect.poll(() => fake.faults.waiting, { timeout: 30_000 }).toEqual([]);
    patience.abort();
    await expect(call).rejects.toThrow();
    expect(titles()).toEqual(["节点", "隐藏"]);
    gate.resolve();
    await expect.poll(titles, { timeout: 30_000 }).toEqual(["节点"]);
  });
});

describe("calls", () => {
  it("are listed with their bytes and cells", async () => {
    await api().get({ spreadsheetId: "book", fields: "sheets.data.rowData.values.effectiveValue" });
    const rows = [{ values: [{ userEnteredValue: { stringValue: "甲" } }, {}] }];
    const start = { sheetId: 7, rowIndex: 5, columnIndex: 0 };
    const requests = [{ updateCells: { start, rows, fields: "userEnteredValue" } }];
    await api().batchUpdate({ spreadsheetId: "book", requestBody: { requests } });
    const [read, write] = fake.calls;
    expect(read).toMatchObject({ method: "spreadsheets.get", spreadsheetId: "book", bytesIn: 0, cells: 6 });
    expect(write).toMatchObject({ cells: 2, bytesIn: Buffer.byteLength(JSON.stringify({ requests })) });
    expect(write!.bytesOut).toBeGreaterThan(0);
  });
});
