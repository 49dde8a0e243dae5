import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { History } from "../../lib/domain/history.ts";
import { countyShares } from "../../lib/domain/observation/county-shares.ts";
import { pastVisits, visitWithin } from "../../lib/domain/observation/past-visits.ts";
import { themeMonths, themeOf } from "../../lib/domain/observation/theme.ts";
import { type VisitListInput, visitList } from "../../lib/domain/observation/visit-list.ts";
import type { Exemption, Observation, Project } from "../../lib/domain/registry.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { drawRuleOn, themeRuleOn } from "../../lib/rules/observation-rules.ts";
import { NO_OVERRIDES, readRulebook, rulesInForce } from "../../lib/rules/rulebook.ts";
import { newRule } from "../fakes/judge-input.ts";
import { newProject } from "../fakes/registry-rows.ts";

const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];
const THEMES = themeRuleOn(NO_OVERRIDES, "2026-07-31").value;

const projectIn = (code: string, county: string, more: Partial<Project> = {}): Project => ({
  ...newProject(code),
  ...{ county, category: "产业", annualClass: "续建", secrecy: null, ...more },
});

const observed = (visit: string, project: string, judge = "赵"): Observation => ({
  ...{ workbook: "台账.xlsx", key: `${visit}/${project}/${judge}`, visit, project, judge, score: 80, place: null },
});

const exempt = (project: string, from: string, to: string, seq: number | null = null): Exemption => ({
  ...{ workbook: "", key: project, code: project, project, seq, from, to },
  ...{ cause: "不可抗力", approvedBy: "孙管", basis: null },
});

const NOTHING: History = { firstReading: null, lastReading: null, tabs: {} };

function list(projects: readonly Project[], more: Partial<VisitListInput> = {}) {
  return visitList({
    ...{ visit: "2026-07", asOf: "2026-06-28", projects, members: new Set(projects.map(({ code }) => code)) },
    ...{ exemptions: [], observations: [], history: NOTHING, published: [], categories: ["产业"] },
    ...{ count: null, seed: null, rule: drawRuleOn(NO_OVERRIDES, "2026-07-31") },
    ...more,
  });
}

const codes = (projects: readonly { readonly code: string }[]): readonly string[] => projects.map(({ code }) => code);
const reasons = (drawn: ReturnType<typeof list>): readonly string[] =>
  drawn.leftOut.map(({ project, because, visit }) => `${project.code} ${because}${visit === null ? "" : ` ${visit}`}`);

describe("the theme of a visit", () => {
  it("July and December look at 产业, April and October at all others, also at those the office added", () => {
    const all = [...CATEGORIES, "数字经济"];
    expect(themeOf(THEMES, "2026-07", all)).toEqual(["产业"]);
    expect(themeOf(THEMES, "2026-12", all)).toEqual(["产业"]);
    expect(themeOf(THEMES, "2026-04", all)).toEqual(["基础设施", "民生", "生态环保", "文化旅游", "数字经济"]);
    expect(themeOf(THEMES, "2026-10", CATEGORIES)).toEqual(["基础设施", "民生", "生态环保", "文化旅游"]);
  });

  it("other months have none", () => {
    expect(
      ["01", "02", "03", "05", "06", "08", "09", "11"].map((m) => themeOf(THEMES, `2026-${m}`, CATEGORIES)),
    ).toEqual(Array.from({ length: 8 }, () => []));
    expect(themeMonths(THEMES)).toEqual([4, 7, 10, 12]);
  });

  it("a row of 规则 names other months, as typed by any hand", () => {
    const { book, problems } = readRulebook([newRule("观摩主题", "5月、 11月：民生、生态环保; 8月：其余")], ALL_RULES);
    expect(problems).toEqual([]);
    const { value } = themeRuleOn(book, "2026-08-31");
    expect(themeOf(value, "2026-11", CATEGORIES)).toEqual(["民生", "生态环保"]);
    expect(themeOf(value, "2026-08", CATEGORIES)).toEqual(["产业", "基础设施", "文化旅游"]);
    expect(themeOf(value, "2026-07", CATEGORIES)).toEqual([]);
    const shown = rulesInForce(book, ALL_RULES, "2026-08-31").find(({ name }) => name === "观摩主题");
    expect(shown?.value).toBe("5月、11月：民生、生态环保；8月：其余");
  });

  it.each([
    "13月：产业",
    "7月、7月：产业",
    "7月产业",
    "7月：",
    "：产业",
    "7月：产业；7月：民生",
    "7月：产业、其余",
    "七月：产业",
  ])("%s is no theme", (value) => {
    const { problems } = readRulebook([newRule("观摩主题", value)], ALL_RULES);
    expect(problems.map(({ because }) => because)).toEqual(["unreadable-value"]);
  });
});

describe("the projects of a visit", () => {
  it("are 在建 of the theme's category, so many of each county, and whoever is not is counted", () => {
    const rows = [
      ...["P-1", "P-2", "P-3"].map((code) => projectIn(code, "甲县")),
      projectIn("P-4", "乙县"),
      projectIn("P-5", "乙县", { category: "民生" }),
      projectIn("P-6", "乙县", { annualClass: "前期" }),
      projectIn("P-7", "丙县", { annualClass: "新开工" }),
    ];
    const drawn = list(rows);
    expect(drawn.shares).toEqual([
      { county: "丙县", eligible: 1, drawn: 1 },
      { county: "乙县", eligible: 1, drawn: 1 },
      { county: "甲县", eligible: 3, drawn: 2 },
    ]);
    expect(codes(drawn.drawn).slice(0, 2)).toEqual(["P-7", "P-4"]);
    expect(drawn).toMatchObject({ otherCategory: 1, notBuilt: 1, seed: "2026-07", count: { each: 2 } });
  });

  it("leave out, by name and reason, what is off the list, not public, exempt in the month or visited within two years", () => {
    const rows = [
      projectIn("P-1", "甲县"),
      projectIn("P-2", "甲县", { secrecy: "内部" }),
      projectIn("P-3", "甲县", { secrecy: UNREADABLE }),
      projectIn("P-4", "甲县", { secrecy: "公开" }),
      projectIn("P-5", "甲县"),
      projectIn("P-6", "甲县"),
      projectIn("P-7", "甲县"),
      projectIn("P-8", "甲县"),
    ];
    const drawn = list(rows, {
      count: { each: 100 },
      members: new Set(codes(rows).filter((code) => code !== "P-8")),
      exemptions: [
        exempt("P-5", "2026-07-01", "2026-07-01"),
        exempt("P-1", "2026-06-01", "2026-06-30"),
        exempt("P-4", "2026-07-01", "2026-07-31", 20),
      ],
      observations: [observed("2024-08", "P-6"), observed("2024-07", "P-7"), observed("2026-07", "P-1")],
    });
    expect(reasons(drawn)).toEqual(["P-2 secret", "P-3 secret", "P-5 exempt", "P-6 visited 2024-08", "P-8 not-listed"]);
    expect(codes(drawn.drawn).toSorted()).toEqual(["P-1", "P-4", "P-7"]);
  });

  it("the seed decides, and the month is the seed of who gives none", () => {
    const rows = Array.from({ length: 30 }, (_, at) => projectIn(`P-${at}`, "甲县"));
    const withSeed = (seed: string | null) => codes(list(rows, { count: { all: 5 }, seed }).drawn);
    expect(withSeed(null)).toEqual(withSeed("2026-07"));
    expect(withSeed("甲")).toEqual(withSeed("甲"));
    expect(new Set(["甲", "乙", "丙", "丁"].map((seed) => withSeed(seed).join())).size).toBe(4);
  });

  it("do not change with a project of another county, but by the share", () => {
    const rows = Array.from({ length: 10 }, (_, at) => projectIn(`P-${at}`, "甲县"));
    const more = [...rows, projectIn("Q-1", "乙县")];
    const ofJia = (all: readonly Project[]) => list(all).drawn.filter(({ county }) => county === "甲县");
    expect(codes(ofJia(more))).toEqual(codes(ofJia(rows)));
  });
});

const city = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.constantFrom("甲县", "乙县", "丙区", "丁区").map((county) => projectIn(`P-${number}`, county)),
      ),
    ),
  );
const count = fc.oneof(
  fc.integer({ min: 1, max: 70 }).map((all) => ({ all })),
  fc.integer({ min: 1, max: 9 }).map((each) => ({ each })),
);

describe("whatever the city", () => {
  it("the order of the rows changes nothing", () => {
    fc.assert(
      fc.property(city, count, fc.string(), (rows, asked, seed) => {
        const again = list([...rows].reverse(), { count: asked, seed });
        expect(codes(again.drawn)).toEqual(codes(list(rows, { count: asked, seed }).drawn));
      }),
    );
  });

  it("a larger count takes no project away, nothing is drawn twice, and all that is asked for is drawn as far as there is any", () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 1, max: 69 }), (rows, all) => {
        const [fewer, more] = [all, all + 1].map((n) => codes(list(rows, { count: { all: n } }).drawn));
        expect(more).toEqual(expect.arrayContaining([...fewer!]));
        expect(fewer!.length).toBe(Math.min(all, rows.length));
        expect(new Set(fewer).size).toBe(fewer!.length);
      }),
    );
  });

  it("each county has one before any has two, and shares follow the candidates within one project", () => {
    fc.assert(
      fc.property(city, fc.integer({ min: 1, max: 70 }), (rows, all) => {
        const { shares } = list(rows, { count: { all } });
        const most = Math.max(...shares.map(({ drawn }) => drawn));
        if (most > 1) expect(shares.every(({ drawn }) => drawn > 0)).toBe(true);
        for (const a of shares)
          for (const b of shares)
            if (a.drawn > 1 && b.drawn < b.eligible)
              expect(a.eligible * (2 * b.drawn + 1)).toBeGreaterThanOrEqual(b.eligible * (2 * a.drawn - 1));
      }),
    );
  });
});

describe("shares of counties", () => {
  it("10, 6 and 4 candidates share eight places 4, 2, 2", () => {
    const eligible = new Map([
      ["甲县", 10],
      ["乙县", 6],
      ["丙区", 4],
    ]);
    const drawn = countyShares(eligible, { all: 8 }, "s").map(({ county, drawn: n }) => `${county} ${n}`);
    expect(drawn).toEqual(["丙区 2", "乙县 2", "甲县 4"]);
  });
});

describe("visits before", () => {
  const life = (row: Observation | null, before: Observation) => [
    { firstSeen: "2025-01-01T00:00:00.000Z", lastSeenAbsent: null, row: before },
    ...(row === null ? [{ firstSeen: "2026-01-01T00:00:00.000Z", lastSeenAbsent: null, row: null }] : []),
  ];

  it("are known from the rows, from rows of visits that were cleared, and from published results", () => {
    const cleared = observed("2025-07", "P-2");
    const slip = observed("2026-04", "P-3", "钱");
    const history: History = {
      ...NOTHING,
      tabs: { observations: new Map([cleared, slip].map((row) => [row.key, life(null, row)])) },
    };
    const published = [{ period: "2024-12", projects: [{ project: "P-4" }] }] as never;
    const visits = pastVisits({ observations: [observed("2026-04", "P-1")], history, published });
    expect(Object.fromEntries(visits)).toEqual({ "P-1": ["2026-04"], "P-2": ["2025-07"], "P-4": ["2024-12"] });
  });

  it("two years later to the month a project may be visited again, a month before it may not; the visit itself does not count", () => {
    expect(visitWithin(["2024-07"], "2026-07", 24)).toBeNull();
    expect(visitWithin(["2024-08"], "2026-07", 24)).toBe("2024-08");
    expect(visitWithin(["2026-07", "2026-10"], "2026-07", 24)).toBeNull();
  });
});
