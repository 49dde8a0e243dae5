import { describe, expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { rebuildSnapshot, tabsRead } from "../../lib/registry/history-rows.ts";
import { addressOf, type Reading, readRegistry, readSettings, rowOf, wantedTitle } from "../../lib/registry/reading.ts";
import { columnOf, tabOf } from "../../lib/registry/tabs.ts";
import { wordFinding } from "../../lib/views/findings.ts";
import { type Cells, GOOD_ROWS, goodWorkbook, plainSheet, SETTINGS, sheetOf, workbookOf } from "../fakes/sheets.ts";

const good = (code: string): Cells => GOOD_ROWS[code]!;
const read = (...args: Parameters<typeof goodWorkbook>) => readRegistry([goodWorkbook(...args)], SETTINGS);
const messages = (reading: Reading) => reading.findings.map((finding) => wordFinding(finding).message);
const codes = (reading: Reading) => reading.findings.map((finding) => finding.code);
/** The good registry with one sheet replaced. */
const withSheet = (sheet: ReturnType<typeof plainSheet>, code: string) => {
  const book = goodWorkbook();
  const sheets = book.sheets.map((one) => (one.title === tabOf(code).title ? sheet : one));
  return workbookOf(sheets);
};

describe("a good registry", () => {
  test("a project's row comes out with its values, absent cells as null", () => {
    const [project] = read().registry.projects;
    expect(project).toMatchObject({
      workbook: "台账.xlsx",
      key: "P-031",
      code: "P-031",
      totalInvestment: 120_000_000,
      plannedStart: "2026-03-01",
      sponsor: "王五",
      leadUnit: null,
      remark: null,
    });
    expect(Object.keys(project!).sort()).toEqual(
      ["key", "workbook", ...tabOf("projects").columns.map(({ code }) => code)].sort(),
    );
  });

  test("twelve months become one array, and composite keys are joined by a slash", () => {
    const { registry } = read();
    expect(registry.monthlyPlans[0]).toEqual({
      ...{ workbook: "台账.xlsx", key: "P-031/2026", project: "P-031", year: 2026 },
      months: [1_000_000, null, null, null, null, null, null, null, null, null, null, 9_000_000],
    });
    expect(registry.observations[0]!.key).toBe("2026-07/P-031/李四");
    expect(registry.calendar[0]!.key).toBe("2026-08-08/甲县");
  });

  test("several units in one cell are each matched, by name or alias", () => {
    const { registry } = read("tasks", { cooperatingUnits: "甲县人民政府，市供电公司" });
    expect(registry.tasks[0]!.cooperatingUnits).toEqual(["甲县", "市供电公司"]);
  });

  test("an alias in a name cell becomes the unit's name, and an alias of a category the category", () => {
    const { registry } = read("projects", { county: "甲县人民政府", category: "工业" });
    expect([registry.projects[0]!.county, registry.projects[0]!.category]).toEqual(["甲县", "产业"]);
  });

  test("addressOf tells workbook, sheet and cell of a verdict's ground", () => {
    const { places } = read();
    const at = (tab: string, key: string, field: string) =>
      addressOf(places, { workbook: "台账.xlsx", tab, key, field });
    expect(at("milestones", "P-031/10", "planned")).toEqual({ workbook: "台账.xlsx", sheet: "节点", cell: "H2" });
    expect(at("monthlyPlans", "P-031/2026", "m12")?.cell).toBe("O2");
    expect(at("milestones", "P-031/10", "")?.cell).toBe("A2");
    expect(at("milestones", "P-031/99", "planned")).toBeNull();
    expect(at("milestones", "P-031/10", "nothing")).toBeNull();
    expect(rowOf(places, "台账.xlsx", "people", "市委办/李四")).toBe(4);
  });
});

describe("headers and tabs", () => {
  test("titles are matched like headers", () => {
    const wanted = (title: string) => wantedTitle(title) === true;
    expect(["节点", " 节 点 ", "節点", "系统-节点", "节点 (2)"].map(wanted)).toEqual([true, true, false, false, false]);
  });

  test("headers match with blanks, line breaks, asterisks, full width, and by their aliases; unknown columns are left alone", () => {
    const sheet = plainSheet("单位", [
      ["市重点项目责任单位一览", null, null],
      [null, null, null],
      ["序号", " 单 位\n名称*", "组 别＊", "分管领导", "电话"],
      [1, "乙县", "县区", "王五", "123"],
    ]);
    const { registry } = readRegistry([withSheet(sheet, "units")], SETTINGS);
    expect(registry.units.map(({ name, group, sponsor }) => [name, group, sponsor])).toEqual([
      ["乙县", "县区", "王五"],
    ]);
  });

  test("a unit of money in the header multiplies, and another currency is another column", () => {
    const row = { ...good("projects"), totalInvestment: 1.2, annualPlan: null };
    const sheet = sheetOf("projects", [row]);
    const retitled = (title: string) => ({
      ...sheet,
      rows: sheet.rows.map((line) => ({
        ...line,
        cells: line.cells.map((cell) => (cell === "总投资" ? title : cell)),
      })),
    });
    const total = (title: string) =>
      readRegistry([withSheet(retitled(title), "projects")], SETTINGS).registry.projects[0]?.totalInvestment;
    expect(total("总投资（亿元）")).toBe(120_000_000);
    expect(total("总投资\n(单位：亿元)")).toBe(120_000_000);
    expect(total("总投资（元）")).toBeUndefined();
    expect(total("总投资（亿美元）")).toBeUndefined();
  });

  describe("a header of two rows", () => {
    const total = columnOf(tabOf("projects"), "totalInvestment").header;
    /** The usual two-row header: what stands alone is merged over both rows, the money stands under its group. */
    const twoRows = (group: string) => {
      const sheet = sheetOf("projects", [{ ...good("projects"), totalInvestment: 1.2, annualPlan: null }]);
      const [header, row] = sheet.rows;
      const at = header!.cells.indexOf(total);
      const upper = header!.cells.map((cell, index) => (index === at ? group : index === at + 1 ? null : cell));
      const lower = header!.cells.map((cell, index) => (index === at || index === at + 1 ? cell : null));
      const down = header!.cells.flatMap((_, index) =>
        index === at || index === at + 1 ? [] : [{ top: 1, bottom: 2, left: index, right: index }],
      );
      return {
        ...sheet,
        rows: [
          { number: 1, cells: upper },
          { number: 2, cells: lower },
          { number: 3, cells: row!.cells },
        ],
        merges: [...down, { top: 1, bottom: 1, left: at, right: at + 1 }],
      };
    };
    const readTotal = (group: string) => readRegistry([withSheet(twoRows(group), "projects")], SETTINGS);

    test("is read with the merged ones filled down, and the rows begin below it", () => {
      const { registry, places } = readTotal("投资");
      expect(registry.projects.map(({ code, totalInvestment }) => [code, totalInvestment])).toEqual([
        ["P-031", 12_000],
      ]);
      expect(rowOf(places, "台账.xlsx", "projects", "P-031")).toBe(3);
    });

    test("honours the unit of money that stands over a group of columns", () => {
      expect(readTotal("投资（亿元）").registry.projects[0]?.totalInvestment).toBe(120_000_000);
      expect(readTotal("投资（单位：亿元）").registry.projects[0]?.totalInvestment).toBe(120_000_000);
    });

    test("is remembered as it was understood", () => {
      const snapshot = withSheet(twoRows("投资（亿元）"), "projects");
      const tabs = tabsRead(snapshot).map((tab) => ({
        ...tab,
        rows: [...tab.rows].map(({ key, json }) => ({ key, json: json() })),
      }));
      const again = readRegistry([rebuildSnapshot("台账.xlsx", tabs)], SETTINGS);
      expect(again.registry.projects).toEqual(readRegistry([snapshot], SETTINGS).registry.projects);
    });
  });

  test("a missing required header stops that tab only, with one finding that names it", () => {
    const sheet = plainSheet("节点", [
      ["项目编号", "节点名称"],
      ["P-031", "开工"],
    ]);
    const reading = readRegistry([withSheet(sheet, "milestones")], SETTINGS);
    expect(messages(reading)).toEqual(["「节点」表：缺少必需的列“节点序号”，整张表未读。"]);
    expect(reading.registry.milestones).toEqual([]);
    expect(reading.registry.monthlyReports).toHaveLength(1);
  });

  test("a header nobody knows that may mean a column the sheet lacks is asked about and stops nothing", () => {
    const milestones = (...headers: string[]) =>
      readRegistry(
        [
          withSheet(
            plainSheet("节点", [
              ["项目编号", "节点序号", "节点名称", ...headers],
              ["P-031", 10, "开工"],
            ]),
            "milestones",
          ),
        ],
        SETTINGS,
      );
    const asked = milestones("计划完成时间", "实际完成日期");
    expect(messages(asked)).toEqual([
      "「节点」D1 计划完成时间：不认识这个表头，这一列未读；本表没有“计划完成”一列。",
      "「节点」E1 实际完成日期：不认识这个表头，这一列未读；本表没有“实际完成”一列。",
    ]);
    expect(asked.registry.milestones).toHaveLength(1);
    expect(codes(milestones("计划完成", "计划完成时间"))).toEqual([]);
    expect(codes(milestones("联系电话", "时间", "日期", "（时间）"))).toEqual([]);
  });

  test("without 项目 its children are set aside in silence", () => {
    const sheet = plainSheet("项目", [
      ["项目编号", "项目名称"],
      ["P-031", "滨河路改造"],
    ]);
    const reading = readRegistry([withSheet(sheet, "projects")], SETTINGS);
    expect(new Set(codes(reading))).toEqual(new Set(["header-missing"]));
    expect(reading.registry.setAside.milestones).toBe(1);
  });

  test("a header below the fifth row is not found", () => {
    const head = ["单位名称", "组别"];
    const sheet = (above: number) =>
      plainSheet("单位", [...Array.from({ length: above }, () => ["说明"]), head, ["甲县", "县区"]]);
    expect(codes(readRegistry([withSheet(sheet(4), "units")], SETTINGS))).not.toContain("header-row-missing");
    expect(codes(readRegistry([withSheet(sheet(5), "units")], SETTINGS))).toContain("header-row-missing");
  });

  test("of two columns with one header the first counts, and it is said", () => {
    const sheet = plainSheet("单位", [
      ["单位名称", "组别", "组 别"],
      ["甲县", "县区", "市直"],
    ]);
    const reading = readRegistry([withSheet(sheet, "units")], SETTINGS);
    expect(reading.registry.units[0]!.group).toBe("县区");
    expect(messages(reading)).toContain("「单位」C1 组 别：表头“组 别”出现两次，只读左边一列。");
  });

  test("of two sheets with one title the first is read, and it is said", () => {
    const book = goodWorkbook();
    const reading = readRegistry([workbookOf([...book.sheets, sheetOf("units", [], " 单位 ")])], SETTINGS);
    expect(codes(reading)).toEqual(["tab-twice"]);
  });

  test("verdicts that cannot be shown are a finding that names the cell in the way; tabs that are none of ours are not", () => {
    const unshown = [
      { sheet: "节点", cell: "D1", inTheWay: "F3" },
      { sheet: "项目", cell: "", inTheWay: "" },
      { sheet: "备查", cell: "A1", inTheWay: "B1" },
    ];
    const reading = readRegistry([{ ...goodWorkbook(), unshown }], SETTINGS);
    expect(messages(reading)).toEqual([
      "「节点」D1：系统列没有显示，F3 填有内容，占了位置。",
      "「项目」表：系统列没有显示，公式已损坏或被删除。",
    ]);
  });

  test("a sheet or column missing is silent, but 月报, 单位, 人员 and 计划年度 are one finding each", () => {
    const only = workbookOf([sheetOf("projects", [good("projects")]), sheetOf("milestones", [good("milestones")])]);
    const reading = readRegistry([only], { ...SETTINGS, planYear: null });
    expect(messages(reading)).toEqual([
      "「月报」表：工作簿中没有这张表：不催报，也不判进度。",
      "「单位」表：工作簿中没有这张表，或表中没有内容。",
      "「人员」表：工作簿中没有这张表，或表中没有内容。",
      "「规则」表：没有“计划年度”，不写年份的计划日期无法读取。",
    ]);
    expect(reading.registry.projects[0]!.county).toBe("甲县");
    expect(readRegistry([workbookOf([])], SETTINGS).findings.map(({ tab }) => tab)).toEqual([
      "projects",
      "units",
      "people",
      "rules",
    ]);
  });
});

describe("rows", () => {
  test("wholly empty rows are nothing, total rows are skipped with one note", () => {
    const reading = read("projects", {}, [
      { name: "  " },
      { code: "合 计", totalInvestment: 1 },
      { name: "县区小计：", totalInvestment: 1 },
    ]);
    expect(reading.registry.projects).toHaveLength(1);
    expect(reading.registry.setAside.projects).toBe(0);
    expect(messages(reading)).toEqual(["「项目」表：第 4、5 行是合计、小计或表尾说明，未计入。"]);
  });

  test("so are a total that counts and the notes that offices write below a table", () => {
    const reading = read("projects", {}, [
      { code: "合计（13个）", totalInvestment: 1 },
      { code: "填表说明：1. 金额单位为万元" },
      { name: "填报人：张三", county: "审核人：李四" },
    ]);
    expect(reading.registry.projects).toHaveLength(1);
    expect(messages(reading)).toEqual(["「项目」表：第 3、4、5 行是合计、小计或表尾说明，未计入。"]);
  });

  test("a row that lacks its number is no note, whatever its remark says", () => {
    const reading = read("projects", {}, [{ ...GOOD_ROWS.projects, code: null, seq: null, remark: "注：并入二期" }]);
    expect(reading.registry.setAside.projects).toBe(1);
  });

  test("a project whose name ends in 合计 is a project", () => {
    expect(read("projects", { name: "各县合计" }).registry.projects).toHaveLength(1);
  });

  test("a vertically merged cell fills down to the rows it covers", () => {
    const sheet = {
      ...sheetOf("milestones", [
        good("milestones"),
        { seq: 20, name: "竣工" },
        { project: "P-031", seq: 30, name: "验收" },
      ]),
      merges: [{ top: 2, bottom: 3, left: 0, right: 0 }],
    };
    const { registry } = readRegistry([withSheet(sheet, "milestones")], SETTINGS);
    expect(registry.milestones.map(({ key }) => key)).toEqual(["P-031/10", "P-031/20", "P-031/30"]);
  });

  test("a bad required cell sets the row aside, a bad optional one leaves it unreadable", () => {
    const aside = read("projects", { totalInvestment: "待定" });
    expect([aside.registry.projects.length, aside.registry.setAside.projects]).toEqual([0, 1]);
    const kept = read("projects", { annualPlan: "待定", plannedStart: "开春" });
    expect(kept.registry.projects[0]).toMatchObject({ annualPlan: UNREADABLE, plannedStart: UNREADABLE });
  });

  test("a set-aside project silences the orphans among its children, who are counted", () => {
    const reading = read("projects", { totalInvestment: "待定" });
    expect(codes(reading)).toEqual(["money-unreadable"]);
    expect([reading.registry.setAside.milestones, reading.registry.setAside.monthlyReports]).toEqual([1, 1]);
    expect(reading.registry.issues[0]!.project).toBe(UNREADABLE);
  });

  test("every copy of a key is set aside and all are named in one finding", () => {
    const reading = read("milestones", {}, [{ ...good("milestones"), seq: "10.0" }]);
    expect(messages(reading)).toEqual(["「节点」第 2、3 行：“P-031/10” 出现 2 次，都未计入。"]);
    expect([reading.registry.milestones.length, reading.registry.setAside.milestones]).toEqual([0, 2]);
    expect(reading.findings[0]).toMatchObject({ cell: "C2", unit: "甲县发展改革局" });
  });

  test("a 调入 may name a project that is not in 项目, other changes may not", () => {
    expect(codes(read("adjustments", { type: "调入", project: "P-999" }))).toEqual([]);
    expect(codes(read("adjustments", { project: "P-999" }))).toEqual(["project-unknown"]);
  });

  test("a report with only its key is no error", () => {
    const reading = read("monthlyReports", { invested: null, investedYtd: null, reportedOn: null });
    expect(reading.findings).toEqual([]);
    expect(reading.registry.monthlyReports[0]).toMatchObject({ key: "P-031/2026-05", investedYtd: null });
  });

  test("numeric keys are read as typed: 001 is not 1, the figure 31 is “31”", () => {
    const more = [
      { ...good("projects"), code: "001" },
      { ...good("projects"), code: 31 },
    ];
    expect(read("projects", {}, more).registry.projects.map(({ key }) => key)).toEqual(["P-031", "001", "31"]);
  });
});

describe("several workbooks", () => {
  const county = (name: string, rows: readonly Cells[]) => workbookOf([sheetOf("projects", rows)], name);

  test("one 项目编号 in two workbooks is a duplicate, named with both", () => {
    const reading = readRegistry([goodWorkbook(), county("甲县.xlsx", [good("projects")])], SETTINGS);
    expect(wordFinding(reading.findings[0]!).message).toBe(
      "「项目」《台账.xlsx》第 2 行、《甲县.xlsx》第 2 行：“P-031” 出现 2 次，都未计入。",
    );
    expect(reading.registry.projects).toEqual([]);
  });

  test("the same 问题编号 in two workbooks is two problems", () => {
    const other = workbookOf([sheetOf("issues", [good("issues")])], "乙县.xlsx");
    const { registry, findings } = readRegistry([goodWorkbook(), other], SETTINGS);
    expect(registry.issues.map(({ workbook, key }) => [workbook, key])).toEqual([
      ["台账.xlsx", "W-1"],
      ["乙县.xlsx", "W-1"],
    ]);
    expect(findings).toEqual([]);
  });

  test("the office's own tabs are read from the first workbook only, and it is said", () => {
    const other = workbookOf([sheetOf("units", [{ name: "丙县", group: "县区" }])], "丙县.xlsx");
    const reading = readRegistry([goodWorkbook(), other], SETTINGS);
    expect(codes(reading)).toEqual(["admin-tab-elsewhere"]);
    expect(reading.registry.units.some(({ name }) => name === "丙县")).toBe(false);
  });
});

describe("people", () => {
  const personOf = (responsiblePerson: string, unit = "甲县发展改革局") => {
    const reading = read("projects", { responsiblePerson, responsibleUnit: unit });
    return reading.registry.projects[0]!.responsiblePerson;
  };

  test("a name is matched within the row's unit first, then if it is unique overall", () => {
    expect(personOf("张三")).toBe("张三");
    expect(personOf("王五")).toBe("王五");
    expect(personOf("赵六")).toBe(UNREADABLE);
    expect(personOf("赵六", "市供电公司")).toBe("赵六");
  });

  test("姓名（单位） is understood, also with an alias, and blanks inside a name do not matter", () => {
    expect(personOf("赵六（市委办）")).toBe("赵六（市委办）");
    expect(personOf("张三(甲县发展改革局)")).toBe("张三");
    expect(personOf("张　三")).toBe("张三");
  });

  test("a milestone that names no unit looks for its person in the project's unit", () => {
    const reading = readRegistry(
      [goodWorkbook("people", {}, [{ name: "张三", unit: "市委办", email: "z3@example.gov.cn", roles: "联络员" }])].map(
        (book) => ({
          ...book,
          sheets: book.sheets.map((sheet) =>
            sheet.title === "节点"
              ? sheetOf("milestones", [{ ...good("milestones"), responsiblePerson: "张三" }])
              : sheet,
          ),
        }),
      ),
      SETTINGS,
    );
    expect(reading.findings).toEqual([]);
    expect(reading.registry.milestones[0]!.responsiblePerson).toBe("张三");
  });

  test("a person without 邮箱 is known, and missed once; a 停用 one is not missed", () => {
    expect(codes(read("people", { email: null }))).toEqual(["email-missing"]);
    expect(codes(read("people", { email: null, disabled: "是" }))).toEqual([]);
  });
});

describe("cells that hang together", () => {
  const started = (actualStart: Cells["x"], actual: Cells["x"], name = "开工") => {
    const book = goodWorkbook("projects", { actualStart: actualStart ?? null });
    const milestones = sheetOf("milestones", [{ ...good("milestones"), name, actual: actual ?? null }]);
    return readRegistry(
      [workbookOf(book.sheets.map((sheet) => (sheet.title === "节点" ? milestones : sheet)))],
      SETTINGS,
    );
  };

  test("实际开工 may be left to the milestone 开工; two different days are a finding", () => {
    expect(started(null, { date: "2026-03-09" }).registry.projects[0]!.actualStart).toBe("2026-03-09");
    expect(started({ date: "2026-03-09" }, { date: "2026-03-09" }).findings).toEqual([]);
    const differing = started({ date: "2026-03-08" }, { date: "2026-03-09" });
    expect(messages(differing)).toEqual([
      "「项目」R2 实际开工：“2026-03-08” 与节点 P-031/10（开工）的实际完成 2026-03-09 不一致。",
    ]);
    expect(differing.registry.projects[0]!.actualStart).toBe("2026-03-08");
  });

  test("竣工验收 stands for 实际竣工, other names for nothing", () => {
    expect(started(null, { date: "2026-03-09" }, "竣工验收").registry.projects[0]!.actualFinish).toBe("2026-03-09");
    expect(started(null, { date: "2026-03-09" }, "constructor").registry.projects[0]!.actualFinish).toBeNull();
  });

  test("no suggestion about money ever holds a figure", () => {
    for (const typed of ["-5", "1.23456789", "约1亿", "1.2亿美元", 1e15, 1.2, 120_000_000_000]) {
      const [finding] = read("projects", { totalInvestment: typed }).findings;
      expect(finding!.suggestion).toBe("");
      expect(wordFinding(finding!).suggestion).not.toMatch(/\d/);
    }
  });

  test("a finding goes to the unit of its row, and those of the office's own tabs to nobody", () => {
    const unit = (code: string, change: Cells) => read(code, change).findings[0]!.unit;
    expect(unit("projects", { annualPlan: "待定" })).toBe("甲县发展改革局");
    expect(unit("milestones", { duration: "久" })).toBe("甲县发展改革局");
    expect(unit("milestones", { duration: "久", responsibleUnit: "市供电公司" })).toBe("市供电公司");
    expect(unit("tasks", { review: "优" })).toBe("市供电公司");
    expect(unit("exemptions", { cause: "忙" })).toBe("");
  });
});

describe("settings", () => {
  test("规则 and 节假日 are read before everything else, with their findings", () => {
    const { rules, calendar, findings } = readSettings([goodWorkbook("rules", { from: "今年" })]);
    expect(calendar.map(({ date, type, scope }) => [date, type, scope])).toEqual([["2026-08-08", "放假", "甲县"]]);
    expect([rules.length, findings.map(({ code }) => code)]).toEqual([0, ["date-unreadable", "plan-year-missing"]]);
  });

  test("the findings of the whole reading contain those of the settings", () => {
    const book = goodWorkbook("rules", { from: "今年" });
    expect(readRegistry([book], SETTINGS).findings).toEqual(expect.arrayContaining([...readSettings([book]).findings]));
  });
});
