import type { PlainDate } from "../../domain/dates.ts";
import type { Html } from "../html.ts";
import { periodWords, shortDayWords, sumWords } from "../words.ts";
import type { ListsFacts } from "./facts.ts";
import { section, table } from "./table.ts";

/** 集中开工, 动态调整, 信息公开: what was confirmed, and what became of it. */
export const listsSection = ({ batches, changes, disclosures }: ListsFacts, from: PlainDate): Html =>
  section("lists", "集中开工、动态调整、信息公开", [
    table(
      "集中开工各批（据已确认的通知；证实开工须有督查、节点、照片）",
      ["批次", "开工日", "项目", "已填实际开工", "已证实开工", "已入统"],
      batches.map(({ batch, day, projects, filled, proven, registered }) => [
        ...[periodWords(batch), shortDayWords(day, from), projects],
        ...[filled, proven, registered],
      ]),
      [2, 3, 4, 5],
    ),
    table(
      "清单调整（个数和年度计划，前后平衡）",
      ["季度", "调整前", "调出", "调入", "调整投资", "调整后", "年度计划前", "年度计划后"],
      changes.map((one) => [
        ...[periodWords(one.quarter), one.before, one.out, one.in, one.revalued, one.after],
        ...[sumWords(one.planBefore), sumWords(one.planAfter)],
      ]),
      [1, 2, 3, 4, 5, 6, 7],
    ),
    table(
      "信息公开",
      ["事项", "按期公开", "逾期后公开", "逾期未公开", "未到期", "不公开", "无法判定"],
      [
        [
          ...[disclosures.due, disclosures.inTime, disclosures.late, disclosures.overdue],
          ...[disclosures.open, disclosures.withheld, disclosures.unknown],
        ],
      ],
      [1, 2, 3, 4, 5, 6],
    ),
  ]);
