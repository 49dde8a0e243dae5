import type { PlanChange } from "../domain/plan-change.ts";
import { overlapLag } from "../domain/plan-change.ts";
import type { LaterFinish, RecoveryStep, RecoveryWay } from "../domain/recovery.ts";
import { FINISH_WORDS, type PlanStanding, stepWords } from "./plan-facts.ts";
import { percentWords, shortDayWords } from "./words.ts";

/** The ways to meet the finish after all, each with what it wins; [] where none is needed. */
export function recoveryLines(standing: PlanStanding): readonly string[] {
  const { recovery } = standing;
  if (recovery === null) return [];
  const { parallel, shortened, combined, later } = recovery;
  return [
    ...wayLines("一、并行", parallel, "关键线路上没有可以并行而能提前完成的节点，并行不能赢得时间", standing),
    ...wayLines("二、压缩", shortened, "关键线路上没有工期长于法定时限的节点，压缩不能赢得时间", standing),
    ...(combined === null ? [] : wayLines("一、二并用", combined, "", standing)),
    ...later.map((one) => laterLine(one, standing)),
    ...footLines(standing),
  ];
}

function wayLines(title: string, way: RecoveryWay, nothing: string, standing: PlanStanding): readonly string[] {
  if (way.steps.length === 0) return [`${title}：${nothing}。`];
  const enough = way.missing === 0 ? "够了" : `还缺 ${way.missing} 个工作日`;
  const finish = shortDayWords(way.finish, standing.asOf);
  return [
    `${title}：赢得 ${way.gained} 个工作日，最早${finish}完成，${enough}。`,
    ...way.steps.map((step, at) => `  ${at + 1}. ${stepLine(step, way, standing)}`),
  ];
}

function stepLine({ change, gained, finish }: RecoveryStep, way: RecoveryWay, standing: PlanStanding): string {
  const won =
    gained > 0 ? `赢得 ${gained} 个工作日（到${shortDayWords(finish, standing.asOf)}）` : "与下列各条同做才有效";
  return `${changeWords(change, way, standing)}，${won}。`;
}

/** 60「安装」工期 60 个工作日压缩到 30 个（法定最短 …，2020-01-01 起） · 60「安装」不等 50「主体」完成，其开始 20 个工作日后即开始（前置写作 50SS+20d） */
function changeWords(change: PlanChange, way: RecoveryWay, standing: PlanStanding): string {
  const what = stepWords(standing, change.seq);
  if (change.kind === "shorten") {
    const rule = standing.leastRuleOf(change.seq);
    const ground = rule === null ? "" : `（规则：${rule.name}，${rule.from} 起）`;
    const ends = change.ends === null ? "" : `，${shortDayWords(change.ends, standing.asOf)}办完`;
    return `${what}工期由 ${change.from} 压缩到 ${change.to} 个工作日${ends}${ground}`;
  }
  const lag = lagOf(change, way, standing);
  const after = lag === 0 ? "与其同时开始" : `其开始 ${lag} 个工作日后即开始`;
  return `${what}不等${stepWords(standing, change.before)}完成，${after}（前置写作 ${change.before}SS${lag === 0 ? "" : `+${lag}d`}）`;
}

/** As the network was run: from the durations of the whole way. */
function lagOf(change: PlanChange & { kind: "overlap" }, way: RecoveryWay, { rows }: PlanStanding): number {
  const duration = (wanted: number): number => {
    const shorter = way.steps.find(({ change }) => change.kind === "shorten" && change.seq === wanted)?.change;
    return shorter?.kind === "shorten" ? shorter.to : (rows.find((row) => row.seq === wanted)?.duration ?? 0);
  };
  return overlapLag(change, duration(change.before), duration(change.seq));
}

/** 三、顺延：…… Only an agreed 调整 moves the day judged by. */
function laterLine({ seq, from, day, workingDays, days }: LaterFinish, standing: PlanStanding): string {
  const { asOf, finishes } = standing;
  const column = finishes.find((finish) => finish.seq === seq)?.from ?? "planned";
  const form = column === "plannedFinish" ? "变更计划竣工" : "变更节点";
  const year = day.slice(0, 4) > from.slice(0, 4) ? `；跨入 ${day.slice(0, 4)} 年，当年目标不能实现` : "";
  const moved = `${stepWords(standing, seq)}${FINISH_WORDS[column]}由${shortDayWords(from, asOf)}改到${shortDayWords(day, asOf)}`;
  return `三、顺延：${moved}，晚 ${workingDays} 个工作日（${days} 天）${year}。须有已同意的「调整」（${form}），未经同意仍按原日期判定。`;
}

function footLines({ sideBySide, overlap }: PlanStanding): readonly string[] {
  const { papers, name, from } = sideBySide;
  const share = `前一节点完成 ${percentWords(overlap.share, 0)}后可以搭接（规则：${overlap.name}，${overlap.from} 起）`;
  return [
    `并行只限没有间隔的“完成—开始”关系：施工类节点，${share}；前期手续，只有${papers.join("、")}可以与其他手续同时办（规则：${name}，${from} 起）；施工许可、开工、封顶、调试、验收、投产不提前。`,
    "以上均按改动后的节点网络重新推算。能否并行、压缩，由责任单位和审批部门确认。",
  ];
}
