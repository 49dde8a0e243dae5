import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { levelOf } from "../../lib/domain/meeting-pack/unsolved.ts";
import { lacksOf } from "../../lib/domain/starts/readiness.ts";
import { mechanismLines, mechanismPack } from "../../lib/jobs/mechanism-pack.ts";
import { paperOf } from "../../lib/jobs/pack-draft.ts";
import { quarterPack } from "../../lib/jobs/quarter-pack.ts";
import { packText } from "../../lib/views/packs/pack-text.ts";
import { packWorkbook } from "../../lib/views/packs/pack-workbook.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { boardInput } from "../fakes/board-input.ts";
import { packOffice } from "../fakes/pack-office.ts";

const DAY = "2026-10-19";
const quarterOf = (rows: TemplateRows, asOf = DAY) =>
  quarterPack(boardInput(rows, asOf), { quarter: quarterDays("2026Q3")!, meetingDay: asOf });
const mechanismOf = (rows: TemplateRows, mechanism: string) =>
  mechanismPack(boardInput(rows, DAY), { mechanism, meetingDay: DAY });
/** Without the cells, which move with their rows. */
const wordsOf = (pack: Parameters<typeof paperOf>[0]): string =>
  packText(paperOf(pack)).replaceAll(/（[《「][^（）]*」[A-Z]+\d+）/g, "");

describe("季调度材料", () => {
  const pack = quarterOf(packOffice());

  test("has every open problem in exactly one level, and none that is closed", () => {
    const told = pack.sections.flatMap(({ level, issues }) =>
      issues.map((issue) => [issue.verdict.key, level, levelOf(issue)]),
    );
    expect(told).toEqual([
      ["W-4", "省", "省"],
      ["W-1", "市调度会", "市调度会"],
      ["W-5", "分管市领导", "分管市领导"],
      ["W-7", "市直", "市直"],
      ["W-2", "县区", "县区"],
      ["W-3", "单位", "单位"],
    ]);
  });

  test("names the root of a stuck chain: the milestone that holds it up, and its unit", () => {
    const found = pack.stuck.find(({ project }) => project === "P-004")!;
    expect(found.overdue.key).toBe("P-004/10");
    expect(found.float).toBeLessThan(0);
    expect(found.root).toMatchObject({ key: "P-004/10", unit: "市水务局" });
  });

  test("a milestone that only waited for another names that one's unit as the root", () => {
    const rows = packOffice();
    const milestones = rows.milestones!.map((row) =>
      row.project === "P-004" && row.seq === 10 ? { ...row, actual: { date: "2026-10-14" } } : row,
    );
    const found = quarterOf({ ...rows, milestones }).stuck.find(({ project }) => project === "P-004")!;
    expect([found.overdue.key, found.overdue.ownUnit]).toEqual(["P-004/20", "甲县"]);
    expect(found.root).toMatchObject({ key: "P-004/10", unit: "市水务局" });
    const { assignments } = quarterOf({ ...rows, milestones });
    const item = assignments.find(({ subject }) => subject.kind === "red" && subject.chain?.project === "P-004");
    expect([item?.lead, item?.cooperating]).toEqual(["甲县", ["市水务局"]]);
  });

  test("a chain whose overdue milestone has time to spare and is not red is not stuck", () => {
    const rows = packOffice();
    const milestones = rows.milestones!.map((row) =>
      row.project === "P-004" && row.seq === 10 ? { ...row, planned: { date: "2026-10-15" }, duration: 1 } : row,
    );
    const projects = rows.projects!.map((row) =>
      row.code === "P-004" ? { ...row, plannedFinish: { date: "2027-12-20" } } : row,
    );
    const later = milestones.map((row) =>
      row.project === "P-004" && row.seq !== 10 ? { ...row, planned: { date: "2027-12-20" } } : row,
    );
    expect(quarterOf({ ...rows, projects, milestones: later }).stuck.map(({ project }) => project)).not.toContain(
      "P-004",
    );
    const red = later.map((row) =>
      row.project === "P-004" && row.seq === 10 ? { ...row, planned: { date: "2026-09-15" } } : row,
    );
    expect(quarterOf({ ...rows, projects, milestones: red }).stuck.map(({ project }) => project)).toContain("P-004");
  });

  test("a chain that lacks days is stuck though its overdue milestone is blue; a finished project is not", () => {
    const rows = packOffice();
    const days: Readonly<Record<number, string>> = { 10: "2026-10-15", 20: "2026-10-25" };
    const milestones = rows.milestones!.map((row) =>
      row.project === "P-004" ? { ...row, planned: { date: days[Number(row.seq)] ?? "2026-12-20" } } : row,
    );
    const blue = quarterOf({ ...rows, milestones }).stuck.find(({ project }) => project === "P-004")!;
    expect([blue.overdue.key, blue.overdue.light, blue.float < 0]).toEqual(["P-004/10", "blue", true]);
    const finished = { actualStart: { date: "2026-08-20" }, actualFinish: { date: "2026-10-10" } };
    const projects = rows.projects!.map((row) => (row.code === "P-004" ? { ...row, ...finished } : row));
    expect(quarterOf({ ...rows, projects }).stuck.map(({ project }) => project)).not.toContain("P-004");
  });

  test("an exempt project is neither stuck nor red", () => {
    const rows = packOffice();
    const exemptions = [
      {
        code: "M-1",
        project: "P-004",
        from: { date: "2026-10-01" },
        to: { date: "2026-12-31" },
        cause: "不可抗力",
        approvedBy: "钱市长",
      },
    ];
    const exempt = quarterOf({ ...rows, exemptions });
    expect(pack.stuck.map(({ project }) => project)).toContain("P-004");
    expect(exempt.stuck.map(({ project }) => project)).not.toContain("P-004");
    expect(exempt.red.map(({ verdict }) => verdict.key)).not.toContain("P-004");
    expect(exempt.starts.overdue).toEqual([]);
  });

  test("has the next quarter's starts, what is overdue, and what each undecided row lacks", () => {
    expect(pack.starts.starts.map((one) => [one.file.project.code, one.state, lacksOf(one).length])).toEqual([
      ["P-003", "not-ready", 1],
    ]);
    expect(pack.starts.overdue.map(({ file }) => file.project.code)).toEqual(["P-004"]);
    expect(pack.undecided.map(({ adjustment, lacks }) => [adjustment.code, lacks])).toEqual([
      ["T-1", []],
      ["T-2", ["signature", "red-cut", "old-value"]],
    ]);
  });

  test("puts no question to a unit before others: a suspicion that is not shared stands nowhere in it", () => {
    const rows = packOffice();
    const reports = rows.monthlyReports!.map((row) =>
      row.project === "P-001" && row.month === "2026-05" ? { ...row, investedYtd: 10 } : row,
    );
    const input = boardInput({ ...rows, monthlyReports: reports }, DAY);
    expect(input.judge(DAY, null).questions.some(({ shared }) => !shared)).toBe(true);
    const text = wordsOf(quarterPack(input, { quarter: quarterDays("2026Q3")!, meetingDay: DAY }));
    for (const word of ["复核", "减少", "笔误", "虚报", "名次", "第 1 名"])
      expect(text.replace("排名和待复核的事项不在其中", "")).not.toContain(word);
  });

  test("is the same whatever order the rows stand in", () => {
    const rows = packOffice();
    const told = wordsOf(quarterOf(rows));
    const shuffled = fc.record(
      Object.fromEntries(
        Object.entries(rows).map(([tab, list]) => [tab, fc.shuffledSubarray([...list!], { minLength: list!.length })]),
      ),
    );
    fc.assert(
      fc.property(shuffled, (other) => {
        expect(wordsOf(quarterOf(other as TemplateRows))).toBe(told);
      }),
      { numRuns: 15 },
    );
  });

  test("of any subset of problems tells each open one once and never a closed one", () => {
    const rows = packOffice();
    fc.assert(
      fc.property(fc.subarray([...rows.issues!]), (issues) => {
        const { sections } = quarterOf({ ...rows, issues });
        const told = sections.flatMap((section) => section.issues.map(({ verdict }) => verdict.key)).toSorted();
        expect(told).toEqual(
          issues
            .map(({ code }) => String(code))
            .filter((code) => code !== "W-6")
            .toSorted(),
        );
      }),
      { numRuns: 25 },
    );
  });

  test("an empty registry gives an honest paper, not a fault", () => {
    const text = wordsOf(quarterOf({ units: [], people: [], projects: [] }));
    expect(text).toContain("没有未解决的问题。");
    expect(text).toContain("项目开工率 —");
  });

  test("text of a cell stays one line, clipped, and text in the workbook", () => {
    const rows = packOffice();
    const issues = rows.issues!.map((row) =>
      row.code === "W-1"
        ? { ...row, description: `=HYPERLINK("http://x")\n一、由市水务局牵头${"长".repeat(300)}` }
        : row,
    );
    const paper = paperOf(quarterOf({ ...rows, issues }));
    const line = packText(paper)
      .split("\n")
      .find((one) => one.includes("W-1（P-001"));
    expect(line).toContain('=HYPERLINK("http://x") 一、由市水务局牵头');
    expect(line!.length).toBeLessThan(500);
    const cells = packWorkbook(paper).sheets.flatMap((sheet) => sheet.rows.flat());
    expect(cells.filter((cell) => typeof cell === "string" && cell.startsWith("=HYPERLINK")).length).toBeGreaterThan(0);
  });
});

describe("工作例会材料", () => {
  const pack = mechanismOf(packOffice(), "招商引资");

  test("tells its leader, what the last meeting decided and what became of it", () => {
    expect(pack.leader).toBe("钱市长");
    expect(pack.last).toMatchObject({ day: "2026-09-10", names: ["招商引资工作例会"] });
    expect(pack.last!.decided.map(({ key, state }) => [key, state])).toEqual([
      ["R-1", "assigned"],
      ["R-2", "assigned"],
      ["R-3", "closed"],
    ]);
    expect(pack.last!.earlier.map(({ key }) => key)).toEqual(["R-4"]);
    expect(pack.tasks.map(({ key }) => key)).toEqual(["R-4", "R-1", "R-2", "R-5"]);
  });

  test("has only its own problems, decides what stands with its leader, and asks the level above", () => {
    expect(pack.agenda.items.map(({ matter }) => matter.kind)).toEqual(["decide", "above", "task", "task", "figures"]);
    expect(pack.assignments.map(({ subject }) => subject.kind)).toEqual(["decide", "above"]);
  });

  test("sums the chain over the units before the ratio: 12 of 16, 6 of 12, 3 of 6, 1 of 3", () => {
    expect(wordsOf(pack)).toContain(
      "签约项目履约率 75.0%（12/16）、履约项目开工率 50.0%（6/12）、开工项目投产率 50.0%（3/6）、投产项目达效率 33.3%（1/3）。",
    );
  });

  test("every mechanism is listed, those the office added too; one without rows gives a short paper", () => {
    const lines = mechanismLines(boardInput(packOffice(), DAY));
    expect(lines.map(({ name }) => name)).toEqual([
      ...["重点项目", "基础设施", "服务企业", "招商引资", "财政税收", "其他", "低空经济"],
    ]);
    expect(lines.find(({ name }) => name === "招商引资")).toEqual({
      ...{ name: "招商引资", leader: "钱市长", issues: 2, tasks: 4, overdue: 4 },
    });
    const text = wordsOf(mechanismOf(packOffice(), "财政税收"));
    expect(text).toContain("没有未解决的问题。");
    expect(text).toContain("没有需要会议研究的事项，建议不开会，以书面材料代替。");
  });

  test("is the same whatever order the rows stand in", () => {
    const rows = packOffice();
    const told = wordsOf(pack);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...rows.tasks!], { minLength: 7 }),
        fc.shuffledSubarray([...rows.issues!], { minLength: 7 }),
        (tasks, issues) => {
          expect(wordsOf(mechanismOf({ ...rows, tasks, issues }, "招商引资"))).toBe(told);
        },
      ),
      { numRuns: 10 },
    );
  });
});
