import type { PlainDate } from "../domain/dates.ts";
import { missingOf } from "./minutes-notes.ts";
import type { ShownRow } from "./minutes-workbook.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

/** What `duban minutes` tells. */
export interface ShownMinutes {
  readonly file: string;
  readonly title: string;
  readonly day: PlainDate | null;
  /** Two different days of the meeting stand in the minutes. */
  readonly dayDoubted: boolean;
  readonly rows: readonly ShownRow[];
  /** The number in use that the proposed ones follow; null where they begin a new series. */
  readonly after: string | null;
  /** none: a dry run, or nothing to propose. */
  readonly draft: { readonly id: string; readonly state: "new" | "same" | "confirmed" | "none" };
  /** A confirmed draft of an earlier state of the same file. */
  readonly confirmedBefore: string;
  /** Where the workbook to look at was written, "" for a dry run. */
  readonly out: string;
}

export const minutesJson = ({ rows, ...minutes }: ShownMinutes): object => ({
  ...minutes,
  items: rows.map(({ item, mark, cells, notes, source }) => ({
    item,
    mark,
    cells,
    missing: missingOf(cells),
    notes,
    source,
  })),
});

export function minutesWords(minutes: ShownMinutes): string {
  const { rows } = minutes;
  const head = `${oneLine(minutes.title, 100)}（${dayLine(minutes)}）`;
  if (rows.length === 0) return `${head}\n没有读出交办事项：没有一句写明由哪个单位、在什么时候办什么。没有起草。`;
  const missing = rows.filter(({ cells }) => missingOf(cells).length > 0).length;
  const count = `读出 ${rows.length} 项${missing === 0 ? "" : `，其中 ${missing} 项还缺必填内容`}。${codeWords(minutes)}`;
  return [head, count, ...rows.map(rowWords), ...endWords(minutes)].join("\n");
}

const dayLine = ({ day, dayDoubted }: ShownMinutes): string => {
  if (day !== null) return `会议日期 ${day.slice(0, 4)}年${dayWords(day)}`;
  return dayDoubted ? "原文写了不同的会议日期，未采用" : "读不出会议日期";
};

const codeWords = ({ after, rows }: ShownMinutes): string => {
  const first = String(rows[0]?.cells.code ?? "");
  return after === null
    ? `任务编号暂拟为 ${first} 起。`
    : `任务编号接 ${oneLine(after)}，暂拟为 ${oneLine(first)} 起。`;
};

function rowWords({ item, cells, notes }: ShownRow): string {
  const day =
    cells.due === undefined ? "时限空" : shortDayWords(String(cells.due), String(cells.sourceDate ?? cells.due));
  const helpers = cells.cooperatingUnits === undefined ? "" : `；配合 ${oneLine(String(cells.cooperatingUnits), 100)}`;
  const leader = cells.leader === undefined ? "" : `；${oneLine(String(cells.leader))}牵头`;
  const head = `${item}. ${oneLine(String(cells.content), 120)}\n   牵头 ${oneLine(String(cells.leadUnit ?? "空"))}${helpers}${leader}；${day}`;
  return [head, ...notes.map((note) => `   · ${note}`)].join("\n");
}

function endWords({ draft, out, confirmedBefore, rows }: ShownMinutes): readonly string[] {
  const { id, state } = draft;
  const shown = out === "" ? [] : [`核对用的表：${out}`];
  if (state === "none") return [...shown, "只看结果：没有起草，没有写文件。"];
  if (state === "confirmed")
    return [...shown, `这份纪要的草稿 ${id} 已经有项确认过，没有再起草；其余的项仍可用 duban confirm ${id} 确认。`];
  const before =
    confirmedBefore === "" ? [] : [`同名文件的草稿 ${confirmedBefore} 已经确认过：请只确认新增的项，以免任务重复。`];
  const ready = rows.filter(({ cells }) => missingOf(cells).length === 0).map(({ item }) => item);
  const how =
    ready.length === 0
      ? "各项都缺必填内容，现在没有可以确认的项"
      : `核对后运行 duban confirm ${id} --by 姓名 --items ${ready.join(",")}`;
  return [
    ...shown,
    ...before,
    `${state === "same" ? "草稿没有变化" : "已起草"}：${id}，确认之前不写入「任务」。${how}。`,
  ];
}
