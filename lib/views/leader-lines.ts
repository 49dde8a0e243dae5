import { daysBetween, type PlainDate } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { Light } from "../domain/light.ts";
import type { Raising } from "../domain/raising.ts";
import type { Issue, Project } from "../domain/registry.ts";
import { lightWord } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { type Behind, behindWords, lowerLevelWords } from "./raising-lines.ts";
import { shortDayWords } from "./words.ts";

/** 红 ← 黄：P-031 滨河路改造; without a light told before only the present one. */
export const changeLine = (project: Project, now: Light, before: Light | null): string =>
  `${lightWord(now)}${before === null ? "" : ` ← ${lightWord(before)}`}：${oneLine(project.code, 30)} ${oneLine(project.name, 40)}`;

/** A problem that waits for a leader, with what the registry says of its way. */
export interface IssueToDecide {
  readonly issue: Issue;
  readonly unit: string;
  readonly project: Project | undefined;
  readonly raising: Raising;
  readonly behind: Behind;
}

/** What a leader is asked: whom to call together, how long it has waited, what each level tried, what is behind it. Nothing is said that the rows do not say. */
export function issueSentences({ issue, unit: name, project, raising, behind }: IssueToDecide, asOf: PlainDate) {
  const unit = name === "" ? "" : `责任单位：${oneLine(name, 40)}。`;
  const county = project === undefined ? "" : `项目属地：${oneLine(project.county, 20)}。`;
  const present = raising.stays.at(-1)!;
  const raised = isValue(issue.raisedOn) ? `${since(present.from, `提请${present.level}`, asOf)}；` : "";
  const known = raising.stays.at(-2)?.tried === present.tried && present.tried !== "";
  const tried =
    present.tried === "" ? "表中未写已采取的措施。" : `已采取的措施：${prose(present.tried, 120).replace(/。$/, "")}。`;
  const way = `${lowerLevelWords(raising)}${raised}${since(issue.reportedOn, "提出", asOf)}。`;
  return {
    name: prose(issue.description, 80),
    action: `${unit}${county}`,
    reason: `${way}${known ? "" : tried}${behindWords(behind, asOf)}`,
  };
}

/** 6月9日提请分管市领导，已 3 天 */
const since = (day: PlainDate, what: string, asOf: PlainDate): string => {
  const days = daysBetween(day, asOf);
  return `${shortDayWords(day, asOf)}${what}${days > 0 ? `，已 ${days} 天` : ""}`;
};
