import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { emptyLine, line, within } from "./lines.ts";
import { FANG, HEI, mm, points, SMALL, TABLE, TEXT_WIDTH } from "./measures.ts";
import type { Block } from "./page.ts";

export interface Column {
  readonly head: string;
  /** Of a row's cell: placeholders. */
  readonly text: string;
  readonly mm: number;
  readonly align?: "left" | "center" | "right";
}

/** Exact: below a head that is repeated, LibreOffice 7.4 loses rows of "at least" so much at some page ends when they may not split. */
const CELL = { line: points(18), lineRule: LineRuleType.EXACT, before: 0, after: 0 };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const EDGE = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;

const cell = (text: string, column: Column, head: boolean): TableCell =>
  new TableCell({
    width: { size: mm(column.mm), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      line([new TextRun({ text, font: head ? HEI : FANG, size: TABLE })], {
        spacing: CELL,
        alignment: head ? AlignmentType.CENTER : ALIGN[column.align ?? "center"],
        keepNext: head,
      }),
    ],
  });

/** A table whose second row is repeated for every round of `rows`. Its head stands on every page, and no row is torn. */
export const loopTable = (rows: string, columns: readonly Column[]): Table =>
  new Table({
    alignment: AlignmentType.CENTER,
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: columns.map((column) => mm(column.mm)),
    margins: { top: points(2), bottom: points(2), left: mm(1), right: mm(1) },
    borders: { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((one) => cell(one.head, one, true)) }),
      new TableRow({
        cantSplit: true,
        children: columns.map((one, at) => cell(looped(rows, columns, at), one, false)),
      }),
    ],
  });

function looped(rows: string, columns: readonly Column[], at: number): string {
  const opening = at === 0 ? `{#${rows}}` : "";
  const closing = at === columns.length - 1 ? `{/${rows}}` : "";
  return `${opening}${columns[at]!.text}${closing}`;
}

/** A table's name, which stays with it. */
export const caption = (text: string): Paragraph =>
  line([new TextRun({ text, font: HEI, size: SMALL })], { alignment: AlignmentType.CENTER, keepNext: true });

/** Nothing of it where there are no rows; an empty line keeps what follows off its edge. */
export const tableIfAny = (rows: string, name: string, columns: readonly Column[]): readonly Block[] => [
  ...within<Block>(`有${rows}`, caption(name), loopTable(rows, columns), emptyLine()),
];

const WIDTHS: Readonly<Record<number, readonly number[]>> = {
  3: [16, 60, 80],
  4: [14, 56, 30, 56],
  5: [14, 48, 26, 26, 42],
  6: [14, 40, 22, 22, 22, 36],
  7: [13, 34, 21, 20, 20, 20, 28],
};

/** 表3 … 表7: the second and the last column are wide and read from the left. */
export const generalTables = (): readonly Block[] =>
  Object.entries(WIDTHS).flatMap(([count, widths]) =>
    within<Block>(
      `表${count}`,
      ...within("有表题", caption("{表题}")),
      loopTable(
        "行",
        widths.map((wide, at) => generalColumn(wide, at, widths.length)),
      ),
      emptyLine(),
    ),
  );

const generalColumn = (wide: number, at: number, count: number): Column => ({
  head: `{表头${at + 1}}`,
  text: `{列${at + 1}}`,
  mm: wide,
  align: at === 1 || at === count - 1 ? "left" : "center",
});
