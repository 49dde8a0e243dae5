import type { QuarterPlace } from "../domain/assessment/quarter.ts";
import type { MonthScore, MonthTaken } from "../domain/assessment/quarter-block.ts";
import { type Month, monthNumber } from "../domain/dates.ts";
import type { Exemption } from "../domain/registry.ts";
import { oneLine } from "./one-line.ts";
import { scoreWords, shortDayWords } from "./words.ts";

interface Placed {
  readonly rank: number | null;
  readonly tied: boolean;
  readonly total: number | null;
  readonly previousRank: number | null;
  readonly change: number | null;
}

/** 说明 of one unit's quarter: place and change, how the mean was made, what keeps it off a list. */
export const quarterNote = (row: QuarterPlace, exempt: readonly Exemption[]): string =>
  [placeWords(row, "上季"), meanWords(row.months), falseWords(row.falseReports), exemptionWords(exempt)].join("");

/** 第 2 名（并列），88.35 分，比上季升 1 位。 */
export function placeWords({ rank, tied, total, previousRank, change }: Placed, before: string): string {
  if (rank === null || total === null) return "没有名次。";
  const place = `第 ${rank} 名${tied ? "（并列）" : ""}，${scoreWords(total)}`;
  if (previousRank === null || change === null) return `${place}，${before}无名次。`;
  if (change === 0) return `${place}，与${before}持平。`;
  return `${place}，比${before}${change > 0 ? `升 ${change}` : `降 ${-change}`} 位。`;
}

export const monthWord = (month: Month): string => `${monthNumber(month)}月`;

/** 7月 88.10 分、8月 89.00 分的平均；9月没有可比得分，不计入。 */
export function meanWords(months: readonly MonthScore[]): string {
  const counted = months.filter(({ total }) => total !== null);
  const absent = months.filter(({ total }) => total === null).map(({ month }) => monthWord(month));
  const without = absent.length === 0 ? "" : `${absent.join("、")}没有可比得分，不计入。`;
  if (counted.length === 0) return without;
  const terms = counted.map(
    ({ month, total, because }) => `${monthWord(month)} ${scoreWords(total!)}${zeroWords(because)}`,
  );
  return `${terms.join("、")}${counted.length === 1 ? "" : "的平均"}。${without}`;
}

const zeroWords = (because: MonthScore["because"]): string =>
  because === "reports-missing" ? "（应报未报，按 0 分计）" : "";

const falseWords = (count: number): string => (count === 0 ? "" : `本季有经督查认定的虚报 ${count} 件，不列红榜。`);

const MOST_EXEMPTIONS = 5;

/** P-003 7月10日至8月20日因不可抗力豁免（E-01）。 */
export function exemptionWords(exempt: readonly Exemption[]): string {
  if (exempt.length === 0) return "";
  const shown = exempt.slice(0, MOST_EXEMPTIONS).map(({ project, from, to, code }) => {
    const days = from === to ? shortDayWords(from) : `${shortDayWords(from)}至${shortDayWords(to)}`;
    return `${oneLine(project, 30)} ${days}因不可抗力豁免（${oneLine(code, 30)}）`;
  });
  const more = exempt.length > MOST_EXEMPTIONS ? `，另有 ${exempt.length - MOST_EXEMPTIONS} 项` : "";
  return `${shown.join("、")}${more}。`;
}

/** 7月、8月按已发布的排名；9月尚未发布，按锁定时的数据计算，发布后重算。 */
export function takenWords(months: readonly MonthTaken[]): string {
  const named = (list: readonly MonthTaken[]): string => list.map(({ month }) => monthWord(month)).join("、");
  const open = months.filter(({ draft }) => draft === "");
  const published = months.filter(({ draft }) => draft !== "");
  const parts = [
    published.length === 0 ? "" : `${named(published)}按已发布的月度排名`,
    open.length === 0 ? "" : `${named(open)}的排名尚未发布，暂按锁定时的数据计算，发布后重算`,
  ];
  return `${parts.filter((part) => part !== "").join("；")}。`;
}
