import { DISCLOSURE_CATEGORIES } from "../domain/disclosure/categories.ts";
import type { Milestone, MonthlyPlan, MonthlyReport, Project, Row } from "../domain/registry.ts";
import {
  type ColumnSpec,
  columnsOf,
  date,
  EXPLANATION,
  id,
  int,
  lightColumn,
  money,
  month,
  must,
  num,
  oneOf,
  person,
  planned,
  project,
  projectName,
  systemInt,
  systemShare,
  systemText,
  type TabDef,
  text,
  unit,
} from "./column.ts";

export const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"] as const;
const ANNUAL_CLASSES = ["新开工", "续建", "前期", "储备"] as const;
export const DOCUMENT_TYPES = ["行政许可", "行政处罚", "其他"] as const;

const PLANNED_NOTE = "写日期，或写 3月底、6月上旬、三季度、年底（取该时段最后一天）";
const ACTUAL_NOTE = "写到具体哪一天，如 2026-03-05";

const projects: TabDef = {
  code: "projects",
  title: "项目",
  section: "department",
  key: ["code"],
  purpose: "每个项目一行：一个项目、一名包联领导、一个责任单位、一个群众工作组。项目编号全市唯一，定了就不再改。",
  columns: columnsOf<Project>({
    code: id("项目编号", { required: true, note: "全市唯一，不改、不重复使用，如 P-031" }),
    nationalCode: id("项目统一代码", { width: 26, note: "投资项目在线审批监管平台赋码" }),
    name: text("项目名称", { required: true, width: 28 }),
    category: oneOf("类别", CATEGORIES, {
      required: true,
      aliases: ["行业", "项目类别"],
      extendable: "categories",
      note: "产业、基础设施、民生、生态环保、文化旅游",
    }),
    annualClass: oneOf("年度类别", ANNUAL_CLASSES, {
      required: true,
      aliases: ["阶段", "项目性质"],
      note: "新开工、续建、前期、储备；全年不变，状态由日期得出",
    }),
    county: unit("属地", { required: true, note: "「单位」表中的县区或园区" }),
    leadUnit: unit("牵头单位"),
    responsibleUnit: unit("责任单位", {
      required: true,
      aliases: ["第一责任单位"],
      note: "「单位」表中的单位，只写一个",
    }),
    responsiblePerson: person("责任人", "responsibleUnit", { note: "「人员」表中的姓名；重名写 姓名（单位）" }),
    sponsor: person("包联领导", null, { aliases: ["分包领导", "牵头领导", "挂点领导", "联系领导"] }),
    countySponsor: person("县级包联领导", "county"),
    massWorkGroup: text("群众工作组"),
    owner: text("建设单位", { aliases: ["业主"] }),
    totalInvestment: money("总投资", { required: true, note: "万元；也可写 1.2亿" }),
    annualPlan: money("年度计划投资", { note: "万元" }),
    investedBefore: money("截至上年底累计", { width: 14, note: "万元" }),
    plannedStart: planned("计划开工", { note: PLANNED_NOTE }),
    actualStart: date("实际开工", { note: ACTUAL_NOTE }),
    plannedFinish: planned("计划竣工", { note: PLANNED_NOTE }),
    actualFinish: date("实际竣工", { note: ACTUAL_NOTE }),
    plannedOperation: planned("计划投产", { note: PLANNED_NOTE }),
    actualOperation: date("实际投产", { note: ACTUAL_NOTE }),
    registeredOn: date("入统日期", { aliases: ["入库日期"], note: ACTUAL_NOTE }),
    startBatch: month("集中开工批次", { note: "如 2026-02" }),
    venue: oneOf("会场", ["主会场", "分会场"]),
    secrecy: text("密级", {
      width: 8,
      aliases: ["涉密等级", "涉密级别", "保密等级", "保密级别", "秘密等级"],
      note: "涉密事项严禁纳入；不涉密的留空或写 公开",
    }),
    location: text("地点"),
    remark: text("备注"),
  }),
  system: [lightColumn, systemShare("完成率"), EXPLANATION],
};

const milestones: TabDef = {
  code: "milestones",
  title: "节点",
  section: "department",
  key: ["project", "seq"],
  purpose: "每个项目的节点链（倒排工期）。节点序号以 10 为步长，插入的写 15、3.1，不必重排。",
  columns: columnsOf<Milestone>({
    project: project(must),
    projectName: projectName(),
    seq: num("节点序号", { required: true, note: "10、20、30…；插入的写 15" }),
    name: text("节点名称", { required: true, width: 24 }),
    doneWhen: text("完成标准", { width: 24 }),
    predecessors: text("前置节点", { width: 14, note: "3；3,5；3FS+10d；4SS（d=工作日，cd=自然日）" }),
    duration: int("工期", { max: 2_500, note: "工作日" }),
    planned: planned("计划完成", { note: PLANNED_NOTE }),
    actual: date("实际完成", { note: ACTUAL_NOTE }),
    responsibleUnit: unit("责任单位", { note: "不填即项目的责任单位" }),
    responsiblePerson: person("责任人", "responsibleUnit"),
    documentType: oneOf("文书类型", DOCUMENT_TYPES),
    disclosureCategory: oneOf("公开类别", DISCLOSURE_CATEGORIES),
    evidence: text("佐证"),
    remark: text("备注"),
  }),
  system: [lightColumn, systemInt("逾期天数"), EXPLANATION],
};

/** The plan's row holds `months`, an array; its twelve cells have the codes m1 … m12. */
export const MONTH_CODES = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12"] as const;
type PlanCells = Omit<MonthlyPlan, "months"> & { readonly [M in (typeof MONTH_CODES)[number]]: unknown } & Row;
const monthColumn = (n: number): ColumnSpec => money(`${n}月`, { width: 10, note: "万元，当月计划" });

const monthlyPlans: TabDef = {
  code: "monthlyPlans",
  title: "月计划",
  section: "department",
  key: ["project", "year"],
  purpose: "各项目每月计划投资，由单位自填；可不设本表，系统从不代填。",
  columns: columnsOf<PlanCells>({
    project: project(must),
    projectName: projectName(),
    year: int("年度", { required: true, note: "如 2026" }),
    m1: monthColumn(1),
    m2: monthColumn(2),
    m3: monthColumn(3),
    m4: monthColumn(4),
    m5: monthColumn(5),
    m6: monthColumn(6),
    m7: monthColumn(7),
    m8: monthColumn(8),
    m9: monthColumn(9),
    m10: monthColumn(10),
    m11: monthColumn(11),
    m12: monthColumn(12),
  }),
  system: [],
};

const monthlyReports: TabDef = {
  code: "monthlyReports",
  title: "月报",
  section: "department",
  key: ["project", "month"],
  purpose:
    "每个项目每月一行，次月 5 日前报。只有项目编号和月份的行视为未报；本月与年初累计填一项即可。问题只填在「问题」表。",
  columns: columnsOf<MonthlyReport>({
    project: project(must),
    projectName: projectName(),
    month: month("月份", { required: true, note: "如 2026-09、2026年9月" }),
    invested: money("本月完成投资", { width: 14, note: "万元" }),
    investedYtd: money("年初累计", { aliases: ["年初累计完成", "年初累计完成投资"], note: "万元" }),
    funded: money("本月到位资金", { width: 14, note: "万元" }),
    fundedYtd: money("年初累计到位", { width: 14, note: "万元" }),
    visualProgress: text("形象进度", { width: 30 }),
    reporter: text("填报人", { width: 10 }),
    reportedOn: date("填报日期", { note: ACTUAL_NOTE }),
    reviewAnswer: text("复核说明", { width: 30, note: "系统询问的情况在此说明原因" }),
  }),
  system: [systemText("核验", 10), EXPLANATION],
};

export const PROJECT_TABS: readonly TabDef[] = [projects, milestones, monthlyPlans, monthlyReports];
