import { describe, expect, it } from "vitest";
import type { HistoryQuestion } from "../../lib/domain/history-questions.ts";
import type { Change } from "../../lib/domain/honesty.ts";
import { progressSums } from "../../lib/domain/progress-sums.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import type { Published } from "../../lib/jobs/job.ts";
import type { BoardScope, BoardTally } from "../../lib/views/board/board.ts";
import { AS_OF, boardCity } from "../fakes/board-city.ts";
import { ALL, boardFor, boardInput } from "../fakes/board-input.ts";

const person = (unit: string, name: string) => ({ person: { unit, name }, until: "2026-06-26" });
const codes = (board: { projects: readonly { verdict: { key: string } }[] }): readonly string[] =>
  board.projects.map(({ verdict }) => verdict.key);

const AGREED = {
  ...{ applicant: "乙区", appliedOn: { date: "2026-03-20" }, reason: "停建", sponsor: "钱市长" },
  ...{ signedOn: { date: "2026-03-25" }, decision: "同意", decidedOn: { date: "2026-03-28" } },
};

/** What the lines of a tally add up to. */
function added(lines: readonly BoardTally[]) {
  const sum = (figure: (line: BoardTally) => number): number => lines.reduce((all, line) => all + figure(line), 0);
  return {
    projects: sum(({ projects }) => projects),
    red: sum(({ lights }) => lights.red ?? 0),
    exempt: sum(({ lights }) => lights.exempt ?? 0),
    done: sum(({ sums }) => sums.done),
    planned: sum(({ sums }) => sums.planned),
    annualPlan: sum(({ sums }) => sums.annualPlan),
    uncounted: sum(({ sums }) => sums.uncounted),
    overdue: sum(({ overdue }) => overdue),
    forecastLate: sum(({ forecastLate }) => forecastLate),
  };
}

describe("the board of all", () => {
  const input = boardInput(boardCity(), AS_OF);
  const judgement = input.judge(AS_OF, null);
  const board = boardOf(input, ALL);

  it("holds every project with its steps in their order and its network", () => {
    expect(codes(board)).toEqual(["P-001", "P-002", "P-003", "P-004"]);
    const [road] = board.projects;
    expect(road!.steps.map(({ verdict }) => verdict.seq)).toEqual([10, 20, 30, 40]);
    expect(road!.steps.map(({ schedule }) => schedule?.critical)).toEqual([false, true, true, true]);
    expect(road!.months.map(({ month }) => month)).toEqual(["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]);
  });

  it("sums are the judgement's, and its counties and categories add up to them", () => {
    const sums = progressSums(judgement.projects);
    expect(board.total.sums).toEqual(sums);
    expect(sums.annualPlan).toBe(320_000_000);
    expect(board.total.overdue).toBe(judgement.milestones.filter(({ because }) => because === "overdue").length);
    expect(added(board.counties)).toEqual(added([board.total]));
    expect(added(board.categories)).toEqual(added([board.total]));
    expect(board.counties.map(({ name }) => name)).toEqual(["甲县", "乙区"]);
  });

  it("超亿元 is a line of its own", () => {
    expect([board.large?.projects, board.large?.sums.annualPlan]).toEqual([2, 320_000_000]);
  });

  it("a project that was taken off the list is lit, and its money is in no sum", () => {
    const removed = { ...AGREED, project: "P-002", code: "T-1", type: "调出", effectiveMonth: "2026-04" };
    const listed = boardFor({ ...boardCity(), adjustments: [removed] }, AS_OF);
    expect(listed.projects.map(({ listed: isListed }) => isListed)).toEqual([true, false, true, true]);
    expect(listed.total.projects).toBe(4);
    expect(listed.total.sums.annualPlan).toBe(board.total.sums.annualPlan - 200_000_000);
    expect(added(listed.counties)).toEqual(added([listed.total]));
  });

  it("a county that is no county of 单位 is none of the known names, last", () => {
    const { projects = [], ...rest } = boardCity();
    const moved = projects.map((row) => (row.code === "P-001" ? { ...row, county: "市水务局" } : row));
    const { counties } = boardFor({ ...rest, projects: moved }, AS_OF);
    expect(counties.map(({ name, projects: count }) => [name, count])).toEqual([
      ["乙区", 3],
      [null, 1],
    ]);
  });

  it("open problems stand worst first, closed ones not at all", () => {
    expect(board.issues.map(({ key }) => key)).toEqual(["W-1", "W-3", "W-2"]);
  });

  it("projects stand by their number, whatever the order of their rows", () => {
    const city = boardCity();
    const turned = boardFor({ ...city, projects: city.projects!.toReversed() }, AS_OF);
    expect(codes(turned)).toEqual(codes(board));
  });

  it("rows that were set aside are counted", () => {
    const city = boardCity();
    const bad = { ...city, milestones: [...city.milestones!, { project: "P-001", seq: 30, name: "又一个" }] };
    expect(boardFor(bad, AS_OF).setAside).toEqual({ projects: 0, milestones: 2 });
  });
});

describe("the board of one person", () => {
  it("a leader sees the projects sponsored and those of the units led, and sums of no others", () => {
    const board = boardFor(boardCity(), AS_OF, person("重点办", "钱市长"));
    expect(codes(board)).toEqual(["P-001", "P-002", "P-003", "P-004"]);
    const sponsor = boardFor(boardCity(), AS_OF, person("重点办", "周市长"));
    expect(codes(sponsor)).toEqual(["P-001"]);
    expect(sponsor.total.sums.annualPlan).toBe(120_000_000);
    expect(sponsor.counties.map(({ name, projects }) => [name, projects])).toEqual([["甲县", 1]]);
    expect(sponsor.issues.map(({ key }) => key)).toEqual(["W-1"]);
  });

  it("a unit sees the project it has a milestone in, and its own problems of no project", () => {
    const board = boardFor(boardCity(), AS_OF, person("供电公司", "电联"));
    expect([codes(board), board.issues.map(({ key }) => key)]).toEqual([["P-001"], ["W-1", "W-3"]]);
  });

  it("somebody who is not in 人员 sees nothing", () => {
    const board = boardFor(boardCity(), AS_OF, person("供电公司", "不在"));
    expect([codes(board), board.issues, board.total.projects]).toEqual([[], [], 0]);
  });

  it("rows of projects that nobody can read are nobody's", () => {
    const city = boardCity();
    const bad = { ...city, projects: [...city.projects!, { code: "P-009", name: "无名" }] };
    expect(boardFor(bad, AS_OF).setAside.projects).toBe(1);
    expect(boardFor(bad, AS_OF, person("重点办", "周市长")).setAside).toEqual({ projects: 0, milestones: 0 });
  });
});

describe("changes on the board", () => {
  const asked: Change = {
    ...{ code: "fell", workbook: "台账.xlsx", tab: "monthlyReports", key: "P-001/2026-05", field: "investedYtd" },
    ...{ before: 34_500_000, after: 30_000_000, counts: null, project: "P-001", unit: "甲县" },
    ...{ firstSeen: "2026-06-11T00:00:00.000Z", lastSeenAbsent: "2026-06-10T00:00:00.000Z" },
    ...{ matter: "m", isAsked: true },
  };
  const ordinary: Change = { ...asked, code: "changed", matter: "", isAsked: false };
  const question: HistoryQuestion = {
    ...{ key: "m", change: asked, answer: null, mended: false, shared: false, rule: null, answerIn: null },
    ...{ firstAsked: "2026-06-11", privateUntil: "2026-06-18" },
  };
  const changesWith = (changes: readonly Change[], shared: boolean) => {
    const input = boardInput(boardCity(), AS_OF);
    const judgement = input.judge(AS_OF, null);
    const told = { changes: () => changes, historyQuestions: () => [{ ...question, shared }] };
    return boardOf({ ...input, judge: () => ({ ...judgement, ...told }) }, ALL).projects[0]!.changes;
  };

  it("what is asked of a unit in private is not there, for nobody", () => {
    expect(changesWith([asked, ordinary], false).map(({ change }) => change.code)).toEqual(["changed"]);
  });

  it("answered, or its days over, it is there with its question and the names of its cell", () => {
    const [first] = changesWith([asked], true);
    expect([first?.question?.key, first?.column]).toEqual(["m", { tab: "月报", header: "年初累计", kind: "money" }]);
  });

  it("the last eight of a project", () => {
    expect(
      changesWith(
        Array.from({ length: 12 }, () => ordinary),
        false,
      ),
    ).toHaveLength(8);
  });
});

describe("the ranking on the board", () => {
  const block = { kind: "ranking", version: 1, period: "2026-04", indicators: [], groups: [], notes: [], rows: [] };
  const ranking = (period: string): Published => ({
    ...{ kind: "ranking", period, id: `M-${period}`, digest: "", differences: "", at: "2026-06-12T00:00:00.000Z" },
    body: JSON.stringify({ ...block, period }),
  });

  it("is the newest confirmed one, for everybody alike", () => {
    const published = [ranking("2026-03"), ranking("2026-04"), { ...ranking("2026-05"), kind: "letter" }];
    const input = boardInput(boardCity(), AS_OF, { published });
    expect(boardOf(input, ALL).ranking?.id).toBe("M-2026-04");
    expect(boardOf(input, person("供电公司", "电联")).ranking?.block.period).toBe("2026-04");
  });

  it("is none before the first confirmation", () => {
    expect(boardFor(boardCity(), AS_OF).ranking).toBeNull();
  });
});

describe("workbooks of 分表 that could not be read", () => {
  const book = (name: string, unit: string) => ({ workbook: "台账", key: name, name, unit, address: `${name}.xlsx` });
  const read = boardInput(boardCity(), AS_OF);
  const workbooks = [book("乙区分表", "乙区"), book("甲县分表", "甲县")];
  const stale = ["乙区分表", "甲县分表「项目」表", "「月报」表"].map((name) => ({ name, since: null }));
  const input = { ...read, stale, reading: { ...read.reading, registry: { ...read.reading.registry, workbooks } } };
  const named = (scope: BoardScope): readonly string[] => boardOf(input, scope).stale.map(({ name }) => name);

  it("are told to who sees all, and to others only of their own", () => {
    expect(named(ALL)).toEqual(stale.map(({ name }) => name));
    expect(named(person("甲县", "王联"))).toEqual(["甲县分表「项目」表", "「月报」表"]);
    expect(named(person("重点办", "周市长"))).toEqual(["「月报」表"]);
  });
});
