import type { PlainDate } from "../domain/dates.ts";
import { isSheetDate, isSheetError, type RawCell } from "../ports/spreadsheet.ts";
import { readDate } from "./cells/date.ts";
import { enumReader, listOfReader } from "./cells/enum.ts";
import { readMoney } from "./cells/money.ts";
import { readMonth, readPeriod, readQuarter } from "./cells/month.ts";
import { readNumber } from "./cells/number.ts";
import { readPercent } from "./cells/percent.ts";
import { type CellResult, isProblem, problem } from "./cells/problem.ts";
import { readBool, readEmail, readId, readList, readText, readUrl } from "./cells/text.ts";
import type { Column } from "./column.ts";
import { matchPerson, matchUnit, type PersonNames, type UnitNames } from "./names.ts";
import { GROUPS } from "./tabs-admin.ts";

/** What reading needs to know beforehand; `planYear` is 规则 计划年度. */
export interface ReadingSettings {
  readonly asOf: PlainDate;
  readonly planYear: number | null;
  readonly categories: readonly string[];
  readonly categoryAliases: ReadonlyMap<string, string>;
  readonly mechanisms: readonly string[];
}

/** What a cell may refer to. */
export interface Sources {
  readonly settings: ReadingSettings;
  readonly units: UnitNames;
  readonly people: PersonNames;
  /** Project → its responsible unit, set-aside projects included. */
  readonly unitOfProject: ReadonlyMap<string, string>;
}

/** The row as far as it has been read, by column code. */
export type DraftRow = Record<string, unknown>;
export type CellReader = (cell: RawCell, row: DraftRow) => CellResult;

const NO_ALIASES: ReadonlyMap<string, string> = new Map();

/** One reader per column and tab, made once; what the same text means is remembered. */
export function cellReader(column: Column, power: number, sources: Sources): CellReader {
  const read =
    column.ref === "people" ? personReader(column, sources) : remembered(plainReader(column, power, sources));
  return (cell, row) =>
    typeof cell === "object" && cell !== null && isSheetError(cell) ? problem("cell-error") : read(cell, row);
}

function plainReader(column: Column, power: number, sources: Sources): CellReader {
  const { settings } = sources;
  const { planned, signed, max, values } = column;
  switch (column.kind) {
    case "id":
      return readId;
    case "text":
      return column.ref === "units" ? scopeReader(sources) : readText;
    case "name":
      return (cell) => named(readText(cell), sources.units);
    case "names":
      return (cell) => allNamed(readList(cell), sources.units);
    case "list":
      return readList;
    case "roles":
      return listOfReader(values);
    case "email":
      return readEmail;
    case "url":
      return readUrl;
    case "bool":
      return readBool;
    case "date":
      return (cell) => readDate(cell, { planned, planYear: settings.planYear });
    case "month":
      return (cell) => readMonth(cell, settings.planYear);
    case "period":
      return readPeriod;
    case "quarter":
      return readQuarter;
    case "money":
      return (cell) => readMoney(cell, power);
    case "percent":
      return readPercent;
    case "int":
    case "num": {
      const options = { whole: column.kind === "int", signed, max };
      return (cell) => readNumber(cell, options);
    }
    case "enum":
      return enumReader(valuesOf(column, settings));
  }
}

function valuesOf(column: Column, settings: ReadingSettings) {
  if (column.extendable === "categories") return { values: settings.categories, aliases: settings.categoryAliases };
  return { values: column.extendable === "mechanisms" ? settings.mechanisms : column.values, aliases: NO_ALIASES };
}

const named = (text: string | null, units: UnitNames): CellResult => (text === null ? null : matchUnit(units, text));

function allNamed(words: readonly string[] | null, units: UnitNames): CellResult {
  const found = words?.map((word) => matchUnit(units, word)) ?? null;
  const unknown = found?.findIndex(isProblem) ?? -1;
  if (found === null || unknown < 0) return found as readonly string[] | null;
  const first = found[unknown]!;
  return isProblem(first) ? { ...first, facts: { ...first.facts, unknown: words![unknown]! } } : null;
}

/** 全市, a group, or a unit. */
const scopeReader =
  ({ units }: Sources): CellReader =>
  (cell) => {
    const text = readText(cell);
    return text === "全市" || (GROUPS as readonly (string | null)[]).includes(text) ? text : named(text, units);
  };

function personReader(column: Column, { people, units, unitOfProject }: Sources): CellReader {
  const { within } = column;
  return (cell, row) => {
    const text = readText(cell);
    return text === null
      ? null
      : matchPerson(people, units, text, within === null ? null : unitIn(row, within, unitOfProject));
  };
}

/** A milestone or problem that names no unit is its project's. */
function unitIn(row: DraftRow, within: string, unitOfProject: ReadonlyMap<string, string>): string | null {
  const unit = row[within];
  if (typeof unit === "string") return unit;
  return typeof row.project === "string" ? (unitOfProject.get(row.project) ?? null) : null;
}

/** Beyond so many different texts remembering costs more than reading. */
const MOST_REMEMBERED = 20_000;

function remembered(read: CellReader): CellReader {
  const texts = new Map<string, CellResult>();
  const days = new Map<string, CellResult>();
  return (cell, row) => {
    const isText = typeof cell === "string";
    const text = isText ? cell : typeof cell === "object" && cell !== null && isSheetDate(cell) ? cell.date : null;
    if (text === null) return read(cell, row);
    const answers = isText ? texts : days;
    const before = answers.get(text);
    if (before !== undefined) return before;
    const answer = read(cell, row);
    if (answers.size < MOST_REMEMBERED) answers.set(text, answer);
    return answer;
  };
}
