import type { Month, PlainDate } from "../../lib/domain/dates.ts";
import { batchOf, isBatch } from "../../lib/domain/starts/batch.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { draftPack } from "../../lib/jobs/pack-draft.ts";
import { proposeStarts } from "../../lib/jobs/starts.ts";
import { type StartsLook, startsLook } from "../../lib/jobs/starts-look.ts";
import { officeNameOn } from "../../lib/rules/letter-rules.ts";
import { batchRuleOn } from "../../lib/rules/start-rules.ts";
import { newDocument } from "../../lib/views/documents/fields.ts";
import { startsFields } from "../../lib/views/documents/starts.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { draftedWords } from "../../lib/views/packs/pack-text.ts";
import { faultLines } from "../../lib/views/starts/list-words.ts";
import { startsJson } from "../../lib/views/starts/starts-json.ts";
import { startsTextOf } from "../../lib/views/starts/starts-text.ts";
import { startsWorkbook } from "../../lib/views/starts/starts-workbook.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseSameFile } from "../look-file.ts";
import { writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { type Wired, wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban starts --period 2026-05`: who is ready for a batch of 集中开工, its list and figures, and what came of the batch before. `--out` writes the admin's
 * workbook (.xlsx) or the notice as it would look (.docx); `--draft` puts the notice before an admin for confirmation. Nothing else is written or sent.
 */
export async function starts(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("starts", options, ["dryRun"]);
  if (options.draft === true) refuseOptions("starts --draft", options, ["knownAt"]);
  const out = outFile(options.out);
  const config = context.config();
  refuseSameFile(config, options.out, { others: [], words: "台账或记录库" });
  const wired = await wire(config, { store: options.draft === true ? "keep" : "look" });
  try {
    const { outside, clock } = wired;
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const input = await look(outside, asked);
    const batch = batchArgument(options.period, input);
    const told = startsLook(input, batch, ceremonyArgument(options.on, batch));
    if (out !== null) await written(out, told, input, wired);
    if (options.draft === true) refuseEarly(input.asOf, clock.today());
    const draft = options.draft === true ? await drafted(input, told, wired) : null;
    const words = draft === null ? startsTextOf(told) : `${startsTextOf(told)}\n\n${draftedWords(draft)}`;
    context.print(options.json === true ? JSON.stringify({ ...startsJson(told), draft }) : words);
    return 0;
  } finally {
    await wired.close();
  }
}

interface OutFile {
  readonly file: string;
  readonly as: "docx" | "xlsx";
}

/** Throws UsageError, as everything below. */
function outFile(file: string | undefined): OutFile | null {
  if (file === undefined) return null;
  const as = (["docx", "xlsx"] as const).find((one) => file.toLowerCase().endsWith(`.${one}`));
  if (as !== undefined) return { file, as };
  throw new UsageError(`“${oneLine(file, 200)}” 不是 .xlsx（准备情况）或 .docx（通知样稿）文件名。`);
}

/** Left out: the batch that is being made ready. */
function batchArgument(text: string | undefined, { book, asOf }: JobInput): Month {
  const rule = batchRuleOn(book, asOf).value;
  if (text === undefined) return batchOf(rule, asOf);
  const period = text.normalize("NFKC").trim();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
    throw new UsageError(`“${oneLine(period, 40)}” 不是月份，请写成 2026-05 这样的格式。`);
  if (isBatch(rule, period)) return period;
  const months = rule.months.map((month) => `${month}月`).join("、");
  throw new UsageError(`${period} 没有集中开工，批次在${months}（见「规则」“集中开工月份”）。`);
}

function ceremonyArgument(on: string | undefined, batch: Month): PlainDate | null {
  if (on === undefined) return null;
  const day = dayArgument(on);
  if (day.startsWith(`${batch}-`)) return day;
  throw new UsageError(`集中开工日 ${day} 不在批次 ${batch} 当月。`);
}

function refuseEarly(asOf: PlainDate, today: PlainDate): void {
  if (asOf > today) throw new UsageError(`不能为以后的日子（${asOf}）起草，今天是 ${today}。`);
}

async function written({ file, as }: OutFile, told: StartsLook, input: JobInput, { outside }: Wired): Promise<void> {
  if (as === "xlsx") return writeNew(file, await outside.writeWorkbook(startsWorkbook(told)));
  const { block, figures } = told.confirmed ?? { block: told.list.block, figures: told.figures };
  const terms = { figures, rule: told.rule.value, office: officeNameOn(input.book, input.asOf) };
  const fields = startsFields(block, terms);
  await writeNew(file, await outside.writeDocument(newDocument("集中开工通知", fields)));
}

async function drafted(input: JobInput, { batch, day, list }: StartsLook, { outside }: Wired) {
  const { proposal } = proposeStarts(input, batch, day);
  if (proposal !== null) return draftPack(proposal, outside);
  throw new UsageError(`没有起草。${faultLines(list.faults).join("")}`);
}
