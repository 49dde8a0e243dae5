import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { isValue, UNREADABLE } from "../../lib/domain/field.ts";
import type { Project } from "../../lib/domain/registry.ts";
import { batchDay, checkDays } from "../../lib/domain/starts/batch.ts";
import { type BatchCheck, batchChecks } from "../../lib/domain/starts/batch-checks.ts";
import { batchHonesty } from "../../lib/domain/starts/batch-honesty.ts";
import { batchList, isBlocking, type StartFigures, startFigures } from "../../lib/domain/starts/batch-list.ts";
import {
  doneCount,
  isCandidate,
  lacksOf,
  readinessOf,
  startedBefore,
  startSuggestions,
} from "../../lib/domain/starts/readiness.ts";
import { batchReview, batchReviews } from "../../lib/jobs/batch-review.ts";
import { readinessInput } from "../../lib/jobs/starts.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { batchRuleOn } from "../../lib/rules/start-rules.ts";
import { readCases } from "../cases/read-cases.ts";
import { newProject } from "../fakes/registry-rows.ts";
import { blockOf, checkCase, readyCase, THE_DAY } from "../fakes/starts-table.ts";
import { CALENDAR } from "../jobs/owed-city.ts";

const RULE = batchRuleOn(NO_OVERRIDES, "2026-05-20").value;
const BATCH = "2026-05";
const CATEGORIES = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];

const STATES = {
  ...{ started: "已开工", exempt: "豁免", ready: "齐备", "not-ready": "不全", unknown: "无法判定" },
} as const;
const SUGGESTED = {
  join: "建议列入",
  "not-ready": "已列入不全",
  unknown: "已列入不明",
  exempt: "已列入豁免",
  started: "已列入早已开工",
} as const;

function ready(given: string): string {
  const { judgement } = readyCase(given);
  const one = readinessOf(judgement.files[0]!, readinessInput(judgement));
  const lacks = lacksOf(one).map(({ matter, step, unit }) => {
    const late = step !== null && step.daysLate !== null && step.daysLate > 0 ? ` 晚${step.daysLate}天` : "";
    return `缺${matter ?? step!.milestone.name}(${unit}${late})`;
  });
  const of = (state: string, word: string) =>
    one.matters.filter((matter) => matter.state === state).map(({ matter }) => `${word}${matter}`);
  const candidate = isCandidate(one, BATCH);
  const unclear = one.state === "unknown" ? [...of("absent", "无"), ...of("unreadable", "不明")] : [];
  const shown = one.state === "exempt" || one.state === "started" ? [] : lacks;
  const looked = candidate || startedBefore(one, BATCH, THE_DAY);
  const suggested = looked ? startSuggestions([one], BATCH).map(({ kind }) => SUGGESTED[kind]) : [];
  const told = suggested.filter((word) => word !== "已列入豁免");
  return [candidate ? "候选" : "非候选", STATES[one.state], `${doneCount(one)}/6`, ...shown, ...unclear, ...told].join(
    " ",
  );
}

function day(given: string): string {
  const on = given.length === 7 ? batchDay(CALENDAR, given).day : given;
  const { start, registration } = checkDays(CALENDAR, RULE, on);
  const [a, b] = [start, registration].map((one) => `${one.day}${one.provisional ? "暂定" : ""}`);
  return `${on} 30日${a} 60日${b}`;
}

const VENUES: Readonly<Record<string, Project["venue"]>> = { "-": null, "?": UNREADABLE };
const money = (text: string): number => Math.round(Number(text) * 10_000);

function projectsOf(given: string): readonly (Project & { readonly off: boolean })[] {
  return given.split(";").map((text) => {
    const [code = "", county = "", venue = "", category = "", sums = "", word] = text.split(" ");
    const [total = "", plan = ""] = sums.split("/");
    return {
      ...newProject(code),
      ...{ county, category, totalInvestment: money(total), annualPlan: plan === "-" ? null : money(plan) },
      venue: venue in VENUES ? VENUES[venue]! : (venue as "主会场"),
      startBatch: word === "其他批次" ? "2026-08" : BATCH,
      annualClass: word === "储备" ? "储备" : "新开工",
      off: word === "清单外",
    };
  });
}

const FAULTS = {
  ...{ empty: "空", "main-venue-none": "无主会场", "main-venue-several": "多主会场", "venue-missing": "缺会场" },
  ...{ "off-list": "清单外", "still-reserve": "储备", "mark-unreadable": "批次不明" },
} as const;

function listed(projects: readonly (Project & { readonly off: boolean })[]) {
  const members = new Set(projects.filter(({ off }) => !off).map(({ code }) => code));
  return batchList({ batch: BATCH, day: THE_DAY, projects, members });
}

function list(given: string): string {
  const { block, faults } = listed(projectsOf(given));
  const { all, byVenue, byCounty, byCategory } = startFigures(block.entries, CATEGORIES);
  const sums = (name: string, of: StartFigures["all"]): string =>
    `${name}${of.number}个 ${of.totalInvestment / 10_000}/${of.annualPlan / 10_000}${of.withoutPlan === 0 ? "" : ` 缺计划${of.withoutPlan}`}`;
  const parts = [byVenue, byCounty, byCategory].map((groups) =>
    groups.map(({ name, sums: of }) => sums(name, of)).join("、"),
  );
  const against = faults.map(
    ({ because, projects }) => `${FAULTS[because]}${projects.map(({ code }) => code).join("、")}`,
  );
  return [sums("", all), ...parts, ...against].join(" | ");
}

const STARTS: Readonly<Record<BatchCheck["start"], string>> = {
  ...{ proven: "已证实", claimed: "缺", late: "逾期开工", "not-started": "未开工", refuted: "不属实" },
  ...{ pending: "未到", "moved-out": "调出", exempt: "不计", unknown: "无法判定" },
};
const REGISTRATIONS: Readonly<Record<BatchCheck["registration"], string>> = {
  ...{ registered: "已入统", late: "逾期入统", "not-registered": "未入统", pending: "未到" },
  ...{ "below-threshold": "不计", "moved-out": "调出", exempt: "不计", unknown: "无法判定" },
};
const LACKS = { inspection: "督查", photo: "照片" } as const;

function check(given: string): string {
  const [found] = batchReview(checkCase(given), BATCH)!.checks;
  const { start, lacks, beforeCeremony, registration } = found!;
  const lacking = start === "claimed" ? lacks.map((lack) => LACKS[lack]).join("、") : "";
  return `${STARTS[start]}${lacking}${beforeCeremony ? " 早于集中开工" : ""} | ${REGISTRATIONS[registration]}`;
}

const ASKED: Readonly<Record<string, (given: string) => string>> = { ready, day, list, check };

describe("batches of starts", () => {
  test.each(readCases("starts.csv").map((one) => [one.about!, one.situation!, one] as const))(
    "%s: %s",
    (about, _, one) => {
      expect(ASKED[about]!(one.given!)).toBe(one.expected);
    },
  );
});

const amount = fc.integer({ min: 0, max: 9_007_199 }).map((n) => n * 1_000_003);
const project = fc.record({
  county: fc.constantFrom("甲县", "乙县", "丙区"),
  category: fc.constantFrom(...CATEGORIES, "其他"),
  venue: fc.constantFrom<Project["venue"]>("主会场", "分会场", null),
  totalInvestment: amount,
  annualPlan: fc.option(amount, { nil: null }),
  off: fc.boolean(),
});
const some = fc
  .array(project, { maxLength: 12 })
  .map((rows) => rows.map((row, at) => ({ ...newProject(`P-${at}`), ...row, startBatch: BATCH })));

describe("lists of starts, whatever the rows", () => {
  test("every division adds up to the total to the last 元, and the rows' order changes nothing", () => {
    fc.assert(
      fc.property(some, fc.integer(), (rows, seed) => {
        const { block, faults } = listed(rows);
        const { all, ...divisions } = startFigures(block.entries, CATEGORIES);
        for (const groups of Object.values(divisions))
          for (const figure of ["number", "totalInvestment", "annualPlan", "withoutPlan"] as const)
            expect(groups.reduce((sum, { sums }) => sum + sums[figure], 0)).toBe(all[figure]);
        const turned = rows.toSorted(
          (a, b) => ((Number(a.code.slice(2)) * seed) % 7) - ((Number(b.code.slice(2)) * seed) % 7),
        );
        expect(listed(turned)).toEqual({ block, faults });
        const fit = rows.filter(({ off }) => !off);
        const main = fit.filter(({ venue }) => venue === "主会场").length;
        expect(faults.some(isBlocking)).toBe(main !== 1 || fit.some(({ venue }) => !isValue(venue)));
      }),
    );
  });

  test("one more milestone done never makes a project less ready", () => {
    const names = [
      "立项",
      "可研",
      "土地出让",
      "用地规划许可",
      "规划许可",
      "招标",
      "施工合同",
      "资金落实",
      "施工许可",
      "环评",
    ];
    const rank = ["not-ready", "unknown", "ready", "started"];
    const states = fc.array(fc.constantFrom("√", "×", "?", "-"), { minLength: names.length, maxLength: names.length });
    fc.assert(
      fc.property(states, fc.nat(names.length - 1), (marks, at) => {
        const given = (all: readonly string[]) =>
          names.flatMap((name, index) => (all[index] === "-" ? [] : [`${name}${all[index]}`])).join(" ");
        const stateOf = (all: readonly string[]): number => {
          const { judgement } = readyCase(`${given(all)} 开工×`);
          return rank.indexOf(readinessOf(judgement.files[0]!, readinessInput(judgement)).state);
        };
        if (marks[at] === "-") return;
        expect(stateOf(marks.with(at, "√"))).toBeGreaterThanOrEqual(stateOf(marks));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the honesty of a batch", () => {
  const review = (given: string) => batchReview(checkCase(given), BATCH)!;

  test("counts what was announced: exempt ones and those below 500万 are no cases, whoever left the list stays one", () => {
    const batches = ["开工2026-05-29 照片 督查2026-06-03 入统2026-07-01", "", "豁免2026-06-01~2026-08-01", "总投资100"];
    const checks = batches.flatMap((given) => review(`截至2026-08-03 ${given}`).checks);
    const honesty = batchHonesty({ ...review("截至2026-08-03"), checks }, "2026-08-03");
    expect([honesty.starts.good, honesty.starts.cases, honesty.starts.due]).toEqual([1, 3, true]);
    expect([honesty.registrations.good, honesty.registrations.cases]).toEqual([1, 2]);
    expect(honesty.starts.others.map(({ start }) => start)).toEqual(["not-started", "not-started"]);
  });

  test("the confirmed list is the batch whatever the sheet says now; without one the rows are, and it is said", () => {
    const at = checkCase("截至2026-06-30 开工2026-05-29");
    const unmarked = { ...at, registry: withMark(at.registry, null) };
    expect(batchReview(unmarked, BATCH)).toMatchObject({ confirmed: true, checks: [{ start: "claimed" }] });
    expect(batchReview({ ...at, startBatches: [] }, BATCH)).toMatchObject({ confirmed: false });
  });

  test("nobody looks at a batch before its day, and after four months no more", () => {
    const reviewed = (asOf: PlainDate) => batchReviews(checkCase(`截至${asOf}`)).map(({ block }) => block.batch);
    expect(["2026-05-28", "2026-05-29", "2026-09-26", "2026-09-27"].map(reviewed)).toEqual([[], [BATCH], [BATCH], []]);
  });

  test("a project that has no row any more, and was not taken off the list, is not known", () => {
    const at = checkCase("截至2026-06-30");
    const { days } = review("截至2026-06-30");
    const none = { fileOf: () => undefined, milestonesOf: () => [], inspectionsOf: () => [] };
    const given = { ...none, block: blockOf(THE_DAY), confirmed: true, days, rule: RULE, asOf: at.asOf };
    expect(batchChecks({ ...given, exemptions: new Map(), adjustments: [] }).checks).toMatchObject([
      { file: null, start: "unknown", registration: "unknown" },
    ]);
  });
});

const withMark = <T extends { readonly projects: readonly Project[] }>(registry: T, startBatch: string | null): T => ({
  ...registry,
  projects: registry.projects.map((one) => ({ ...one, startBatch })),
});
