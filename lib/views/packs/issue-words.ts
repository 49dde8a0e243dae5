import type { IssueVerdict } from "../../domain/issue-loop.ts";
import { daysThere, levelOf, type UnsolvedIssue } from "../../domain/meeting-pack/unsolved.ts";
import { ISSUE_LEVELS } from "../../domain/raising.ts";
import type { IssueLevel } from "../../domain/registry.ts";
import { issueStateWord } from "../issue-reasons.ts";
import { stepWord } from "../loop-words.ts";
import { oneLine, prose } from "../one-line.ts";
import { behindWords, lowerLevelWords } from "../raising-lines.ts";
import { shortDayWords } from "../words.ts";
import type { PackGround } from "./pack-facts.ts";
import { clipped, MOST_LINES, type PackChapter } from "./paper.ts";

export const ISSUES_ANNEX = "未解决的问题";

/** P-031 滨河路改造; a code alone where the project is in no row. */
export const projectName = ({ projectOf }: Pick<PackGround, "projectOf">, code: string): string =>
  oneLine(`${code} ${projectOf(code)?.name ?? ""}`, 60);

/** 问题 W-034（P-031 滨河路改造）：110 千伏线路迁改 */
export function issueTitle(pack: Pick<PackGround, "projectOf">, { key, project, title }: IssueVerdict): string {
  const of = project === "" ? "" : `（${projectName(pack, project)}）`;
  return `${oneLine(key, 30)}${of}：${prose(title, 80).replace(/[。；]$/, "")}`;
}

/** A problem in full: what, who, how long at its level, by when, what was tried, what waits behind it, where it stands. */
export function issueLine(pack: PackGround, issue: UnsolvedIssue): string {
  const { verdict } = issue;
  return [
    `${issueTitle(pack, verdict)}。`,
    `${unitWords(verdict)}；${levelWords(issue)}，${dueWords(verdict)}。`,
    triedWords(issue),
    raiseWords(issue),
    waitingWords(pack, issue),
    placeWords(pack, verdict),
  ].join("");
}

/** What leaders and departments of the city decide is told at length. */
const isHigh = (level: IssueLevel): boolean => ISSUE_LEVELS.indexOf(level) >= ISSUE_LEVELS.indexOf("市直");
const MOST_BELOW = 5;

/** What waits behind it; below 市直 only where the plan can hardly bear more. */
function waitingWords(pack: PackGround, issue: UnsolvedIssue): string {
  const { project, state } = issue.verdict;
  if (state === "to-verify") return "";
  const behind = pack.behind(project);
  return behindWords(isHigh(levelOf(issue)) ? behind : { ...behind, milestone: null, plannedFinish: null }, pack.asOf);
}

const unitWords = ({ unit }: IssueVerdict): string => (unit === "" ? "责任单位未明确" : `责任单位${oneLine(unit, 30)}`);

const levelWords = (issue: UnsolvedIssue): string => `在${levelOf(issue)}层级 ${daysThere(issue)} 天`;

/** 办理中，办结时限6月8日，逾期 4 个工作日 */
export function dueWords(verdict: IssueVerdict): string {
  const { due, step, workingDaysLate, exemption, asOf, provisional } = verdict;
  if (exemption !== null) return `${issueStateWord(verdict)}，所属项目豁免中`;
  if (due === null) return issueStateWord(verdict);
  const late = workingDaysLate > 0 ? `，逾期 ${workingDaysLate} 个工作日` : "";
  const by = `${shortDayWords(due, asOf)}${provisional ? "（暂定）" : ""}`;
  const what = step === "re-plan" ? `应于${by}前重定时限` : `${stepWord("issues", step)}时限${by}`;
  return `${issueStateWord(verdict)}，${what}${late}`;
}

function triedWords({ raising, verdict }: UnsolvedIssue): string {
  const tried = raising.stays.at(-1)!.tried;
  const now = tried === "" ? "" : `已采取：${prose(tried, 60).replace(/。$/, "")}。`;
  const all = `${lowerLevelWords(raising)}${now}`;
  return all === "" && verdict.state !== "to-verify" ? "表中未写已采取的措施。" : all;
}

const raiseWords = ({ raising }: UnsolvedIssue): string =>
  raising.proposed === null
    ? ""
    : `本级期限 ${raising.limit} 个工作日已过（已 ${raising.workingDays} 个），请研究是否提请${raising.proposed}。`;

function placeWords({ place }: PackGround, { workbook, key }: IssueVerdict): string {
  const cell = place({ workbook, tab: "issues", key, field: "description" });
  return cell === "" ? "" : `（${cell}）`;
}

/** 一、未解决的问题: a section for every level at which something stands. */
export function issuesChapter(pack: PackGround): PackChapter {
  const standing = pack.sections.filter(({ issues }) => issues.length > 0);
  return {
    title: ISSUES_ANNEX,
    paragraphs: [countWords(pack)],
    sections: standing.map(({ level, issues }) => ({
      title: `${level}（${issues.length} 件）`,
      paragraphs: clipped(
        issues.map((issue, index) => `${index + 1}. ${issueLine(pack, issue)}`),
        ISSUES_ANNEX,
        isHigh(level) ? MOST_LINES : MOST_BELOW,
      ),
    })),
    tables: [],
  };
}

/** 截至10月19日，未解决的问题 23 件：分管市领导 4、市直 4、县区 4、单位 11；其中待核查 5 件，逾期 8 件。 */
function countWords({ sections, asOf }: PackGround): string {
  const all = sections.flatMap(({ issues }) => issues);
  if (all.length === 0) return `截至${shortDayWords(asOf)}，没有未解决的问题。`;
  const levels = sections.filter(({ issues }) => issues.length > 0).map((one) => `${one.level} ${one.issues.length}`);
  const handedIn = all.filter(({ verdict }) => verdict.state === "to-verify").length;
  const late = all.filter(({ verdict }) => verdict.workingDaysLate > 0).length;
  const besides = `其中待核查 ${handedIn} 件，逾期 ${late} 件`;
  return `截至${shortDayWords(asOf)}，未解决的问题 ${all.length} 件：${levels.join("、")}；${besides}。按能够决定的层级从高到低排列，同一层级先列停留时间长的。`;
}
