import { resolve } from "node:path";
import { periodKind } from "../../lib/domain/assessment/periods.ts";
import { explain as explainKey } from "../../lib/jobs/explain.ts";
import { type ExplainedUnit, explainUnit } from "../../lib/jobs/explain-unit.ts";
import { look } from "../../lib/jobs/look.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { type Explained, explainedJson, explainWords } from "../../lib/views/explain.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { writeNew } from "../new-file.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban explain KEY`: a project, a milestone, a problem, a task, or a unit by --period (2026-05, 2026Q2, 2026), from what that period's result is drafted
 * from. --docx writes a unit's calculation on paper.
 */
export async function explain(context: Context, key: string): Promise<ExitCode> {
  const file = docxOf(context);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: periodOf(context), knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const name = key.normalize("NFKC").trim();
    const day = await look(outside, asked);
    const row = explainKey(day, name);
    if (row !== null && file !== null)
      throw new UsageError("--docx 只用于单位：duban explain 单位 --period 期间 --docx 文件。");
    if (row !== null) return told(context, row);
    const unit = explainUnit(await look(outside, asked, "month"), name, day.published);
    if (unit === null)
      throw new UsageError(`没有 “${key.slice(0, 100)}”：请给项目编号（P-031）、节点（P-031/30）或单位名称。`);
    if (file !== null) await paper(outside, unit, file);
    return told(context, unit.explained);
  } finally {
    await close();
  }
}

function told(context: Context, explained: Explained): ExitCode {
  context.print(context.options.json === true ? JSON.stringify(explainedJson(explained)) : explainWords(explained));
  return 0;
}

/** A month, a quarter or a year; null: the last ended month. Throws UsageError. */
function periodOf({ options }: Context): string | null {
  if (options.period === undefined) return null;
  const period = options.period.normalize("NFKC").trim().toUpperCase();
  if (periodKind(period) !== null) return period;
  throw new UsageError(`“${period.slice(0, 50)}” 不是期间，请写成 2026-05、2026Q2 或 2026 这样的格式。`);
}

/** Throws UsageError. */
function docxOf({ options }: Context): string | null {
  if (options.docx === undefined) return null;
  if (options.docx.toLowerCase().endsWith(".docx")) return resolve(options.docx);
  throw new UsageError(`“${options.docx.slice(0, 200)}” 不是 .docx 文件名。`);
}

async function paper({ writeDocument }: Outside, unit: ExplainedUnit, file: string): Promise<void> {
  const { explainedPaper } = await import("../../lib/views/documents/calculation.ts");
  await writeNew(file, await writeDocument(explainedPaper(unit)));
}
