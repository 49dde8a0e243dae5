import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { realClient, refusalOf } from "./client.ts";
import { type FakeGoogle, startFakeGoogle } from "./server.ts";

let fake: FakeGoogle;
beforeEach(async () => {
  fake = await startFakeGoogle();
  const rows = [["编号", "金额", "日期"], ["P-1", 12, { date: 46_086 }], [], [null, { formula: "=B2*2" }]];
  fake.create({ id: "book", tabs: [{ title: "项目", rowCount: 5, columnCount: 4, rows }] });
});
afterEach(() => fake.close());

const values = () => realClient(fake.url).spreadsheets.values;
const put = (range: string, rows: unknown[][], valueInputOption: string) =>
  values().update({
    spreadsheetId: "book",
    range,
    valueInputOption,
    requestBody: { values: rows },
    includeValuesInResponse: true,
  });

describe("values", () => {
  it.each([
    ["FORMATTED_VALUE", ["P-1", "12", "2026-03-05"], ["", "24"]],
    ["UNFORMATTED_VALUE", ["P-1", 12, 46_086], ["", 24]],
    ["FORMULA", ["P-1", 12, 46_086], ["", "=B2*2"]],
  ])("are read as %s, ragged", async (valueRenderOption, second, fourth) => {
    const { data } = await values().get({ spreadsheetId: "book", range: "项目!A2:D", valueRenderOption });
    expect(data).toEqual({ range: "'项目'!A2:D5", majorDimension: "ROWS", values: [second, [], fourth] });
  });

  it("of several ranges are read at once; an empty one has none", async () => {
    const { data } = await values().batchGet({ spreadsheetId: "book", ranges: ["A1", "A5:B5"] });
    expect(data.valueRanges!.map((range) => range.values)).toEqual([[["编号"]], undefined]);
  });

  it("are written raw or as typed, null leaves a cell alone", async () => {
    const { data } = await put("项目!A3", [["2026-03-05", null, "=1+1"]], "RAW");
    expect(data).toMatchObject({ updatedRange: "'项目'!A3:C3", updatedCells: 2 });
    expect(data.updatedData!.values).toEqual([["2026-03-05", "", "=1+1"]]);
    expect((await put("项目!A3", [["2026-03-05", null, "=1+1"]], "USER_ENTERED")).data.updatedData!.values).toEqual([
      ["2026-03-05", "", "2"],
    ]);
    expect(fake.human("book").typed("项目")[2]![0]).toEqual({ numberValue: 46_086 });
  });

  it.each([
    ["项目!A1:B1", [["a", "b", "c"]], "RAW", "tried writing outside it"],
    ["项目!D5", [["a", "b"]], "RAW", "beyond the last requested column of: 3"],
    ["项目!A1", [["a"]], "INPUT_VALUE_OPTION_UNSPECIFIED", "'valueInputOption' is required"],
    ["月报!A1", [["a"]], "RAW", "Unable to parse range: 月报!A1"],
  ])("to %s are refused when they do not fit", async (range, rows, option, message) => {
    expect(await refusalOf(put(range, rows, option))).toContain(message);
  });

  it("are appended below the table in which the range lies", async () => {
    const requestBody = { values: [["P-2"]] };
    const { data } = await values().append({
      spreadsheetId: "book",
      range: "项目!A1",
      valueInputOption: "RAW",
      requestBody,
    });
    expect(data.updates!.updatedRange).toBe("'项目'!A3:A3");
  });

  it("are appended below everything, the grid grows, and cleared without the formats", async () => {
    const append = {
      spreadsheetId: "book",
      range: "项目",
      valueInputOption: "RAW",
      requestBody: { values: [["P-2"], ["P-3"]] },
    };
    const { data } = await values().append(append);
    expect(data.updates!.updatedRange).toBe("'项目'!A5:A6");
    await values().clear({ spreadsheetId: "book", range: "项目!A2:C2", requestBody: {} });
    expect(fake.human("book").see("项目")).toEqual([
      ["编号", "金额", "日期"],
      ["", "", ""],
      [],
      ["", "0"],
      ["P-2"],
      ["P-3"],
    ]);
  });

  it("are written in many places or in none", async () => {
    const batch = (ranges: readonly string[]): Promise<string> => {
      const data = ranges.map((range) => ({ range, values: [["x"]] }));
      return refusalOf(values().batchUpdate({ spreadsheetId: "book", requestBody: { valueInputOption: "RAW", data } }));
    };
    expect(await batch(["项目!A2", "项目!Z9"])).toContain("400");
    expect(fake.human("book").see("项目")[1]![0]).toBe("P-1");
    expect(await batch(["项目!A2", "项目!B2"])).toBe("accepted");
    expect(fake.human("book").see("项目")[1]).toEqual(["x", "x", "2026-03-05"]);
  });
});
