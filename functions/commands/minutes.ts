import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { MinutesFile } from "../../lib/adapters/minutes-file.ts";
import { draftMinutes, type ProposedMinutes, proposeMinutes, workbookName } from "../../lib/jobs/minutes.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { refuseSecretMinutes } from "../../lib/registry/minutes-secrecy.ts";
import { minutesJson, minutesWords, type ShownMinutes } from "../../lib/views/minutes.ts";
import { minutesRefusal } from "../../lib/views/minutes-refusals.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban minutes FILE`: what the minutes ask of whom, as proposed rows of 任务: printed, in a workbook to look at, and as a draft that an admin confirms. */
export async function minutes(context: Context, file: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("minutes", options, ["knownAt", "period"]);
  if (options.dryRun === true) refuseOptions("minutes --dry-run", options, ["out"]);
  const read = await fileRead(file);
  const config = context.config();
  refuseSameFile(config, file, options.out);
  const { outside, clock, close } = await wire(config, { store: options.dryRun === true ? "look" : "keep" });
  try {
    const today = clock.today();
    const request = { blocks: read.blocks, file: basename(file), asOf: context.asOf ?? today, today };
    const proposed = await proposeMinutes(request, outside);
    const shown = await kept(context, file, proposed, outside);
    context.print(options.json === true ? JSON.stringify(minutesJson(shown)) : minutesWords(shown));
    return 0;
  } finally {
    await close();
  }
}

/** The reader of .docx is loaded by this command alone. Throws UsageError, SecrecyError. */
async function fileRead(file: string): Promise<MinutesFile> {
  const { readMinutesFile } = await import("../../lib/adapters/minutes-file.ts");
  try {
    const read = await readMinutesFile(file);
    refuseSecretMinutes(basename(file), read.texts);
    return read;
  } catch (error) {
    if (!(error instanceof PortError) || error.code !== "minutes-unreadable") throw error;
    throw new UsageError(minutesRefusal(String(error.facts.file), String(error.facts.reason)));
  }
}

/** --out must not replace what it was made from. Throws UsageError. */
function refuseSameFile({ registry, store }: Config, file: string, out: string | undefined): void {
  if (out === undefined) return;
  const taken = [
    resolve(file),
    registry?.kind === "xlsx" ? registry.file : "",
    store?.kind === "sqlite" ? store.file : "",
  ];
  if (taken.includes(resolve(out)))
    throw new UsageError(`无法写出：${out.slice(0, 200)} 就是台账、记录库或纪要本身，--out 请另给一个文件名。`);
}

/** A dry run, and minutes that ask nothing, leave nothing behind. */
async function kept(
  context: Context,
  file: string,
  proposed: ProposedMinutes,
  outside: Outside,
): Promise<ShownMinutes> {
  const { reading, title, rows, after, proposal } = proposed;
  const { meeting: day, dayDoubted } = reading.meeting;
  const shown = { file: basename(file), title, day, dayDoubted, rows, after };
  if (context.options.dryRun === true || rows.length === 0)
    return { ...shown, draft: { id: "", state: "none" }, confirmedBefore: "", out: "" };
  const out = await written(context, file, await outside.writeWorkbook(proposed.workbook));
  const { confirmedBefore, ...draft } = await draftMinutes(proposal, outside);
  return { ...shown, draft, confirmedBefore, out };
}

/** Beside the minutes, and never over another file of that name, which somebody may have worked on. Throws UsageError. */
async function written(context: Context, file: string, content: Uint8Array): Promise<string> {
  const { out } = context.options;
  const first = out ?? join(dirname(file), workbookName(basename(file)));
  try {
    return out === undefined ? await besides(first, content) : await over(first, content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "原因不明";
    throw new UsageError(
      `无法写出核对用的表 ${first.slice(0, 200)}（${code}）。请检查文件夹是否存在、是否可写，或用 --out 另给文件名。没有起草。`,
    );
  }
}

async function over(file: string, content: Uint8Array): Promise<string> {
  await writeFile(file, content);
  return file;
}

const MOST_COPIES = 99;

async function besides(first: string, content: Uint8Array): Promise<string> {
  for (let n = 1; ; n++) {
    const file = n === 1 ? first : first.replace(/\.xlsx$/, `（${n}）.xlsx`);
    try {
      await writeFile(file, content, { flag: "wx" });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || n === MOST_COPIES) throw error;
      if (await holds(file, content)) return file;
    }
  }
}

async function holds(file: string, content: Uint8Array): Promise<boolean> {
  return Buffer.from(content).equals(await readFile(file));
}
