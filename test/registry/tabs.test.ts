import { describe, expect, test } from "vitest";
import { TAB_TITLES } from "../../lib/domain/tab-titles.ts";
import { headerForm } from "../../lib/registry/clean.ts";
import { dataDictionary } from "../../lib/registry/dictionary.ts";
import { mirrorTabOf, rankingHeaders, SYSTEM_TABS, systemTabOf } from "../../lib/registry/system-tabs.ts";
import { columnOf, isTabCode, TABS, tabOf } from "../../lib/registry/tabs.ts";

const titles = (title: string) => systemTabOf(title).headers.map((header) => header.title);

describe("the definitions of the tabs", () => {
  test("no two columns of a tab can be taken for one another", () => {
    for (const tab of TABS) {
      const forms = [
        ...tab.columns.flatMap((column) => [column.header, ...column.aliases]),
        ...tab.system.map((column) => column.title),
      ].map(headerForm);
      expect(new Set(forms).size, tab.title).toBe(forms.length);
    }
  });

  test("no two tabs can be taken for one another, and each has the title findings give it", () => {
    expect(new Set([...TABS, ...SYSTEM_TABS].map((tab) => headerForm(tab.title))).size).toBe(
      TABS.length + SYSTEM_TABS.length,
    );
    for (const tab of TABS) expect(tab.title).toBe(TAB_TITLES[tab.code]);
    expect(Object.keys(TAB_TITLES).sort()).toEqual(TABS.map((tab) => tab.code).sort());
  });

  test("every key is made of columns of the tab, required but for 范围 of 节假日", () => {
    const optional = TABS.flatMap((tab) =>
      tab.key.map((code) => columnOf(tab, code)).filter((column) => !column.required),
    );
    expect(optional.map((column) => column.header)).toEqual(["范围"]);
  });

  test("a person is looked up within a column that names a unit", () => {
    for (const tab of TABS)
      for (const column of tab.columns)
        if (column.within !== null)
          expect(columnOf(tab, column.within).ref, `${tab.code}.${column.code}`).toBe("units");
  });

  test("every tab with system columns has its mirror among the system tabs", () => {
    for (const tab of TABS.filter((one) => one.system.length > 0)) {
      const mirror = mirrorTabOf(tab.code);
      expect(mirror.title).toBe(`系统-${tab.title}`);
      expect(mirror.headers.slice(-tab.system.length)).toEqual(tab.system);
    }
  });

  test("汇总, 进度 and 排名 have the columns they were ordered with", () => {
    expect(titles("系统-汇总").join()).toBe(
      "维度,分组,项目数,总投资(亿元),年度计划投资(亿元),年初累计完成(亿元),完成率(%),序时(%)",
    );
    expect(titles("系统-进度").join()).toBe(
      "期间,计划投资(亿元),累计计划(%),累计完成(亿元),累计完成(%),计划开工数,累计开工率(%),计划竣工数,项目开工率(%),资金到位率(%),框架内合同转化率(%),建成投产率(%)",
    );
    expect(titles("系统-排名").slice(0, 7).join()).toBe("期间,组别,名次,单位,总分,投资完成率得分,投资完成率(%)");
    expect(titles("系统-排名").slice(-3).join()).toBe("上期名次,变化,说明");
    expect(rankingHeaders(["报送"]).length).toBe(10);
    expect(titles("系统-数据问题").join()).toBe("工作簿,工作表,键,单元格,表头,所填内容,代码,问题,建议,责任单位");
  });

  test("an unknown tab or column is a mistake of the program and says so", () => {
    expect(() => tabOf("nothing")).toThrow(RangeError);
    expect(() => columnOf(tabOf("projects"), "nothing")).toThrow(RangeError);
    expect(() => systemTabOf("无")).toThrow(RangeError);
    expect(isTabCode("__proto__")).toBe(false);
  });

  test("the data dictionary names every tab and every column with its code", () => {
    const text = dataDictionary();
    for (const tab of TABS) {
      expect(text).toContain(`### ${tab.title} \`${tab.code}\``);
      for (const column of tab.columns) expect(text).toContain(`| ${column.header} | \`${column.code}\` |`);
    }
    for (const tab of SYSTEM_TABS) expect(text).toContain(`### ${tab.title}\n`);
    expect(text).toContain("| 类别 | `category` | 选项 | 是 | 行业、项目类别 |");
  });
});
