import { monthOf, type PlainDate } from "../../lib/domain/dates.ts";
import { isBalanced, isEmpty } from "../../lib/domain/list-change/list-change.ts";
import { type QuarterDays, quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { quarterOf } from "../../lib/domain/office-calendar.ts";
import { listLacks, proposeListChange, waitingNotice } from "../../lib/jobs/list-change.ts";
import { listCourse } from "../../lib/jobs/list-course.ts";
import { look } from "../../lib/jobs/look.ts";
import { draftPack } from "../../lib/jobs/pack-draft.ts";
import { courseJson } from "../../lib/views/list-change/course-json.ts";
import { courseWords, type ToldCourse } from "../../lib/views/list-change/course-words.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { draftedWords } from "../../lib/views/packs/pack-text.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban adjust --period 2026Q2`: a quarter's change of the list: its applications and what they lack, the balance, suggestions. `--draft` puts the notice
 * with its three annexes before an admin, `--out` writes it as it would look; both are refused (exit 1) while a figure does not balance.
 */
export async function adjust(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("adjust", options, ["dryRun"]);
  if (options.draft === true) refuseOptions("adjust --draft", options, ["knownAt", "out"]);
  const out = documentFile(options.out);
  const { outside, clock, close } = await wire(context.config(), { store: options.draft === true ? "keep" : "look" });
  try {
    const asOf = context.asOf ?? clock.today();
    const quarter = quarterArgument(options.period, asOf);
    if (options.draft === true && asOf > clock.today())
      throw new UsageError(`不能为以后的日期起草：${asOf} 还没有到，今天是 ${clock.today()}。`);
    const knownAt = knownAtOf(context);
    refuseFuture(knownAt, clock);
    const input = await look(outside, { asOf, period: null, knownAt });
    const course = listCourse(input, quarter);
    const told: ToldCourse = {
      ...{ ...course, asOf, quarter: quarter.period, lacking: listLacks(input) },
      place: ({ workbook, key }, field) => course.place({ workbook, tab: "adjustments", key, field }),
    };
    const asked = options.draft === true || out !== null;
    const { proposal } = proposeListChange(input, quarter.period);
    if (out !== null && proposal?.attachment != null && "document" in proposal.attachment)
      await writeNew(out, await outside.writeDocument(proposal.attachment.document));
    const drafted = options.draft === true && proposal !== null ? await draftPack(proposal, outside) : null;
    const words = `${courseWords(told)}${drafted === null ? "" : `\n\n${draftedWords(drafted)}`}`;
    context.print(options.json === true ? JSON.stringify({ ...courseJson(told), draft: drafted }) : words);
    if (!asked || proposal !== null) return 0;
    context.warn(refusalWords(isEmpty(course.change), isBalanced(course.change), told.lacking));
    const waiting = await waitingNotice(outside.store, quarter.period);
    if (waiting !== null) context.warn(waitingWords(waiting));
    return 1;
  } finally {
    await close();
  }
}

const refusalWords = (empty: boolean, balanced: boolean, lacking: readonly string[]): string =>
  empty
    ? "没有本次生效的调整，没有起草通知。"
    : balanced
      ? `没有起草通知。${lacking.join("")}`
      : "前后不平衡，没有起草通知：请先更正上列各处。";

const waitingWords = (id: string): string =>
  `先前起草的 ${id} 仍待确认，所据数据已经变化：请运行 duban drop ${id} --by 姓名 --reason 理由，更正后重新起草。`;

/** Throws UsageError. */
function documentFile(file: string | undefined): string | null {
  if (file === undefined || file.toLowerCase().endsWith(".docx")) return file ?? null;
  throw new UsageError(`“${oneLine(file, 200)}” 不是 .docx 文件名。`);
}

/** The quarter that runs, while nobody names another. Throws UsageError. */
function quarterArgument(text: string | undefined, asOf: PlainDate): QuarterDays {
  const period = (text ?? quarterOf(monthOf(asOf))).normalize("NFKC").trim().toUpperCase();
  const quarter = quarterDays(period);
  if (quarter === null) throw new UsageError(`“${oneLine(period, 40)}” 不是季度，请写成 2026Q2 这样的格式。`);
  if (quarter.from > asOf) throw new UsageError(`${period} 还没有开始，截至日是 ${asOf}。`);
  return quarter;
}
