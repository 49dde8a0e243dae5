import { daysBetween, type PlainDate } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { Light } from "../domain/light.ts";
import type { Issue, Project } from "../domain/registry.ts";
import { lightWord } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** 红 ← 黄：P-031 滨河路改造; without a light told before only the present one. */
export const changeLine = (project: Project, now: Light, before: Light | null): string =>
  `${lightWord(now)}${before === null ? "" : ` ← ${lightWord(before)}`}：${oneLine(project.code, 30)} ${oneLine(project.name, 40)}`;

/** What a leader is asked: whom to call together, how long it has waited, what was tried. Nothing is said that the row does not say. */
export function issueSentences(issue: Issue, project: Project | undefined, asOf: PlainDate) {
  const unit = isValue(issue.responsibleUnit) ? `责任单位：${oneLine(issue.responsibleUnit, 40)}。` : "";
  const county = project === undefined ? "" : `项目属地：${oneLine(project.county, 20)}。`;
  const raised = isValue(issue.raisedOn) ? `${since(issue.raisedOn, asOf)}提请${levelWords(issue)}；` : "";
  const tried = isValue(issue.measures) ? `已采取的措施：${oneLine(issue.measures, 120)}` : "表中未写已采取的措施";
  return {
    name: oneLine(issue.description, 80),
    action: `${unit}${county}`,
    reason: `${raised}${since(issue.reportedOn, asOf)}提出。${tried.replace(/。$/, "")}。`,
  };
}

const levelWords = (issue: Issue): string => (isValue(issue.level) ? issue.level : "上级");

/** 6月9日（已 3 天） */
const since = (day: PlainDate, asOf: PlainDate): string => {
  const days = daysBetween(day, asOf);
  return `${shortDayWords(day, asOf)}${days > 0 ? `（已 ${days} 天）` : ""}`;
};
