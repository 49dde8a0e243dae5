import type { ReportVerdict } from "../domain/reports.ts";
import type { UnitReportMark } from "../domain/unit-marks.ts";
import { oneLine } from "./one-line.ts";

/** Where to report, and why the unit stands as it does. Never what to report. */
export const reportWords = (
  verdict: ReportVerdict,
  mark: UnitReportMark | null,
  place: string,
): { readonly reason: string; readonly action: string } => ({
  reason: mark === null ? "" : markWords(mark),
  action: `请在${place === "" ? `「月报」表新增一行 ${oneLine(verdict.key, 40)}` : place}填报；本月没有进展的，也请如实填写。`,
});

function markWords({ because, monthsRunning, rule }: UnitReportMark): string {
  const source = `（规则：${rule.name}，${rule.from} 起）`;
  if (because === "late-again") return `贵单位连续 ${monthsRunning} 个月有月报迟报或未报，报送为红${source}。`;
  if (because === "late-for-days") return `晚报满规定的工作日数，报送为黄${source}。`;
  return because === "late" ? `过期未报，报送为蓝${source}。` : "";
}
