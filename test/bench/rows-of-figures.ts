import type { Measured } from "./measure.ts";

/** Columns padded to the width they take on a terminal, where a Chinese character takes two. */
export function tableWords(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at]!))));
  return rows.map((row) => row.map((cell, at) => padded(cell, widths[at]!, at === 0)).join("  ")).join("\n");
}

const padded = (cell: string, width: number, left: boolean): string => {
  const blanks = " ".repeat(width - widthOf(cell));
  return left ? cell + blanks : blanks + cell;
};

const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);

export const figuresRow = (name: string, { seconds, cpuSeconds, peakMiB }: Measured): readonly string[] => [
  name,
  `${seconds.toFixed(2)} s`,
  `${cpuSeconds.toFixed(2)} s`,
  `${Math.round(peakMiB)} MiB`,
];

/** What must hold: `found` at most `limit`. */
export interface Target {
  readonly name: string;
  readonly found: number;
  readonly limit: number;
}

export const isMet = ({ found, limit }: Target): boolean => found <= limit;

export const targetRow = (target: Target): readonly string[] => [
  target.name,
  target.found.toFixed(3),
  `≤ ${target.limit.toFixed(3)}`,
  isMet(target) ? "pass" : "FAIL",
];
