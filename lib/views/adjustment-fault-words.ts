import type { AdjustmentLack } from "../domain/list-change/row-checks.ts";

/** What is wrong, and what to do about it; figures are never quoted. */
type Words = readonly [problem: string, advice: string];

/** Lacks of rows of 调整. What was agreed to counts all the same until the office decides otherwise. */
export const ADJUSTMENT_FAULTS: Readonly<Record<AdjustmentLack, Words>> = {
  signature: ["没有分包市领导签字", "请补分包市领导和签字日期"],
  "signature-late": ["签字日期晚于审定日期", "应先签字、后审定，请核对两个日期"],
  explanation: ["理由没有内容", "请在理由一栏写明原因"],
  "red-cut": ["红灯项目核减计划或调出，没有红灯核减批准", "请补批准文件或会议名称"],
  "old-value-missing": ["没有填写原值", "请按申请当日台账的计划填写原值"],
  "old-value": ["原值与申请当日台账的计划不符", "请核对后按台账填写原值"],
  "new-value": ["没有能够读取的新值", "日期请写成 2026-03-05，金额请写数字（万元）"],
  "unknown-project": ["台账中没有这个项目", "请核对项目编号，或在「项目」表补充该项目"],
  "unknown-milestone": ["台账中没有这个节点", "请核对项目编号和节点序号"],
  "on-the-list": ["该项目已在年度清单内", "请核对项目编号；不需调入的，请写明不同意"],
  "off-the-list": ["该项目不在年度清单内", "请核对项目编号；不需调出的，请写明不同意"],
  papers: [
    "调入项目的资料不全",
    "请补齐项目统一代码、总投资、年度计划投资、计划开工、计划竣工和立项（核准、备案）节点",
  ],
  "still-reserve": ["已同意调入，「项目」表的年度类别仍为储备", "请把该项目的年度类别改为新开工、续建或前期"],
  applicant: ["申请单位不是该项目的责任单位、牵头单位或属地", "请核对申请单位和项目编号"],
  window: ["不在清单调整期内申请", "清单和投资的调整请在季度末的调整期内申请"],
  "decision-early": ["审定日期早于申请日期", "请核对两个日期"],
  "decision-undated": ["已同意，没有填写审定日期", "请填写审定日期"],
  "removal-month": ["调出的生效月份不是审定之后某季度的首月", "调出自审定后下一季度首月起生效，请核对"],
  "in-and-out": ["同一季度对该项目既调出又调入，或调出的同时变更投资", "请只保留一项"],
  rival: ["同一季度对同一内容有几项申请", "请只保留一项"],
  stated: ["所写的总投资或年度计划与台账不符", "请核对后更正"],
};
