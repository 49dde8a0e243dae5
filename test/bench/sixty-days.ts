/**
 * npm run bench:days: sixty days of a city of 217 projects in one process, each with its reading, verdicts, writing, letters and records: the time of a
 * day, and how it grows with the history. Exit 1 when a day of the last fifteen takes more than twice one of the second fifteen: what is remembered
 * grows by a steady amount a day, so a day's time may grow with it in a line, and not faster.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "../../lib/domain/dates.ts";
import { HALF_YEAR, livingCity } from "../../sheets-templates/year/city.ts";
import { livedDays, officeIn } from "../fakes/living/days.ts";

const DAYS = 60;
const BLOCK = 15;
const MOST_GROWTH = 2;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Lived {
  readonly ms: number;
  readonly letters: number;
  readonly storeKiB: number;
}

async function main(folder: string): Promise<boolean> {
  const { from } = HALF_YEAR;
  const to = addDays(from, DAYS - 1);
  const world = livingCity({ ...HALF_YEAR, to, issues: 133, tasks: 35 });
  const office = officeIn(folder, `outbox:${join(folder, "outbox")}`);
  const lived: Lived[] = [];
  for await (const { outcome } of livedDays(office, world, from, to)) {
    const ms = Object.values(outcome.timings).reduce((sum, part) => sum + part, 0);
    const letters = outcome.messages.filter(({ state }) => state === "sent").length;
    lived.push({ ms, letters, storeKiB: statSync(`${office.file}.duban.sqlite`).size / 1024 });
  }
  const blocks = Array.from({ length: DAYS / BLOCK }, (_, index) => lived.slice(index * BLOCK, (index + 1) * BLOCK));
  say("days      median ms a day   letters   store at the end, KiB");
  blocks.forEach((block, index) => {
    const letters = block.reduce((sum, day) => sum + day.letters, 0);
    const days = `${index * BLOCK + 1}–${(index + 1) * BLOCK}`;
    say(
      `${days.padEnd(9)} ${median(block).toFixed(0).padStart(15)} ${String(letters).padStart(9)} ${block.at(-1)!.storeKiB.toFixed(0).padStart(12)}`,
    );
  });
  const growth = median(blocks.at(-1)!) / median(blocks[1]!);
  say(`a day of the last fifteen ÷ one of the second fifteen: ${growth.toFixed(2)} (at most ${MOST_GROWTH})`);
  return growth <= MOST_GROWTH;
}

const median = (days: readonly Lived[]): number =>
  days.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(days.length / 2)]!;

const folder = mkdtempSync(join(tmpdir(), "duban-days-"));
try {
  process.exitCode = (await main(folder)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
