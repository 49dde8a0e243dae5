/*
 * What both ends of the board agree on, the server that writes the page and the script that runs in it. This file imports nothing, since it travels with
 * the script.
 */

/** What the address of the board asks for. Every field is "" when it asks for nothing. */
export interface BoardQuery {
  readonly county: string;
  readonly unit: string;
  readonly leader: string;
  readonly category: string;
  /** 红 黄 蓝 灰 绿 免 无, or 预测 for those a forecast warns of. */
  readonly light: string;
  /** Free text in number, name, unit. */
  readonly q: string;
  readonly sort: string;
}

export const BOARD_FIELDS = ["county", "unit", "leader", "category", "light", "q", "sort"] as const;

export const FORECAST_WORD = "预测";

/** By what projects can be sorted; "" is by light. */
export const BOARD_SORTS = ["", "code", "gap", "overdue", "investment", "unit", "forecast"] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** Words parted by blanks, each of which must be found; case and full-width letters do not matter. */
export const terms = (q: string): readonly string[] => q.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);

export function countWords(shown: number, all: number): string {
  if (shown === all) return `共 ${all} 个项目`;
  return shown === 0 ? `没有符合条件的项目（共 ${all} 个）` : `显示 ${shown} 个项目，共 ${all} 个`;
}

/** A name as cells are read, whatever form somebody typed into an address: 丁县（试验区） is 丁县(试验区). */
export const named = (text: string): string => text.normalize("NFKC");

/** Rows stand in lots: a browser leaves out whole lots that are out of sight, which costs less than asking it of every row. */
export const LOT = 25;
/** So few rows are all laid out, and the page is as long as it looks. */
export const FEW = 100;
