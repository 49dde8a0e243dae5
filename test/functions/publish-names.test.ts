import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { draftRecord, officeRows, xlsxOffice } from "../fakes/draft-office.ts";
import { project } from "../fakes/small-office.ts";

async function edited(file: string, edit: (book: ExcelJS.Workbook) => void): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  edit(book);
  await book.xlsx.writeFile(file);
}

describe("duban publish, and what rows of names and markings keep in", () => {
  it("keeps in whoever is named in 人员, in a row that does not count too, and any marking under another header", async () => {
    const rows = officeRows();
    const twice = { name: "钱阿大", unit: "甲县", email: "q@jia.example", roles: "联络员" };
    const { run, dir, settings } = await xlsxOffice([], {
      ...rows,
      projects: [
        project("P-001", "甲县", { name: "陈阿大桥" }),
        project("P-002", "甲县", { name: "钱阿大道" }),
        project("P-003", "甲县", { name: "周庄水厂", secrecy: "内部" }),
        project("P-004", "甲县"),
      ],
      people: [...rows.people!, { ...twice, name: "陈阿大", roles: null }, twice, twice],
    });
    await edited(settings.DUBAN_REGISTRY!, (book) =>
      book
        .getWorksheet("项目")!
        .getRow(1)
        .eachCell((cell) => {
          if (cell.text === "密级") cell.value = "保密等级";
        }),
    );
    const ran = await run(["publish", join(dir, "public"), "--json"]);
    expect(ran.json().held).toMatchObject([
      { key: "P-001", because: "named-person" },
      { key: "P-002", because: "named-person" },
      { key: "P-003", because: "secrecy" },
    ]);
  });

  it("stops with 3 where 人员 names nobody", async () => {
    const { run, dir, settings } = await xlsxOffice([]);
    await edited(settings.DUBAN_REGISTRY!, (book) =>
      book.getWorksheet("人员")!.eachRow((row, at) => {
        if (at > 1) row.values = [];
      }),
    );
    const ran = await run(["publish", join(dir, "public")]);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain("「人员」表没有读到");
  });

  it("shows no row of a confirmed visit whose project got a marking since, in a row that does not count too", async () => {
    const seen = (code: string, place: number) => ({
      ...{ project: code, name: "滨河路改造", unit: "甲县", county: "甲县", score: 9000, place },
    });
    const body = { kind: "observation", version: 1, projects: [seen("P-001", 1), seen("P-002", 2), seen("P-003", 3)] };
    const visit = draftRecord(body, {
      ...{ id: "O-2026-04", kind: "observation", period: "2026-04" },
      ...{ state: "confirmed", confirmedBy: "孙管", confirmedAt: "2026-06-11T02:00:00.000Z" },
    });
    const { run, dir } = await xlsxOffice([visit], {
      ...officeRows(),
      projects: [
        project("P-001", "甲县", { secrecy: "内部" }),
        project("P-002", "甲县", { secrecy: "内部", county: "无此县" }),
        project("P-003", "甲县"),
      ],
    });
    await run(["publish", join(dir, "public")]);
    const shown = readFileSync(join(dir, "public/data/observations-2026-04.csv"), "utf8");
    expect(shown.match(/P-00\d/g)).toEqual(["P-003"]);
  });
});
