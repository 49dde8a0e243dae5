/**
 * npm run bench:backtest: five months of a city judged again under 武汉, against the five months asked for one by one (`run monthly --dry-run`), in the same
 * run and on the same files. Exit 1 when the backtest takes longer: it judges every month twice and must pay for that by reading once.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bigCity, type CitySize, FIRST_DAY, REPORTED } from "./big-city.ts";
import { writeBigWorkbook } from "./big-workbook.ts";
import { type Measured, measure } from "./measure.ts";

const CLI = fileURLToPath(new URL("../../functions/cli.ts", import.meta.url));
const SIZES: readonly CitySize[] = [
  { projects: 217, milestones: 8 },
  { projects: 2_000, milestones: 10 },
];
const MOST = 1;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function ratioOf(folder: string, size: CitySize): Promise<number> {
  const registry = join(folder, `${size.projects}.xlsx`);
  await writeBigWorkbook(registry, bigCity(size));
  const run = (...args: readonly string[]): Measured =>
    measure({
      program: process.execPath,
      args: [CLI, ...args, "--registry", registry, "--json"],
      env: { DUBAN_NOW: `${FIRST_DAY}T08:00`, DUBAN_STORE: `sqlite:${registry}.sqlite` },
      silent: true,
    });
  const months = REPORTED.map((month) => run("run", "monthly", "--dry-run", "--period", month).cpuSeconds);
  const all = months.reduce((sum, seconds) => sum + seconds, 0);
  const again = run("backtest", "--preset", "武汉", "--to", REPORTED.at(-1)!);
  const ratio = again.cpuSeconds / all;
  say(
    `${size.projects} × ${size.milestones}: ${REPORTED.length} months one by one ${all.toFixed(1)} s, backtest ${again.cpuSeconds.toFixed(1)} s (${again.peakMiB.toFixed(0)} MiB): ${ratio.toFixed(2)} (at most ${MOST})`,
  );
  return ratio;
}

const folder = mkdtempSync(join(tmpdir(), "duban-backtest-"));
try {
  let worst = 0;
  for (const size of SIZES) worst = Math.max(worst, await ratioOf(folder, size));
  process.exitCode = worst <= MOST ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
