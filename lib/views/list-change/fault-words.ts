import type { OffCause, OffFigure, OffProject } from "../../domain/list-change/balance.ts";
import type { CellFault } from "../../domain/list-change/cell-faults.ts";
import type { ListChange } from "../../domain/list-change/list-change.ts";
import { FIGURES, type Figure } from "../../domain/list-change/list-sums.ts";
import type { ListSums } from "../../domain/list-change/notice-block.ts";
import type { Adjustment } from "../../domain/registry.ts";
import { oneLine } from "../one-line.ts";
import { moneyWords } from "../words.ts";

const FIGURE: Readonly<Record<Figure, string>> = {
  number: "数量",
  totalInvestment: "总投资",
  annualPlan: "年度计划投资",
};
const FIELD: Readonly<Record<CellFault["field"], string>> = { from: "原值", to: "新值", reason: "理由" };

const CAUSES: Readonly<Record<OffCause, string>> = {
  "not-on-the-list": "项目不在调整前的清单内",
  "already-on-the-list": "项目已在调整前的清单内",
  "no-row": "「项目」表没有可用的这一行",
  "still-reserve": "年度类别仍为储备",
  "put-off": "生效月份不是审定之后某季度的首月，实际推后生效",
  unreadable: "原值或新值无法读取",
  "several-rows": "同一项目有几行互相重复或相反",
  "old-value": "原值与调整前的清单不符，或被另一行取代",
  "other-row": "清单的变化不是本次这些行引起的",
};

/** 「调整」G5; "" where the row is in no sheet. */
export type Place = (row: Adjustment, field: string) => string;

/** Why no notice is drawn: which figure is off by how much, then each project and each cell that makes the difference. */
export function changeFaultLines({ balance, cells }: Pick<ListChange, "balance" | "cells">, place: Place) {
  return [
    ...balance.off.map(offLine),
    ...balance.projects.map((one) => projectLine(one, place)),
    ...cells.map((one) => cellLine(one, place)),
  ];
}

/** Agreed rows of 调整 that say no month anybody can read. */
export const unreadMonthWords = (codes: readonly string[]): readonly string[] =>
  codes.length === 0
    ? []
    : [
        `${codes.map((code) => oneLine(code, 30)).join("、")} 的生效月份无法读取，暂按审定当月计：请写成 2026-07 这样的格式。`,
      ];

const amount = (figure: Figure, value: number): string => (figure === "number" ? `${value} 个` : moneyWords(value));

function offLine({ figure, expected, found }: OffFigure): string {
  const apart = found - expected;
  return `${FIGURE[figure]}：按各行推算，调整后应为 ${amount(figure, expected)}，清单为 ${amount(figure, found)}，${apart > 0 ? "多" : "少"} ${amount(figure, Math.abs(apart))}。`;
}

function projectLine({ project, name, rows, because, says, shows }: OffProject, place: Place): string {
  const codes = rows.map((row) => `${oneLine(row.code, 30)} ${row.type}${at(place(row, "type"))}`).join("、");
  const said = says === null ? "无法读取" : sumsWords(says);
  return `${oneLine(`${project} ${name}`, 60)}：${CAUSES[because]}；${codes === "" ? "没有对应的行" : codes}，行上为 ${said}，清单为 ${sumsWords(shows)}。`;
}

/** 数量 -1、总投资 -1.2 亿元 */
const sumsWords = (sums: ListSums): string => {
  const parts = FIGURES.filter((figure) => sums[figure] !== 0).map(
    (figure) => `${FIGURE[figure]} ${sums[figure] > 0 ? "+" : ""}${amount(figure, sums[figure])}`,
  );
  return parts.length === 0 ? "没有变化" : parts.join("、");
};

const OF = { totalInvestment: "总投资", annualPlan: "年度计划投资", either: "总投资或年度计划投资" } as const;

function cellLine({ adjustment, field, of, says, held }: CellFault, place: Place): string {
  const said = says === null ? "空白或无法读取" : moneyWords(says);
  const kept = held === null ? "没有数字" : moneyWords(held);
  return `${oneLine(adjustment.code, 30)} ${adjustment.type}（${oneLine(adjustment.project, 30)}）的${FIELD[field]}${at(place(adjustment, field))}：${OF[of]}写为 ${said}，台账为 ${kept}${says !== null && held !== null ? `，差 ${moneyWords(Math.abs(says - held))}` : ""}。`;
}

const at = (place: string): string => (place === "" ? "" : `（${place}）`);
