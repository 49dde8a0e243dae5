import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Inspection, Milestone } from "../../lib/domain/registry.ts";
import { RISK_WEIGHTS, type Risk, type RiskCode } from "../../lib/domain/sampling.ts";
import { openClaim } from "../../lib/views/claim-words.ts";
import { inspectionSentence, inspectionWord } from "../../lib/views/inspection-words.ts";
import { milestoneSentence, milestoneWords } from "../../lib/views/milestone-reasons.ts";
import { reportSentence, reportStateWord } from "../../lib/views/report-lines.ts";
import { riskWords } from "../../lib/views/risk-words.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newInspection, newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

const project = { ...newProject("P"), annualPlan: 120_000_000 };
const monthlyReports = [10, 20, 30, 40, 52].map((ytd, index) => ({
  ...newReport("P", `2026-0${index + 1}`),
  investedYtd: ytd * 1_000_000,
  reportedOn: "2026-06-03",
}));

function seen(asOf: PlainDate, inspections: readonly Inspection[], milestone: Partial<Milestone> = {}) {
  const milestones = [{ ...newMilestone("P", 30), name: "主体封顶", ...milestone }];
  return judge(dayInput(asOf, { projects: [project], milestones, monthlyReports, inspections }));
}

const look = (code: string, date: PlainDate, milestoneTrue: boolean): Inspection => ({
  ...newInspection(code, "P", date),
  seq: 30,
  milestoneTrue,
});

describe("a completion that was found untrue", () => {
  const milestone = { planned: "2026-05-20", actual: "2026-05-18" };
  const said = (inspections: readonly Inspection[], cells: Partial<Milestone> = milestone) =>
    seen("2026-06-12", inspections, cells).milestones[0]!;

  test("is told with the day reported, the day verified and the inspection, then its lateness", () => {
    const verdict = said([look("D-07", "2026-05-25", false)]);
    expect(milestoneSentence(verdict)).toBe(
      "红：填报5月18日完成，5月25日核实未完成（督查 D-07）；逾期 23 天（超过 15 天为红）；填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。",
    );
    const { reason, action } = milestoneWords(verdict, "「节点」表第 48 行（I48）");
    expect(reason).toMatch(/^填报5月18日完成，5月25日核实未完成（督查 D-07）；逾期超过 15 天/);
    expect(action).toBe(
      "请核对：核实之后已完成的，请在「节点」表第 48 行（I48）填写实际完成日期并附佐证；尚未完成的，请清空实际完成，并在「问题」表说明卡点；对核实有异议的，请向督查人员说明。",
    );
  });

  test("and found done later is told with the day that counts", () => {
    const verdict = said([look("D-07", "2026-05-25", false), look("D-09", "2026-06-02", true)]);
    expect(milestoneSentence(verdict)).toBe(
      "黄：填报5月18日完成，5月25日核实未完成（督查 D-07），6月2日核实已完成（督查 D-09），按6月2日计；6月2日完成，逾期 13 天（8–15 天为黄）；下月起转绿，逾期天数保留。",
    );
  });

  test("before its day says no countdown, which would change every day", () => {
    const verdict = said([look("D-07", "2026-05-25", false)], { ...milestone, planned: "2026-09-30" });
    expect(openClaim(verdict)).toBe("填报5月18日完成，5月25日核实未完成（督查 D-07），按未完成计。");
  });

  test("quotes a hostile number clipped and on one line", () => {
    const sentence = milestoneSentence(said([look(`D\n${"长".repeat(80)}`, "2026-05-25", false)]));
    expect(sentence).not.toContain("\n");
    expect(sentence.length).toBeLessThan(140);
  });
});

describe("a verified figure beside the reported one", () => {
  const told = (verified: number, asOf: PlainDate = "2026-06-12", more: Partial<Inspection> = {}) => {
    const row = { ...newInspection("D-07", "P", "2026-06-11"), verifiedYtd: verified, ...more };
    const { inspections, questions } = seen(asOf, [row]);
    const question = questions.find(({ key }) => key.startsWith("P/D-07/")) ?? null;
    return { sentence: inspectionSentence(inspections[0]!, question, asOf), word: inspectionWord(inspections[0]!) };
  };

  test("that agrees, or differs within the bounds, says so", () => {
    expect(told(52_000_000)).toEqual({
      sentence:
        "督查 D-07（6月11日）核实年初累计 5,200 万元，2026年5月所报 5,200 万元，一致，没有超过界限（5% 且 50 万元）。",
      word: "核实相符",
    });
    expect(told(50_000_000).sentence).toContain("相差 200 万元，没有超过界限");
  });

  test("that differs says how far the question is, and names no figure to report", () => {
    expect(told(40_000_000)).toEqual({
      sentence:
        "督查 D-07（6月11日）核实年初累计 4,000 万元，2026年5月所报 5,200 万元，相差 1,200 万元，超过界限（5% 且 50 万元），已请单位说明，答复期到6月22日。",
      word: "",
    });
  });

  test("that was ruled on says so", () => {
    const ruled = told(40_000_000, "2026-06-15", { ruling: "虚报", ruledBy: "督查组", ruledOn: "2026-06-15" });
    expect([ruled.word, ruled.sentence]).toEqual(["认定虚报", expect.stringMatching(/相差 1,200 万元，认定虚报。$/)]);
  });

  test("stands beside the report when it is settled", () => {
    const row = { ...newInspection("D-07", "P", "2026-06-11"), verifiedYtd: 52_000_000 };
    const { inspections, reports } = seen("2026-06-12", [row]);
    const may = reports.find(({ key }) => key === "P/2026-05")!;
    expect(reportStateWord(may, [], inspections)).toBe("按时，核实相符");
    expect(reportSentence(may, [], inspections)).toMatch(/收到，按时。督查 D-07（6月11日）核实年初累计 5,200 万元/);
  });
});

test("every reason to look at a project has its sentence, without a blank in it", () => {
  const facts = {
    ...{
      milestone: "P/30",
      name: "主体封顶",
      day: "2026-05-18",
      seen: "2026-06-02",
      inspection: "D-07",
      ruling: "误差",
    },
    ...{ month: "2026-05", identity: "cumulative-fell", change: "fell", key: "P/2026-05", days: 70, points: 21.5 },
    months: "2026-04、2026-05",
  };
  for (const code of Object.keys(RISK_WEIGHTS) as RiskCode[]) {
    const risk: Risk = { code, facts, cells: [] };
    expect(riskWords(risk, "2026-06-12")).not.toMatch(/undefined|null|NaN|「」|“”/);
  }
  expect(riskWords({ code: "unsteady", facts, cells: [] }, "2026-06-12")).toBe("P/2026-05 6月2日累计数改小");
  expect(riskWords({ code: "report-missing", facts, cells: [] }, "2026-06-12")).toBe("2026年4月、2026年5月月报未报");
});
