import type { PlainDate } from "../../domain/dates.ts";
import type { ChangeCode } from "../../domain/honesty.ts";
import { codeWords } from "../change-words.ts";
import { type Html, html } from "../html.ts";
import { shortDayWords } from "../words.ts";
import type { CheatFacts, LoopCount, RehearsalFacts } from "./facts.ts";
import { findingName } from "./finding-names.ts";
import { folded, section, table } from "./table.ts";
import { cheatName } from "./words.ts";

/** Bad cells, cheats, and how problems and tasks ended. */
export const honestySections = ({ findings, cheats, loops, from, to }: RehearsalFacts): Html =>
  html`${section("findings", "数据问题与弄虚作假", [
    table(
      "数据问题",
      ["数据问题", "发现", "已更正"],
      findings.map(({ code, raised, mended }) => [findingName(code), raised, mended]),
      [1, 2],
    ),
    table("埋设与发现", ["手法", "埋设", "发现"], cheatCounts(cheats), [1, 2]),
    folded(`每一处是怎样说的（${cheats.length} 处）`, cheatTable(cheats, from)),
  ])}${section("loops", "问题与任务", [
    table(
      `问题与任务的结果（截至${shortDayWords(to, from)}）`,
      ["类别", "全部", "已销号", "其中按时", "未销号"],
      [loopRow("问题", loops.issues), loopRow("任务", loops.tasks)],
      [1, 2, 3, 4],
    ),
  ])}`;

const cheatCounts = (cheats: readonly CheatFacts[]) =>
  [...Map.groupBy(cheats, ({ cheat }) => cheat)].map(([cheat, same]) => [
    ...[cheatName(cheat), same.length],
    same.filter(({ said }) => said !== null).length,
  ]);

const cheatTable = (cheats: readonly CheatFacts[], from: PlainDate): Html =>
  table(
    "埋设的手法和系统所说",
    ["行", "手法", "录入", "系统所说", "说出的日期"],
    cheats.map(({ cheat, key, on, said }) => [
      ...[key, cheatName(cheat), shortDayWords(on, from)],
      ...(said === null ? ["没有说", ""] : [saidWords(said.code), shortDayWords(said.day, from)]),
    ]),
  );

/** "not-closed" is no change but what becomes of the problem. */
const saidWords = (code: string): string =>
  code === "not-closed" ? "不算销号：核查人属于责任单位" : codeWords(code as ChangeCode);

const loopRow = (name: string, { all, closed, inTime, open }: LoopCount) => [name, all, closed, inTime, open];
