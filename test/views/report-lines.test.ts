import { describe, expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import { reportSentence, reportWords } from "../../lib/views/report-lines.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newProject, newReport } from "../fakes/registry-rows.ts";

const projects = [{ ...newProject("P"), annualPlan: 12_000_000 }];

/** What stands beside May's report on 12 June; due on 5 June. */
function sentenceOf(reportedOn: string | null, investedYtd: number | null = 4_000_000): string {
  const monthlyReports = [{ ...newReport("P", "2026-05"), investedYtd, reportedOn }];
  const { reports } = judge(dayInput("2026-06-12", { projects, monthlyReports }));
  return reportSentence(reports.find(({ month }) => month === "2026-05")!, []);
}

describe("how a report came in", () => {
  test("a dated report is told with its day", () => {
    expect(sentenceOf("2026-06-03")).toBe("应于6月5日（周五）前报送，6月3日收到，按时。");
    expect(sentenceOf("2026-06-09")).toBe("应于6月5日（周五）前报送，6月9日收到，晚 2 个工作日。");
  });

  test("without a day and without a reading no day is made up", () => {
    expect(sentenceOf(null)).toBe("应于6月5日（周五）前报送，已收到（没有填报日期，也没有过期未报的记录），按时。");
  });

  test("one that did not come says how late it is", () => {
    expect(sentenceOf(null, null)).toBe("应于6月5日（周五）前报送，尚未收到，已晚 5 个工作日。");
  });
});

test("a unit late for days is told from how many on", () => {
  const monthlyReports = [1, 2, 3, 4].map((month) => ({
    ...newReport("P", `2026-0${month}`),
    ...{ investedYtd: month * 1_000_000, reportedOn: `2026-0${month + 1}-03` },
  }));
  const { reports, unitMarks } = judge(dayInput("2026-06-16", { projects, monthlyReports }));
  const late = reports.find(({ month }) => month === "2026-05")!;
  const mark = unitMarks.find(({ unit }) => unit === late.unit)!;
  expect(mark.because).toBe("late-for-days");
  expect(reportWords(late, mark, "").reason).toBe("晚报满 3 个工作日，报送为黄（规则：报送预警，2025-01-01 起）。");
});
