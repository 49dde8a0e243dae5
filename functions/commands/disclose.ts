import { resolve } from "node:path";
import { disclosureSample, disclosuresOf, yearlyDisclosureReport } from "../../lib/jobs/disclosure.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { draftPack } from "../../lib/jobs/pack-draft.ts";
import { DISCLOSURE_ITEMS } from "../../lib/rules/disclosure-items.ts";
import { itemsJson, itemsWords } from "../../lib/views/disclosure/items.ts";
import { listJson, listWords, listWorkbook } from "../../lib/views/disclosure/list.ts";
import { reportJson, reportWords } from "../../lib/views/disclosure/report.ts";
import { spotCheckJson, spotCheckWords, spotCheckWorkbook } from "../../lib/views/disclosure/spot-check.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { draftedWords } from "../../lib/views/packs/pack-text.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { newWorkbookFile, writeNew } from "../new-file.ts";
import { reviewPeriod } from "../review-period.ts";
import { refuseOptions } from "../unfit-options.ts";
import { type Wired, wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

type Step = (context: Context, unit: string | undefined) => Promise<ExitCode>;

const STEPS: Readonly<Record<string, Step>> = { items, list, sample, report };

/** `duban disclose items|list|sample|report`: information disclosure of great projects. Only `report --draft` keeps anything, and nothing is sent. */
export async function disclose(context: Context, step: string, unit?: string): Promise<ExitCode> {
  const run = STEPS[step];
  if (run === undefined) throw new UsageError(`没有 disclose ${oneLine(step, 40)}；可用 items、list、sample、report。`);
  refuseOptions("disclose", context.options, ["dryRun"]);
  if (unit !== undefined && step !== "report")
    throw new UsageError(`disclose ${step} 不按单位，请去掉“${oneLine(unit, 40)}”。`);
  if (context.options.draft === true && step !== "report") throw new UsageError("--draft 只用于 disclose report。");
  return run(context, unit);
}

/** The eight categories and their items; no registry is needed. */
async function items({ options, print }: Context): Promise<ExitCode> {
  refuseOptions("disclose items", options, ["asOf", "knownAt", "period", "out"]);
  print(options.json === true ? JSON.stringify(itemsJson(DISCLOSURE_ITEMS)) : itemsWords(DISCLOSURE_ITEMS));
  return 0;
}

async function list(context: Context): Promise<ExitCode> {
  const { options, print } = context;
  const out = newWorkbookFile(options.out);
  return looking(context, async (input, { outside }) => {
    const shown = disclosuresOf(input, spanOf(context, input));
    if (out !== null) await writeNew(out, await outside.writeWorkbook(listWorkbook(shown)));
    print(options.json === true ? JSON.stringify(listJson(shown)) : listWords(shown));
  });
}

async function sample(context: Context): Promise<ExitCode> {
  const { options, print } = context;
  const out = newWorkbookFile(options.out);
  const asked = { count: countOf(options.count), seed: seedOf(options.seed) };
  return looking(context, async (input, { outside }) => {
    const shown = disclosureSample(input, spanOf(context, input), asked);
    if (out !== null) await writeNew(out, await outside.writeWorkbook(spotCheckWorkbook(shown)));
    print(options.json === true ? JSON.stringify(spotCheckJson(shown)) : spotCheckWords(shown));
  });
}

async function report(context: Context, unit: string | undefined): Promise<ExitCode> {
  const { options, print } = context;
  const out = documentFile(options.out);
  return looking(context, async (input, { outside }) => {
    const drawn = yearlyDisclosureReport(input, yearAsked(options.period, input.asOf), unitNamed(unit, input));
    const { document: kind, fields } = drawn.paper;
    if (out !== null) await writeNew(out, await outside.writeDocument({ kind, fields }));
    const drafted = options.draft === true ? await draftPack(drawn.proposal, outside) : null;
    if (options.json === true) print(JSON.stringify({ ...reportJson(drawn), draft: drafted }));
    else print(drafted === null ? reportWords(drawn) : `${reportWords(drawn)}\n\n${draftedWords(drafted)}`);
  });
}

/** Reads the registry once and shows something of it. */
async function looking(context: Context, show: (input: JobInput, wired: Wired) => Promise<void>): Promise<ExitCode> {
  const wired = await wire(context.config(), { store: context.options.draft === true ? "keep" : "look" });
  try {
    const { outside, clock } = wired;
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    await show(await look(outside, asked), wired);
    return 0;
  } finally {
    await wired.close();
  }
}

/** The whole period, also what of it is still to come: rows are due then. */
function spanOf({ options }: Context, { asOf }: JobInput) {
  const { period, from } = reviewPeriod(options.period ?? asOf.slice(0, 7), asOf);
  return { period, from, to: reviewPeriod(period, "9999-12-31").to };
}

/** Throws UsageError. */
function yearAsked(text: string | undefined, asOf: string): number {
  const year = text === undefined ? Number(asOf.slice(0, 4)) - 1 : Number(text.normalize("NFKC").trim());
  if (/^\d{4}$/.test(String(year)) && year <= Number(asOf.slice(0, 4))) return year;
  throw new UsageError(`“${oneLine(text ?? "", 40)}” 不是已经开始的年度，请写成 --period 2026。`);
}

/** The unit by its name or another name of it; null: the government's own report. Throws UsageError. */
function unitNamed(name: string | undefined, { reading }: JobInput): string | null {
  if (name === undefined) return null;
  const asked = name.normalize("NFKC").trim();
  const found = reading.registry.units.find(
    (unit) => unit.name === asked || (Array.isArray(unit.aliases) && unit.aliases.includes(asked)),
  );
  if (found !== undefined) return found.name;
  throw new UsageError(`「单位」表没有“${oneLine(name, 40)}”。`);
}

function documentFile(file: string | undefined): string | null {
  if (file === undefined) return null;
  if (file.toLowerCase().endsWith(".docx")) return resolve(file);
  throw new UsageError(`“${oneLine(file, 200)}” 不是 .docx 文件名。`);
}

const MOST = 1000;

function countOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new UsageError(`--count “${oneLine(text, 20)}” 不是 1 到 ${MOST} 的整数。`);
}

function seedOf(text: string | undefined): string | null {
  const seed = text?.normalize("NFKC").trim();
  if (seed === undefined) return null;
  if (seed !== "" && seed.length <= 40) return seed;
  throw new UsageError("--seed 请写 1 到 40 个字，如 2026-05。");
}
