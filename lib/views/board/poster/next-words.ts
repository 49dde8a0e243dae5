import { compareLights } from "../../../domain/light.ts";
import type { MilestoneVerdict } from "../../../domain/milestone.ts";
import type { ProjectVerdict } from "../../../domain/project-lights.ts";
import { percentWords, shortDayWords } from "../../words.ts";
import type { BoardProject, BoardStep } from "../board.ts";

/** 43.1/45.8: done and planned to date of the annual plan, in percent. */
export function progressWords({ completion, plannedShare }: ProjectVerdict): string {
  if (completion === null) return "—";
  const planned = plannedShare === null ? "—" : percentWords(plannedShare);
  return `${percentWords(completion)}/${planned}`.replaceAll("%", "");
}

/** The open milestone that matters most: 逾期 23 天 主体封顶; 6月18日 设备安装. */
export function nextWords({ steps }: BoardProject): string {
  const open = steps.filter((step) => !step.verdict.done);
  if (open.length === 0) return steps.length === 0 ? "没有节点" : "节点全部完成";
  const { verdict } = open.reduce((a, b) => (isBefore(b, a) ? b : a));
  return `${whenWords(verdict)} ${verdict.milestone.name}`;
}

function whenWords({ light, daysLate, planned, asOf }: MilestoneVerdict): string {
  if (light !== "exempt" && daysLate !== null && daysLate > 0) return `逾期 ${daysLate} 天`;
  return planned === null ? "日期未定" : shortDayWords(planned, asOf);
}

function isBefore({ verdict: a }: BoardStep, { verdict: b }: BoardStep): boolean {
  const lights = compareLights(a.light, b.light);
  if (lights !== 0) return lights > 0;
  return (a.planned ?? "9999") < (b.planned ?? "9999");
}
