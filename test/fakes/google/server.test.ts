import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { realClient, refusalOf } from "./client.ts";
import { type FakeGoogle, startFakeGoogle } from "./server.ts";

let fake: FakeGoogle;
beforeEach(async () => {
  fake = await startFakeGoogle();
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
    ],
  });
});
afterEach(() => fake.close());

describe("spreadsheets.get", () => {
  it("answers the fields that were asked for and no others", async () => {
    const fields =
      "sheets(properties(title,sheetId),data.rowData.values(effectiveValue,userEnteredFormat.numberFormat.type))";
    const { data } = await realClient(fake.url).spreadsheets.get({ spreadsheetId: "book", fields });
    expect(data).toEqual({
      sheets: [
        {
          properties: { title: "节点", sheetId: 7 },
          data: [
            {
              rowData: [
                {
                  values: [
                    { effectiveValue: { stringValue: "项目编号" } },
                    { effectiveValue: { stringValue: "计划完成" } },
                  ],
                },
                {
                  values: [
                    { effectiveValue: { stringValue: "P-1" } },
                    { effectiveValue: { numberValue: 46_000 }, userEnteredFormat: { numberFormat: { type: "DATE" } } },
                  ],
                },
                {},
                { values: [{}, { effectiveValue: { numberValue: 3 } }] },
              ],
            },
          ],
        },
      ],
    });
  });

  it("refuses a field that Google does not have", async () => {
    const call = realClient(fake.url).spreadsheets.get({ spreadsheetId: "book", fields: "sheets.data.rowData.cells" });
    expect(await refusalOf(call)).toBe("400 INVALID_ARGUMENT: Request contains an invalid argument.");
  });
});
