/**
 * npm run bench: the whole `daily` process on large registries, in one run with its peers, as ratios. Exit 1 when a target is missed.
 * Judged are two mornings of one office: the first of all, which fills every verdict cell, remembers every row and writes to everybody, and the
 * next one, with history and news. On the first morning `daily` reads a small file and leaves one nearly twice as large: exceljs is timed at reading
 * the one and writing the other; against reading and writing the small one alone the ratio is told and not judged. The first morning and exceljs on
 * its file are run twice each, in turns, and of both the faster counts.
 * node test/bench/bench.ts [projects] makes the large registry smaller or larger (default 10000; the growth is then not judged).
 * Needs GNU time, unzip and LibreOffice (Debian: time, unzip, libreoffice-calc).
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bigCity, type CitySize } from "./big-city.ts";
import { writeBigWorkbook } from "./big-workbook.ts";
import { type DailyRun, daily, type Morning } from "./daily-runs.ts";
import { formulaBook } from "./formula-book.ts";
import type { Measured } from "./measure.ts";
import { typeNews } from "./next-day.ts";
import { type ExceljsRun, exceljs, libreOffice, readingOneWritingOther, unzip } from "./peers.ts";
import { figuresRow, isMet, type Target, tableWords, targetRow } from "./rows-of-figures.ts";

const LARGE = 10_000;
const QUARTER = 1 / 4;
const THIRD = 1 / 3;

type Runs = Readonly<Record<Morning, DailyRun>>;

/** The peers of the first and of the next morning: each on the very file that `daily` is about to read; exceljs besides at the first morning's own work. */
interface Peers {
  readonly exceljs: Readonly<Record<"first" | "next", ExceljsRun>>;
  readonly firstWork: Measured;
  readonly unzip: Readonly<Record<"first" | "next", Measured>>;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(folder: string, projects: number): Promise<boolean> {
  await office(folder, { projects: 217, milestones: 8 });
  const small = await office(folder, { projects: projects / 10, milestones: 20 });
  const size = { projects, milestones: 20 };
  const large = await office(folder, size);
  const formulas = join(folder, "formulas.xlsx");
  await writeBigWorkbook(formulas, formulaBook(size));
  const calc = await libreOffice(folder, formulas);
  say(`\nLibreOffice, ${nameOf(size)}\n${tableWords([HEAD, figuresRow("(b) calculates the formulas", calc)])}`);
  const targets = targetsOf(large.runs, large.peers, calc, growthOf(small.runs, large.runs, projects));
  say(`\n${tableWords([["target", "found", "limit", ""], ...targets.map(targetRow)])}`);
  const unfilled = large.runs.first.seconds / large.peers.exceljs.first.seconds;
  say(`told, not judged: time ÷ exceljs on the unfilled file alone, first morning: ${unfilled.toFixed(3)}`);
  return targets.every(isMet);
}

const nameOf = ({ projects, milestones }: CitySize): string => `${projects} projects × ${milestones} milestones`;
const HEAD = ["", "time", "cpu", "peak"];

/** Two mornings in an office of this size, with the peers in between. */
async function office(folder: string, size: CitySize): Promise<{ readonly runs: Runs; readonly peers: Peers }> {
  const own = join(folder, `${size.projects}`);
  mkdirSync(own);
  const registry = join(own, "registry.xlsx");
  await writeBigWorkbook(registry, bigCity(size));
  const rehearsed = rehearsal(own, registry);
  const peersOnce = peersOf(own, registry);
  const peersFirst = { ...peersOnce, exceljs: faster(peersOnce.exceljs, peersOf(own, registry).exceljs) };
  const first = faster(rehearsed, daily(own, registry, "first"));
  const typed = typeNews(registry, size);
  const peersNext = peersOf(own, registry);
  const next = daily(own, registry, "next");
  const again = daily(own, registry, "again");
  refuseIdle({ first, next, again });
  const peers = {
    exceljs: { first: peersFirst.exceljs, next: peersNext.exceljs },
    firstWork: readingOneWritingOther(peersFirst.exceljs, peersNext.exceljs),
    unzip: { first: peersFirst.unzip, next: peersNext.unzip },
  };
  say(
    `\n${nameOf(size)}; ${typed} milestones done between the mornings\n${officeWords({ first, next, again }, peers)}`,
  );
  rmSync(own, { recursive: true });
  return { runs: { first, next, again }, peers };
}

/** The first morning on a copy: it can happen once to a registry, and a machine's neighbours are felt. */
function rehearsal(own: string, registry: string): DailyRun {
  const folder = join(own, "rehearsal");
  mkdirSync(folder);
  const copy = join(folder, "registry.xlsx");
  copyFileSync(registry, copy);
  const run = daily(folder, copy, "first");
  rmSync(folder, { recursive: true });
  return run;
}

const faster = <M extends Measured>(one: M, other: M): M => (one.seconds <= other.seconds ? one : other);

function peersOf(folder: string, registry: string): { readonly exceljs: ExceljsRun; readonly unzip: Measured } {
  const file = join(folder, "peer.xlsx");
  copyFileSync(registry, file);
  return { exceljs: exceljs(file), unzip: unzip(file) };
}

/** A run that did nothing would be fast. */
function refuseIdle({ first, next, again }: Runs): void {
  if (first.said.cellsChanged === 0 || first.said.sent === 0) throw new Error("the first run wrote or mailed nothing");
  if (next.said.cellsChanged === 0) throw new Error("the next day's run wrote nothing");
  if (again.said.cellsChanged > 0 || again.said.sent > 0) throw new Error("the second run of a day changed something");
}

const officeWords = (runs: Runs, peers: Peers): string =>
  tableWords([
    HEAD,
    figuresRow("daily, first run", runs.first),
    figuresRow("  (a) exceljs reads the same file and writes the one daily left", peers.firstWork),
    figuresRow("      exceljs reads and writes the file as it was", peers.exceljs.first),
    figuresRow("  (c) unzip -p of the same file", peers.unzip.first),
    figuresRow("daily, next day", runs.next),
    figuresRow("  (a) exceljs reads and writes the same file", peers.exceljs.next),
    figuresRow("  (c) unzip -p of the same file", peers.unzip.next),
    figuresRow("daily again, nothing changed", runs.again),
  ]) +
  Object.entries(runs)
    .map(([name, run]) => `\n${saidWords(name, run)}`)
    .join("");

const saidWords = (name: string, { said }: DailyRun): string =>
  `${name}: ${said.cellsChanged} cells, ${said.sent} mails, ${said.findings} findings; ${Object.entries(said.timings)
    .map(([step, ms]) => `${step} ${(ms / 1000).toFixed(2)} s`)
    .join(", ")}`;

const growthOf = (small: Runs, large: Runs, projects: number): readonly Target[] =>
  projects !== LARGE
    ? []
    : (["first", "next"] as const).map((morning) => ({
        name: `time of 10,000 projects ÷ time of 1,000, ${morning} morning`,
        found: large[morning].seconds / small[morning].seconds,
        limit: 10,
      }));

const targetsOf = (runs: Runs, peers: Peers, calc: Measured, growth: readonly Target[]): readonly Target[] => [
  ...ratiosOf(runs, peers, calc, "next"),
  ...growth,
  ...ratiosOf(runs, peers, calc, "first"),
];

function ratiosOf(runs: Runs, peers: Peers, calc: Measured, morning: "first" | "next"): readonly Target[] {
  const [ours, theirs] = [runs[morning], peers.exceljs[morning]];
  const work = morning === "first" ? peers.firstWork : theirs;
  return [
    { name: `time ÷ exceljs, ${morning} morning`, found: ours.seconds / work.seconds, limit: QUARTER },
    { name: `peak memory ÷ exceljs, ${morning} morning`, found: ours.peakMiB / theirs.peakMiB, limit: QUARTER },
    { name: `time ÷ LibreOffice, ${morning} morning`, found: ours.seconds / calc.seconds, limit: THIRD },
  ];
}

const folder = mkdtempSync(join(tmpdir(), "duban-bench-"));
try {
  process.exitCode = (await main(folder, Number(process.argv[2] ?? LARGE))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
