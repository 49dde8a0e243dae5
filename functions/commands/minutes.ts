import { basename, dirname, join } from "node:path";
import type { MinutesFile } from "../../lib/adapters/minutes-file.ts";
import { draftMinutes, type ProposedMinutes, proposeMinutes, workbookName } from "../../lib/jobs/minutes.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { refuseSecretMinutes } from "../../lib/registry/minutes-secrecy.ts";
import { minutesJson, minutesWords, type ShownMinutes } from "../../lib/views/minutes.ts";
import { minutesRefusal } from "../../lib/views/minutes-refusals.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseSameFile, writtenLook } from "../look-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban minutes FILE`: what the minutes ask of whom, as proposed rows of 任务: printed, in a workbook to look at, and as a draft that an admin confirms. */
export async function minutes(context: Context, file: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("minutes", options, ["knownAt", "period"]);
  if (options.dryRun === true) refuseOptions("minutes --dry-run", options, ["out"]);
  const read = await fileRead(file);
  const config = context.config();
  refuseSameFile(config, options.out, { others: [file], words: "台账、记录库或纪要" });
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
  const first = join(dirname(file), workbookName(basename(file)));
  const out = await writtenLook(first, context.options.out, await outside.writeWorkbook(proposed.workbook));
  const { confirmedBefore, ...draft } = await draftMinutes(proposal, outside);
  return { ...shown, draft, confirmedBefore, out };
}
