import type { NextStart } from "../../domain/meeting-pack/next-starts.ts";
import type { RedProject } from "../../domain/meeting-pack/red-months.ts";
import type { StuckChain } from "../../domain/meeting-pack/stuck-chains.ts";
import type { Project } from "../../domain/registry.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { FINISH_WORDS } from "../plan-facts.ts";
import { projectBrief } from "../project-brief.ts";
import { readinessWords } from "../starts/readiness-words.ts";
import { shortDayWords } from "../words.ts";
import { projectName } from "./issue-words.ts";
import type { PackGround } from "./pack-facts.ts";

const placed = (cell: string): string => (cell === "" ? "" : `（${cell}）`);

/** P-031 滨河路改造（甲县）：8月、9月月末均为红。截至9月底投资完成 31.2%，计划进度 45.8%，落后 14.6 个百分点。（「项目」C9） */
export function redLine(pack: PackGround, { verdict, months }: RedProject): string {
  const { project, workbook, key } = verdict;
  const run = months.map((month) => monthWords(month, pack.asOf)).join("、");
  const cell = pack.place({ workbook, tab: "projects", key, field: "name" });
  return `${projectName(pack, key)}（${oneLine(project.responsibleUnit, 30)}）：${run}月末均为红。${projectBrief(verdict)}${placed(cell)}`;
}

/** P-031 滨河路改造：关键线路上 30「主体封顶」计划5月20日完成，逾期 23 天，已缺 12 个工作日；… 根源在 20「管线迁改」（市供电公司，自身晚 14 天）。 */
export function stuckLine(pack: PackGround, chain: StuckChain): string {
  const { project, overdue, float, count } = chain;
  const { planned, daysLate, key, workbook } = overdue;
  const more = count > 1 ? `，线路上共有 ${count} 个节点逾期` : "";
  const lack = float < 0 ? `，已缺 ${-float} 个工作日` : "";
  const cell = pack.place({ workbook, tab: "milestones", key, field: "planned" });
  const when = `计划${shortDayWords(planned!, pack.asOf)}完成，逾期 ${daysLate} 天${lack}${more}`;
  return `${projectName(pack, project)}：关键线路上${stepName(overdue)}${when}。${finishWords(chain, pack)}${rootWords(chain)}${placed(cell)}`;
}

const stepName = ({ key, milestone }: StuckChain["overdue"]): string =>
  ` ${oneLine(key, 30)}「${oneLine(milestone.name, 30)}」`;

function finishWords({ finish }: StuckChain, { asOf }: PackGround): string {
  if (finish === null || finish.spare >= 0) return "";
  return `${FINISH_WORDS[finish.from]}${shortDayWords(finish.day, asOf)}，按节点推算最早${shortDayWords(finish.earliest, asOf)}。`;
}

function rootWords({ root, overdue }: StuckChain): string {
  const own = root.days === null || root.days === overdue.daysLate ? "" : `，其中自身 ${root.days} 天`;
  const unit = root.unit === "" ? "责任单位未明确" : oneLine(root.unit, 30);
  if (root.key === overdue.key) return `责任单位：${unit}${own}。`;
  return `根源在 ${oneLine(root.key, 30)}「${oneLine(root.name, 30)}」（${unit}${root.days === null ? "" : `，自身晚 ${root.days} 天`}）。`;
}

/** P-112 职教园区（乙县）：计划10月20日开工；6 项具备 4 项，缺施工许可「施工许可证」（计划9月30日，市住建局）。 */
export function startLine(pack: PackGround, start: NextStart): string {
  const { project } = start.file;
  const cell = pack.place({ workbook: project.workbook, tab: "projects", key: project.key, field: "plannedStart" });
  const when = `计划${shortDayWords(start.planned, pack.asOf)}开工`;
  return `${nameOf(project)}：${when}；${readinessWords(start, pack.asOf)}。${placed(cell)}`;
}

const nameOf = ({ code, name, responsibleUnit }: Project): string =>
  `${oneLine(`${code} ${name}`, 60)}（${oneLine(responsibleUnit, 30)}）`;
