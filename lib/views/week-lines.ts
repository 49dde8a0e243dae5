import { addDays, type PlainDate } from "../domain/dates.ts";
import type { Loop } from "../domain/loop.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import type { WeekEntry, WeekPart } from "../domain/unit-week.ts";
import { stepWord } from "./loop-words.ts";
import { monthWords } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

/** What a line needs to know beside its matter; `unit` is the reader's. */
export interface WeekReader {
  readonly asOf: PlainDate;
  readonly unit: string;
  readonly nameOf: (project: string) => string;
}

/** A matter of a unit's week in one line; it begins with what names it. Another unit's matter says whose it is. */
export function weekLine({ part, matter }: WeekEntry, reader: WeekReader): string {
  if (matter.kind === "report") return weekReportLine(matter.report, reader);
  return matter.kind === "milestone"
    ? milestoneLine(matter.verdict, part, reader)
    : loopLine(matter.loop, part, reader);
}

/** P-060/90 东湖泵站 ·「竣工验收」6月15日（周一）; with the milestone's unit where that is another one than the reader's. */
function milestoneLine(verdict: MilestoneVerdict, part: WeekPart, { asOf, unit, nameOf }: WeekReader): string {
  const { key, milestone, project, ownUnit } = verdict;
  const name = `${oneLine(key, 30)} ${oneLine(nameOf(project), 40)} ·「${oneLine(milestone.name, 40)}」`;
  return `${name}${milestoneState(verdict, part, asOf)}${unitWords(ownUnit, unit)}${part === "blocked" ? waitWords(verdict) : ""}`;
}

function milestoneState(verdict: MilestoneVerdict, part: WeekPart, asOf: PlainDate): string {
  const { planned, exemptDays, daysLate, actual } = verdict;
  const late = (daysLate ?? 0) > 0 ? daysLate! : 0;
  if (part === "solved") return `${dayWords(actual!, asOf)}完成${late > 0 ? `，晚 ${late} 天` : ""}`;
  if (late > 0) return `计划${shortDayWords(planned!, asOf)}完成，逾期 ${late} 天`;
  return dayWords(addDays(planned!, exemptDays), asOf);
}

const waitWords = ({ push }: MilestoneVerdict): string =>
  push === null ? "" : `；前置「${oneLine(push.predecessorName, 40)}」（${oneLine(push.predecessorUnit, 40)}）未完成`;

/** 问题 W-012 滨河路改造 ·「110 千伏线路迁改」应于6月9日（周二）首次反馈，逾期 3 个工作日，市供电公司 */
function loopLine(loop: Loop, part: WeekPart, { asOf, unit, nameOf }: WeekReader): string {
  const name = oneLine(`${loopName(loop.tab, loop.key)} ${nameOf(loop.project)}`, 80);
  return `${name} ·「${prose(loop.title, 40)}」${loopState(loop, part, asOf)}${leadWords(loop, unit)}`;
}

/** 问题 W-012: numbers of problems and tasks may be the same. */
export const loopName = (tab: string, key: string): string =>
  `${tab === "tasks" ? "任务" : "问题"} ${oneLine(key, 30)}`;

function loopState({ tab, step, due, workingDaysLate }: Loop, part: WeekPart, asOf: PlainDate): string {
  if (part === "solved") return tab === "tasks" ? "已完成" : "已销号";
  const when = due === null ? "" : `应于${dayWords(due, asOf)}${stepWord(tab, step)}`;
  return workingDaysLate > 0 ? `${when}，逾期 ${workingDaysLate} 个工作日` : when;
}

/** P-044 职教园区 5月月报，应于6月5日（周五）报送 */
function weekReportLine({ project, month, due, unit }: ReportVerdict, { asOf, unit: own, nameOf }: WeekReader): string {
  return `${reportName(project, nameOf(project), month, asOf)}，应于${dayWords(due, asOf)}报送${unitWords(unit, own)}`;
}

/** P-044 职教园区 5月月报 */
export const reportName = (project: string, projectName: string, month: string, asOf: PlainDate): string =>
  `${oneLine(project, 30)} ${oneLine(projectName, 40)} ${monthWords(month, asOf)}月报`;

const leadWords = ({ unit, cooperating }: Loop, reader: string): string =>
  unit !== reader && cooperating.includes(reader)
    ? `，由${oneLine(unit, 40)}牵头，贵单位配合`
    : unitWords(unit, reader);

const unitWords = (unit: string, reader: string): string =>
  unit === "" || unit === reader ? "" : `，${oneLine(unit, 40)}`;
