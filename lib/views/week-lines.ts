import { addDays, type PlainDate } from "../domain/dates.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import { monthWords } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { dayWords } from "./words.ts";

/** P-060/90 东湖泵站 ·「竣工验收」6月15日（周一）; with the milestone's unit where that is another one than `reader`. */
export const weekDueLine = (
  { key, milestone, planned, exemptDays, asOf, ownUnit }: MilestoneVerdict,
  projectName: string,
  reader: string,
): string =>
  `${oneLine(key, 30)} ${oneLine(projectName, 40)} ·「${oneLine(milestone.name, 40)}」${dayWords(addDays(planned!, exemptDays), asOf)}${unitWords(ownUnit, reader)}`;

/** P-044 职教园区 5月月报，应于6月5日（周五）报送 */
export const weekReportLine = (
  { project, month, due, unit }: ReportVerdict,
  projectName: string,
  asOf: PlainDate,
  reader: string,
): string =>
  `${reportName(project, projectName, month, asOf)}，应于${dayWords(due, asOf)}报送${unitWords(unit, reader)}`;

/** P-044 职教园区 5月月报 */
export const reportName = (project: string, projectName: string, month: string, asOf: PlainDate): string =>
  `${oneLine(project, 30)} ${oneLine(projectName, 40)} ${monthWords(month, asOf)}月报`;

const unitWords = (unit: string, reader: string): string =>
  unit === "" || unit === reader ? "" : `，${oneLine(unit, 40)}`;
