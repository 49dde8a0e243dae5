import type { ListedUnit, ListSeats } from "../domain/assessment/quarter-block.ts";
import type { GroupFacts } from "../domain/ranking-block.ts";
import { oneLine } from "./one-line.ts";
import { groupWords } from "./ranking.ts";
import { scoreWords } from "./words.ts";

/** A row of any result that ranks: a month, a quarter or a year. */
interface PlacedRow {
  readonly unit: string;
  readonly group: string;
  readonly rank: number | null;
  readonly tied: boolean;
  readonly total: number | null;
  readonly change: number | null;
}

export interface PlacedResult {
  readonly groups: readonly GroupFacts[];
  readonly rows: readonly PlacedRow[];
  /** Of a quarter. */
  readonly lists?: readonly ListedUnit[];
  readonly seats?: readonly ListSeats[];
  readonly stale?: readonly string[];
}

/** Units a leader answers for as 分包市领导, and those that answer for projects the leader sponsors, with how many. */
export interface UnitsLed {
  readonly led: readonly string[];
  readonly sponsored: ReadonlyMap<string, number>;
}

export const NOBODY_LED: UnitsLed = { led: [], sponsored: new Map() };

/** One phone screen: so many units in each line, those that fell first. The rest is in the attachment. */
const MOST_LED = 5;
const MOST_SPONSORED = 3;
const MOST_NAMED = 3;
const MOST_DIFFERENCES = 160;

/** What a leader reads of a confirmed result, line by line: what a re-issue changes, the own units, the lists, the head of each group. */
export function resultLines(result: PlacedResult, differences: string, own: UnitsLed): readonly string[] {
  const sponsored = [...own.sponsored].filter(([unit]) => !own.led.includes(unit));
  const groups = result.groups.filter(({ ranked }) => ranked > 0);
  const seats = (result.seats ?? []).filter(({ group }) => groups.some((one) => one.group === group));
  const projects = (unit: string): string => `（${own.sponsored.get(unit)} 个项目）`;
  return [
    differences === "" ? "" : `更正此前发布的排名：${oneLine(differences, MOST_DIFFERENCES)}。`,
    ownLine("您分管的单位", placed(result, own.led), MOST_LED, (row) => `${nameOf(row)}${placeWords(row, true)}`),
    ownLine(
      "您包联项目的责任单位",
      placed(
        result,
        sponsored.map(([unit]) => unit),
      ),
      MOST_SPONSORED,
      (row) => `${nameOf(row)}${projects(row.unit)}${placeWords(row, false)}`,
    ),
    ...seats.map((one) => listLine(one, result.lists ?? [])),
    ...groups.map(({ group, ranked }) => headLine(result, group, ranked)),
    (result.stale ?? []).join(""),
    "全表和计算依据见附件。",
  ].filter((line) => line !== "");
}

function ownLine(words: string, own: readonly PlacedRow[], most: number, said: (row: PlacedRow) => string): string {
  if (own.length === 0) return "";
  const rest = own.length > most ? `，其余 ${own.length - most} 家见附件` : "";
  return `${words}：${own.slice(0, most).map(said).join("；")}${rest}。`;
}

const placed = ({ rows }: PlacedResult, units: readonly string[]): readonly PlacedRow[] =>
  rows.filter(({ unit }) => units.includes(unit)).toSorted(fallenFirst);

const fallenFirst = (a: PlacedRow, b: PlacedRow): number =>
  (a.rank === null ? 1 : 0) - (b.rank === null ? 1 : 0) ||
  (a.change ?? 0) - (b.change ?? 0) ||
  (a.rank ?? 0) - (b.rank ?? 0);

const nameOf = ({ unit }: PlacedRow): string => oneLine(unit, 24);

/** 第 4 名（并列），88.35 分，升 2 位 */
function placeWords({ rank, tied, total, change }: PlacedRow, withPoints: boolean): string {
  if (rank === null) return "不参与本期排名";
  const points = total === null || !withPoints ? "" : `，${scoreWords(total)}`;
  return `第 ${rank} 名${tied ? "（并列）" : ""}${points}${changeWords(change)}`;
}

function changeWords(change: number | null): string {
  if (change === null) return "";
  if (change === 0) return "，持平";
  return `，${change > 0 ? "升" : "降"} ${Math.abs(change)} 位`;
}

/** 县区、园区红榜：石塘县，空缺 3 席；黑榜：…，空缺 2 席。 */
function listLine({ group, redEmpty, blackEmpty, blackOff }: ListSeats, lists: readonly ListedUnit[]): string {
  const on = (color: ListedUnit["color"], empty: number): string => {
    const names = lists.filter((one) => one.group === group && one.color === color && one.stands);
    const named = names.length === 0 ? "无" : names.map(({ unit }) => oneLine(unit, 24)).join("、");
    return `${named}${empty > 0 ? `，空缺 ${empty} 席` : ""}`;
  };
  const black = blackOff ? "不设" : on("black", blackEmpty);
  return `${groupWords(group)}红榜：${on("red", redEmpty)}；黑榜：${black}。`;
}

/** 县区、园区（12 家）：第 1 名清渡县 98.70 分、…；上升最多的是… */
function headLine(result: PlacedResult, group: string, ranked: number): string {
  const first = result.rows.filter((row) => row.group === group && row.rank !== null && row.rank <= MOST_NAMED);
  const named = first.map((row) => `第 ${row.rank} 名${nameOf(row)} ${scoreWords(row.total!)}`);
  return `${groupWords(group)}（${ranked} 家）：${named.join("、")}${movesWords(result, group)}。`;
}

/** Who rose and who fell most, where something moved; several alike are not picked from. */
function movesWords({ rows }: PlacedResult, group: string): string {
  const moved = rows.filter((row) => row.group === group && row.change !== null && row.change !== 0);
  const most = Math.max(0, ...moved.map(({ change }) => change!));
  const least = Math.min(0, ...moved.map(({ change }) => change!));
  const named = (change: number): readonly PlacedRow[] => moved.filter((row) => row.change === change);
  const parts = [
    most > 0 && named(most).length === 1 ? `上升最多的是${nameOf(named(most)[0]!)}（升 ${most} 位）` : "",
    least < 0 && named(least).length === 1 ? `下降最多的是${nameOf(named(least)[0]!)}（降 ${-least} 位）` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `；${parts.join("，")}`;
}
