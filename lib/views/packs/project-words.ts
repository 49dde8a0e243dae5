import type { NextStart, StartState } from "../../domain/meeting-pack/next-starts.ts";
import type { RedProject } from "../../domain/meeting-pack/red-months.ts";
import type { StuckChain } from "../../domain/meeting-pack/stuck-chains.ts";
import type { Project } from "../../domain/registry.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { FINISH_WORDS } from "../plan-facts.ts";
import { projectBrief } from "../project-brief.ts";
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

const STATES: Readonly<Record<StartState, string>> = {
  started: "已开工",
  ready: "开工前节点已全部完成",
  "not-ready": "开工前节点未完成",
  unknown: "没有开工前节点，无法判定",
};
export const startStateWord = ({ state }: NextStart): string => STATES[state];

const MOST_STEPS = 3;

/** 还缺「施工许可」（计划9月30日）等 4 个节点 */
export function lackingSteps({ lacking }: NextStart, asOf: string): string {
  const first = lacking.slice(0, MOST_STEPS).map(({ milestone, planned }) => {
    const when = planned === null ? "" : `（计划${shortDayWords(planned, asOf)}）`;
    return `「${oneLine(milestone.name, 20)}」${when}`;
  });
  return `${first.join("、")}${lacking.length > MOST_STEPS ? `等 ${lacking.length} 个` : ""}`;
}

/** P-112 职教园区（乙县）：计划10月20日开工，总投资…；开工前节点完成 3/5，还缺「施工许可」（计划9月30日）。 */
export function startLine(pack: PackGround, start: NextStart): string {
  const { file, planned, before, lacking, state } = start;
  const { project } = file;
  const cell = pack.place({ workbook: project.workbook, tab: "projects", key: project.key, field: "plannedStart" });
  const steps =
    state === "not-ready"
      ? `开工前节点完成 ${before - lacking.length}/${before}，还缺${lackingSteps(start, pack.asOf)}`
      : STATES[state];
  return `${nameOf(project)}：计划${shortDayWords(planned, pack.asOf)}开工；${steps}。${placed(cell)}`;
}

const nameOf = ({ code, name, responsibleUnit }: Project): string =>
  `${oneLine(`${code} ${name}`, 60)}（${oneLine(responsibleUnit, 30)}）`;
