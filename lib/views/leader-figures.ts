import type { PlainDate } from "../domain/dates.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { ratio } from "../domain/ratio.ts";
import type { Section } from "./letter-model.ts";
import { factList, factNumber, factText, lightWord, monthWords } from "./notice-lines.ts";
import { completionWords } from "./words.ts";

const LIGHT_COUNTS = ["red", "yellow", "blue", "grey", "green", "exempt", "none"] as const;

/** 红 2（新增 1）、黄 1、绿 6 */
export const lightCounts = (figures: NoticeItem, fresh: number): string =>
  LIGHT_COUNTS.flatMap((light) => {
    const count = factNumber(figures, light) ?? 0;
    const added = light === "red" && fresh > 0 ? `（新增 ${fresh}）` : "";
    return count === 0 ? [] : [`${lightWord(light)} ${count}${added}`];
  }).join("、");

/** Sums first, then the ratio; money in 元. Projects without a figure are counted beside it, never in it. */
export function investmentWords(figures: NoticeItem, asOf: PlainDate): string[] {
  const [done, planned, total] = ["done", "planned", "annualPlan"].map((name) => factNumber(figures, name) ?? 0);
  if (!total) return [];
  const [share, wanted, apart] = completionWords(ratio(Math.round(done!), total), ratio(Math.round(planned!), total));
  const uncounted = factNumber(figures, "uncounted") ?? 0;
  const besides = uncounted > 0 ? `，另有 ${uncounted} 个无年度计划或无月报，未计入` : "";
  const month = monthWords(factText(figures, "month"), asOf);
  const earlier = factNumber(figures, "earlier") ?? 0;
  const footnote = earlier > 0 ? `（其中 ${earlier} 个项目${month}月报未报，按最近一次上报的年初累计计）` : "";
  const shares = `年度投资完成 ${share}，计划进度 ${wanted}，${apart}`;
  return [`截至${month}，${shares}${footnote}${besides}`];
}

/** Names in one line at most: every notice of a leader holds them, so no more are handed over. */
export const MOST_NAMED = 5;

/** 超亿元: so many, their lights, what of their plan is done, and the red and yellow ones by name. Empty for whoever leads none. */
export function largeSection(figures: NoticeItem | null, asOf: PlainDate): Section {
  const large = figures === null ? null : largeOnly(figures);
  const count = large === null ? null : factNumber(large, "projects");
  if (large === null || count === null) return { form: "brief", title: "", entries: [] };
  const isAll = count === factNumber(figures!, "projects");
  const lights = isAll ? "上述项目都是超亿元项目" : `${count} 个：${lightCounts(large, 0)}`;
  const lines = [
    lights,
    ...(isAll ? [] : newSums(large, figures!, asOf)),
    ...namedWords(large, factList(figures!, "large")),
  ];
  const entries = lines.map((line) => ({ badge: null, text: `${line}。` }));
  return { form: "brief", title: "超亿元项目", entries };
}

/** Where all that is planned is 超亿元, the same sentence stands above. */
function newSums(large: NoticeItem, figures: NoticeItem, asOf: PlainDate): readonly string[] {
  const above = investmentWords(figures, asOf);
  return investmentWords(large, asOf).filter((words) => !above.includes(words));
}

/** 红：P-031 滨河路改造、P-052 城东水厂；黄：P-013 红枫特种纸扩能等 4 个. A colour of which none is named says how many. */
function namedWords(large: NoticeItem, lines: readonly string[]): string[] {
  const words = (["red", "yellow"] as const).flatMap((light) => {
    const [count, start] = [factNumber(large, light) ?? 0, `${lightWord(light)}：`];
    const names = lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
    if (count === 0) return [];
    if (names.length === 0) return [`${lightWord(light)} ${count} 个`];
    return [`${start}${names.join("、")}${names.length < count ? `等 ${count} 个` : ""}`];
  });
  return words.length === 0 ? [] : [words.join("；")];
}

/** The figures whose names begin with large, under their own names. */
const largeOnly = (figures: NoticeItem): NoticeItem => ({
  ...figures,
  facts: Object.fromEntries(
    Object.entries(figures.facts).flatMap(([name, fact]) =>
      name.startsWith("large-") ? [[name.slice("large-".length), fact] as const] : [],
    ),
  ),
});
