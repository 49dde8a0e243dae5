import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { Wanted } from "../../lib/ports/spreadsheet.ts";
import type { NewColumn } from "../../lib/ports/workbook-file.ts";
import { readRegistry, readSettings, wantedTitle } from "../../lib/registry/reading.ts";
import { SYSTEM_TABS } from "../../lib/registry/system-tabs.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import { readingRules } from "../../lib/rules/reading-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { emptyRegistry } from "../../sheets-templates/empty-registry.ts";

const room = mkdtempSync(join(tmpdir(), "duban-empty-"));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const { sheets } = emptyRegistry();
const columnsOf = (title: string): readonly NewColumn[] => sheets.find((sheet) => sheet.title === title)!.columns;

async function snapshot(wanted: Wanted) {
  const file = join(room, "registry.xlsx");
  writeFileSync(file, await writeWorkbook(emptyRegistry()));
  return openXlsx(file, { name: "registry" }).read(wanted);
}

describe("the empty registry", () => {
  it("opens on the guide, then holds every department, admin and system tab", () => {
    const expected = ["说明", ...TABS.map((tab) => tab.title), ...SYSTEM_TABS.map((tab) => tab.title)];
    expect(sheets.map((sheet) => sheet.title)).toEqual(expected);
  });

  it("reads back with nothing to mend but the year, the units and the people still to be typed", async () => {
    const snapshots = [await snapshot(wantedTitle)];
    expect(readSettings(snapshots).findings.map(({ code }) => code)).toEqual(["plan-year-missing"]);
    const reading = readRegistry(snapshots, { asOf: "2026-01-05", ...readingRules(NO_OVERRIDES, "2026-01-05") });
    const natural = ["tab-missing people", "tab-missing units", "plan-year-missing rules"];
    expect(natural).toEqual(expect.arrayContaining(reading.findings.map(({ code, tab }) => `${code} ${tab}`)));
  });

  it("has every header recognised by the reader, units of money and stars included", async () => {
    const reading = readRegistry([await snapshot(wantedTitle)], {
      asOf: "2026-01-05",
      ...readingRules(NO_OVERRIDES, "2026-01-05"),
    });
    for (const tab of TABS) {
      const place = reading.places.find((one) => one.tab === tab.code)!;
      const unbound = place.layout.columns.filter(({ index, column }) => index < 0 && column.inTemplate);
      expect(unbound.map(({ header }) => `${tab.title} ${header}`)).toEqual([]);
      expect(place.layout.system.every((index) => index !== null)).toBe(true);
    }
  });

  it("marks what must be filled and keeps numbers of projects as text", () => {
    const [code, , , category] = columnsOf("项目");
    expect(code).toMatchObject({ header: "项目编号*", format: "text" });
    expect(code!.note).toContain("必填");
    expect(category!.choices!.values).toContain("基础设施");
  });

  it("offers units and people from their own tabs", () => {
    const columns = columnsOf("项目");
    const from = (header: string) => columns.find((column) => column.header.startsWith(header))!.choices!.from;
    expect(from("责任单位")).toEqual({ sheet: "单位", header: "单位名称*" });
    expect(from("包联领导")).toEqual({ sheet: "人员", header: "姓名*" });
  });

  it("greys the program's columns, at the right of what people write", () => {
    const system = columnsOf("节点").map((column) => column.system === true);
    expect(system.lastIndexOf(false)).toBeLessThan(system.indexOf(true));
    expect(columnsOf("节点").find((column) => column.light)!.header).toBe("预警");
  });

  it("protects system tabs and hides the console, which is off on xlsx", () => {
    for (const { title } of SYSTEM_TABS) expect(sheets.find((sheet) => sheet.title === title)!.protect).toBe(true);
    expect(sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.title)).toEqual(["控制台", "系统-控制台"]);
  });

  it("tells the departments what may never be typed, when reports are due and what the colours mean", () => {
    const guide = sheets[0]!.rows.flat().join("\n");
    for (const word of ["涉密事项严禁纳入", "每月 5 日前", "灰色表头", "红：", "万元"]) expect(guide).toContain(word);
  });
});
