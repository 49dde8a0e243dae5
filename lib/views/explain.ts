import type { RuleRef } from "../domain/rule.ts";
import { valueWords } from "./explained-values.ts";
import { typedWords } from "./finding-words.ts";
import { oneLine } from "./one-line.ts";

/** A verdict with its cells found: what `explain` prints and gives as JSON. */
export interface Explained {
  readonly kind: "project" | "milestone" | "issue" | "task" | "disclosure" | "unit";
  readonly key: string;
  readonly title: string;
  /** Its row counts for nothing: there is no verdict. */
  readonly setAside?: true;
  /** The verdict's sentence, then one for each part of it (lamps of a project). */
  readonly sentences: readonly string[];
  readonly rules: readonly RuleRef[];
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly cells: readonly ExplainedCell[];
  /** Of a unit: its points, for machines. */
  readonly score?: ExplainedScore;
}

/** In points; null = no case, or no place. */
export interface ExplainedScore {
  readonly total: number | null;
  readonly rank: number | null;
  readonly tied: boolean;
  readonly items: readonly { readonly name: string; readonly points: number | null }[];
}

export interface ExplainedCell {
  readonly workbook: string;
  readonly sheet: string;
  readonly cell: string;
  readonly header: string;
  readonly value: string;
}

export function explainWords(explained: Explained): string {
  const { title, sentences, rules, values, cells } = explained;
  return [
    title,
    ...sentences.map((sentence) => `  ${sentence}`),
    ...new Set(rules.map(ruleWords)),
    ...figures(values),
    ...(cells.length > 0 ? ["依据的单元格："] : []),
    ...cells.map(cellWords),
  ].join("\n");
}

const ruleWords = ({ name, from, source }: RuleRef): string => `规则：${name}（${from} 起；${source}）`;

function figures(values: Explained["values"]): readonly string[] {
  const told = Object.entries(values).flatMap(([code, value]) =>
    value === null || value === "" || value === false ? [] : (valueWords(code, value) ?? []),
  );
  return told.length === 0 ? [] : [`取值：${told.join("；")}`];
}

const cellWords = ({ workbook, sheet, cell, header, value }: ExplainedCell): string =>
  `  ${workbook}「${sheet}」${cell} ${header}：${value === "" ? "（空）" : oneLine(typedWords(value), 120)}`;

export const explainedJson = ({ cells, ...explained }: Explained): object => ({
  version: 1,
  ...explained,
  cells: cells.map((cell) => ({ ...cell, value: typedWords(cell.value) })),
});
