import { oneLine } from "../one-line.ts";
import { textTable } from "../text-table.ts";
import type { MechanismLine } from "./pack-facts.ts";
import { chapterMark, type ItemLine, type PackChapter, type PackPaper, type PackTable, sectionMark } from "./paper.ts";

/** What `duban pack` prints: the papers without their annexes. */
export function packText(paper: PackPaper): string {
  return [
    `${paper.title}（草稿）`,
    paper.period,
    "供管理员核对：没有写入台账，没有发信；排名和待复核的事项不在其中。",
    ...paper.head,
    ...paper.chapters.flatMap(chapterText),
    "",
    "会议议程（建议）",
    ...paper.agendaNotes,
    ...paper.agenda.map(
      ({ text, unit, minutes }, index) =>
        `  ${index + 1}. ${text}（${unit === "" ? "汇报单位待定" : `${unit}汇报`}，${minutes} 分钟）`,
    ),
    ...minutesText(paper),
    ...annexNote(paper),
  ].join("\n");
}

/** The draft minutes alone. */
export const minutesText = ({ minutesTitle, opening, minutes, items }: PackPaper): readonly string[] => [
  "",
  `${minutesTitle}（草稿）`,
  opening,
  ...minutes,
  ...items.map((item) => `  ${itemWords(item)}`),
];

/** 1. 完成管线迁改（牵头 甲县；配合 市水务局；2026年11月4日前） */
export function itemWords({ number, content, lead, cooperating, due }: ItemLine): string {
  const helpers = cooperating.length === 0 ? "" : `；配合 ${cooperating.join("、")}`;
  return `${number}. ${content}（牵头 ${lead === "" ? "待定" : lead}${helpers}；${due}前）`;
}

function chapterText({ title, paragraphs, sections, tables }: PackChapter, index: number): readonly string[] {
  return [
    "",
    `${chapterMark(index)}${title}`,
    ...paragraphs.map((line) => `  ${line}`),
    ...sections.flatMap((section, at) => [
      `  ${sectionMark(at)}${section.title}`,
      ...section.paragraphs.map((line) => `    ${line}`),
    ]),
    ...tables.flatMap(tableText),
  ];
}

const tableText = ({ title, head, rows }: PackTable): readonly string[] => [
  `  ${title}`,
  ...textTable(
    head.map((header, at) => (at === 0 ? { header } : { header, right: true })),
    rows,
  ).map((line) => `  ${line}`),
];

const annexNote = ({ annexes }: PackPaper): readonly string[] =>
  annexes.length === 0
    ? []
    : [
        "",
        `全部各行：--out 材料.docx 的附表，或 --out 材料.xlsx（${annexes.map(({ title, rows }) => `${title} ${rows.length}`).join("、")}）。`,
      ];

/** 招商引资：牵头 张市长；未解决的问题 3 件，未办结的任务 5 件，逾期 2 件。 */
export const mechanismLinesText = (lines: readonly MechanismLine[]): string =>
  [
    "各机制（用 --mechanism 名称 生成工作例会材料）：",
    ...lines.map(({ name, leader, issues, tasks, overdue }) => {
      const led = leader === null ? "牵头市领导未明确" : `牵头 ${oneLine(leader, 20)}`;
      return `  ${oneLine(name, 20)}：${led}；未解决的问题 ${issues} 件，未办结的任务 ${tasks} 件，逾期 ${overdue} 件。`;
    }),
  ].join("\n");

/** 已起草：DD-2026Q3，确认之前不编号、不外发。 */
export function draftedWords({ id, state }: { readonly id: string; readonly state: keyof typeof STANDS }): string {
  const next =
    state === "new" || state === "same" ? `，确认之前不编号、不外发；核对后运行 duban confirm ${id} --by 姓名` : "";
  return `${STANDS[state]}：${id}${next}。`;
}

const STANDS = {
  new: "已起草",
  same: "草稿没有变化",
  confirmed: "同样的一份已经确认",
  dropped: "同样的一份已经撤回，有变化后可再起草",
} as const;
