import { describe, expect, it } from "vitest";
import type { CellsOfRow } from "../../lib/domain/cell-steps.ts";
import { changesOf } from "../../lib/domain/changes.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type HistoryQuestion, historyQuestions } from "../../lib/domain/history-questions.ts";
import type { Issue, Milestone, MonthlyReport, Row } from "../../lib/domain/registry.ts";
import { type Lives, sourcesOf } from "../fakes/changes.ts";
import { CITY, lifeOfRow } from "../fakes/plan-rows.ts";
import { newIssue, newMilestone, newProject, newReport } from "../fakes/registry-rows.ts";

interface Asked {
  readonly asOf?: PlainDate;
  /** The day on which all of it was asked. */
  readonly on?: PlainDate;
}

function questionsIn(lives: Lives, { asOf = "2026-06-12", on }: Asked = {}): readonly HistoryQuestion[] {
  const sources = sourcesOf(lives, { projects: [newProject("P-1")] });
  const changes = changesOf(sources);
  const asked = new Map(on === undefined ? [] : changes.map(({ matter }) => [matter, on] as const));
  const present = (tab: keyof typeof sources.registry, key: string) =>
    ((sources.registry[tab] as readonly Row[]).find((row) => row.key === key) as CellsOfRow | undefined) ?? null;
  const rule = { name: "补录界限天数", from: "2025-01-01", source: "试行" };
  const { history } = sources;
  return historyQuestions(changes, { history, present, asOf, asked, calendar: CITY, privateFor: 5, backdated: rule });
}

type Versions<T> = readonly (readonly [string, T | null])[];

const report = (cells: Partial<MonthlyReport>) => ({ ...newReport("P-1", "2026-05"), ...cells });
const reports = (...versions: Versions<MonthlyReport>): Lives => ({
  monthlyReports: { "P-1/2026-05": lifeOfRow(...versions) },
});
const fell = [
  ["2026-05-06", report({ investedYtd: 3450 })],
  ["2026-06-08", report({ investedYtd: 3200 })],
] as const;

describe("what a unit is asked about a change", () => {
  it("is private until it was asked, and five working days more", () => {
    expect(questionsIn(reports(...fell))).toMatchObject([{ firstAsked: null, privateUntil: null, shared: false }]);
    const [last] = questionsIn(reports(...fell), { on: "2026-06-08", asOf: "2026-06-15" });
    expect([last?.privateUntil, last?.shared]).toEqual(["2026-06-15", false]);
    expect(questionsIn(reports(...fell), { on: "2026-06-08", asOf: "2026-06-16" })[0]?.shared).toBe(true);
  });

  it("is answered in 复核说明, is shared with its answer, and keeps it when the cell is emptied", () => {
    const answered = [
      ...fell,
      ["2026-06-10", report({ investedYtd: 3200, reviewAnswer: "上月误计设备款" })],
      ["2026-06-11", report({ investedYtd: 3200 })],
    ] as const;
    const [question] = questionsIn(reports(...answered), { on: "2026-06-08" });
    expect(question?.answer).toEqual({ text: "上月误计设备款", day: "2026-06-10" });
    expect([question?.shared, question?.mended]).toEqual([true, false]);
  });

  it("an explanation typed together with the change is an answer before anybody asks", () => {
    const lives = reports(fell[0], ["2026-06-08", report({ investedYtd: 3200, reviewAnswer: "审计核减" })]);
    expect(questionsIn(lives)[0]?.answer?.text).toBe("审计核减");
  });

  it("a note that stood before the change is no answer to it", () => {
    const noted = { reviewAnswer: "与上月口径一致" };
    const lives = reports(
      ["2026-05-06", report({ investedYtd: 3450, ...noted })],
      ["2026-06-08", report({ investedYtd: 3200, ...noted })],
    );
    expect(questionsIn(lives, { on: "2026-06-08" })[0]?.answer).toBeNull();
  });

  it("a figure put right is mended, and the question stays the same question", () => {
    const [before] = questionsIn(reports(...fell));
    const mended = questionsIn(reports(...fell, ["2026-06-10", report({ investedYtd: 3450 })]));
    expect(mended.map(({ key, mended }) => [key, mended])).toEqual([[before?.key, true]]);
    const half = questionsIn(reports(...fell, ["2026-06-10", report({ investedYtd: 3300 })]));
    expect(half.map((question) => question.mended)).toEqual([false]);
  });

  it("解决措施 changes every week: only what is typed there after the asking is the answer", () => {
    const issue = (cells: Partial<Issue>): Issue => ({ ...newIssue("W-1"), responsibleUnit: "甲县", ...cells });
    const withdrawn = [
      ["2026-05-06", issue({ resolvedOn: "2026-05-05", measures: "已协调" })],
      ["2026-06-08", issue({ measures: "继续协调" })],
    ] as const;
    const ask = (...more: Versions<Issue>) =>
      questionsIn({ issues: { "W-1": lifeOfRow<Issue>(...withdrawn, ...more) } }, { on: "2026-06-09" })[0];
    expect(ask()?.answer).toBeNull();
    const quiet = ["2026-06-09", issue({ measures: "继续协调", evidence: "会议纪要" })] as const;
    expect(ask(quiet, ["2026-06-11", issue({ measures: "办结有误，重新办理" })])?.answer).toEqual({
      text: "办结有误，重新办理",
      day: "2026-06-11",
    });
  });

  it("a row that is gone is asked about in the note of its project; gone with its place, it is asked to come back", () => {
    const done: Milestone = { ...newMilestone("P-1", 10), actual: "2026-05-20" };
    const [milestone] = questionsIn({
      milestones: { "P-1/10": lifeOfRow<Milestone>(["2026-05-06", done], ["2026-06-08", null]) },
    });
    expect(milestone?.answerIn).toEqual({ tab: "projects", key: "P-1", field: "remark" });
    const [issue] = questionsIn({
      issues: { "W-1": lifeOfRow<Issue>(["2026-05-06", newIssue("W-1")], ["2026-06-08", null]) },
    });
    expect(issue?.answerIn).toBeNull();
  });

  it("what is found wrong with a plan is asked by its finding alone", () => {
    const moved = (planned: string): Milestone => ({ ...newMilestone("P-1", 10), planned });
    const life = lifeOfRow(["2026-05-06", moved("2026-08-01")], ["2026-06-15", moved("2026-09-01")]);
    expect(questionsIn({ milestones: { "P-1/10": life } })).toEqual([]);
  });

  it("a withdrawal and what is typed again are one matter, asked once", () => {
    const step = (actual: string | null): Milestone => ({ ...newMilestone("P-1", 10), planned: "2026-05-20", actual });
    const note = (actual: string | null): Milestone => ({ ...step(actual), evidence: "照片" });
    const life = lifeOfRow<Milestone>(
      ["2026-05-21", step("2026-05-20")],
      ["2026-06-01", step(null)],
      ["2026-06-04", note(null)],
      ["2026-06-08", note("2026-05-20")],
    );
    const questions = questionsIn({ milestones: { "P-1/10": life } });
    expect(questions.map(({ change, mended }) => [change.code, mended])).toEqual([["emptied", true]]);
  });
});
