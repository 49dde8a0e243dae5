import { describe, expect, test } from "vitest";
import { googleForTests, open } from "../adapters/google-sheets/scene.ts";
import { spreadsheetContract } from "../contracts/spreadsheet.ts";
import { realClient } from "../fakes/google/client.ts";
import { emptied, SCRATCH, typeInto } from "./scratch-sheet.ts";

const google = googleForTests();
const ID = "the-spreadsheet-for-live-tests";
const client = () => realClient(google().url);

describe("what the live tests stand on", () => {
  spreadsheetContract(
    "a spreadsheet emptied for every test",
    async (typed) => {
      if (!google().spreadsheets.has(ID)) google().create({ id: ID, title: SCRATCH, tabs: [{ title: "旧" }] });
      await emptied(client(), ID, typed);
      return {
        book: open(google(), ID),
        typeInto: (title, row, column, value) => typeInto(client(), ID, { title, row, column, value }),
      };
    },
    { shared: true },
  );

  test("a spreadsheet of another name is never emptied", async () => {
    google().create({ id: "an-office", title: "项目台账", tabs: [{ title: "项目", rows: [["P-1"]] }] });
    await expect(emptied(client(), "an-office", { 项目: [] })).rejects.toThrow(SCRATCH);
    expect(google().human("an-office").see("项目")).toEqual([["P-1"]]);
  });
});
