import type { Finding } from "../domain/finding.ts";
import type { AdjustmentLack } from "../domain/list-change/row-checks.ts";
import type { PlanDoubtCode } from "../domain/plan-doubts.ts";
import { ADJUSTMENT_FAULTS } from "./adjustment-fault-words.ts";
import type { FindingWords } from "./finding-words.ts";
import { ISSUE_WORDS } from "./issue-finding-words.ts";

type Sentence = (finding: Finding, facts: Finding["facts"]) => FindingWords;

const words = (problem: string, advice: string): FindingWords => ({ problem, advice });
const quote = (text: string | number | undefined): string => `“${text ?? ""}”`;

const PREDECESSOR_FORM = "请写成 3、3FS+10d、4SS、5FF-2d 这样的格式（d 为工作日，cd 为日历天），几个前置用逗号隔开";
const ASK = "确需变更的，请在「调整」表申请；未经同意的，仍按锁定的计划计算";

/** Doubts about plans, by code. */
export const PLAN_WORDS: Readonly<Record<PlanDoubtCode, Sentence>> = {
  ...ISSUE_WORDS,
  "milestone-plan-changed": (f, { counts }) =>
    words(
      `锁定后${f.found === "" ? "被清空" : `改为 ${f.found}`}，没有同意的调整，仍按 ${counts} 判定`,
      "确需变更的，请在「调整」表申请变更节点；填错的，请改回",
    ),
  "milestone-deleted": (_, { name, planned }) =>
    words(`未完成的节点${quote(name)}（计划 ${planned} 完成）已被删除`, "请恢复该行；确需取消的，请说明并报管理员"),
  "project-plan-changed": () => words("锁定后有改动，没有同意的调整，仍按锁定的计划计算", ASK),
  "added-without-adjustment": () =>
    words("项目在年度清单确定后加入，没有同意的调入，只亮灯，不排名、不汇总", "请在「调整」表申请调入"),
  "deleted-without-adjustment": (_, { project, name }) =>
    words(`项目 ${project} ${name} 的行已被删除，没有生效的调出，仍在清单内`, "请恢复该行，或在「调整」表申请调出"),
  "removal-not-at-quarter": (f) =>
    words(
      `调出的生效月份${f.found === "" ? "没有填写" : quote(f.found)}${f.found === "" ? "" : " 不是审定之后某季度的首月"}`,
      "调出自审定后下一季度首月起生效，请核对",
    ),
  "moved-in-missing": (_, { project }) =>
    words(`已同意调入的项目 ${project} 不在「项目」表`, "请在「项目」表补充该项目"),
  "adjustment-unreadable": (f) =>
    words(
      `已同意的调整${f.found === "" ? "没有填写新值" : `新值${quote(f.found)} 无法读取`}，有关判定显示为灰`,
      "日期请写成 2026-03-05，金额请写数字（万元）",
    ),
  "adjustment-milestone-unknown": (_, { project, seq }) =>
    words(
      seq === "" ? "没有填写要变更的节点序号，这项调整没有生效" : `项目 ${project} 没有节点 ${seq}，这项调整没有生效`,
      "请核对项目编号和节点序号",
    ),
  "adjustment-fault": (_, { lack, rivals }) => {
    const [problem, advice] = ADJUSTMENT_FAULTS[lack as AdjustmentLack];
    return words(rivals === "" ? problem : `${problem}（${rivals}）`, advice);
  },
  "day-in-future": (f) =>
    words(
      `${f.found === "" ? "这个日期" : f.found} 还没有到，不能作为已完成的日期，到期前不计入`,
      "请填实际发生的日期；尚未发生的请留空",
    ),
  "task-due-before-source": (f, { counts }) =>
    words(`时限 ${f.found} 早于来源日期 ${counts}`, "请与重点办核对时限和来源日期"),
  "task-due-moved": (f, { counts }) =>
    words(
      `时限改为 ${f.found}，不是经批准的延期，仍按 ${counts} 判定`,
      "确需延期的，请在期限届满前填写延期申请日期和延期至，并经批准；填错的，请改回",
    ),
  "task-done-before-source": (f, { counts }) =>
    words(`完成日期 ${f.found} 早于来源日期 ${counts}`, "请核对完成日期和来源日期"),
  "task-verified-by-own-unit": (f, { part }) =>
    words(`核查人${quote(f.found)}属于牵头单位 ${part}，核查结果暂不计`, "请由牵头单位以外的人员核查"),
  "disclosed-before-formed": (f, { counts }) =>
    words(
      `公开日期 ${f.found} 早于形成（变更）日期 ${counts}，没有计入`,
      "信息有变更的，请公开变更后的内容并更新公开日期；填错的，请改正",
    ),
  "disclosed-without-link": () => words("已填公开日期，没有填公开链接，无法核对", "请填写公开链接"),
  "withheld-without-review": () =>
    words("已填不公开理由，没有保密审查，时限照计", "请完成保密审查并填写审查人和日期；可以公开的，请按时公开"),
  "consultation-disordered": (f) =>
    words(`征求第三方意见止 ${f.found} 没有对应的起，或早于起，没有扣除`, "请核对征求第三方意见起、止"),
  "term-without-row": (_, { part }) =>
    words(`「公开」表没有 ${part}，这项另定或延长没有用上`, "请写成“项目编号/事项：工作日数”，与「公开」表一致"),
  "appeal-period-open": (f) =>
    words(
      `申诉的期间${f.found === "" ? "" : ` ${f.found} `}还没有结束，没有可以申诉的结果`,
      "请核对期间，写成 2026-05、2026Q2 或 2026",
    ),
  "appeal-in-future": (f) =>
    words(`提出日期${f.found === "" ? "" : ` ${f.found} `}还没有到，无法判定是否在期限内提出`, "请填实际提出的日期"),
  "appeal-answer-undated": () => words("已有结论，没有填写答复日期", "请填写答复日期"),
  "inspection-in-future": (f) => words(`督查日期 ${f.found} 还没有到，到期前不计入`, "请填实际督查的日期"),
  "inspection-milestone-unknown": (_, { project, seq }) =>
    words(`项目 ${project} 没有节点 ${seq}，这次核实没有计入`, "请核对项目编号和节点序号"),
  "inspection-without-milestone": () =>
    words("填了节点属实，没有填节点序号，这次核实没有计入", "请填写核实的是哪个节点"),
  "ruling-incomplete": () => words("认定为虚报，没有填写认定人或认定日期，评分没有计入", "请填写认定人和认定日期"),
  "ruling-without-evidence": () =>
    words(
      "认定为虚报，没有填写查到的情况，节点和投资数字没有因此改变",
      "节点虚报的请在节点属实填“否”，投资虚报的请填核实年初累计",
    ),
  "predecessor-unreadable": (_, { part }) => words(`${quote(part)} 不是前置节点`, PREDECESSOR_FORM),
  "predecessor-repeated": (_, { part }) => words(`${quote(part)} 重复，只按第一处计算`, "同一前置节点只写一次"),
  "predecessor-unknown": (_, { seq }) => words(`前置节点 ${seq} 不在本项目的节点中`, "请核对节点序号"),
  "predecessor-itself": () => words("前置节点写的是本节点自己", "请改为真正的前置节点，没有的请留空"),
  "predecessor-circular": (_, { seq }) =>
    words(`节点 ${seq} 直接或间接又以本节点为前置，成了一圈，圈上各节点都不因此延后`, "请删去圈上的一处前置"),
  "predecessor-added-later": (_, { seq }) =>
    words(
      `前置节点 ${seq} 是锁定后加入的，没有同意的变更前置，不据此划分责任`,
      "确需加入的，请在「调整」表申请变更前置",
    ),
};
