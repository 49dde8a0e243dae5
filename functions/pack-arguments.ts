import type { PlainDate } from "../lib/domain/dates.ts";
import { lastEndedQuarter, type QuarterDays, quarterDays } from "../lib/domain/meeting-pack/quarter-days.ts";
import { PACK_PAPERS, type PackPart } from "../lib/jobs/pack-draft.ts";
import { oneLine } from "../lib/views/one-line.ts";
import type { Options } from "./context.ts";
import { dayArgument } from "./day-argument.ts";
import { UsageError } from "./exit.ts";
import { refuseOptions } from "./unfit-options.ts";

export type MeetingKind = "quarter" | "meeting";

const KINDS: Readonly<Record<string, MeetingKind>> = {
  quarter: "quarter",
  季调度: "quarter",
  meeting: "meeting",
  工作例会: "meeting",
};

/** Throws UsageError, as everything here. */
export function meetingKind(meeting: string): MeetingKind {
  const kind = KINDS[meeting.normalize("NFKC").trim()];
  if (kind !== undefined) return kind;
  throw new UsageError(
    `没有 “${oneLine(meeting, 40)}” 这种会议材料，可用的是 quarter（季调度）和 meeting（工作例会）。`,
  );
}

/** Options that do not go together: nothing asked for is left out in silence. */
export function refuseUnfit(options: Options, kind: MeetingKind, part: PackPart): void {
  refuseOptions("pack", options, ["dryRun"]);
  refuseOptions(`pack ${kind}`, options, [kind === "meeting" ? "period" : "mechanism"]);
  if (options.draft === true) refuseOptions("pack --draft", options, ["knownAt", "out"]);
  if (part === "材料") refuseOptions("pack --paper 材料", options, ["items"]);
}

export function packPart(text: string | undefined): PackPart {
  const part = PACK_PAPERS.find((one) => one === (text ?? "材料").normalize("NFKC").trim());
  if (part !== undefined) return part;
  throw new UsageError(`--paper “${oneLine(text ?? "", 40)}” 不是 ${PACK_PAPERS.join("、")} 之一。`);
}

export interface OutFile {
  readonly file: string;
  readonly as: "docx" | "xlsx";
}

/** The whole lists are in the workbook of the material; minutes and 交办单 are documents. */
export function outFile(file: string | undefined, part: PackPart): OutFile | null {
  if (file === undefined) return null;
  const extension = file.toLowerCase().split(".").at(-1);
  if (extension === "docx") return { file, as: "docx" };
  if (extension === "xlsx" && part === "材料") return { file, as: "xlsx" };
  throw new UsageError(`“${oneLine(file, 200)}” 不是 .docx${part === "材料" ? " 或 .xlsx" : ""} 文件名。`);
}

export function quarterArgument(text: string | undefined, asOf: PlainDate): QuarterDays {
  const period = (text ?? lastEndedQuarter(asOf)).normalize("NFKC").trim().toUpperCase();
  const quarter = quarterDays(period);
  if (quarter === null) throw new UsageError(`“${oneLine(period, 40)}” 不是季度，请写成 2026Q3 这样的格式。`);
  if (quarter.from > asOf) throw new UsageError(`${period} 还没有开始，截至日是 ${asOf}。`);
  return quarter;
}

export function meetingDay(on: string | undefined, asOf: PlainDate): PlainDate {
  const day = on === undefined ? asOf : dayArgument(on);
  if (day >= asOf) return day;
  throw new UsageError(`会议日期 ${day} 早于截至日 ${asOf}。`);
}

/** Nothing is drafted of a day to come, and nothing is told as agreed before the meeting. */
export function refuseEarlyDraft(
  part: PackPart,
  { asOf, meetingDay: day }: { readonly asOf: PlainDate; readonly meetingDay: PlainDate },
  today: PlainDate,
): void {
  if (asOf > today) throw new UsageError(`不能为以后的日期起草：${asOf} 还没有到，今天是 ${today}。`);
  if (part !== "材料" && day > today)
    throw new UsageError(`会议 ${day} 还没有开，${part}要在会后起草；会前可用 --out 另存供修改。`);
}
