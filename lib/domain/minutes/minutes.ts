import type { Calendar } from "../working-days.ts";
import { blocksOf, type MinutesBlock } from "./blocks.ts";
import { type Due, dueDay, noDue } from "./due-day.ts";
import { itemsOf } from "./items.ts";
import { type Meeting, meetingOf } from "./meeting.ts";
import type { Vocabulary } from "./mentions.ts";
import type { RawItem } from "./raw-item.ts";
import { sectionsOf, stretchesOf } from "./sections.ts";
import { isItemTable, itemsOfTable } from "./table-items.ts";

/** An item with its day; units and leaders are still words of the text. */
export interface MinutesItem extends Omit<RawItem, "phrases" | "vague"> {
  readonly due: Due;
}

export interface MinutesReading {
  readonly meeting: Meeting;
  readonly items: readonly MinutesItem[];
}

/** What the minutes ask of whom, and by when. Nothing is made up: what is not said stays empty, with the reason. */
export function readMinutes(
  blocks: readonly MinutesBlock[],
  vocabulary: Vocabulary,
  calendar: Calendar,
): MinutesReading {
  const read = blocks.flatMap((block) =>
    block.kind === "table" && !isItemTable(block.rows) ? proseOf(block.rows) : [block],
  );
  const stretches = stretchesOf(read);
  const meeting = meetingOf(stretches.flat());
  const tables = read.flatMap((block) => (block.kind === "table" ? [block.rows] : []));
  const raw = stretches.flatMap((paragraphs, index) => [
    ...(index === 0 ? [] : itemsOfTable(tables[index - 1]!, vocabulary)),
    ...sectionsOf(paragraphs).flatMap((section) => itemsOf(section, vocabulary)),
  ]);
  return {
    meeting,
    items: raw
      .filter(({ content }) => SAYS.test(content))
      .map(({ phrases, vague, ...item }) => ({ ...item, due: dueOf(phrases, vague, meeting, calendar) })),
  };
}

/** A table that only frames: 会议时间 | 2026年3月5日, or a whole paper in one cell. Merged cells are told once. */
function proseOf(rows: readonly (readonly string[])[]): readonly MinutesBlock[] {
  return rows.flatMap((row) => {
    const cells = row.filter((cell, index) => cell !== "" && cell !== row[index - 1]);
    const paired = cells.length % 2 === 0 && cells.every((cell, index) => index % 2 === 1 || cell.length <= 8);
    const texts = paired
      ? cells.flatMap((cell, index) => (index % 2 === 0 ? [`${cell}：${cells[index + 1]}`] : []))
      : cells;
    return texts.flatMap((text) => blocksOf(text));
  });
}

/** Dots and dashes are no task. */
const SAYS = /[\p{L}\p{N}]/u;

/** Several limits in one item: the day they agree on, else none. */
function dueOf(phrases: RawItem["phrases"], vague: string | null, meeting: Meeting, calendar: Calendar): Due {
  if (phrases.length === 0) return vague === null ? noDue("none") : noDue("vague", vague);
  const dues = phrases.map((phrase) => dueDay(phrase, meeting, calendar));
  const first = dues[0]!;
  if (dues.every(({ day }) => day === first.day)) return first;
  return noDue("several", phrases.map(({ words }) => words).join("、"));
}
