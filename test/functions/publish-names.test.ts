import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { officeRows, xlsxOffice } from "../fakes/draft-office.ts";
import { project } from "../fakes/small-office.ts";

async function edited(file: string, edit: (book: ExcelJS.Workbook) => void): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  edit(book);
  await book.xlsx.writeFile(file);
}

describe("duban publish and the names of 人员", () => {
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
});
