import type { PlainDate } from "../../domain/dates.ts";
import { groupName } from "../circular-indicators.ts";
import { type Html, html } from "../html.ts";
import { NO_CASE, periodWords, scoreWords, shortDayWords } from "../words.ts";
import type { DocumentFacts, RehearsalFacts, ResultFacts } from "./facts.ts";
import { folded, section, table } from "./table.ts";
import { draftName } from "./words.ts";

export const resultSections = ({ results, documents, drafts, from }: RehearsalFacts): Html =>
  html`${section("results", "排名与红黑榜", [
    table(
      "红黑榜（按季）",
      ["季度", "红榜", "黑榜"],
      results
        .filter(({ kind }) => kind === "quarter")
        .map(({ period, red, black }) => [periodWords(period), named(red), named(black)]),
    ),
    ...results.map(rankingTable),
  ])}${section("documents", "文件", [
    table(
      "草稿的去向",
      ["草稿", "确认", "撤回", "被新稿代替", "待确认"],
      drafts.map(({ kind, confirmed, dropped, superseded, waiting }) => [
        ...[draftName(kind), confirmed, dropped],
        ...[superseded, waiting],
      ]),
      [1, 2, 3, 4],
    ),
    folded(`印发的文件和函（${documents.length} 件）`, documentTable(documents, from)),
  ])}`;

const named = (units: readonly string[]): string => (units.length === 0 ? "空" : units.join("、"));

function rankingTable({ kind, period, rows }: ResultFacts): Html {
  const title = `${periodWords(period)}${kind === "year" ? "考核" : "排名"}`;
  const body = rows
    .toSorted((a, b) => (a.group === b.group ? a.rank - b.rank : a.group < b.group ? -1 : 1))
    .map(({ group, unit, rank, total, change }) => [
      ...[unit, groupName(group), rank],
      ...[total === null ? NO_CASE : scoreWords(total), changeWords(change)],
    ]);
  return folded(title, table(title, ["单位", "组别", "名次", "得分", "名次变化"], body, [2, 3]));
}

function changeWords(change: number | null): string {
  if (change === null) return NO_CASE;
  if (change === 0) return "不变";
  return change > 0 ? `升 ${change}` : `降 ${-change}`;
}

const documentTable = (documents: readonly DocumentFacts[], from: PlainDate): Html =>
  table(
    "印发的文件和函",
    ["文号", "日期", "种类", "标题"],
    documents.map(({ number, day, document, title }) => [
      number || "不编号",
      shortDayWords(day, from),
      document,
      title,
    ]),
  );
