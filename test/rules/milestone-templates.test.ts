import { describe, expect, it } from "vitest";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import { isProjectDate } from "../../lib/domain/project-file.ts";
import { standardStepOf } from "../../lib/domain/standard-steps.ts";
import { templateFault } from "../../lib/domain/template-fault.ts";
import { type Calendar, workingDaysBetween } from "../../lib/domain/working-days.ts";
import { columnOf, tabOf } from "../../lib/registry/tabs.ts";
import { type MilestoneTemplate, milestoneTemplates } from "../../lib/rules/milestone-templates.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";
import { minimumOf, STEP_RULES, stepTermOn } from "../../lib/rules/step-rules.ts";

const DAY = "2026-06-12";
const PLAIN_WEEK: Calendar = { special: new Map(), announced: new Set() };
const BUILT_IN = milestoneTemplates(NO_OVERRIDES, DAY, []);
const stepNamed = ({ steps }: MilestoneTemplate, name: string) => steps.find((step) => step.name === name)!;

/** Working days from the first step to the end of the last, and to the end of one step. */
function length({ steps }: MilestoneTemplate, keep: (name: string) => boolean = () => true): number {
  const network = scheduleNetwork(
    steps.map(({ seq, name, duration, predecessors }) => ({
      ...{ seq, duration: keep(name) ? duration : 0, planned: null, finished: null, fixed: null },
      links: parsePredecessors(predecessors).links.map((link) => (keep(name) ? link : { ...link, lag: 0 })),
    })),
    PLAIN_WEEK,
    "2024-01-01",
  );
  const days = (Date.parse(network.earliestFinish!) - Date.parse("2024-01-01")) / 86_400_000 + 1;
  return Math.floor(days / 7) * 5 + Math.min(days % 7, 5);
}

describe("the built-in templates", () => {
  it("are one for each kind of investor and each of the five categories", () => {
    expect(BUILT_IN.map(({ name }) => name)).toEqual([
      ...["政府投资", "企业投资"],
      ...columnOf(tabOf("projects"), "category").values,
    ]);
    for (const { name } of BUILT_IN) expect(tabOf("milestoneTemplates").purpose).toContain(name);
  });

  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s is a chain with one end",
    (_, template) => {
      expect(templateFault(template.steps)).toBeNull();
      const held = new Set(
        template.steps.flatMap(({ predecessors }) => parsePredecessors(predecessors).links.map(({ seq }) => seq)),
      );
      expect(template.steps.filter(({ seq }) => !held.has(seq)).map(({ name }) => name)).toEqual(["投产"]);
      expect(template.steps.filter(({ predecessors }) => predecessors === "").map(({ seq }) => seq)).toEqual([10]);
      expect(template.steps.map(({ seq }) => seq)).toEqual(template.steps.map((_step, at) => (at + 1) * 10));
    },
  );

  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s holds the statutory papers and the deeds that date a project, each once",
    (_, template) => {
      const names = template.steps.map(({ name }) => name);
      expect(names.filter(isProjectDate)).toEqual(["开工", "竣工", "投产"]);
      const standard = names.map(standardStepOf).filter((step) => step !== null);
      expect(standard).toEqual([...new Set(standard)]);
      expect(standard).toEqual(
        expect.arrayContaining(["环评", "用地规划许可", "规划许可", "施工许可", "主体", "竣工备案"]),
      );
      expect(standard.includes("备案") || (standard.includes("立项") && standard.includes("可研"))).toBe(true);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s says of every duration where it comes from, and goes below no law",
    (_, { steps }) => {
      for (const { name, duration, source } of steps) {
        expect([name, /^经验值|《.+》/.test(source)]).toEqual([name, true]);
        const least = minimumOf(NO_OVERRIDES, DAY, name)?.value ?? 0;
        expect([name, duration >= Math.max(least, 1)]).toEqual([name, true]);
      }
      const term = steps.filter(({ name }) => stepTermOn(NO_OVERRIDES, DAY, name)?.kind === "authority");
      for (const { name, duration } of term) expect(duration).toBe(minimumOf(NO_OVERRIDES, DAY, name)!.value);
    },
  );

  // 国办发〔2019〕11号：全流程审批时间压缩至120个工作日以内，并联审批.
  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s: the approvals alone, side by side where they may be, take no more than 120 working days; the whole one to four years",
    (_, template) => {
      const approvals = [
        "立项",
        "备案",
        "用地预审",
        "环评",
        "节能审查",
        "水土保持",
        "可研",
        "用地规划许可",
        "规划许可",
        "施工图审查",
        "施工许可",
      ];
      const time = length(template, (name) => approvals.includes(standardStepOf(name) ?? ""));
      expect(time).toBeGreaterThan(40);
      expect(time).toBeLessThanOrEqual(120);
      expect(length(template)).toBeGreaterThan(250);
      expect(length(template)).toBeLessThan(1_000);
    },
  );

  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s: however late, 竣工备案 is within its term after 竣工",
    (_, { steps }) => {
      const late = scheduleNetwork(
        steps.map(({ seq, name, duration, predecessors }) => ({
          ...{ seq, duration, links: parsePredecessors(predecessors).links },
          ...{ planned: null, finished: null, fixed: name === "投产" ? "2029-06-29" : null },
        })),
        PLAIN_WEEK,
        "2024-01-01",
      );
      const by = (name: string) => late.stepOf(steps.find((step) => step.name === name)!.seq)!.lateFinish!;
      const filed = workingDaysBetween(PLAIN_WEEK, by("竣工"), by("竣工备案"));
      expect(filed).toBe(stepTermOn(NO_OVERRIDES, DAY, "竣工备案")!.value);
    },
  );

  it.each(BUILT_IN.map((template) => [template.name, template] as const))(
    "%s: 文书类型 and 公开类别 are those of the tab, and a permit has both",
    (_, { steps }) => {
      const { values: types } = columnOf(tabOf("milestones"), "documentType");
      const { values: categories } = columnOf(tabOf("milestones"), "disclosureCategory");
      for (const { documentType, disclosureCategory } of steps) {
        expect(["", ...types]).toContain(documentType);
        expect(["", ...categories]).toContain(disclosureCategory);
        expect(documentType === "").toBe(disclosureCategory === "");
      }
      expect(steps.find(({ name }) => name === "施工许可")).toMatchObject({
        documentType: "行政许可",
        disclosureCategory: "批准结果",
      });
    },
  );
});

describe("templates of the tab 节点模板", () => {
  const row = (template: string, seq: number, name: string, duration: number, predecessors: string | null = null) => ({
    ...{ workbook: "台账", key: `${template}/${seq}`, template, seq, name, predecessors, duration },
    ...{ documentType: null, disclosureCategory: null },
  });

  it("replace a built-in one of their name whole and stand beside the others", () => {
    const rows = [row("产业", 20, "开工", 9, "10"), row("产业", 10, "施工许可", 7), row("冷库", 10, "开工", 3)];
    const templates = milestoneTemplates(NO_OVERRIDES, DAY, rows);
    expect(templates).toHaveLength(BUILT_IN.length + 1);
    const industry = templates.find(({ name }) => name === "产业")!;
    expect(industry).toMatchObject({ typed: true });
    expect(industry.steps.map(({ seq, name, duration }) => [seq, name, duration])).toEqual([
      [10, "施工许可", 7],
      [20, "开工", 9],
    ]);
    expect(templates.at(-1)).toMatchObject({ name: "冷库", typed: true });
  });

  it("keep the source of a duration left as it was; another one is the tab's, with the law beside it", () => {
    const [same, other, own] = milestoneTemplates(NO_OVERRIDES, DAY, [
      ...[row("产业", 10, "施工许可", 7), row("产业", 20, "规划许可", 12, "10"), row("产业", 30, "剪彩", 1, "20")],
    ]).find(({ name }) => name === "产业")!.steps;
    expect(same!.source).toContain("《建筑法》第八条");
    expect(other!.source).toMatch(/^节点模板；《行政许可法》第四十二条/);
    expect(own!.source).toBe("节点模板");
  });

  it("a name as the sheet is read, with narrow brackets, is the built-in step and keeps its 完成标准", () => {
    const [step] = milestoneTemplates(NO_OVERRIDES, DAY, [row("产业", 10, "环评(报告表)", 22)]).find(
      ({ name }) => name === "产业",
    )!.steps;
    expect(step).toMatchObject({ name: "环评（报告表）", doneWhen: "取得环境影响报告表批复" });
  });
});

describe("statutory terms of steps", () => {
  it("are asked by what offices write", () => {
    const days = (name: string) => minimumOf(NO_OVERRIDES, DAY, name)?.value ?? null;
    expect(days("建筑工程施工许可证")).toBe(7);
    expect(days("建设项目用地预审与选址意见书")).toBe(20);
    expect(days("环评批复（报告表）")).toBe(22);
    expect(days("环境影响报告书批复")).toBe(44);
    expect(days("环评批复")).toBe(44);
    expect(days("施工招标")).toBe(17);
    expect(days("竣工验收")).toBe(7);
    expect([days("主体"), days("第20步"), days("竣工备案")]).toEqual([null, null, null]);
  });

  it("name a document and a day, and follow the tab 规则", () => {
    for (const { rule } of STEP_RULES) expect(rule.entries[0]!.source).toMatch(/《.+》/);
    const typed = {
      workbook: "台账",
      key: "x",
      parameter: "法定时限 规划许可",
      value: "10个工作日",
      from: "2026-07-01",
      basis: "市政府令1号",
      note: null,
    };
    const { book, problems } = readRulebook([typed], STEP_RULES);
    expect(problems).toEqual([]);
    expect(minimumOf(book, "2026-06-30", "规划许可")?.value).toBe(20);
    expect(minimumOf(book, "2026-07-01", "规划许可")).toMatchObject({ value: 10, source: "规则表：市政府令1号" });
    const after = milestoneTemplates(book, "2026-07-01", []);
    expect(stepNamed(after[0]!, "规划许可")).toMatchObject({ duration: 10, source: "规则表：市政府令1号" });
    expect(stepNamed(BUILT_IN[0]!, "规划许可").duration).toBe(20);
  });

  it("a minimum raised above the experience lengthens the built-in step", () => {
    const typed = {
      workbook: "台账",
      key: "x",
      parameter: "法定最短 招标",
      value: "30",
      from: "2026-01-01",
      basis: "条例",
      note: null,
    };
    const { book } = readRulebook([typed], STEP_RULES);
    expect(stepNamed(milestoneTemplates(book, DAY, [])[0]!, "招标").duration).toBe(30);
  });
});
