import type { Operand, Reckoning } from "../domain/circular/figure.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import { oneLine } from "./one-line.ts";

const DOING = {
  count: "个数",
  sum: "加总",
  share: "加总后相除",
  ratio: "个数相除",
  apart: "两数相减",
} as const satisfies Record<Reckoning["do"], string>;

export const reckoningWords = (from: Reckoning): string =>
  from.do === "apart" ? `${DOING.apart}（${reckoningWords(from.first)}）` : DOING[from.do];

/** A cell of a workbook holds 32,767 characters. */
const MOST = 30_000;

/** 「项目」annualPlan：P-001、P-002 × 9/12; M-2026-09 rows.3.rank. The whole list of keys, as far as a cell holds it. */
export const operandWords = (from: Reckoning): string => oneLine(parts(from), MOST);

function parts(from: Reckoning): string {
  if (from.do === "apart") return `${parts(from.first)}；减 ${parts(from.second)}`;
  if ("of" in from) return from.of.map(words).join("；");
  return `${from.part.map(words).join("；")} ÷ ${from.whole.map(words).join("；")}`;
}

function words(operand: Operand): string {
  if ("path" in operand) return `${operand.draft} ${operand.path}`;
  const { tab, field, keys, times, counted } = operand;
  const title = TAB_TITLES[tab as keyof typeof TAB_TITLES] ?? tab;
  const fraction = times === undefined ? "" : ` × ${times[0]}/${times[1]}`;
  const instead = counted === undefined ? "" : `（按 ${counted} 元计）`;
  return `「${title}」${field === "" ? "" : `${field}：`}${keys.join("、")}${fraction}${instead}`;
}
