import type { TaskProposal } from "../../lib/registry/task-proposals.ts";
import { type Minutes, minutesOf, NAMES, type TrueItem } from "./corpus.ts";

/** Found of what is there, and right of what was said. */
export interface Tally {
  right: number;
  said: number;
  there: number;
}

export interface Measured {
  readonly items: Tally;
  readonly lead: Tally;
  readonly cooperating: Tally;
  readonly due: Tally;
  readonly meeting: Tally;
  /** Units that are not in the list, and days or leaders without words in the text. */
  readonly invented: readonly string[];
  readonly misses: readonly string[];
}

const tally = (): Tally => ({ right: 0, said: 0, there: 0 });

const count = (into: Tally, said: readonly string[], there: readonly string[]): boolean => {
  const right = said.filter((one) => there.includes(one)).length;
  into.right += right;
  into.said += said.length;
  into.there += there.length;
  return right === said.length && right === there.length;
};

const some = (text: unknown): readonly string[] => (typeof text === "string" && text !== "" ? [text] : []);
const helpersOf = ({ cells }: TaskProposal): readonly string[] =>
  some(cells.cooperatingUnits).flatMap((all) => all.split("、"));

/** Each true item takes the first proposal that holds its piece and is not taken. */
export function measured(all: readonly Minutes[]): Measured {
  const into = { items: tally(), lead: tally(), cooperating: tally(), due: tally(), meeting: tally() };
  const misses: string[] = [];
  for (const minutes of all) {
    if (!count(into.meeting, some(minutes.reading.meeting.meeting), some(minutes.meeting)))
      misses.push(`${minutes.name}: 会议日期 ${minutes.reading.meeting.meeting}`);
    misses.push(...compare(minutes, into));
  }
  return { ...into, invented: all.flatMap(inventedIn), misses };
}

function compare(
  { name, truth, proposals }: Minutes,
  into: Record<"items" | "lead" | "cooperating" | "due", Tally>,
): readonly string[] {
  const free = [...proposals];
  const misses: string[] = [];
  for (const item of truth) {
    const at = free.findIndex(({ content }) => content.includes(item.piece));
    const found = at < 0 ? undefined : free.splice(at, 1)[0];
    count(into.items, found === undefined ? [] : ["item"], ["item"]);
    misses.push(...compareItem(name, item, found, into));
  }
  into.items.said += free.length;
  for (const { lead, cells } of free) {
    count(into.lead, some(lead.name), []);
    count(into.due, some(cells.due), []);
  }
  return [...misses, ...free.map(({ content }) => `${name}: 多出 ${content}`)];
}

function compareItem(
  name: string,
  item: TrueItem,
  found: TaskProposal | undefined,
  into: Record<"lead" | "cooperating" | "due", Tally>,
): readonly string[] {
  const lead = count(into.lead, some(found?.cells.leadUnit), some(item.lead));
  const helpers = found === undefined ? [] : helpersOf(found);
  const cooperating = count(into.cooperating, helpers, item.cooperating);
  const due = count(into.due, some(found?.cells.due), some(item.due));
  if (found === undefined) return [`${name}: 缺 ${item.piece}`];
  return [
    ...(lead
      ? []
      : [`${name}: ${item.piece} 牵头 ${found.cells.leadUnit} ≠ ${item.lead} (${JSON.stringify(found.lead)})`]),
    ...(cooperating ? [] : [`${name}: ${item.piece} 配合 ${helpers.join("、")} ≠ ${item.cooperating.join("、")}`]),
    ...(due ? [] : [`${name}: ${item.piece} 时限 ${found.cells.due} ≠ ${item.due} (${JSON.stringify(found.due)})`]),
  ];
}

const squeezed = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

/** Nothing in a row that is in no list, or that no words of the text stand for. */
function inventedIn({ name, proposals, text }: Minutes): readonly string[] {
  const whole = squeezed(text);
  return proposals.flatMap((proposal) => {
    const { cells, due, lead, cooperating, leaders } = proposal;
    const units = [...some(cells.leadUnit), ...helpersOf(proposal)].filter((unit) => !NAMES.units.names.includes(unit));
    const words = [
      ...(cells.leadUnit === undefined ? [] : [lead.words]),
      ...cooperating.map((one) => one.words),
      ...leaders.map((one) => one.words),
      ...(due.day === null ? [] : [due.words]),
    ];
    const unsaid = words.filter((one) => one === "" || !whole.includes(squeezed(one)));
    return [...units, ...unsaid].map((one) => `${name}: ${one}`);
  });
}

const percent = (n: number, of: number): string => (of === 0 ? "—" : `${((100 * n) / of).toFixed(1)}%`);

export function wordsOf(title: string, { invented, misses: _, ...tallies }: Measured): string {
  const rows = Object.entries(tallies).map(
    ([name, { right, said, there }]) =>
      `  ${name.padEnd(12)} precision ${percent(right, said)} (${right}/${said})  recall ${percent(right, there)} (${right}/${there})`,
  );
  return [title, ...rows, `  invented     ${invented.length}`].join("\n");
}

async function main(): Promise<void> {
  for (const [folder, title] of [
    ["corpus", "30 minutes the reader was made with"],
    ["held-out", "10 minutes held out"],
  ] as const) {
    const result = measured(await minutesOf(folder));
    console.log(wordsOf(title, result));
    if (process.argv.includes("--misses")) console.log(result.misses.map((miss) => `    ${miss}`).join("\n"));
    for (const one of result.invented) console.log(`    invented: ${one}`);
  }
}

if (import.meta.main) await main();
