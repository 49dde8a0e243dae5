import type { Sentence } from "../domain/circular/figure.ts";
import type { Comparison } from "../domain/circular/high-low.ts";
import type { Rewritten } from "../domain/circular/kept.ts";
import { type CircularPaper, cellText, paragraphsOf } from "../domain/circular/paper.ts";
import type { StaleQuote, Standing } from "../domain/circular/quoted.ts";
import { INDICATOR_NAMES } from "../domain/indicator.ts";
import type { NewWorkbook } from "../ports/workbook-file.ts";
import { operandWords, reckoningWords } from "./circular-basis.ts";
import { groupName } from "./circular-indicators.ts";
import { oneLine } from "./one-line.ts";
import { periodWords, scoreWords } from "./words.ts";

/** A circular as the admin who drew it is told of it. */
export interface ToldCircular {
  readonly period: string;
  readonly paper: CircularPaper;
  readonly lines: readonly { readonly id: string; readonly text: string }[];
  readonly result: { readonly id: string; readonly confirmed: boolean };
  /** "" where none was made. */
  readonly draft: string;
  readonly state: "new" | "same" | "preview" | "confirmed";
  readonly out: string;
  readonly comparisons: readonly Comparison[];
  readonly conflicts: readonly (Rewritten & { readonly ours: string })[];
  readonly removed: readonly string[];
  readonly stale: readonly StaleQuote[];
  readonly gone: readonly { readonly text: string; readonly figure: string }[];
  readonly otherRows: boolean;
}

/** What `duban circular` prints: the text as it is drawn, then what the admin must know of it. */
export function circularWords(told: ToldCircular): string {
  const tables = told.paper.chapters.reduce((sum, { tables: own }) => sum + own.length, 0);
  return [
    ...told.lines.filter(({ text }) => text !== "").map(({ text }) => text),
    tables === 0 ? "" : `（另有 ${tables} 张表，见文件）`,
    "",
    ...stateLines(told),
    ...remarkLines(told),
  ].join("\n");
}

function stateLines({ state, draft, result, out, period }: ToldCircular): readonly string[] {
  const written = out === "" ? [] : [`已写出 ${out}。`];
  if (state === "preview")
    return [...written, `这是样稿：${periodWords(period)}的结果（${result.id}）还没有确认，仅供管理员核对，不得外发。`];
  const made = { new: "已起草", same: "与已有草稿相同", confirmed: "已经发出，没有重新起草" }[state];
  const next = state === "confirmed" ? "" : `，核对后运行 duban confirm ${draft} --by 姓名`;
  return [...written, `${made}：${draft}，依据 ${result.id}${next}。`];
}

/** Everything an admin decides about; nothing of it stands in the circular. */
export function remarkLines(told: ToldCircular): readonly string[] {
  const { conflicts, removed, stale, gone, otherRows, comparisons } = told;
  return [
    ...(otherRows ? ["请核对：锁定时的台账与所依据结果的台账不一致，总体情况按锁定时的台账计算。"] : []),
    ...conflicts.map(
      ({ now, ours }) =>
        `请核对：办公室改写过的一段，数字已有变化，按新数字写为“${clip(ours)}”；改写的原文是“${clip(now)}”。`,
    ),
    ...(removed.length === 0 ? [] : [`办公室删去的 ${removed.length} 段没有再写入。`]),
    ...stale.map(
      ({ text, unit, quoted, now }) =>
        `请核对：办公室写的“${clip(text)}”中，${oneLine(unit, 40)}的“${oneLine(quoted, 20)}”与结果不符（${standingWords(now)}）。`,
    ),
    ...gone.map(({ text, figure }) => `请核对：办公室写的“${clip(text)}”引用的 ${figure} 是上一稿的数字，本稿已没有。`),
    ...comparisons.filter(({ because }) => because !== "named").map(leftOutWords),
  ];
}

const clip = (text: string): string => oneLine(text, 60);
const standingWords = ({ rank, total }: Standing): string =>
  rank === null || total === null ? "没有名次" : `第 ${rank} 名，${scoreWords(total)}`;

const LEFT_OUT = {
  "too-few": "有对应项目的单位少于规定家数",
  "all-equal": "各单位相同",
  nobody: "没有可列的单位（并列，或家数为 0）",
  named: "",
} as const satisfies Record<Comparison["because"], string>;

const leftOutWords = ({ code, group, because }: Comparison): string =>
  `没有点名：${INDICATOR_NAMES[code]}，${groupName(group)}（${LEFT_OUT[because]}）。`;

export const circularJson = (told: ToldCircular): object => {
  const { paper, comparisons: _, ...rest } = told;
  return {
    version: 1,
    ...rest,
    title: paper.title,
    paragraphs: paragraphsOf(paper),
    tables: paper.chapters.flatMap(({ tables }) => tables),
    notNamed: told.comparisons
      .filter(({ because }) => because !== "named")
      .map(({ code, group, because }) => ({ code, group, because })),
  };
};

/** 依据: every sentence and every row of a table with its figures, how each is reckoned and what it rests on. */
export function basisWorkbook({ period, paper, result }: ToldCircular): NewWorkbook {
  const column = (header: string, width: number) => ({ header, width, format: "text" as const });
  const sentences: readonly (readonly [string, Sentence])[] = paragraphsOf(paper).map((one) => [one.text, one]);
  const cells = paper.chapters.flatMap(({ tables }) =>
    tables.flatMap(({ title, rows }) =>
      rows.map((row): readonly [string, Sentence] => [
        `${title}：${row.map(cellText).join(" · ")}`,
        { text: "", figures: row.flat().filter((part) => typeof part === "object" && "shown" in part) },
      ]),
    ),
  );
  return {
    title: `${periodWords(period)}通报依据`,
    sheets: [
      {
        title: "依据",
        preface: [`${periodWords(period)}通报中每个数字的算法和出处；依据 ${result.id}。`],
        columns: [column("句子", 60), column("数字", 16), column("算法", 24), column("出处", 80)],
        rows: [...sentences, ...cells].flatMap(([text, { figures }]) =>
          figures.map((figure) => [text, figure.shown, reckoningWords(figure.from), operandWords(figure.from)]),
        ),
      },
    ],
  };
}
