import type { PlainDate } from "../../lib/domain/dates.ts";
import { lastEndedQuarter, type QuarterDays, quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { nearest } from "../../lib/domain/nearest.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { mechanismLines, mechanismPack } from "../../lib/jobs/mechanism-pack.ts";
import {
  draftPack,
  PACK_PAPERS,
  type Pack,
  type PackPart,
  packDocument,
  paperOf,
  proposePack,
} from "../../lib/jobs/pack-draft.ts";
import { quarterPack } from "../../lib/jobs/quarter-pack.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { packJson } from "../../lib/views/packs/pack-json.ts";
import { draftedWords, mechanismLinesText, minutesText, packText } from "../../lib/views/packs/pack-text.ts";
import { packWorkbook } from "../../lib/views/packs/pack-workbook.ts";
import type { PackPaper } from "../../lib/views/packs/paper.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { type Wired, wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban pack quarter` and `duban pack meeting --mechanism 招商引资`: the papers of a meeting for any day, printed; `--out` writes them for the admin's
 * desk, `--draft` puts them before an admin for confirmation. Nothing else is written or sent.
 */
export async function pack(context: Context, meeting: string): Promise<ExitCode> {
  const { options } = context;
  const kind = kindOf(meeting);
  refuseOptions("pack", options, ["dryRun"]);
  if (kind === "meeting") refuseOptions("pack meeting", options, ["period"]);
  else refuseOptions("pack quarter", options, ["mechanism"]);
  if (options.draft === true) refuseOptions("pack --draft", options, ["knownAt", "out"]);
  const part = partOf(options.paper);
  const out = outFile(options.out, part);
  const wired = await wire(context.config(), { store: options.draft === true ? "keep" : "look" });
  try {
    const { outside, clock } = wired;
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    if (options.draft === true && asked.asOf > clock.today())
      throw new UsageError(`不能为以后的日期起草：${asked.asOf} 还没有到，今天是 ${clock.today()}。`);
    const input = await look(outside, asked);
    if (kind === "meeting" && options.mechanism === undefined) return listed(context, input);
    const made = kind === "quarter" ? ofQuarter(context, input) : ofMechanism(context, input);
    const paper = paperOf(made);
    if (out !== null) await written(out, made, paper, part, wired);
    const drafted = options.draft === true ? await draftPack(proposePack(input, made, paper, part), outside) : null;
    const words = part === "材料" ? packText(paper) : minutesText(paper).join("\n").trim();
    if (options.json === true) context.print(JSON.stringify({ ...packJson(made, paper), draft: drafted }));
    else context.print(drafted === null ? words : `${words}\n\n${draftedWords(drafted)}`);
    return 0;
  } finally {
    await wired.close();
  }
}

const KINDS: Readonly<Record<string, "quarter" | "meeting">> = {
  quarter: "quarter",
  季调度: "quarter",
  meeting: "meeting",
  工作例会: "meeting",
};

function kindOf(meeting: string): "quarter" | "meeting" {
  const kind = KINDS[meeting.normalize("NFKC").trim()];
  if (kind !== undefined) return kind;
  throw new UsageError(
    `没有 “${oneLine(meeting, 40)}” 这种会议材料，可用的是 quarter（季调度）和 meeting（工作例会）。`,
  );
}

function partOf(text: string | undefined): PackPart {
  const part = PACK_PAPERS.find((one) => one === (text ?? "材料").normalize("NFKC").trim());
  if (part !== undefined) return part;
  throw new UsageError(`--paper “${oneLine(text ?? "", 40)}” 不是 ${PACK_PAPERS.join("、")} 之一。`);
}

interface OutFile {
  readonly file: string;
  readonly as: "docx" | "xlsx";
}

function outFile(file: string | undefined, part: PackPart): OutFile | null {
  if (file === undefined) return null;
  const extension = file.toLowerCase().split(".").at(-1);
  if (extension === "docx") return { file, as: "docx" };
  if (extension === "xlsx" && part === "材料") return { file, as: "xlsx" };
  throw new UsageError(`“${oneLine(file, 200)}” 不是 .docx${part === "材料" ? " 或 .xlsx" : ""} 文件名。`);
}

/** Without a mechanism: which there are. */
function listed({ options, print }: Context, input: JobInput): ExitCode {
  if (options.out !== undefined || options.draft === true)
    throw new UsageError("请用 --mechanism 写明是哪个机制；不写时只列出各机制。");
  const lines = mechanismLines(input);
  print(
    options.json === true
      ? JSON.stringify({ version: 1, asOf: input.asOf, mechanisms: lines })
      : mechanismLinesText(lines),
  );
  return 0;
}

function ofQuarter({ options }: Context, input: JobInput): Pack {
  return quarterPack(input, {
    quarter: quarterOf(options.period, input.asOf),
    meetingDay: meetingDay(options.on, input),
  });
}

function quarterOf(text: string | undefined, asOf: PlainDate): QuarterDays {
  const period = (text ?? lastEndedQuarter(asOf)).normalize("NFKC").trim().toUpperCase();
  const quarter = quarterDays(period);
  if (quarter === null) throw new UsageError(`“${oneLine(period, 40)}” 不是季度，请写成 2026Q3 这样的格式。`);
  if (quarter.from > asOf) throw new UsageError(`${period} 还没有开始，截至日是 ${asOf}。`);
  return quarter;
}

function ofMechanism({ options }: Context, input: JobInput): Pack {
  const asked = (options.mechanism ?? "").normalize("NFKC").trim();
  const names = mechanismLines(input).map(({ name }) => name);
  if (!names.includes(asked)) {
    const near = nearest(asked, names);
    throw new UsageError(
      `没有机制 “${oneLine(asked, 40)}”${near === null ? "" : `，最接近的是 ${near}`}；现有 ${names.join("、")}，其他的请在「规则」表“机制”中增加。`,
    );
  }
  return mechanismPack(input, { mechanism: asked, meetingDay: meetingDay(options.on, input) });
}

const meetingDay = (on: string | undefined, { asOf }: JobInput): PlainDate => {
  const day = on === undefined ? asOf : dayArgument(on);
  if (day >= asOf) return day;
  throw new UsageError(`会议日期 ${day} 早于截至日 ${asOf}。`);
};

async function written(
  { file, as }: OutFile,
  made: Pack,
  paper: PackPaper,
  part: PackPart,
  { outside }: Wired,
): Promise<void> {
  const content =
    as === "xlsx" ? outside.writeWorkbook(packWorkbook(paper)) : outside.writeDocument(packDocument(made, paper, part));
  await writeNew(file, await content);
}
