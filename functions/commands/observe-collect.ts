import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { look } from "../../lib/jobs/look.ts";
import { type BallotFile, collectBallots } from "../../lib/jobs/observation-collect.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { collectingJson, collectingWords, collectRefusal } from "../../lib/views/observation-collect.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban observe collect FILES… --period 2026-07`: ballots as they come in; a folder stands for the workbooks in it. `--close` drafts the rows of 观摩. */
export async function observeCollect(context: Context, visit: string, files: readonly string[]): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("observe collect", options, ["dryRun", "out", "knownAt", "asOf"]);
  if (files.length === 0)
    throw new UsageError("请写选票文件或所在的文件夹，如 duban observe collect 选票 --period 2026-07。");
  const ballots = await ballotFiles(files);
  const closes = options.close === true;
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    const input = await look(outside, { asOf: clock.today(), period: null, knownAt: null });
    const collected = await collectBallots(input, ballots, { visit, close: closes }, outside);
    if ("because" in collected) throw new UsageError(collectRefusal(visit, collected));
    const words = (): string => collectingWords(collected, closes);
    context.print(options.json === true ? JSON.stringify(collectingJson(collected)) : words());
    const done = collected.refused.length === 0 && (!closes || collected.closing !== null);
    return done ? 0 : 1;
  } finally {
    await close();
  }
}

/** A lot is one ballot for each judge. */
const MOST_FILES = 2000;

async function ballotFiles(named: readonly string[]): Promise<readonly BallotFile[]> {
  const files = (await Promise.all(named.map(filesIn))).flat();
  const once = [...new Map(files.map((file) => [resolve(file), file])).values()];
  if (once.length === 0) throw new UsageError("文件夹里没有 .xlsx 文件。");
  if (once.length > MOST_FILES) throw new UsageError(`一次至多收 ${MOST_FILES} 个文件。`);
  const ballots: BallotFile[] = [];
  for (const file of once) ballots.push(await ballotFile(file));
  return ballots;
}

/** Lock files of a program that has a ballot open are none. */
async function filesIn(named: string): Promise<readonly string[]> {
  const isFolder = await stat(named).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [named];
  const names = await readdir(named);
  return names
    .filter((name) => /^[^~.].*\.xlsx$/i.test(name))
    .sort()
    .map((name) => join(named, name));
}

/** A ballot is small; what is not is none. */
const MOST_BYTES = 5 * 2 ** 20;

async function ballotFile(file: string): Promise<BallotFile> {
  const { openXlsx } = await import("../../lib/adapters/xlsx/xlsx-spreadsheet.ts");
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );
  if (size > MOST_BYTES) return { file, workbook: { unreadable: "too-large" } };
  try {
    return { file, workbook: await openXlsx(file, { name: basename(file), lockWaitMs: 0 }).read(() => true) };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { file, workbook: { unreadable: String(error.facts.reason ?? error.code) } };
  }
}
