import type { RawCell } from "../../ports/spreadsheet.ts";
import { withoutBlanks } from "../clean.ts";
import { nearest } from "../nearest.ts";
import { type CellProblem, type Facts, problem } from "./problem.ts";
import { readList, readText } from "./text.ts";

export interface EnumOptions {
  readonly values: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
}

const form = (text: string): string => withoutBlanks(text).toLowerCase();
const facts = (values: readonly string[]): Facts => ({ values: values.join("、") });

/** One of the listed words or an alias of one. Null for blanks. */
export function enumReader(options: EnumOptions): (cell: RawCell) => string | null | CellProblem {
  const known = new Map(
    [...options.aliases, ...options.values.map((value) => [value, value] as const)].map(([word, value]) => [
      form(word),
      value,
    ]),
  );
  return (cell) => {
    const text = readText(cell);
    if (text === null) return null;
    return known.get(form(text)) ?? problem("enum-unknown", facts(options.values), nearest(text, options.values));
  };
}

/** Several of the listed words; one unknown word makes the cell unreadable. */
export function listOfReader(values: readonly string[]): (cell: RawCell) => readonly string[] | null | CellProblem {
  const known = new Set(values);
  return (cell) => {
    const words = readList(cell);
    const unknown = words?.find((word) => !known.has(word));
    if (unknown === undefined) return words;
    return problem("list-unknown", { ...facts(values), unknown }, nearest(unknown, values));
  };
}
