import type { ObservationRule } from "../domain/observation/ballots.ts";
import type { ObservationBlock, ObservedProject } from "../domain/observation/observation-block.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import { oneLine } from "./one-line.ts";
import { NO_CASE, periodWords, scoreWords } from "./words.ts";

/** A block as the store keeps it; throws for text that is none. */
export function parseObservationBlock(json: string): ObservationBlock {
  const block = JSON.parse(json) as Partial<ObservationBlock>;
  if (block.kind !== "observation" || block.version !== 1)
    throw new RangeError(`not an observation block: ${json.slice(0, 80)}`);
  return block as ObservationBlock;
}

/** How it was counted and what was not: numbers only, no judge and no ballot. */
export interface CountingFacts {
  readonly method: ObservationRule["asked"];
  readonly rule: ObservationRule;
  readonly own: number;
  readonly others: number;
  /** Judges whose rows differ from the ballots that were collected. */
  readonly differing: number;
}

export function countingNotes({ method, rule, own, others, differing }: CountingFacts): readonly string[] {
  const { trimFrom, firstVote, voteStep, lowestVote } = rule;
  const how =
    method === "scores"
      ? `得分为评委评分的平均，计入 ${trimFrom} 张及以上的项目去掉一个最高分和一个最低分。`
      : `按名次计分：第一名 ${firstVote} 分，每低一名少 ${voteStep} 分，最低 ${lowestVote} 分，取各评委的平均。`;
  return [
    how,
    ...(own === 0 ? [] : [`评委对本单位、本属地项目的 ${own} 张不计入。`]),
    ...(others === 0 ? [] : [`空白或无法识别的 ${others} 张不计入。`]),
    ...(differing === 0 ? [] : [`${differing} 位评委的各行与收票时不一致。`]),
  ];
}

/** 2026年7月观摩结果 */
export const observationTitle = ({ period }: ObservationBlock, differences = ""): string =>
  `${periodWords(period)}项目观摩结果${differences === "" ? "" : "（更正）"}`;

const MOST_NAMED = 3;
const MOST_DIFFERENCES = 160;

/** The first places in one sentence, for a letter; the whole table is attached. A re-issue says first what it changes. */
export function observationLead(block: ObservationBlock, differences = ""): string {
  const first = block.projects.filter(({ place }) => place !== null && place <= MOST_NAMED).slice(0, MOST_NAMED * 2);
  const named = first.map(
    (one) => `第 ${one.place} 名 ${oneLine(one.name, 40)}（${oneLine(one.unit, 30)}，${scoreWords(one.score!)}）`,
  );
  const changed = differences === "" ? "" : `更正此前发布的结果：${oneLine(differences, MOST_DIFFERENCES)}。`;
  const places = named.length === 0 ? "没有计入的选票" : named.join("、");
  return `${changed}${oneLine(block.theme, 60)}项目 ${block.projects.length} 个：${places}。全表见附件。`;
}

/** What a unit reads of its own projects. */
export function ownLines(block: ObservationBlock, unit: string, differences = ""): { name: string; reason: string } {
  const own = block.projects.filter((one) => one.unit === unit);
  const ranked = block.projects.filter(({ place }) => place !== null).length;
  const lines = own.map((one) => {
    const name = `${oneLine(one.project, 30)} ${oneLine(one.name, 40)}`;
    if (one.score === null) return `${name} 没有计入的选票`;
    return `${name} ${scoreWords(one.score)}，第 ${one.place} 名${one.tied ? "（并列）" : ""}`;
  });
  return {
    name: observationTitle(block, differences),
    reason: `贵单位项目：${lines.join("；")}（共 ${ranked} 个项目排名）。年度考核按全年观摩平均计入。`,
  };
}

const COLUMNS: readonly NewColumn[] = [
  { header: "名次", width: 8, format: "int" },
  { header: "项目编号", width: 14, format: "text" },
  { header: "项目名称", width: 30, format: "text" },
  { header: "责任单位", width: 18, format: "text" },
  { header: "属地", width: 16, format: "text" },
  { header: "得分", width: 10, format: "decimal2" },
  { header: "计入选票", width: 10, format: "int" },
];

/** The attachment. The same block gives the same workbook. */
export function observationWorkbook(block: ObservationBlock): NewWorkbook {
  const title = observationTitle(block);
  return {
    title,
    sheets: [
      {
        title: "观摩结果",
        preface: [title, `主题：${block.theme}`, ...block.notes],
        columns: COLUMNS,
        rows: block.projects.map((one) => [
          ...[one.place, one.project, one.name, one.unit, one.county],
          ...[one.score === null ? null : one.score / 100, one.judges],
        ]),
      },
    ],
  };
}

/** Where a re-issue differs from what was published, in the order of the new table. */
export function observationDifferences(before: string, after: string): string {
  const old = new Map(parseObservationBlock(before).projects.map((one) => [one.project, one]));
  const { projects } = parseObservationBlock(after);
  const changed = projects.flatMap((one) => {
    const was = old.get(one.project);
    if (was === undefined) return [`${one.project}：新列入，${placed(one)}`];
    return placed(was) === placed(one) ? [] : [`${one.project}：${placed(was)}改为${placed(one)}`];
  });
  const now = new Set(projects.map(({ project }) => project));
  const gone = [...old.keys()].filter((project) => !now.has(project)).map((project) => `${project}：不再列入`);
  return [...changed, ...gone].join("；") || "名次和得分不变，说明或口径有变化";
}

const placed = ({ place, score, unit }: ObservedProject): string =>
  place === null || score === null ? `${unit} 没有得分` : `${unit} 第 ${place} 名 ${scoreWords(score)}`;

export const placeText = ({ place, tied }: ObservedProject): string =>
  place === null ? NO_CASE : `${place}${tied ? "（并列）" : ""}`;
