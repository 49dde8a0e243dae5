import type { PlainDate } from "../domain/dates.ts";
import type { MovedDay } from "../domain/told-days.ts";
import { stepWord } from "./loop-words.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** As many as a line of a letter holds. */
const IN_A_LINE = 5;

/** Every deadline that was told as 暂定 and is another one now that the year's holidays are announced. */
export function movedDayLines(moved: readonly MovedDay[], asOf: PlainDate) {
  const each = moved.map((one) => movedWords(one, asOf));
  const lines = Array.from({ length: Math.ceil(each.length / IN_A_LINE) }, (_, line) =>
    each.slice(line * IN_A_LINE, (line + 1) * IN_A_LINE).join("；"),
  );
  return {
    name: `节假日安排公布，${moved.length} 个已告知的暂定时限有变化`,
    action: "已告知的时限只后移，不提前；变化的时限随各单位下一封信告知，请核对。",
    lines: lines.map((line) => `${line}。`),
  };
}

/** I-012 办结 2月3日 → 2月4日; where the new day would be earlier: 仍按2月3日（应为2月2日）. */
function movedWords({ loop, told, computed, due }: MovedDay, asOf: PlainDate): string {
  const what = `${oneLine(loop.key, 30)} ${stepWord(loop.tab, loop.step)}`;
  if (due > told) return `${what} ${shortDayWords(told, asOf)} → ${shortDayWords(due, asOf)}`;
  return `${what} 仍按${shortDayWords(due, asOf)}（推算为${shortDayWords(computed, asOf)}）`;
}
