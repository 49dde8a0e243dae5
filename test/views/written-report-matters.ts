import type { WrittenReportVerdict } from "../../lib/domain/written-report.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { writtenReportLine, writtenReportName, writtenReportWords } from "../../lib/views/written-report-words.ts";
import { LEADER_WEEK, MISSING_REPORT } from "./mail-matters.ts";

export const VERDICT: WrittenReportVerdict = {
  ...{ workbook: "台账.xlsx", key: "P-044/2026-05", project: "P-044", month: "2026-05", unit: "甲县发展改革局" },
  ...{ owed: true, causes: ["month-short", "progress-light"], noCase: null, light: "yellow", lockDay: "2026-06-10" },
  target: { planned: 10_000_000, done: 4_120_000, share: 412, withJanuary: false },
  due: { day: "2026-06-18", provisional: false },
  rule: { name: "书面报告", from: "2025-01-01", source: "案例", value: { tolerancePercent: 10, workingDays: 5 } },
};
const AS_OF = "2026-06-12";

/** May was missed, and the lamp is yellow. */
export const WRITTEN_REPORT: Matter = {
  ...MISSING_REPORT,
  key: "written-report|P-044/2026-05||2026-06-18|li@jia.gov.cn",
  kind: "written-report",
  item: {
    ...MISSING_REPORT.item,
    ...writtenReportWords(VERDICT, "2026-06-18", AS_OF),
    ...{ tab: "tasks", unit: VERDICT.unit, name: writtenReportName("2026-05", AS_OF), due: "2026-06-18" },
    facts: { month: "2026-05" },
  },
};

/** The same report in the week of the leader in charge. */
export const WEEK_WITH_REPORT: Matter = {
  ...LEADER_WEEK,
  item: {
    ...LEADER_WEEK.item,
    facts: {
      ...LEADER_WEEK.item.facts,
      reports: [VERDICT.key],
      reportLines: [writtenReportLine("P-044", "职教园区", "2026-05", "2026-06-18", AS_OF)],
    },
  },
};
