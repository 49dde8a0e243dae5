import { oneLine } from "./one-line.ts";

/** Items of a draft as people count them: 1、3、5–9. Three and more in a row are told by their ends. */
export function itemsWords(items: readonly string[]): string {
  const runs: string[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run !== undefined && isNext(run.at(-1)!, item)) run.push(item);
    else runs.push([item]);
  }
  return runs
    .flatMap((run) => (run.length < 3 ? run.map(named) : [`${named(run[0]!)}–${named(run.at(-1)!)}`]))
    .join("、");
}

const isNext = (item: string, next: string): boolean => /^\d+$/.test(item) && String(Number(item) + 1) === next;

const named = (item: string): string => oneLine(item, 10);
