import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Project } from "../../lib/domain/registry.ts";
import type { RawCell, WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import type { StoredHistory, StoredTab, StoredVersion } from "../../lib/ports/store.ts";
import { readHistory, rebuildSnapshot } from "../../lib/registry/history-rows.ts";
import { readRegistry } from "../../lib/registry/reading.ts";
import { TABS, tabOf } from "../../lib/registry/tabs.ts";
import { GOOD_ROWS, goodWorkbook, plainSheet, SETTINGS, sheetOf, workbookOf } from "../fakes/sheets.ts";
import { storedTabs } from "../fakes/stored.ts";

const T1 = "2026-05-01T00:00:00.000Z";
const T2 = "2026-06-01T00:00:00.000Z";
const stored = (book: WorkbookSnapshot, code: string): StoredTab => storedTabs(book).find((tab) => tab.tab === code)!;
const keys = (book: WorkbookSnapshot, code: string) => stored(book, code).rows.map(({ key }) => key);

/** The memory after reading `before` at T1 and `after` at T2. */
function remembered(before: WorkbookSnapshot, after: WorkbookSnapshot, withRows: boolean): StoredHistory {
  const tabs = new Map<string, Map<string, StoredVersion[]>>();
  const old = new Map(storedTabs(before).map((tab) => [tab.tab, new Map(tab.rows.map((row) => [row.key, row.json]))]));
  for (const { tab, rows } of storedTabs(after)) {
    const past = old.get(tab) ?? new Map<string, string>();
    const lives = new Map<string, StoredVersion[]>();
    for (const [key, json] of past) lives.set(key, [{ firstSeen: T1, lastSeenAbsent: null, json }]);
    for (const { key, json } of rows)
      if (past.get(key) !== json)
        lives.set(key, [...(lives.get(key) ?? []), { firstSeen: T2, lastSeenAbsent: T1, json }]);
    const present = new Set(rows.map(({ key }) => key));
    for (const [key, life] of lives)
      if (!present.has(key)) life.push({ firstSeen: T2, lastSeenAbsent: T1, json: null });
    if (!withRows) for (const life of lives.values()) if (life.length === 1) life[0] = { ...life[0]!, json: "" };
    tabs.set(tab, lives);
  }
  return { firstReading: T1, lastReading: T2, tabs };
}

const historyOf = (before: WorkbookSnapshot, after: WorkbookSnapshot, withRows = false) =>
  readHistory(new Map([[after.name, remembered(before, after, withRows)]]), readRegistry([after], SETTINGS), SETTINGS);

describe("what the store keeps of a tab", () => {
  test("raw human cells by column code: no system columns, no unknown columns, no blanks", () => {
    const book = workbookOf([
      plainSheet("单位", [
        ["电话", "单位名称", "组别", "参与排名"],
        [123, "甲县 ", "县区", "  "],
      ]),
    ]);
    expect(stored(book, "units").rows).toEqual([{ key: "甲县", json: '{"name":"甲县 ","group":"县区"}' }]);
  });

  test("days, errors, quotes and surrogates are kept so that JSON reads them back", () => {
    const remark = 'a"b\\c\n\ud800 😀 \u0007';
    const book = goodWorkbook("milestones", { planned: { date: "2026-05-20" }, duration: { error: "#REF!" }, remark });
    const row = JSON.parse(stored(book, "milestones").rows[0]!.json);
    expect(row).toEqual({
      ...{ project: "P-031", seq: 10, name: "主体封顶" },
      ...{ planned: { date: "2026-05-20" }, duration: { error: "#REF!" }, remark },
    });
  });

  test("a duplicate gets #2, a row without a key its own mark", () => {
    const more = [GOOD_ROWS.milestones!, { name: "无键" }, { project: "P-031", name: "无序号" }, GOOD_ROWS.milestones!];
    expect(keys(goodWorkbook("milestones", {}, more), "milestones")).toEqual([
      "P-031/10",
      "P-031/10#2",
      "!1",
      "!2",
      "P-031/10#3",
    ]);
  });

  test("keys are normalised: the same row typed in full width keeps its key", () => {
    expect(keys(goodWorkbook("monthlyReports", { project: "Ｐ－031 ", month: "2026年5月" }), "monthlyReports")).toEqual(
      ["P-031/2026-05"],
    );
  });

  test("a header in another unit of money changes every row, since the same figure means another amount", () => {
    const book = goodWorkbook();
    const titled = (title: string) => ({
      ...book,
      sheets: book.sheets.map((sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => (cell === "总投资" ? title : cell)) })),
      })),
    });
    expect(stored(titled("总投资(万元)"), "projects").rows).toEqual(stored(book, "projects").rows);
    expect(stored(titled("总投资(亿元)"), "projects").rows[0]!.json).toContain('"totalInvestment@8":12000');
  });

  test("a tab that cannot be read is left out, so its rows do not count as deleted", () => {
    const book = workbookOf([
      plainSheet("节点", [["项目编号"], ["P-031"]]),
      plainSheet("单位", [["单位名称", "组别"]]),
    ]);
    expect(storedTabs(book).map(({ tab, rows }) => [tab, rows.length])).toEqual([["units", 0]]);
  });
});

describe("a workbook rebuilt from the store", () => {
  const again = (book: WorkbookSnapshot) => rebuildSnapshot(book.name, storedTabs(book));
  const judged = (book: WorkbookSnapshot) => {
    const { registry, findings, places } = readRegistry([book], SETTINGS);
    return { registry, findings, places: places.map(({ tab, keys, rowNumbers }) => ({ tab, keys, rowNumbers })) };
  };

  test("gives the same registry, findings and places as the workbook itself", () => {
    const book = goodWorkbook("milestones", { actual: "3月底" }, [
      GOOD_ROWS.milestones!,
      { project: "合计" },
      { project: "P-031", seq: 20, name: "竣工", actual: 46_086 },
      { name: "无键" },
    ]);
    expect(judged(again(book))).toEqual(judged(book));
  });

  test("also with merged cells, gaps between rows, a title above the header and a unit of money in it", () => {
    const sheet = plainSheet("节点", [
      ["节点一览"],
      ["备注", "节点序号", "项目编号", "节点名称"],
      [null, 10, "P-031", "开工"],
      [],
      [null, 20, null, "封顶"],
    ]);
    const merged = { ...sheet, merges: [{ top: 3, bottom: 5, left: 2, right: 2 }] };
    const book = goodWorkbook();
    const changed = { ...book, sheets: book.sheets.map((one) => (one.title === "节点" ? merged : one)) };
    expect(judged(changed).registry.milestones).toHaveLength(2);
    expect(judged(again(changed))).toEqual(judged(changed));
  });

  test("for any mixture of cells", () => {
    const cell: fc.Arbitrary<RawCell> = fc.oneof(
      fc.constantFrom<RawCell>(
        null,
        "P-031",
        10,
        20,
        "合计",
        " ",
        "3月底",
        true,
        { date: "2026-05-20" },
        { error: "#N/A" },
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    );
    const width = tabOf("milestones").columns.length;
    const rows = fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (cells) => {
        const head = tabOf("milestones").columns.map(({ header }) => header);
        const book = workbookOf([sheetOf("projects", [GOOD_ROWS.projects!]), plainSheet("节点", [head, ...cells])]);
        expect(judged(again(book))).toEqual(judged(book));
      }),
      { seed: 20260612, numRuns: 300 },
    );
  });
});

describe("history as typed rows", () => {
  test("an unchanged row is today's own row, without its text", () => {
    const book = goodWorkbook();
    const reading = readRegistry([book], SETTINGS);
    const history = readHistory(new Map([[book.name, remembered(book, book, false)]]), reading, SETTINGS);
    expect(history.tabs.milestones!.get("P-031/10")).toEqual([
      { firstSeen: T1, lastSeenAbsent: null, row: reading.registry.milestones[0] },
    ]);
    expect(history.tabs.milestones!.get("P-031/10")![0]!.row).toBe(reading.registry.milestones[0]);
    expect([history.firstReading, history.lastReading]).toEqual([T1, T2]);
    for (const { code } of TABS)
      expect(
        [...history.tabs[code]!].map(([key]) => key),
        code,
      ).toEqual(reading.registry[code].map(({ key }) => key));
  });

  test("an older version is read by the same rules, and what was bad then counts as absent", () => {
    const past = (change: object) =>
      historyOf(goodWorkbook("projects", { ...change }), goodWorkbook()).tabs.projects!.get("P-031")!;
    const [first, second] = past({ totalInvestment: "1.5亿", plannedFinish: "三季度" });
    expect((first!.row as Project).totalInvestment).toBe(150_000_000);
    expect((first!.row as Project).plannedFinish).toBe("2026-09-30");
    expect([second!.firstSeen, second!.lastSeenAbsent, (second!.row as Project).totalInvestment]).toEqual([
      T2,
      T1,
      120_000_000,
    ]);
    expect(past({ totalInvestment: "待定" }).map(({ row }) => row === null)).toEqual([true, false]);
  });

  test("a deleted row ends with null", () => {
    const before = goodWorkbook("milestones", {}, [{ project: "P-031", seq: 20, name: "竣工" }]);
    const life = historyOf(before, goodWorkbook()).tabs.milestones!.get("P-031/20")!;
    expect(life.map(({ firstSeen, row }) => [firstSeen, row === null])).toEqual([
      [T1, false],
      [T2, true],
    ]);
  });

  test("duplicates and rows without a key have no life of their own, and a duplicated row of today counts as absent", () => {
    const after = goodWorkbook("milestones", {}, [GOOD_ROWS.milestones!, { name: "无键" }]);
    const lives = historyOf(goodWorkbook(), after).tabs.milestones!;
    expect([...lives].map(([key]) => key)).toEqual(["P-031/10"]);
    expect(lives.get("P-031/10")!.at(-1)!.row).toBeNull();
  });

  test("a number that only looks like a copy (3#2) is a key like any other", () => {
    const project = { ...GOOD_ROWS.projects!, code: "3#2" };
    const book = goodWorkbook("projects", {}, [project]);
    expect([...historyOf(book, book).tabs.projects!].map(([key]) => key)).toEqual(["P-031", "3#2"]);
  });

  test("keys with names in them hold the name of 单位, not the alias that was typed", () => {
    const book = goodWorkbook("unitIndicators", { unit: "甲县人民政府" });
    expect([...historyOf(book, book).tabs.unitIndicators!].map(([key]) => key)).toEqual(["甲县/2026Q2/签约项目数"]);
  });

  test("a tab that cannot be read today keeps its remembered rows where their text is given", () => {
    const before = goodWorkbook();
    const after = { ...before, sheets: before.sheets.filter(({ title }) => title !== "月报") };
    const history = readHistory(
      new Map([[before.name, remembered(before, before, true)]]),
      readRegistry([after], SETTINGS),
      SETTINGS,
    );
    expect(history.tabs.monthlyReports!.get("P-031/2026-05")![0]!.row).toMatchObject({ investedYtd: 8_000_000 });
  });
});
