import type { ListColor, ListedUnit, ListSeats, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { Seat } from "../domain/assessment/red-black-list.ts";
import { ratio } from "../domain/ratio.ts";
import type { Exemption } from "../domain/registry.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import { exemptionWords } from "./quarter-note.ts";
import { groupWords } from "./ranking.ts";
import { NO_CASE, percentWords } from "./words.ts";

const LIST_WORDS: Readonly<Record<ListColor, string>> = { red: "红榜", black: "黑榜" };
export const listWords = (color: ListColor): string => LIST_WORDS[color];

const shown = (tenths: number | null): string => (tenths === null ? NO_CASE : percentWords(ratio(tenths, 1000)));

/** Why a unit stands on a list, or why it does not though its place would put it there. */
export function seatNote({ color, rank, investment, because }: Seat, exempt: readonly Exemption[]): string {
  const figures = `投资完成率 ${shown(investment.rate)}，目标 ${shown(investment.target)}`;
  const place = `第 ${rank} 名`;
  if (because === "listed") return `${place}，${figures}，${color === "red" ? "超过目标" : "未达到目标"}。`;
  if (because === "exempt")
    return `${place}，${figures}；未达到目标全因不可抗力，豁免，不列黑榜：${exemptionWords(exempt)}`;
  return `${place}，${figures}；${WHY_NOT[because]}，不列${listWords(color)}。`;
}

const WHY_NOT: Readonly<Record<Exclude<ListedUnit["because"], "listed" | "exempt">, string>> = {
  "false-data": "本季有经督查认定的虚报",
  "tie-over-third": "末席并列，全部列入将超过该组家数的上限",
  "tie-at-edge": "末席与其他单位并列",
  "target-not-beaten": "没有超过目标",
  "target-not-missed": "没有低于目标",
  "no-case": "季末没有可比的投资完成率",
};

/** 系统-红黑榜 of a quarter: who stands on it, every exemption, and every seat left empty with its reason; who is not on a list is not named for it. */
export const redBlackRows = (block: QuarterBlock): readonly (readonly CellValue[])[] =>
  block.seats
    .filter(({ group }) => block.groups.some((facts) => facts.group === group && facts.ranked > 0))
    .flatMap((seats) => [...colorRows(block, seats, "red"), ...colorRows(block, seats, "black")]);

function colorRows(block: QuarterBlock, seats: ListSeats, color: ListColor): readonly (readonly CellValue[])[] {
  const own = block.lists.filter((seat) => seat.group === seats.group && seat.color === color);
  const head = [block.period, groupWords(seats.group)];
  const row = (seat: ListedUnit, list: string): readonly CellValue[] => [
    ...head,
    list,
    ...[seat.rank, seat.unit, tenths(seat.investment.rate), tenths(seat.investment.target), seat.note],
  ];
  const empty = emptyWords(seats, color, own);
  return [
    ...own.filter(({ stands }) => stands).map((seat) => row(seat, listWords(color))),
    ...own.filter(({ because }) => because === "exempt").map((seat) => row(seat, `${listWords(color)}（豁免）`)),
    ...(empty === "" ? [] : [[...head, `${listWords(color)}（空缺）`, null, "", null, null, empty]]),
  ];
}

const tenths = (value: number | null): number | null => (value === null ? null : value / 10);

/** 红榜设 5 席，空 2 席：没有超过目标 1 家，本季有经督查认定的虚报 1 家。 "" where no seat is empty. */
export function emptyWords(seats: ListSeats, color: ListColor, lists: readonly ListedUnit[]): string {
  const [all, empty] = color === "red" ? [seats.red, seats.redEmpty] : [seats.black, seats.blackEmpty];
  if (color === "black" && seats.blackOff) return "该组家数不足，不设黑榜。";
  if (empty === 0) return "";
  const own = lists.filter((seat) => seat.group === seats.group && seat.color === color && !seat.stands);
  const reasons = [...Map.groupBy(own, ({ because }) => because)].map(([because, list]) => {
    const why = because === "exempt" ? "因不可抗力豁免" : WHY_NOT[because as keyof typeof WHY_NOT];
    return `${why} ${list.length} 家`;
  });
  return `${listWords(color)}设 ${all} 席，空 ${empty} 席${reasons.length === 0 ? "" : `：${reasons.join("，")}`}。`;
}
