import { describe, expect, test } from "vitest";
import { readRegistry, readSettings, SecrecyError, wantedTitle } from "../../lib/registry/reading.ts";
import { isMarkedLevel, isMarkedName, isMarkedText } from "../../lib/registry/secrecy.ts";
import { type Cells, goodWorkbook, plainSheet, SETTINGS } from "../fakes/sheets.ts";

const stops = (code: string, change: Cells) => {
  try {
    readRegistry([goodWorkbook(code, change)], SETTINGS);
    return false;
  } catch (error) {
    if (error instanceof SecrecyError) return true;
    throw error;
  }
};

describe("涉密事项严禁纳入", () => {
  test.each([
    "秘密",
    "机密★10年",
    "绝 密",
    "【机密】",
    "（秘密）",
    "密级：秘密",
    "秘密级",
    "绝密☆长期",
    "《规划》（机密）",
    "附件 机密★20年",
  ])("a cell that is or carries the marking “%s” stops the reading, in whatever column it stands", (marking) => {
    expect(isMarkedText(marking)).toBe(true);
    expect(stops("milestones", { remark: marking })).toBe(true);
  });

  test.each([
    "商业秘密保护中心",
    "机密文件柜采购",
    "保密技术楼",
    "国家秘密载体销毁中心",
    "不涉密",
    "密级：公开",
    "公开",
    "加密机房",
  ])("“%s” is a name or a text and stops nothing", (text) => {
    expect(isMarkedText(text)).toBe(false);
    expect(stops("projects", { name: text })).toBe(false);
  });

  test.each(["秘密", "机密级", "绝密（长期）", "秘密★3年", "工作秘密"])("密级 “%s” stops the reading", (level) => {
    expect(isMarkedLevel(level)).toBe(true);
    expect(stops("projects", { secrecy: level })).toBe(true);
  });

  test.each(["公开", "非秘密", "不涉密", "无", "内部", ""])("密级 “%s” stops nothing", (level) => {
    expect(stops("projects", { secrecy: level })).toBe(false);
  });

  test("a column 密级 counts in any tab, also one the definitions do not know", () => {
    const sheet = plainSheet("任务", [
      ["任务编号", "密 级"],
      ["R-1", "定为秘密"],
    ]);
    expect(() => readRegistry([{ ...goodWorkbook(), sheets: [sheet] }], SETTINGS)).toThrow(SecrecyError);
  });

  test.each(["机密项目", "项目（秘密）", "台账-绝密-2026", "秘密"])(
    "a tab or file named “%s” stops the reading",
    (name) => {
      expect(isMarkedName(name)).toBe(true);
      expect(() => readSettings([{ ...goodWorkbook(), titles: ["项目", name] }])).toThrow(SecrecyError);
      expect(() => readSettings([{ ...goodWorkbook(), name: `/data/${name}.xlsx` }])).toThrow(SecrecyError);
    },
  );

  test.each(["商业秘密保护", "密级说明", "/机密/台账.xlsx"])("a file named “%s” stops nothing", (name) => {
    expect(() => readSettings([{ ...goodWorkbook(), name }])).not.toThrow();
  });

  describe("on a tab of people's own", () => {
    const stopsAt = (title: string, ...rows: readonly (readonly string[])[]) => {
      const asked = wantedTitle(title);
      if (typeof asked === "boolean") return asked;
      const seen = rows.map((row) => row.map((cell) => (asked(cell) ? cell : null)));
      try {
        readSettings([{ ...goodWorkbook(), sheets: [...goodWorkbook().sheets, plainSheet(title, seen)] }]);
        return false;
      } catch (error) {
        if (error instanceof SecrecyError) return true;
        throw error;
      }
    };

    test.each([
      ["a cover", [["机密★10年", ""], ["望川市重点项目台账"]]],
      ["a cover that names the level", [["", "密级：机密"]]],
      [
        "a table with a column 密级",
        [
          ["附件", "密级"],
          ["图纸", "机密"],
        ],
      ],
      ["a bare word", [["秘密"]]],
      ["a marking beside a title", [["重点项目安排 机密★1年"]]],
    ])("%s that carries a marking stops the reading", (_name, rows) => {
      expect(stopsAt("封面", ...rows)).toBe(true);
    });

    test.each([
      ["the levels to choose from", [["密级"], ["公开"], ["内部"], ["秘密"], ["机密"]]],
      ["advice", [["请勿填写【秘密】事项"], ["涉密事项严禁纳入"]]],
      ["a name", [["商业秘密保护中心"]]],
    ])("%s stops nothing", (_name, rows) => {
      expect(stopsAt("填报说明", ...rows)).toBe(false);
    });

    test("tabs of ours are not asked for: they hold what we wrote", () => {
      expect(wantedTitle("系统-项目")).toBe(false);
    });
  });

  test("the error names the workbook and repeats nothing of its content", () => {
    try {
      readRegistry([goodWorkbook("projects", { name: "东风工程（机密）" })], SETTINGS);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SecrecyError);
      expect(JSON.stringify([error, String(error)])).toContain("台账.xlsx");
      expect(JSON.stringify([error, String(error)])).not.toMatch(/东风|机密/);
    }
  });
});
