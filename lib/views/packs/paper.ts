import type { CellValue } from "../../ports/spreadsheet.ts";
import type { NewColumn } from "../../ports/workbook-file.ts";

/** A whole list: on paper the columns of `head` (three to seven, the first narrow), in the workbook those of `columns`. */
export interface PackTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly NewColumn[];
  readonly cells: readonly (readonly CellValue[])[];
}

export interface PackSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface PackChapter {
  /** Without its number. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly sections: readonly PackSection[];
  /** Short tables that stand in the text. */
  readonly tables: readonly PackTable[];
}

export interface AgendaLine {
  readonly text: string;
  readonly unit: string;
  readonly minutes: number;
}

/** A 交办 item in words. */
export interface ItemLine {
  readonly number: number;
  readonly content: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  /** 2026年6月30日. */
  readonly due: string;
}

/** The papers of one meeting in words, before they are text, document or workbook. */
export interface PackPaper {
  readonly kind: "季调度材料" | "工作例会材料";
  readonly title: string;
  /** 2026年第三季度; 截至2026年10月19日. */
  readonly period: string;
  readonly head: readonly string[];
  readonly chapters: readonly PackChapter[];
  readonly agenda: readonly AgendaLine[];
  readonly agendaNotes: readonly string[];
  readonly meeting: string;
  readonly minutesTitle: string;
  /** 2026年10月21日召开…调度会。 */
  readonly opening: string;
  readonly minutes: readonly string[];
  readonly items: readonly ItemLine[];
  readonly annexes: readonly PackTable[];
}

const NUMBERS = "一二三四五六七八九十";

/** 一、, 二、 … of a chapter, （一）, （二） … of a section. */
export const chapterMark = (index: number): string => `${NUMBERS[index] ?? index + 1}、`;
export const sectionMark = (index: number): string => `（${NUMBERS[index] ?? index + 1}）`;

/** Lines of a list that stand in the text; the rest stands in its annex. */
export const MOST_LINES = 8;

/** 其余 5 件见附表“未解决的问题”。 A single one more stands there itself. */
export function clipped(lines: readonly string[], annex: string, most = MOST_LINES): readonly string[] {
  const rest = lines.length - most;
  return rest <= 1 ? lines : [...lines.slice(0, most), `其余 ${rest} 件见附表“${annex}”。`];
}

export const text = (header: string, width: number): NewColumn => ({ header, width, format: "text" });
export const day = (header: string): NewColumn => ({ header, width: 12, format: "date" });
export const count = (header: string): NewColumn => ({ header, width: 10, format: "int" });
export const amount = (header: string): NewColumn => ({ header, width: 14, format: "decimal2" });
