import type { TaskVerdict } from "../../domain/task.ts";
import { fullDayWords } from "../document-words.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine, prose } from "../one-line.ts";
import { taskStateWord } from "../task-reasons.ts";
import { shortDayWords } from "../words.ts";
import { mechanismFigures } from "./figures-words.ts";
import { issuesChapter } from "./issue-words.ts";
import { issuesAnnex } from "./issues-annex.ts";
import { agendaLines, agendaNotes, itemLines, minutesLines, openingLine } from "./meeting-lines.ts";
import type { MechanismPack } from "./pack-facts.ts";
import { clipped, type PackChapter, type PackPaper } from "./paper.ts";
import { TASKS_ANNEX, tasksAnnex } from "./tasks-annex.ts";

/** 工作例会材料 of one mechanism: what the last meeting decided and what became of it, what is open, its rates, agenda, draft items. */
export function mechanismPaper(pack: MechanismPack): PackPaper {
  const meeting = `${oneLine(pack.mechanism, 20)}工作例会`;
  return {
    kind: "工作例会材料",
    title: `${meeting}材料`,
    period: `截至${fullDayWords(pack.asOf)}`,
    head: [
      pack.leader === null
        ? "牵头市领导：未明确（可在「规则」表“机制”中写明）。"
        : `牵头市领导：${oneLine(pack.leader, 20)}。`,
      ...pack.lacking,
    ],
    chapters: [lastChapter(pack), issuesChapter(pack), tasksChapter(pack), ...figuresChapter(pack)],
    agenda: agendaLines(pack),
    agendaNotes: agendaNotes(pack),
    meeting,
    minutesTitle: `${meeting}会议纪要`,
    opening: openingLine(pack, meeting),
    minutes: minutesLines(pack),
    items: itemLines(pack),
    annexes: [
      ...(pack.last === null ? [] : tasksAnnex(LAST_ANNEX, pack, [...pack.last.decided, ...pack.last.earlier])),
      ...issuesAnnex(pack),
      ...tasksAnnex(TASKS_ANNEX, pack, otherTasks(pack)),
    ],
  };
}

const LAST_ANNEX = "会议交办事项";

const plain = (title: string, paragraphs: readonly string[]): PackChapter => ({
  ...{ title, paragraphs },
  ...{ sections: [], tables: [] },
});

function lastChapter(pack: MechanismPack): PackChapter {
  const { last, asOf } = pack;
  const title = "上次会议交办事项办理情况";
  if (last === null) return plain(title, ["「任务」表中没有该机制以往会议交办的事项。"]);
  const { day, names, decided, earlier } = last;
  const closed = decided.filter(({ state }) => state === "closed").length;
  const late = decided.filter(({ workingDaysLate }) => workingDaysLate > 0).length;
  const named = names.length === 0 ? "" : `（${names.map((name) => oneLine(name, 40)).join("、")}）`;
  const before = earlier.length === 0 ? "" : `更早会议交办、至今未办结的 ${earlier.length} 项。`;
  return plain(title, [
    `上次会议为${shortDayWords(day, asOf)}${named}，交办 ${decided.length} 项：已办结 ${closed} 项，未办结 ${decided.length - closed} 项，其中逾期 ${late} 项。${before}`,
    ...numbered([...decided, ...earlier], pack, LAST_ANNEX),
  ]);
}

/** Open tasks that the chapter above has not told. */
function otherTasks({ tasks, last }: MechanismPack): readonly TaskVerdict[] {
  const told = new Set([...(last?.decided ?? []), ...(last?.earlier ?? [])].map(({ key }) => key));
  return tasks.filter(({ key }) => !told.has(key));
}

function tasksChapter(pack: MechanismPack): PackChapter {
  const tasks = otherTasks(pack);
  if (tasks.length === 0) return plain(TASKS_ANNEX, ["没有。"]);
  const late = tasks.filter(({ workingDaysLate }) => workingDaysLate > 0).length;
  return plain(TASKS_ANNEX, [`${tasks.length} 件，其中逾期 ${late} 件。`, ...numbered(tasks, pack, TASKS_ANNEX)]);
}

function figuresChapter(pack: MechanismPack): readonly PackChapter[] {
  const lines = mechanismFigures(pack);
  return lines.length === 0 ? [] : [plain("主要指标", lines)];
}

const numbered = (tasks: readonly TaskVerdict[], pack: MechanismPack, annex: string): readonly string[] =>
  clipped(
    tasks.map((task, index) => `${index + 1}. ${taskLine(pack, task)}`),
    annex,
  );

/** R-031 梳理未开工项目清单（牵头甲县）：办理中，时限6月8日，逾期 4 个工作日（黄）。 */
function taskLine({ place }: MechanismPack, verdict: TaskVerdict): string {
  const { key, unit, title, workbook } = verdict;
  const cell = place({ workbook, tab: "tasks", key, field: "content" });
  const head = `${oneLine(key, 30)} ${prose(title, 80).replace(/[。；]$/, "")}（牵头${oneLine(unit, 30)}）`;
  return `${head}：${standingWords(verdict)}。${cell === "" ? "" : `（${cell}）`}`;
}

function standingWords(verdict: TaskVerdict): string {
  const { limit, done, doneLate, workingDaysLate, light, asOf } = verdict;
  const state = taskStateWord(verdict);
  if (done.on !== null)
    return `${state}，${shortDayWords(done.on, asOf)}完成${doneLate! > 0 ? `，超过时限 ${doneLate} 个工作日` : ""}`;
  const late = workingDaysLate > 0 ? `，逾期 ${workingDaysLate} 个工作日（${lightWord(light)}）` : "";
  return `${state}，时限${shortDayWords(limit.day, asOf)}${late}`;
}
