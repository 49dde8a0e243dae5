import type { PlainDate } from "../domain/dates.ts";
import type { Due } from "../domain/minutes/due-day.ts";
import type { ProposedCells } from "../domain/rows-draft.ts";
import { dueNote } from "./minutes-due-words.ts";
import { oneLine } from "./one-line.ts";

/** A name of the minutes as it was looked up. */
export interface ReadName {
  readonly name: string | null;
  readonly words: string;
  readonly because?: "none" | "several" | "unknown" | "ambiguous" | "group" | "no-list";
  readonly nearest?: string;
}

/** What the notes of a proposed row are made of. */
export interface ReadTask {
  readonly lead: ReadName;
  readonly cooperating: readonly ReadName[];
  readonly leaders: readonly ReadName[];
  readonly others: readonly string[];
  readonly due: Due;
  readonly carried: readonly ("lead" | "due" | "cooperating")[];
  readonly cells: ProposedCells;
}

/** Columns of 任务 that cannot be blank and may be left so here, with their headings. */
const REQUIRED = [
  ["sourceDate", "来源日期"],
  ["leadUnit", "牵头单位"],
  ["due", "时限"],
] as const;

/** Headings of the required cells that a person has to fill before the row can be appended. */
export const missingOf = (cells: ProposedCells): readonly string[] =>
  REQUIRED.filter(([code]) => cells[code] === undefined).map(([, header]) => header);

/** How each cell was read and why others are blank. `meeting` is the day of the meeting, null when it cannot be read. */
export function taskNotes(task: ReadTask, meeting: PlainDate | null): readonly string[] {
  const { lead, cooperating, leaders, others, due, carried, cells } = task;
  const missing = missingOf(cells);
  return [
    ...nameNotes("牵头单位", lead, "单位"),
    ...(carried.includes("lead") ? ["牵头单位：本句没有写单位，承上文。"] : []),
    ...cooperating.flatMap((one) => nameNotes("配合单位", one, "单位")),
    ...(carried.includes("cooperating") ? ["配合单位：取自下一句。"] : []),
    ...(others.length === 0
      ? []
      : [`原文还提到“${oneLine(others.join("、"), 60)}”，没有填入牵头单位或配合单位，请核对。`]),
    ...leaders.flatMap((one) => nameNotes("牵头领导", one, "人员")),
    ...(leaders.length > 1 ? ["牵头领导：原文有几位，本表只填一位，留空。"] : []),
    dueNote(due, meeting),
    ...(carried.includes("due") ? ["时限：取自下一句。"] : []),
    ...(meeting === null ? ["来源日期：原文读不出会议日期，留空。"] : []),
    ...(missing.length === 0
      ? []
      : [
          `还缺必填的${missing.join("、")}，这一项不能追加：请补写纪要或补全「单位」后重新运行，或自己在「任务」里填这一行。`,
        ]),
  ];
}

function nameNotes(header: string, { name, words, because, nearest = "" }: ReadName, table: string): readonly string[] {
  const said = oneLine(words, 60);
  if (name !== null) return name === words ? [] : [`${header}：原文“${said}”，即${name}。`];
  const near = nearest === "" ? "" : `，最接近“${oneLine(nearest)}”`;
  if (because === "none") return [`${header}：原文没有写明，留空。`];
  if (because === "several") return [`${header}：原文并列“${said}”，没有写明由谁牵头，留空，请定一个。`];
  if (because === "group") return [`${header}：“${said}”不是一个单位，未填；需要分别交办的，请按单位分成几行。`];
  if (because === "ambiguous") return [`${header}：“${said}”在「${table}」表对应不止一个，未填。`];
  if (because === "no-list") return [`${header}：台账没有可用的「${table}」表，“${said}”未填。`];
  return [`${header}：“${said}”不在「${table}」表${near}，未填。`];
}
