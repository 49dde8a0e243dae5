import type { RuleRef } from "../../domain/rule.ts";
import type { NewDocument } from "../../ports/document-file.ts";
import type { Explained } from "../explain.ts";
import { oneLine } from "../one-line.ts";
import { type Calculation, type CalculationItem, scoreName } from "../unit-explanation.ts";
import { NO_CASE, periodWords } from "../words.ts";
import { newDocument } from "./fields.ts";

/** What the paper may say beside the unit's own figures. */
export interface CalculationPaper {
  /** Not confirmed: says 草稿, and no place. */
  readonly draft: boolean;
  /** "" while it is not published. */
  readonly place: string;
  readonly opening: readonly string[];
  readonly footnotes: readonly string[];
}

/** Opens the paper that a unit is sent before anything is confirmed. */
export const FOR_CONSULTATION = "本材料供核对本单位数据，尚未确认，不作其他用途。";

/** 计分说明: one unit's whole calculation on paper, cell by cell. */
export const calculationDocument = (calculation: Calculation, paper: CalculationPaper): NewDocument =>
  newDocument("计分说明", {
    草稿: paper.draft,
    标题: calculationTitle(calculation),
    单位: name(calculation.unit),
    期间: periodWords(calculation.period),
    总分: points(calculation.total),
    名次: paper.place,
    段落: paragraphs([...paper.opening, ...calculation.lead]),
    项: calculation.items.map(itemFields),
    合计: paragraphs([...calculation.extras, ...calculation.sum]),
    脚注: paragraphs(paper.footnotes),
    机关: "",
    日期: "",
  });

/** What `explain` says of a unit: its place only where it is published. */
export const explainedPaper = ({ explained, calculation, standing, isPublished, place }: PaperSource): NewDocument =>
  calculationDocument(calculation, {
    draft: !isPublished,
    place,
    opening: standing,
    footnotes: ruleLines(explained.rules),
  });

interface PaperSource {
  readonly explained: Pick<Explained, "rules">;
  readonly calculation: Calculation;
  readonly standing: readonly string[];
  readonly isPublished: boolean;
  /** As published. */
  readonly place: string;
}

/** The rules by their dates; what each of them rests on is a page of its own (`duban rules`). */
const ruleLines = (rules: readonly RuleRef[]): readonly string[] =>
  [...Map.groupBy(rules, ({ from }) => from)].map(
    ([from, same]) => `所用规则（${from} 起）：${[...new Set(same.map(({ name }) => name))].join("、")}。`,
  );

const name = (unit: string): string => oneLine(unit, 60);

const calculationTitle = ({ unit, period }: Calculation): string => `${name(unit)}${periodWords(period)}计分说明`;

/** The file's name holds letters and figures only, whatever the unit is called. */
export const calculationFilename = (unit: string, period: string): string =>
  `${[...unit.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 30).join("")}${scoreName(period)}计分说明.docx`;

const points = (hundredths: number | null): string => (hundredths === null ? NO_CASE : (hundredths / 100).toFixed(2));

const LINE = 1_000;
const paragraphs = (lines: readonly string[]) => lines.map((line) => ({ 正文: oneLine(line, LINE) }));

const itemFields = (item: CalculationItem) => ({
  名称: item.name,
  权重: item.weight,
  算式: [item.rate, item.formula].filter((part) => part !== "").join("；"),
  得分: points(item.points),
  行: paragraphs(item.lines),
});
