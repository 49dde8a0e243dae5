import { basename } from "node:path";
import { type MinutesFile, readMinutesBytes, readMinutesFile } from "../../lib/adapters/minutes-file.ts";
import { periodKind } from "../../lib/domain/assessment/periods.ts";
import { withoutInnerBlanks } from "../../lib/domain/minutes/plain-form.ts";
import {
  type CircularRequest,
  type DrawnCircular,
  draftCircular,
  drawCircular,
  type NothingConfirmed,
  NotThisCircularError,
} from "../../lib/jobs/circular-draft.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { refuseSecretMinutes } from "../../lib/registry/minutes-secrecy.ts";
import { basisWorkbook, circularJson, circularWords, type ToldCircular } from "../../lib/views/circular-told.ts";
import { minutesRefusal } from "../../lib/views/minutes-refusals.ts";
import { periodWords } from "../../lib/views/words.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseSameFile } from "../look-file.ts";
import { writeNew } from "../new-file.ts";
import { reviewPeriod } from "../review-period.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/**
 * `duban circular --period 2026-09`: the circular of a month, quarter or year from its confirmed result, as a draft an admin confirms. `--out` writes it
 * (.docx), or what every figure rests on (.xlsx); `--own` reads back the file the office edited. Of a result that waits there is only the preview of `--out`.
 */
export async function circular(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("circular", options, ["knownAt"]);
  if (options.dryRun === true) refuseOptions("circular --dry-run", options, ["out"]);
  const out = outFile(options.out);
  const edited = options.own === undefined ? null : await paragraphsOfFile(options.own);
  const config = context.config();
  const others = options.own === undefined ? [] : [options.own];
  refuseSameFile(config, options.out, { others, words: "台账、记录库或修改稿" });
  const { outside, clock, close } = await wire(config, { store: options.dryRun === true ? "look" : "keep" });
  try {
    const asOf = context.asOf ?? clock.today();
    const { period } = reviewPeriod(options.period, asOf);
    const drawn = await drawnOf({ period, asOf, edited, preview: out !== null, paragraphsIn }, outside);
    if (drawn.result === null) throw new UsageError(nothingConfirmed(period, drawn));
    const told = await kept(drawn, { out, dryRun: options.dryRun === true }, outside);
    context.print(options.json === true ? JSON.stringify(circularJson(told)) : circularWords(told));
    return 0;
  } finally {
    await close();
  }
}

/** Throws UsageError. */
async function drawnOf(request: CircularRequest, outside: Outside): Promise<DrawnCircular | NothingConfirmed> {
  try {
    return await drawCircular(request, outside);
  } catch (error) {
    if (!(error instanceof NotThisCircularError)) throw error;
    throw new UsageError(
      `--own 的文件不像${periodWords(request.period)}通报的修改稿：原稿的段落留下的不到一半。没有起草。`,
    );
  }
}

/** Throws UsageError. */
function outFile(out: string | undefined): string | null {
  if (out === undefined || /\.(docx|xlsx)$/i.test(out)) return out ?? null;
  throw new UsageError(`“${out.slice(0, 200)}” 不是 .docx（通报）或 .xlsx（依据）文件名。`);
}

function nothingConfirmed(period: string, { waiting }: NothingConfirmed): string {
  const job = { month: "monthly", quarter: "quarterly", year: "yearly" }[periodKind(period)!];
  const way =
    waiting === null
      ? `请先运行 duban run ${job} --period ${period}，锁定后核对并确认`
      : `请先核对并确认：duban confirm ${waiting.id} --by 姓名；只看样稿请加 --out 文件.docx`;
  return `${periodWords(period)}的结果还没有确认，通报只据已确认的结果起草。${way}。`;
}

/** The draft, unless the result waits or nothing shall be kept; then the file. */
async function kept(
  drawn: DrawnCircular,
  { out, dryRun }: { readonly out: string | null; readonly dryRun: boolean },
  outside: Outside,
): Promise<ToldCircular> {
  const { result, facts, document } = drawn;
  const confirmed = result.state === "confirmed";
  const draft = confirmed && !dryRun ? await draftCircular(drawn, outside) : { id: "", state: "preview" as const };
  const told: ToldCircular = {
    ...drawn,
    period: facts.period,
    result: { id: result.id, confirmed },
    draft: draft.id,
    state: draft.state,
    out: out ?? "",
    comparisons: facts.indicators?.comparisons ?? [],
  };
  if (out === null) return told;
  const isBasis = out.toLowerCase().endsWith(".xlsx");
  await writeNew(
    out,
    isBasis ? await outside.writeWorkbook(basisWorkbook(told)) : await outside.writeDocument(document),
  );
  return told;
}

/** Circulars have a hundred; each is held against each. */
const MOST_PARAGRAPHS = 3000;

/** Throws UsageError, SecrecyError. */
async function paragraphsOfFile(file: string): Promise<readonly string[]> {
  try {
    const { blocks, texts } = await readMinutesFile(file);
    refuseSecretMinutes(basename(file), texts);
    const found = paragraphs({ blocks, texts });
    if (found.length <= MOST_PARAGRAPHS) return found;
    throw new UsageError(`--own 的文件有 ${found.length} 段，不像通报的修改稿（至多 ${MOST_PARAGRAPHS} 段）。`);
  } catch (error) {
    if (!(error instanceof PortError) || error.code !== "minutes-unreadable") throw error;
    throw new UsageError(minutesRefusal(String(error.facts.file), String(error.facts.reason)));
  }
}

const paragraphsIn = async (paper: Uint8Array): Promise<readonly string[]> =>
  paragraphs(await readMinutesBytes("通报.docx", paper));

/** Minutes are read without the blanks that stand for the look; the office's own words stay as they were typed. */
function paragraphs({ blocks, texts }: MinutesFile): readonly string[] {
  const typed = new Map(texts.map((text) => [withoutInnerBlanks(text), text.trim()]));
  return blocks.flatMap((block) => (block.kind === "paragraph" ? [typed.get(block.text) ?? block.text] : []));
}
