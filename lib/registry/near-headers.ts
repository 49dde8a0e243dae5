import type { Column } from "./column.ts";

const REMARK = /[([【].*$/;
const TAIL = /(?:日期|时间|金额)$/;
const TAILS = ["", "日期", "投资"];

/**
 * The column a header nobody knows may have meant (计划完成时间, 入统时间, 年度计划（万美元）): asked about, never guessed, since a column left
 * unread would be missed by nobody until no light came.
 */
export function nearColumn(form: string, byForm: ReadonlyMap<string, Column>): Column | null {
  const bare = form.replace(REMARK, "");
  const stem = bare.replace(TAIL, "");
  const names = new Set([bare, stem, stem.replace(/^项目/, "")].filter((name) => name.length >= 2));
  for (const name of names)
    for (const tail of TAILS) {
      const column = byForm.get(name + tail);
      if (column !== undefined) return column;
    }
  return null;
}
