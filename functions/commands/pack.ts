import { chosenAssignments } from "../../lib/domain/meeting-pack/assignments.ts";
import { nearest } from "../../lib/domain/nearest.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { mechanismLines, mechanismPack } from "../../lib/jobs/mechanism-pack.ts";
import { draftPack, type Pack, type PackPart, packDocument, paperOf, proposePack } from "../../lib/jobs/pack-draft.ts";
import { quarterPack } from "../../lib/jobs/quarter-pack.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { packJson } from "../../lib/views/packs/pack-json.ts";
import { draftedWords, mechanismLinesText, minutesText, packText } from "../../lib/views/packs/pack-text.ts";
import { packWorkbook } from "../../lib/views/packs/pack-workbook.ts";
import type { PackPaper } from "../../lib/views/packs/paper.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { writeNew } from "../new-file.ts";
import {
  meetingDay,
  meetingKind,
  type OutFile,
  outFile,
  packPart,
  quarterArgument,
  refuseEarlyDraft,
  refuseUnfit,
} from "../pack-arguments.ts";
import { type Wired, wire } from "../wire.ts";
import { itemsOf } from "./confirm.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban pack quarter` and `duban pack meeting --mechanism 招商引资`: the papers of a meeting for any day, printed; `--out` writes them for the admin's
 * desk, `--draft` puts them before an admin for confirmation. Nothing else is written or sent.
 */
export async function pack(context: Context, meeting: string): Promise<ExitCode> {
  const { options } = context;
  const [kind, part] = [meetingKind(meeting), packPart(options.paper)];
  refuseUnfit(options, kind, part);
  const out = outFile(options.out, part);
  const wired = await wire(context.config(), { store: options.draft === true ? "keep" : "look" });
  try {
    const { outside, clock } = wired;
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const input = await look(outside, asked);
    if (kind === "meeting" && options.mechanism === undefined) return listed(context, input);
    const made = chosen(context, kind === "quarter" ? ofQuarter(context, input) : ofMechanism(context, input));
    if (options.draft === true) refuseEarlyDraft(part, made, clock.today());
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

const ofQuarter = ({ options }: Context, input: JobInput): Pack =>
  quarterPack(input, {
    quarter: quarterArgument(options.period, input.asOf),
    meetingDay: meetingDay(options.on, input.asOf),
  });

function ofMechanism({ options }: Context, input: JobInput): Pack {
  const asked = (options.mechanism ?? "").normalize("NFKC").trim();
  const names = mechanismLines(input).map(({ name }) => name);
  if (names.includes(asked))
    return mechanismPack(input, { mechanism: asked, meetingDay: meetingDay(options.on, input.asOf) });
  const near = nearest(asked, names);
  throw new UsageError(
    `没有机制 “${oneLine(asked, 40)}”${near === null ? "" : `，最接近的是 ${near}`}；现有 ${names.join("、")}，其他的请在「规则」表“机制”中增加。`,
  );
}

/** `--items 1,3`: only what the meeting agreed to. */
function chosen({ options }: Context, made: Pack): Pack {
  const numbers = itemsOf(options.items);
  if (numbers === null) return made;
  const assignments = chosenAssignments(made.assignments, numbers);
  if (assignments !== null) return { ...made, assignments };
  throw new UsageError(`--items 中有的条数不存在：拟交办事项共 ${made.assignments.length} 条。`);
}

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
