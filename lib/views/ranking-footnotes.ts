import type { ProjectMove } from "../domain/project-moves.ts";
import type { Exempted, RankingBlock, RankingRow, Riser } from "../domain/ranking-block.ts";
import type { UnitMonth } from "../domain/unit-month.ts";
import type { NewSheet } from "../ports/workbook-file.ts";
import { oneLine } from "./one-line.ts";
import { NO_CASE, shortDayWords } from "./words.ts";

const MOST_NAMED = 5;
const MOST_KEPT = 100;
const MOST_CHARACTERS = 40;

const typed = (text: string): string => oneLine(text, MOST_CHARACTERS);

/** What the block keeps of a unit's exemptions and moves, for the attachment. */
export const footnotesKept = ({ exempted, moves }: UnitMonth): Pick<RankingRow, "exempted" | "moves"> => ({
  ...(exempted.length === 0 ? {} : { exempted: exempted.slice(0, MOST_KEPT) }),
  ...(moves.length === 0 ? {} : { moves: moves.slice(0, MOST_KEPT) }),
});

/** 豁免未计入：P-031（不可抗力，豁免 E-3）。本季度变动：P-044 责任单位由甲县改为乙县（7月15日起）。 */
export const footnoteWords = ({ exempted, moves }: UnitMonth): readonly string[] => [
  ...listed("豁免未计入", exempted.map(exemptionWords), "项豁免"),
  ...listed("本季度变动", moves.map(moveWords), "个项目"),
];

function listed(head: string, words: readonly string[], counter: string): readonly string[] {
  if (words.length === 0) return [];
  const more = words.length > MOST_NAMED ? `等 ${words.length} ${counter}，见附件` : "";
  return [`${head}：${words.slice(0, MOST_NAMED).join("、")}${more}。`];
}

const subjectOf = ({ project, seq }: Exempted): string => typed(seq === null ? project : `${project}/${seq}`);
const causeOf = ({ cause }: Exempted): string => cause ?? "原因未填";

const exemptionWords = (entry: Exempted): string =>
  `${subjectOf(entry)}（${causeOf(entry)}，豁免 ${typed(entry.exemption)}）`;

/** A project named in the notes of both its units says the same in both. */
function moveWords(move: ProjectMove): string {
  const since = `${shortDayWords(move.since)}起`;
  if (move.kind === "moved") return `${typed(move.project)} ${changedUnit(move)}（${since}）`;
  return `${typed(move.project)} ${KIND_WORDS[move.kind]}（调整 ${typed(move.adjustment ?? NO_CASE)}，${since}）`;
}

const KIND_WORDS = { moved: "责任单位变更", added: "调入清单", removed: "调出清单" } as const;

const changedUnit = ({ from, to }: ProjectMove): string =>
  `责任单位由${typed(from ?? NO_CASE)}改为${typed(to ?? NO_CASE)}`;

/** A sheet of the attachment; null where nobody has anything. */
export function footnotesSheet(block: RankingBlock): NewSheet | null {
  const rows = block.rows.flatMap((row) => [
    ...(row.exempted ?? []).map((entry) => exemptedCells(row.unit, entry)),
    ...(row.moves ?? []).map((move) => moveCells(row.unit, move)),
  ]);
  if (rows.length === 0) return null;
  const widths: readonly (readonly [string, number])[] = [
    ...([
      ["单位", 16],
      ["事项", 14],
      ["项目", 18],
      ["说明", 40],
      ["依据", 18],
      ["起", 12],
    ] as const),
  ];
  return {
    title: "豁免与变动",
    preface: [`豁免的项目不计入分子和分母；本季度变动的项目计入现责任单位。每个单位至多列 ${MOST_KEPT} 项。`],
    columns: widths.map(([header, width]) => ({ header, width, format: "text" })),
    rows,
  };
}

const exemptedCells = (unit: string, entry: Exempted): readonly string[] => [
  ...[unit, "豁免", subjectOf(entry), causeOf(entry), `豁免 ${typed(entry.exemption)}`, ""],
];

const moveCells = (unit: string, move: ProjectMove): readonly string[] => [
  ...[unit, KIND_WORDS[move.kind], typed(move.project), move.kind === "moved" ? changedUnit(move) : ""],
  ...[move.adjustment === null ? "" : `调整 ${typed(move.adjustment)}`, move.since],
];

/** 进步奖：县区、园区组 甲县（升 3 位）、乙县（升 2 位）。 `group` words the group. */
export function riserNotes(
  risers: readonly Riser[],
  seats: number,
  group: (name: string) => string,
): readonly string[] {
  if (seats === 0) return [];
  const groups = [...Map.groupBy(risers, (riser) => riser.group)].map(
    ([name, rose]) => `${group(name)}组 ${rose.map(({ unit, change }) => `${unit}（升 ${change} 位）`).join("、")}`,
  );
  return [`进步奖（每组 ${seats} 家，按比上次发布上升的位数）：${groups.join("；") || "本期空缺"}。`];
}
