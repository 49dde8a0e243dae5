import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { type BallotFault, isOwn, type VisitGround } from "../../lib/domain/observation/ballots.ts";
import type { ObservedProject } from "../../lib/domain/observation/observation-block.ts";
import { medianOf, outliersIn } from "../../lib/domain/observation/outliers.ts";
import { type VisitRules, visitResult } from "../../lib/domain/observation/visit-score.ts";
import { ratio } from "../../lib/domain/ratio.ts";
import type { Observation, RuleRow } from "../../lib/domain/registry.ts";
import { visitRules } from "../../lib/jobs/observation.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { NO_OVERRIDES, readRulebook } from "../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../cases/read-cases.ts";

const VISIT = "2026-07";
const BUILT_IN = visitRules({ book: NO_OVERRIDES })(VISIT);

const row = (judge: string, project: string, more: Partial<Observation>): Observation => ({
  ...{ workbook: "台账.xlsx", key: `${VISIT}/${project}/${judge}`, visit: VISIT, project, judge },
  ...{ score: null, place: null, ...more },
});

function voteIn(text: string): Partial<Observation> {
  if (text === "—") return {};
  if (text === "×") return { score: UNREADABLE };
  const [, score = "", place] = /^([\d.]*)(?:第(\d+))?$/.exec(text) ?? [];
  return { score: score === "" ? null : Number(score), place: place === undefined ? null : Number(place) };
}

interface Table {
  readonly rows: readonly Observation[];
  readonly ground: VisitGround;
}

function tableOf({ projects, ballots }: Case): Table {
  const units = new Map<string, string | null>();
  const rows = ballots!.split(";").flatMap((ballot) => {
    const [named = "", ...words] = ballot.trim().split(" ");
    const [, judge = "", unit = "评委单位"] = /^([^（]+)(?:（(.+)）)?$/.exec(named) ?? [];
    units.set(judge, unit === "？" ? null : unit);
    return Array.from({ length: words.length / 2 }, (_, at) => row(judge, words[at * 2]!, voteIn(words[at * 2 + 1]!)));
  });
  const places = new Map(projects!.split(";").map((text) => text.trim().split(" ") as [string, string]));
  const project = (code: string) => {
    const [responsibleUnit = "", county = ""] = (places.get(code) ?? "责任单位/属地").split("/");
    return { code, name: `项目${code}`, responsibleUnit, county };
  };
  return { rows, ground: { project, unitOfJudge: (judge) => units.get(judge) ?? null } };
}

/** The rule as an office would type it: 参数 值. */
function rulesOf(text: string): VisitRules {
  if (text === "") return BUILT_IN;
  const [parameter = "", value = ""] = text.split(" ");
  const typed: RuleRow = {
    ...{ workbook: "", key: `${parameter}/2026-01-01`, parameter, value, from: "2026-01-01", basis: "试", note: null },
  };
  const { book, problems } = readRulebook([typed], ALL_RULES);
  expect(problems).toEqual([]);
  return visitRules({ book })(VISIT);
}

const shown = ({ project, score, place, tied }: ObservedProject): string =>
  score === null ? `${project} —` : `${project} ${(score / 100).toFixed(2)} 第${place}${tied ? "并列" : ""}`;

const FAULTS: Readonly<Record<BallotFault, string>> = {
  "own-unit": "本单位",
  empty: "留空",
  unreadable: "认不出",
  "no-score": "只填名次",
  "no-place": "只填评分",
  "place-beyond": "名次超出",
  "judge-unknown": "看不出单位",
};

describe("a visit is scored", () => {
  for (const one of readCases("observation.csv"))
    it(`${one.situation}`, () => {
      const { rows, ground } = tableOf(one);
      const { projects, remarks } = visitResult(VISIT, rows, ground, rulesOf(one.rule!));
      expect(projects.map(shown).join(";")).toBe(one.result);
      expect(
        remarks.map(({ row: { judge, project }, because }) => `${judge} ${project} ${FAULTS[because]}`).join(";"),
      ).toBe(one.remarks);
    });

  it("names the 责任单位 the score goes to, how many ballots count and by which method", () => {
    const { rows, ground } = tableOf({ projects: "P1 市水务局/甲县", ballots: "赵（甲县） P1 100;钱 P1 70" });
    expect(visitResult(VISIT, rows, ground, BUILT_IN).projects).toEqual([
      {
        ...{ project: "P1", name: "项目P1", unit: "市水务局", county: "甲县", judges: 1 },
        ...{ score: 7000, method: "mean", place: 1, tied: false },
      },
    ]);
  });
});

const judges = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯"];
const codes = ["P1", "P2", "P3", "P4"];
const unitOf = (judge: string): string => `单位${judges.indexOf(judge) % 5}`;
const ground: VisitGround = {
  project: (code) => ({ code, name: code, responsibleUnit: `单位${codes.indexOf(code)}`, county: "某县" }),
  unitOfJudge: unitOf,
};

const points = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const sheet = fc
  .subarray(
    judges.flatMap((judge) => codes.map((code) => [judge, code] as const)),
    { minLength: 1 },
  )
  .chain((cells) =>
    fc
      .tuple(
        ...cells.map(() => fc.record({ score: fc.option(points), place: fc.option(fc.integer({ min: 0, max: 6 })) })),
      )
      .map((votes) => cells.map(([judge, code], at) => row(judge, code, votes[at]!))),
  );
const anyRules = fc.record({
  rule: fc.record({
    asked: fc.constantFrom("scores" as const, "places" as const),
    trimFrom: fc.integer({ min: 3, max: 9 }),
    firstVote: fc.constantFrom(100, 90),
    voteStep: fc.constantFrom(0, 3, 2.5),
    lowestVote: fc.constantFrom(0, 60),
  }),
  ties: fc.constantFrom("competition" as const, "dense" as const),
});

const byProject = (projects: readonly ObservedProject[]) => new Map(projects.map((one) => [one.project, one]));

describe("whatever the ballots", () => {
  it("their order changes nothing", () => {
    fc.assert(
      fc.property(sheet, anyRules, fc.infiniteStream(fc.nat()), (rows, rules, chance) => {
        const shuffled = rows
          .map((one) => ({ one, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(visitResult(VISIT, shuffled, ground, rules).projects).toEqual(
          visitResult(VISIT, rows, ground, rules).projects,
        );
      }),
    );
  });

  it("one more point never lowers a project's score or place", () => {
    fc.assert(
      fc.property(sheet, anyRules, fc.nat(), (rows, rules, at) => {
        fc.pre(rows.every(({ score }) => score !== null));
        const plain = rows.map((one) => ({ ...one, place: null }));
        const raised = plain[at % plain.length]!;
        const after = plain.map((one) =>
          one === raised ? { ...one, score: Math.min((one.score as number) + 1, 100) } : one,
        );
        const [was, is] = [plain, after].map(
          (all) => byProject(visitResult(VISIT, all, ground, rules).projects).get(raised.project)!,
        );
        expect(is!.score ?? -1).toBeGreaterThanOrEqual(was!.score ?? -1);
        expect(is!.place ?? 99).toBeLessThanOrEqual(was!.place ?? 99);
      }),
    );
  });

  it("extremes are dropped from the rule's number of counted ballots on, and never before", () => {
    fc.assert(
      fc.property(sheet, anyRules, (rows, rules) => {
        const { projects } = visitResult(VISIT, rows, ground, rules);
        for (const one of projects.filter(({ method }) => method === "mean" || method === "trimmed-mean")) {
          const votes = rows
            .filter((vote) => vote.project === one.project && vote.score !== null)
            .filter((vote) => !isOwn(ground.project(vote.project)!, unitOf(vote.judge)))
            .map(({ score }) => Math.round((score as number) * 10))
            .sort((a, b) => a - b);
          expect(one.judges).toBe(votes.length);
          const kept = votes.length >= rules.rule.trimFrom ? votes.slice(1, -1) : votes;
          const total = kept.reduce((sum, tenths) => sum + tenths, 0);
          expect(one.score).toBe(Math.floor((20 * total + kept.length) / (2 * kept.length)));
        }
      }),
    );
  });

  it("a row on the own unit changes nobody's points, and is told", () => {
    fc.assert(
      fc.property(sheet, anyRules, points, (rows, rules, score) => {
        const plain = rows.filter(({ judge, project }) => !isOwn(ground.project(project)!, unitOf(judge)));
        fc.pre(plain.some(({ project }) => project === "P1") && plain.some((one) => one.score !== null));
        const own = row("赵", "P1", { score });
        const scores = (all: readonly Observation[]) =>
          visitResult(VISIT, all, ground, { ...rules, rule: { ...rules.rule, asked: "scores" } });
        expect(scores([...plain, own]).projects).toEqual(scores(plain).projects);
        expect(scores([...plain, own]).remarks).toContainEqual({ row: own, because: "own-unit" });
      }),
    );
  });

  it("votes for places lie between the first and the least", () => {
    fc.assert(
      fc.property(sheet, anyRules, (rows, rules) => {
        const { firstVote, lowestVote } = rules.rule;
        const { projects } = visitResult(VISIT, rows, ground, { ...rules, rule: { ...rules.rule, asked: "places" } });
        for (const { score } of projects.filter((one) => one.score !== null)) {
          expect(score!).toBeLessThanOrEqual(firstVote * 100);
          expect(score!).toBeGreaterThanOrEqual(lowestVote * 100);
        }
      }),
    );
  });
});

describe("ballots out of line", () => {
  const votes = (...given: readonly number[]) =>
    given.map((vote, at) => ({ row: row(judges[at]!, "P1", {}), points: vote }));

  it("the median of an even number is the mean of the two in the middle", () => {
    expect(medianOf([90, 10, 80, 85])).toEqual(ratio(165, 2));
    expect(medianOf([90, 10, 80])).toEqual(ratio(80));
  });

  it("exactly the rule's points from the median is in line, more is not, above and below", () => {
    expect(outliersIn(votes(80, 80, 95), 15)).toEqual([]);
    expect(outliersIn(votes(80, 80, 80, 95.1, 60), 15)).toEqual([
      { judge: "李", project: "P1", apart: ratio(151, 10) },
      { judge: "周", project: "P1", apart: ratio(-20) },
    ]);
  });

  it("of two ballots nobody can say who is out of line", () => {
    expect(outliersIn(votes(0, 100), 15)).toEqual([]);
  });
});
