import type { ProposedAssignment } from "../../domain/meeting-pack/assignments.ts";
import type { Matter } from "../../domain/meeting-pack/matters.ts";
import type { NextStarts } from "../../domain/meeting-pack/next-starts.ts";
import type { StuckChain } from "../../domain/meeting-pack/stuck-chains.ts";
import { daysThere, levelOf } from "../../domain/meeting-pack/unsolved.ts";
import { withoutInnerBlanks } from "../../domain/minutes/plain-form.ts";
import { fullDayWords } from "../document-words.ts";
import { oneLine, prose } from "../one-line.ts";
import { periodWords } from "../words.ts";
import { issueTitle, projectName } from "./issue-words.ts";
import type { PackGround } from "./pack-facts.ts";
import type { ItemLine } from "./paper.ts";

/** What an item of the agenda is about, and what is asked of the meeting. */
export function matterWords(pack: PackGround, matter: Matter): string {
  if ("issue" in matter)
    return `${ASKED[matter.kind]}：${issueTitle(pack, matter.issue.verdict)}（在${levelOf(matter.issue)}层级 ${daysThere(matter.issue)} 天）`;
  if (matter.kind === "adjust") {
    const ready = matter.rows.filter(({ lacks }) => lacks.length === 0).length;
    return `审定清单调整 ${matter.rows.length} 项（材料齐全 ${ready} 项）`;
  }
  if (matter.kind === "red")
    return `连续 ${matter.red.months.length} 个月红灯：${projectName(pack, matter.red.verdict.key)}`;
  if (matter.kind === "stuck")
    return `关键线路受阻：${projectName(pack, matter.chain.project)}「${oneLine(matter.chain.overdue.milestone.name, 30)}」`;
  if (matter.kind === "task") return `逾期任务：${oneLine(matter.task.key, 30)} ${prose(matter.task.title, 60)}`;
  if (matter.kind === "starts") return startsWords(matter.starts);
  return "主要指标（书面材料，择要说明）";
}

/** 2026年第四季度计划开工 12 个项目的准备情况；应开工未开工项目 6 个 */
function startsWords({ quarter, starts, overdue }: NextStarts): string {
  const planned =
    starts.length === 0 ? [] : [`${periodWords(quarter.period)}计划开工 ${starts.length} 个项目的准备情况`];
  return [...planned, ...(overdue.length === 0 ? [] : [`应开工未开工项目 ${overdue.length} 个`])].join("；");
}

const ASKED = {
  decide: "请会议决定",
  raise: "请会议研究提级",
  above: "请会议研究报请上级协调",
  press: "逾期问题",
} as const;

/** A proposed item: content, 牵头单位, 配合单位, 时限. Its words hold nothing that could be read as another unit or day. */
export const itemLine = (
  pack: PackGround,
  { number, subject, lead, cooperating, due }: ProposedAssignment,
): ItemLine => ({
  ...{ number, lead, cooperating },
  content: withoutInnerBlanks(contentOf(pack, subject)),
  due: fullDayWords(due.day),
});

function contentOf(pack: PackGround, subject: ProposedAssignment["subject"]): string {
  if ("issue" in subject) return `${WORK[subject.kind]}：${issueTitle(pack, subject.issue.verdict)}`;
  if (subject.kind === "red")
    return `提出赶工措施并逐周报告形象进度：${projectName(pack, subject.red.verdict.key)}${heldWords(subject.chain)}`;
  if (subject.kind === "stuck")
    return `完成逾期节点，打通关键线路：${projectName(pack, subject.chain.project)}「${oneLine(subject.chain.root.name, 30)}」（${oneLine(subject.chain.root.key, 30)}）`;
  if (subject.kind === "mend")
    return `补齐清单调整申请的材料：${listed(subject.rows.map(({ adjustment }) => oneLine(adjustment.code, 30)))}`;
  return `办结开工前各项手续：${listed(subject.starts.map(({ file }) => oneLine(`${file.project.code} ${file.project.name}`, 40)))}`;
}

/** （受阻于「管线迁改」P-031/20） */
const heldWords = (chain: StuckChain | null): string =>
  chain === null ? "" : `（受阻于「${oneLine(chain.root.name, 30)}」${oneLine(chain.root.key, 30)}）`;

const WORK = {
  decide: "按会议决定落实解决措施",
  raise: "提出需会议协调的具体事项并落实解决措施",
  above: "起草报请上级协调的材料",
  press: "办结逾期问题",
} as const;

const MOST_LISTED = 6;
const listed = (names: readonly string[]): string =>
  `${names.slice(0, MOST_LISTED).join("、")}${names.length > MOST_LISTED ? `等 ${names.length} 项` : ""}`;
