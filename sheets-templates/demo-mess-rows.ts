import type { TabCode } from "../lib/domain/registry.ts";
import type { Shows } from "./demo-mess-list.ts";
import { LEAPS } from "./demo-reports.ts";
import type { TemplateRow, TemplateRows } from "./registry-sheets.ts";
import { errorCell, formulaCell } from "./special-cells.ts";

/** A row that should not be there, below the good ones. `field` "" when the finding is about the tab. */
export interface ExtraRow {
  readonly tab: TabCode;
  readonly row: TemplateRow | ((clean: TemplateRows) => TemplateRow);
  readonly field: string;
  readonly shows: Shows;
  readonly code: string;
  readonly what: string;
}

const like =
  (tab: TabCode, index: number, more: TemplateRow) =>
  (clean: TemplateRows): TemplateRow => ({
    ...clean[tab]![index]!,
    ...more,
  });

const project = (row: TemplateRow) => like("projects", 0, { nationalCode: null, actualStart: null, ...row });
const sameMilestone = (clean: TemplateRows): TemplateRow =>
  clean.milestones!.find((row) => row.project === "P-080" && row.seq === 30)!;
const sameReport = (clean: TemplateRows): TemplateRow =>
  clean.monthlyReports!.find((row) => row.project === "P-070" && row.month === "2026-08") ??
  clean.monthlyReports!.find((row) => row.project === "P-070" && row.month === "2026年8月")!;

const extra = (
  tab: TabCode,
  row: ExtraRow["row"],
  field: string,
  code: string,
  what: string,
  shows: Shows = code === "" ? "readable" : "finding",
): ExtraRow => ({ tab, row, field, shows, code, what });

const milestone = (code: string, seq: number): TemplateRow => ({
  project: code,
  seq,
  name: "开工",
  planned: { date: "2026-03-20" },
});

export const EXTRA_ROWS: readonly ExtraRow[] = [
  extra("projects", project({ code: "P-218", name: "北苑物流园" }), "code", "key-duplicate", "项目编号重复"),
  extra("projects", project({ code: "P-218", name: "南关花卉市场" }), "code", "", "项目编号重复的另一行，合在一条里说"),
  extra(
    "projects",
    project({ code: "P-219", name: "石佛客运站", county: "云岭 縣" }),
    "county",
    "name-unknown",
    "属地写错",
  ),
  extra(
    "projects",
    project({ code: "P-220", name: "清泉水库", totalInvestment: "约三十亿" }),
    "totalInvestment",
    "money-unreadable",
    "约数",
  ),
  extra(
    "projects",
    project({ code: "P-221", name: "柳林夜市", totalInvestment: -5000 }),
    "totalInvestment",
    "money-negative",
    "投资为负数",
  ),
  extra(
    "projects",
    project({ code: "P-222", name: "长堤绿道", totalInvestment: errorCell("#REF!") }),
    "totalInvestment",
    "cell-error",
    "公式引用失效",
  ),
  extra(
    "projects",
    {
      code: "合计",
      totalInvestment: formulaCell("SUM(N2:N218)", 10_443),
      annualPlan: formulaCell("SUM(O2:O218)", 11_274_000),
    },
    "",
    "totals-skipped",
    "合计行",
  ),
  extra("milestones", sameMilestone, "seq", "", "节点重复的另一行，合在一条里说"),
  extra("milestones", milestone("P-999", 10), "project", "project-unknown", "没有这个项目"),
  extra("milestones", milestone("P-31", 95), "project", "project-unknown", "项目编号少一个零"),
  extra("milestones", milestone("P-218", 10), "project", "", "所属项目未计入，不再重复提示"),
  extra("milestones", milestone("P-219", 10), "project", "", "所属项目未计入，不再重复提示"),
  extra("milestones", { remark: "   " }, "remark", "", "只有空格的行"),
  extra("monthlyReports", sameReport, "month", "", "月报重复的另一行，合在一条里说"),
  extra(
    "monthlyReports",
    { project: "合计", investedYtd: formulaCell("SUM(E2:E1297)", null) },
    "",
    "totals-skipped",
    "合计行",
  ),
  extra(
    "scoreAdjustments",
    like("scoreAdjustments", 0, { code: "J-005", points: "加一分" }),
    "points",
    "number-unreadable",
    "分值写了文字",
  ),
];

/** Figures that do not fit those of the months before: asked of the unit, never corrected. */
export interface SeriesMess {
  readonly tab: "monthlyReports";
  readonly key: string;
  readonly field: string;
  /** "" for the months that only prepare the question. */
  readonly code: string;
  readonly what: string;
  readonly change: (row: TemplateRow, other: (key: string) => TemplateRow) => TemplateRow;
}

const ytd = (row: TemplateRow): number => Number(row.investedYtd);

const falling: SeriesMess = {
  tab: "monthlyReports",
  key: "P-099/2026-09",
  field: "investedYtd",
  code: "cumulative-fell",
  what: "年初累计比上月少",
  change: (row, other) => ({ ...row, invested: null, investedYtd: ytd(other("P-099/2026-08")) - 250 }),
};

/** As drawn: a project that never began reports zeros, and a figure leaps at the quarter's end. */
const asDrawn = (key: string, code: string, what: string): SeriesMess => ({
  tab: "monthlyReports",
  key,
  field: "invested",
  code,
  what,
  change: (row) => row,
});

const same = (month: number): SeriesMess => ({
  tab: "monthlyReports",
  key: `P-067/2026-0${month}`,
  field: "invested",
  code: month === 9 ? "same-figure" : "",
  what: "连续三个月数字相同",
  change: (row, other) => {
    const base = ytd(other("P-067/2026-06"));
    return { ...row, invested: 2000, investedYtd: base + 2000 * (month - 6) };
  },
});

export const SERIES: readonly SeriesMess[] = [
  falling,
  same(7),
  same(8),
  same(9),
  asDrawn("P-016/2026-09", "zero-months", "连续三个月为零"),
  ...LEAPS.map((project) => asDrawn(`${project}/2026-09`, "jump", "季末突增")),
];
