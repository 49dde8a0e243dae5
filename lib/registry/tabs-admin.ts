import { DISCLOSURE_CATEGORIES } from "../domain/disclosure/categories.ts";
import type {
  Appeal,
  CalendarRow,
  ConsoleRow,
  Exemption,
  Letter,
  MilestoneTemplateStep,
  Person,
  RuleRow,
  ScoreAdjustment,
  Target,
  Unit,
  WorkbookRow,
} from "../domain/registry.ts";
import {
  bool,
  columnsOf,
  date,
  email,
  id,
  int,
  list,
  money,
  must,
  num,
  oneOf,
  period,
  person,
  planned,
  project,
  projectName,
  quarter,
  roles,
  systemText,
  type TabDef,
  text,
  unit,
} from "./column.ts";
import { DOCUMENT_TYPES } from "./tabs-projects.ts";

export const GROUPS = ["县区", "园区", "市直", "国企", "其他"] as const;
const ROLES = ["包联领导", "主要负责人", "办公室主任", "联络员", "管理员", "评委"] as const;

const admin = (tab: Omit<TabDef, "section" | "system">): TabDef => ({ section: "admin", system: [], ...tab });

const units = admin({
  code: "units",
  title: "单位",
  key: ["name"],
  purpose: "全部责任单位和县区园区。其他表里的单位名称以本表为准。",
  columns: columnsOf<Unit>({
    name: text("单位名称", { required: true, aliases: ["单位"] }),
    aliases: list("别名", { width: 24, note: "多个用、分开" }),
    group: oneOf("组别", GROUPS, { required: true, note: "其他不参加排名" }),
    ranked: bool("参与排名", { note: "不填即是" }),
    sponsor: person("分包市领导", null, { aliases: ["分管领导"] }),
  }),
});

const people = admin({
  code: "people",
  title: "人员",
  key: ["unit", "name"],
  purpose: "收信的人和被引用的人。没有邮箱的人收不到提醒。",
  columns: columnsOf<Person>({
    name: text("姓名", { required: true, width: 10 }),
    unit: unit("单位", must),
    title: text("职务", { width: 14 }),
    email: email("邮箱"),
    roles: roles("角色", { required: true, values: ROLES, width: 20, note: "多个用、分开" }),
    deputy: person("代理人", "unit", { note: "请假期间代收" }),
    leaveFrom: date("请假起"),
    leaveTo: date("请假止"),
    disabled: bool("停用"),
  }),
});

const scoreAdjustments = admin({
  code: "scoreAdjustments",
  title: "加减分",
  key: ["code"],
  purpose: "考核加减分，每项须有事由、依据和确认人。",
  columns: columnsOf<ScoreAdjustment>({
    code: id("编号", must),
    unit: unit("单位", must),
    period: period("期间", { required: true, note: "2026-09、2026Q3 或 2026" }),
    points: num("分值", { required: true, signed: true, note: "减分写负数" }),
    reason: text("事由", must),
    basis: text("依据", must),
    confirmedBy: person("确认人", null, must),
  }),
});

const targets = admin({
  code: "targets",
  title: "目标",
  key: ["period", "scope"],
  purpose: "各季度新增的目标（不是累计）。范围写 全市、单位或组别。",
  columns: columnsOf<Target>({
    period: quarter("期间", { required: true, note: "2026Q1" }),
    scope: text("范围", { required: true, ref: "units", note: "全市、单位名称或组别" }),
    plannedInvestment: money("计划投资", { note: "万元，本季度新增" }),
    plannedStarts: int("计划开工数"),
    plannedFinishes: int("计划竣工数"),
  }),
});

const rules = admin({
  code: "rules",
  title: "规则",
  key: ["parameter", "from"],
  purpose: "覆盖系统内置规则，自生效日期起执行，须有依据。「计划年度」必填。",
  columns: columnsOf<RuleRow>({
    parameter: text("参数", must),
    value: text("值", must),
    from: date("生效日期", must),
    basis: text("依据", { required: true, width: 30 }),
    note: text("说明", { width: 30 }),
  }),
});

const calendar = admin({
  code: "calendar",
  title: "节假日",
  key: ["date", "scope"],
  purpose: "与国务院通知不同的放假、上班日；范围写 全市 或某县区。",
  columns: columnsOf<CalendarRow>({
    date: date("日期", must),
    type: oneOf("类型", ["放假", "上班"], must),
    scope: text("范围", { note: "不填即全市" }),
    basis: text("依据"),
  }),
});

const milestoneTemplates = admin({
  code: "milestoneTemplates",
  title: "节点模板",
  key: ["template", "seq"],
  purpose:
    "节点链的模板，供 duban plan 套用。内置 政府投资、企业投资、产业、基础设施、民生、生态环保、文化旅游；在此写同名的，整个替换内置的。",
  columns: columnsOf<MilestoneTemplateStep>({
    template: text("模板", must),
    seq: num("序号", must),
    name: text("节点名称", must),
    predecessors: text("前置", { width: 14, note: "同「节点」的前置节点，如 10；20SS+5d" }),
    duration: int("工期(工作日)", { required: true, aliases: ["工期"], width: 14 }),
    documentType: oneOf("文书类型", DOCUMENT_TYPES),
    disclosureCategory: oneOf("公开类别", DISCLOSURE_CATEGORIES),
  }),
});

const exemptions = admin({
  code: "exemptions",
  title: "豁免",
  key: ["code"],
  purpose: "经批准的豁免，期间内不亮灯、不计分。不填节点序号即整个项目。",
  columns: columnsOf<Exemption>({
    code: id("编号", must),
    project: project(must),
    projectName: projectName(),
    seq: num("节点序号"),
    from: date("起", must),
    to: planned("止", must),
    cause: oneOf("原因", ["不可抗力", "政策调整", "上级原因", "冬季停工"]),
    approvedBy: text("批准人", must),
    basis: text("依据"),
  }),
});

const letters = admin({
  code: "letters",
  title: "督办",
  key: ["code"],
  purpose: "督办函件登记；系统起草，确认后编号。",
  columns: columnsOf<Letter>({
    code: id("函号", { required: true, width: 22 }),
    type: oneOf("类型", ["提醒函", "督办函", "约谈", "通报"]),
    unit: unit("对象单位"),
    subject: text("事由", { note: "项目、节点、问题或任务的编号" }),
    sentOn: date("发出日期"),
    answerDue: planned("要求反馈日期"),
    answeredOn: date("回复日期"),
    accepted: bool("认可"),
    acceptedBy: text("认可人", { width: 10 }),
  }),
});

const appeals = admin({
  code: "appeals",
  title: "申诉",
  key: ["code"],
  purpose: "单位对排名、通报的异议和答复。",
  columns: columnsOf<Appeal>({
    code: id("编号", must),
    unit: unit("单位", must),
    period: period("期间", must),
    item: text("事项", must),
    reason: text("理由", { required: true, width: 30 }),
    raisedOn: date("提出日期", must),
    answer: text("答复", { width: 30 }),
    conclusion: oneOf("结论", ["采纳", "部分采纳", "不采纳"]),
    answeredOn: date("答复日期"),
  }),
});

const workbooks = admin({
  code: "workbooks",
  title: "分表",
  key: ["name"],
  purpose: "分县区或部门填报的工作簿。只有一个工作簿时留空。",
  columns: columnsOf<WorkbookRow>({
    name: text("名称", must),
    address: text("地址", { required: true, width: 40, note: "台账所在文件夹或其下的 .xlsx 文件，或 gsheet:编号" }),
    unit: unit("单位"),
  }),
});

const console: TabDef = {
  ...admin({
    code: "console",
    title: "控制台",
    key: ["code"],
    purpose: "管理员申请运行或确认发布；仅用于在线表格，本地文件请用命令行。",
    columns: columnsOf<ConsoleRow>({
      code: id("申请号", must),
      command: text("运行内容", must),
      asOf: date("截至日期"),
      run: bool("申请运行"),
      publish: bool("确认发布"),
      applicant: text("申请人", { width: 10 }),
    }),
  }),
  system: [systemText("状态", 10), systemText("开始", 18), systemText("结束", 18), systemText("结果", 40)],
};

export const ADMIN_TABS: readonly TabDef[] = [
  units,
  people,
  scoreAdjustments,
  targets,
  rules,
  calendar,
  milestoneTemplates,
  exemptions,
  letters,
  appeals,
  workbooks,
  console,
];
