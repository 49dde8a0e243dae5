import { daysThere, levelOf, type UnsolvedIssue } from "../../domain/meeting-pack/unsolved.ts";
import { issueStateWord } from "../issue-reasons.ts";
import { oneLine, prose } from "../one-line.ts";
import { behindWords, lowerLevelWords } from "../raising-lines.ts";
import { ISSUES_ANNEX, projectName } from "./issue-words.ts";
import type { PackGround } from "./pack-facts.ts";
import { count, day, type PackTable, text } from "./paper.ts";

/** Every open problem, in the order of the sections. */
export function issuesAnnex(pack: PackGround): readonly PackTable[] {
  const all = pack.sections.flatMap(({ issues }) => issues);
  if (all.length === 0) return [];
  return [
    {
      title: ISSUES_ANNEX,
      head: ["序号", "编号、项目", "责任单位", "层级", "天数", "逾期", "问题"],
      rows: all.map((issue, index) => paperRow(pack, issue, index)),
      columns: COLUMNS,
      cells: all.map((issue) => sheetRow(pack, issue)),
    },
  ];
}

const paperRow = (pack: PackGround, issue: UnsolvedIssue, index: number): readonly string[] => {
  const { verdict } = issue;
  return [
    String(index + 1),
    oneLine(`${verdict.key} ${verdict.project === "" ? "" : projectName(pack, verdict.project)}`, 60),
    oneLine(verdict.unit, 30),
    levelOf(issue),
    String(daysThere(issue)),
    verdict.workingDaysLate > 0 ? String(verdict.workingDaysLate) : "",
    prose(verdict.title, 80),
  ];
};

const COLUMNS = [
  ...[text("协调层级", 12), text("问题编号", 14), text("项目编号", 12), text("项目名称", 24), text("问题", 48)],
  ...[text("责任单位", 20), text("状态", 10), count("在该层级天数"), day("当前时限"), count("逾期工作日")],
  ...[text("以前协调", 40), text("已采取的措施", 40), text("建议提请", 12), text("项目计划", 48), text("单元格", 14)],
];

function sheetRow(pack: PackGround, issue: UnsolvedIssue) {
  const { verdict, raising } = issue;
  const { key, project, title, unit, due, workingDaysLate } = verdict;
  return [
    ...[levelOf(issue), key, project, pack.projectOf(project)?.name ?? "", prose(title, 500)],
    ...[unit, issueStateWord(verdict), daysThere(issue), due === null ? null : { date: due }, workingDaysLate],
    ...[lowerLevelWords(raising), prose(raising.stays.at(-1)!.tried, 500), raising.proposed ?? ""],
    behindWords(pack.behind(project), pack.asOf),
    pack.place({ workbook: verdict.workbook, tab: "issues", key, field: "description" }),
  ];
}
