import type { NewColumn, NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { columnName } from "./address.ts";
import { tableOf } from "./new-workbook-sheet.ts";
import { quotedSheet, xmlAttribute, xmlText } from "./new-workbook-xml.ts";

/** Excel takes at most 255 characters between the quotes of an inline list. */
const MAX_INLINE = 250;
const CHOICES_SHEET = "选项";

type Choices = NonNullable<NewColumn["choices"]>;

const isInline = ({ values }: Choices): boolean =>
  values.join(",").length <= MAX_INLINE && values.every((value) => !/[,"]/.test(value));

const columnRange = (sheet: string, column: number, from: number, to: number): string =>
  `${quotedSheet(sheet)}!$${columnName(column)}$${from}:$${columnName(column)}$${to}`;

/** From the first data cell to the last one filled, so that the drop-down ends where the names end. */
function filledPart(workbook: NewWorkbook, from: NonNullable<Choices["from"]>): string {
  const sheet = workbook.sheets.find((candidate) => candidate.title === from.sheet);
  const column = sheet?.columns.findIndex((candidate) => candidate.header === from.header) ?? -1;
  if (sheet === undefined || column < 0) throw new RangeError(`no column ${from.sheet}!${from.header} to choose from`);
  const { headerRow, roomTo } = tableOf(sheet);
  const whole = columnRange(sheet.title, column, headerRow + 1, roomTo);
  return `${whole.split(":")[0]}:INDEX(${whole},MAX(1,COUNTA(${whole})))`;
}

/** Where the drop-downs find their values: inline, in a hidden sheet, or under a defined name. */
export interface ChoiceLists {
  readonly sheet: NewSheet | null;
  readonly names: readonly string[];
  readonly listOf: (column: NewColumn) => string | null;
}

export function choiceLists(workbook: NewWorkbook): ChoiceLists {
  const long = new Map<string, readonly string[]>();
  const ranges = new Map<string, string>();
  const listOf = ({ choices }: NewColumn): string | null => {
    if (choices === undefined) return null;
    if (choices.from !== undefined) {
      const formula = filledPart(workbook, choices.from);
      if (!ranges.has(formula)) ranges.set(formula, `choices_${ranges.size + 1}`);
      return ranges.get(formula)!;
    }
    if (isInline(choices)) return `"${choices.values.join(",")}"`;
    const key = JSON.stringify(choices.values);
    if (!long.has(key)) long.set(key, choices.values);
    return columnRange(CHOICES_SHEET, [...long.keys()].indexOf(key), 2, choices.values.length + 1);
  };
  for (const sheet of workbook.sheets) for (const column of sheet.columns) listOf(column);
  return {
    sheet: long.size === 0 ? null : choicesSheet([...long.values()]),
    names: [...ranges].map(([formula, name]) => `<definedName name="${name}">${xmlText(formula)}</definedName>`),
    listOf,
  };
}

function choicesSheet(lists: readonly (readonly string[])[]): NewSheet {
  const longest = Math.max(...lists.map((values) => values.length));
  return {
    title: CHOICES_SHEET,
    hidden: true,
    columns: lists.map((_, index) => ({ header: `${CHOICES_SHEET}${index + 1}`, width: 20, format: "text" as const })),
    rows: Array.from({ length: longest }, (_, row) => lists.map((values) => values[row] ?? null)),
  };
}

/** Excel keeps a filter's range and the repeated header row as names of the sheet. `index` is 0-based. */
export function sheetNames(sheet: NewSheet, index: number): readonly string[] {
  if (sheet.columns.length === 0) return [];
  const { headerRow, lastRow, lastColumn } = tableOf(sheet);
  const quoted = xmlAttribute(quotedSheet(sheet.title));
  const bottom = Math.max(lastRow, headerRow + 1);
  return [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!$A$${headerRow}:$${lastColumn}$${bottom}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$1:$${headerRow}</definedName>`,
  ];
}
