import { addDays, addMonths, type PlainDate } from "../lib/domain/dates.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { DEMO_AS_OF } from "./demo-day.ts";
import type { DemoProject } from "./demo-projects.ts";
import { DEPARTMENTS, LEADERS, officersOf, withRole } from "./demo-units.ts";
import { type Random, seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

const day = (date: PlainDate | null): CellValue => (date === null || date > DEMO_AS_OF ? null : { date });
const numbered = (prefix: string, index: number): string => `${prefix}-2026-${String(index + 1).padStart(3, "0")}`;
const inspector = (): string => withRole("管理员")[1]!.name;

const TROUBLES: readonly (readonly [string, string, string])[] = [
  ["审批", "施工许可卡在消防设计审查，缺一份总平面图变更批复", "市住房和城乡建设局"],
  ["征地拆迁", "红线内 6 户未签约，影响西侧 180 米路段施工", ""],
  ["工程建设", "总包班组不足，工序衔接慢", ""],
  ["资金筹措", "专项债额度未下达，三季度进度款有缺口", "市发展和改革委员会"],
  ["用地", "临时用地 40 亩手续未批", "市自然资源和规划局"],
  ["用能", "永久用电未接入，调试无法进行", "澜江供电公司"],
  ["工程建设", "雨季基坑积水，停工 9 天", ""],
  ["审批", "环评批复后建设内容调整，需补办变更", "市生态环境局"],
  ["征地拆迁", "坟墓迁移 12 座待协调", ""],
  ["其他", "施工便道与村道共用，村民有意见", ""],
];

type Stage = "closed" | "resolved" | "working" | "late" | "raised" | "complex";
const STAGES: readonly Stage[] = [
  ...Array.from({ length: 18 }, () => "closed" as const),
  ...Array.from({ length: 5 }, () => "resolved" as const),
  ...Array.from({ length: 6 }, () => "working" as const),
  ...Array.from({ length: 4 }, () => "late" as const),
  ...Array.from({ length: 4 }, () => "raised" as const),
  ...Array.from({ length: 4 }, () => "complex" as const),
];

/** Days before the as-of day on which the matter was handed over. */
const AGE: Readonly<Record<Stage, readonly [number, number]>> = {
  closed: [30, 200],
  resolved: [9, 14],
  working: [0, 5],
  late: [12, 26],
  raised: [25, 45],
  complex: [12, 24],
};
const LEVEL: Readonly<Partial<Record<Stage, string>>> = { raised: "分管市领导", complex: "市直", late: "县区" };

function issueRow(random: Random, project: DemoProject, stage: Stage, index: number): TemplateRow {
  const [category, description, office] = TROUBLES[index % TROUBLES.length]!;
  const unit = office === "" ? project.unit : office;
  const assigned = addDays(DEMO_AS_OF, -random.int(...AGE[stage]));
  const over = stage === "closed" || stage === "resolved";
  const complex = stage === "raised" || stage === "complex";
  const resolved = over ? addDays(assigned, index % 7 === 5 ? 9 : random.int(4, 7)) : null;
  return {
    code: numbered("W", index),
    project: project.code,
    mechanism: index % 9 === 4 ? "基础设施" : null,
    category,
    description,
    complexity: complex ? "复杂" : "一般",
    complexityBy: complex ? inspector() : null,
    raisedBy: project.unit,
    reportedOn: { date: addDays(assigned, -1) },
    assignedOn: { date: assigned },
    responsibleUnit: unit,
    responsiblePerson: officersOf(unit)[0]!.name,
    level: LEVEL[stage] ?? "单位",
    raisedOn: stage === "raised" ? day(addDays(assigned, 16)) : null,
    arrangedOn: day(addDays(assigned, 1)),
    firstFeedbackOn: stage === "late" ? null : day(addDays(assigned, 3)),
    lastFeedbackOn: over || complex ? day(addDays(assigned, random.int(4, 9))) : null,
    measures: stage === "raised" ? "已召开两次现场会，县区、市直两级协调未果" : over ? "现场会商，限期整改" : null,
    resolvedOn: day(resolved),
    evidence: over ? "会议纪要、现场照片" : null,
    verifiedBy: stage === "closed" ? inspector() : null,
    verification: stage === "closed" ? (index === 7 ? "退回" : "通过") : null,
    verifiedOn: stage === "closed" ? day(addDays(resolved!, 2)) : null,
    closedOn: stage === "closed" && index !== 7 ? day(addDays(resolved!, 2)) : null,
  };
}

/** Troubled projects have the open problems. */
export function issueRows(projects: readonly DemoProject[]): readonly TemplateRow[] {
  const random = seeded("issues");
  const running = projects.filter(({ annualClass, finished }) => annualClass !== "前期" && finished === null);
  const troubled = running.filter(({ pace, chain }) => chain === "red" || chain === "yellow" || pace === "red");
  return STAGES.map((stage, index) =>
    issueRow(random, stage === "closed" ? random.pick(running) : troubled[index % troubled.length]!, stage, index),
  );
}

const TASKS: readonly (readonly [string, string, string])[] = [
  ["会议", "市重点项目三季度调度会", "梳理未开工项目清单，逐个排出开工时间"],
  ["清单", "2026年重点工作任务清单", "完成全市重点项目节点倒排并录入台账"],
  ["批示", "市长批示", "研究滨河路改造 110 千伏线路迁改方案"],
  ["现场办公", "东湖片区现场办公会", "解决泵站永久用电接入"],
  ["督查", "8月专项督查", "整改未批先建问题并反馈"],
  ["会议", "专项债项目推进会", "补齐资金支付资料，按月拨付"],
  ["书面报告", "8月书面报告", "落实赶工措施，每周报形象进度"],
  ["会议", "集中开工筹备会", "落实主会场、分会场方案"],
];

function taskRow(random: Random, projects: readonly DemoProject[], index: number): TemplateRow {
  const [source, sourceName, content] = TASKS[index % TASKS.length]!;
  const age = random.int(6, 150);
  const from = addDays(DEMO_AS_OF, -age);
  const due = index % 6 === 2 ? addDays(DEMO_AS_OF, random.int(1, 12)) : addDays(from, random.int(12, 45));
  const lead = random.pick(DEPARTMENTS).name;
  const done = due < DEMO_AS_OF && index % 8 !== 5 ? addDays(due, random.pick([-5, -3, -1, 0, 2])) : null;
  const verified = done !== null && done < addDays(DEMO_AS_OF, -5);
  return {
    code: numbered("R", index),
    mechanism: index % 7 === 6 ? "服务企业" : null,
    source,
    sourceName,
    sourceDate: { date: from },
    content,
    project: index % 3 === 0 ? random.pick(projects).code : null,
    leader: LEADERS[index % LEADERS.length]!,
    leadUnit: lead,
    cooperatingUnits: random
      .shuffle(DEPARTMENTS.map(({ name }) => name).filter((name) => name !== lead))
      .slice(0, 2)
      .join("、"),
    due: { date: due },
    deliverable: "书面报告及佐证材料",
    feedbackOn: day(addDays(from, 7)),
    progress: done === null ? "正在推进" : "已完成",
    doneOn: day(done),
    evidence: done === null ? null : "报告、照片",
    verifiedBy: verified ? inspector() : null,
    verification: verified ? "通过" : null,
    review: verified ? random.pick(["好", "较好", "较好", "一般"]) : null,
    reviewMonth: verified ? done!.slice(0, 7) : null,
  };
}

export const taskRows = (projects: readonly DemoProject[]): readonly TemplateRow[] => {
  const random = seeded("tasks");
  return Array.from({ length: 30 }, (_, index) => taskRow(random, projects, index));
};

const FOUND = ["无明显问题", "扬尘覆盖不到位", "资料与现场基本一致", "工人数量偏少", "施工日志更新不及时"];

/** Monthly field supervision; in September a score for most units. `reported` is the 年初累计 reported of the month before. */
export function inspectionRows(
  projects: readonly DemoProject[],
  reported: ReadonlyMap<string, number>,
): readonly TemplateRow[] {
  const random = seeded("inspections");
  const visited = random.shuffle(
    projects.filter(({ annualClass, started }) => annualClass !== "前期" && started !== null),
  );
  return visited.slice(0, 25).map((project, index) => {
    const september = index < 17;
    const date = september ? addDays("2026-09-07", index) : addMonths("2026-08-20", -(index - 17));
    const figure = reported.get(project.code);
    const ruling = index === 4 ? "虚报" : index % 8 === 6 ? "误差" : "属实";
    const share = ruling === "虚报" ? 0.72 : ruling === "误差" ? 0.97 : 1;
    return {
      code: numbered("D", index),
      project: project.code,
      date: { date },
      method: ["现场察看", "实地核验", "跟踪督办"][index % 3]!,
      inspectors: `${withRole("管理员")[1]!.name}、${withRole("管理员")[2]!.name}`,
      verifiedYtd: september && figure !== undefined ? Math.round(figure * share) : null,
      score: random.int(ruling === "虚报" ? 58 : 76, ruling === "虚报" ? 66 : 98),
      problems: ruling === "虚报" ? "部分工程量无签证" : random.pick(FOUND),
      ruling,
      ruledBy: inspector(),
      ruledOn: { date: addDays(date, 5) },
      evidence: "照片 6 张",
    };
  });
}

/** July looks at 产业, April at the others; seven judges, none for the own unit. */
export function observationRows(projects: readonly DemoProject[]): readonly TemplateRow[] {
  const random = seeded("observations");
  const started = projects.filter((project) => project.started !== null && project.started < "2026-04");
  const shown = (visit: string, industry: boolean) =>
    started
      .filter(({ category }) => (category === "产业") === industry)
      .filter((_, index) => index % 9 === 2)
      .slice(0, 5)
      .flatMap((project) =>
        withRole("评委").map((judge) => ({
          visit,
          project: project.code,
          judge: judge.name,
          score: random.int(780, 970) / 10,
        })),
      );
  return [...shown("2026-04", false), ...shown("2026-07", true)];
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  施工许可: "建筑工程施工许可证",
  施工招标: "中标结果公告",
  竣工: "竣工验收备案",
  用地预审: "用地预审意见",
};

/** From milestones of this year with a document: mostly disclosed within the limit, some late, some due soon. */
export function disclosureRows(
  milestones: readonly TemplateRow[],
  projects: readonly DemoProject[],
): readonly TemplateRow[] {
  const random = seeded("disclosures");
  const unitOf = new Map(projects.map(({ code, unit }) => [code, unit]));
  return milestones
    .filter((row) => DOCUMENTS[String(row.name)] !== undefined && formed(row) > "2026-05")
    .filter((_, index) => index % 2 === 0)
    .slice(0, 28)
    .map((row, index) => {
      const from = formed(row);
      const on = addDays(from, row.documentType === "行政许可" ? random.int(2, 8) : random.int(6, 24));
      const open = index % 9 === 4 || on > DEMO_AS_OF;
      return {
        project: row.project!,
        category: row.disclosureCategory!,
        item: DOCUMENTS[String(row.name)]!,
        documentType: row.documentType!,
        manner: "主动",
        formedOn: { date: from },
        discloser: unitOf.get(String(row.project))!,
        disclosedOn: open ? null : { date: on },
        link: open ? null : `https://www.duban.example/gk/${String(row.project).toLowerCase()}-${index + 1}`,
      };
    });
}

const formed = (row: TemplateRow): PlainDate =>
  typeof row.actual === "object" && row.actual !== null ? row.actual.date : "";
