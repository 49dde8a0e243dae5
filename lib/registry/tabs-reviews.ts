import type { Adjustment, Inspection, Observation, UnitIndicator } from "../domain/registry.ts";
import {
  bool,
  columnsOf,
  date,
  id,
  int,
  money,
  month,
  must,
  num,
  oneOf,
  period,
  person,
  project,
  projectName,
  type TabDef,
  text,
  unit,
} from "./column.ts";

const inspections: TabDef = {
  code: "inspections",
  title: "督查",
  section: "department",
  key: ["code"],
  purpose: "现场察看、实地核验、跟踪督办的记录，核实一件事一行，与所报数字并列。",
  columns: columnsOf<Inspection>({
    code: id("督查编号", must),
    project: project(must),
    projectName: projectName(),
    date: date("日期", must),
    method: oneOf("方式", ["现场察看", "实地核验", "跟踪督办"]),
    inspectors: text("督查人员"),
    verifiedYtd: money("核实年初累计", { width: 14, note: "万元" }),
    seq: num("节点序号"),
    milestoneTrue: bool("节点属实"),
    score: num("评分", { max: 100, note: "0–100" }),
    problems: text("发现问题", { width: 30 }),
    ruling: oneOf("认定", ["属实", "误差", "虚报"]),
    ruledBy: text("认定人", { width: 10 }),
    ruledOn: date("认定日期"),
    evidence: text("佐证", { note: "照片、视频" }),
  }),
  system: [],
};

const observations: TabDef = {
  code: "observations",
  title: "观摩",
  section: "department",
  key: ["visit", "project", "judge"],
  purpose: "项目观摩评比，每位评委对每个项目一行，填评分或名次。评委不评本单位。",
  columns: columnsOf<Observation>({
    visit: month("场次", { required: true, note: "如 2026-07" }),
    project: project(must),
    projectName: projectName(),
    judge: person("评委", null, must),
    score: num("评分", { max: 100, note: "0–100" }),
    place: int("名次"),
  }),
  system: [],
};

const adjustments: TabDef = {
  code: "adjustments",
  title: "调整",
  section: "department",
  key: ["code"],
  purpose: "清单和计划的调整申请：县区申请、分包市领导签字、领导小组审定。只有审定同意的才改变计划。",
  columns: columnsOf<Adjustment>({
    code: id("申请编号", must),
    type: oneOf(
      "类型",
      ["调入", "调出", "变更节点", "变更前置", "变更计划开工", "变更计划竣工", "变更总投资", "变更年度计划"],
      must,
    ),
    redCutApproval: text("红灯核减批准"),
    project: project(must),
    projectName: projectName(),
    seq: num("节点序号", { note: "变更节点、变更前置时填" }),
    from: text("原值"),
    to: text("新值"),
    effectiveMonth: month("生效月份", { note: "如 2026-07" }),
    applicant: unit("申请单位", must),
    appliedOn: date("申请日期", must),
    reason: text("理由", { required: true, width: 30 }),
    sponsor: person("分包市领导", null),
    signedOn: date("签字日期"),
    decision: oneOf("审定", ["同意", "不同意"]),
    decidedOn: date("审定日期"),
  }),
  system: [],
};

const unitIndicators: TabDef = {
  code: "unitIndicators",
  title: "单位指标",
  section: "department",
  key: ["unit", "period", "indicator"],
  purpose: "“三个一批”与四率所需的单位指标，每个单位、期间、指标一行。",
  columns: columnsOf<UnitIndicator>({
    unit: unit("单位", must),
    period: period("期间", { required: true, note: "2026-09、2026Q3 或 2026" }),
    indicator: oneOf(
      "指标",
      [
        "框架内合同数",
        "转化合同数",
        "应建成投产项目数",
        "建成投产项目数",
        "签约项目数",
        "履约项目数",
        "履约开工项目数",
        "开工投产项目数",
        "达效项目数",
        "新增规上企业",
        "其他",
      ],
      { required: true, width: 18, note: "按三个一批评分时，其他＝谋划储备项目数" },
    ),
    plan: num("计划"),
    actual: num("实际"),
  }),
  system: [],
};

export const INSPECTION_TABS: readonly TabDef[] = [inspections, observations];
export const CHANGE_TABS: readonly TabDef[] = [adjustments, unitIndicators];
