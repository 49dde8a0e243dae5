import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListChangeDraft } from "../../lib/domain/list-change/notice-block.ts";
import { quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { dailyFindings } from "../../lib/jobs/daily-findings.ts";
import { listLacks, proposeListChange } from "../../lib/jobs/list-change.ts";
import { listCourse } from "../../lib/jobs/list-course.ts";
import { changedSince, listOn } from "../../lib/jobs/list-version.ts";
import { monthsOf, rankingOf } from "../../lib/jobs/monthly.ts";
import { FINDING_WORDS } from "../../lib/views/finding-words.ts";
import { changeFaultLines } from "../../lib/views/list-change/fault-words.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import {
  ADJUSTMENTS,
  agreed,
  BASE,
  codeOf,
  IN,
  january,
  listInput,
  listOffice,
  OUT,
  planOf,
  REVALUED,
  totalOf,
  unitOf,
  valuesOf,
  ytdOf,
} from "../fakes/list-office.ts";

const WAN = 10_000;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const DAY = "2026-06-30";

const proposed = (adjustments: readonly TemplateRow[] = ADJUSTMENTS, more: Partial<TemplateRows> = {}) =>
  proposeListChange(listInput({ ...listOffice(adjustments), monthlyReports: [], ...more }, DAY), "2026Q2");

const retyped = (code: string, cells: TemplateRow): readonly TemplateRow[] =>
  ADJUSTMENTS.map((row) => (row.code === code ? { ...row, ...cells } : row));

const refusal = (adjustments: readonly TemplateRow[], more: Partial<TemplateRows> = {}): string => {
  const { change, proposal } = proposed(adjustments, more);
  expect(proposal).toBeNull();
  return changeFaultLines(change, (row, field) => `「调整」${row.key}/${field}`).join("\n");
};

describe("an adjustment of 21 out, 41 in and 9 re-valued", () => {
  const base = Array.from({ length: BASE }, (_, at) => at);
  const added = (of: "变更总投资" | "变更年度计划") =>
    sum(REVALUED.map((_, n) => valuesOf(n)).flatMap(({ type, from, to }) => (type === of ? [to - from] : [])));
  const before = { number: 148, total: sum(base.map(totalOf)), plan: sum(base.map(planOf)) };
  const after = {
    number: 168,
    total: before.total - sum(OUT.map(totalOf)) + sum(IN.map(totalOf)) + added("变更总投资"),
    plan: before.plan - sum(OUT.map(planOf)) + sum(IN.map(planOf)) + added("变更年度计划"),
  };

  it("balances to the last 元 in number, total investment and annual plan", () => {
    const { change, proposal } = proposed();
    expect(change.balance).toEqual({ off: [], projects: [] });
    expect(change.cells).toEqual([]);
    const { listChange, numbered, readers } = JSON.parse(proposal!.body) as ListChangeDraft;
    expect([listChange.movedOut.length, listChange.movedIn.length, listChange.revalued.length]).toEqual([21, 41, 9]);
    expect(listChange.before).toEqual({
      ...{ number: before.number, totalInvestment: before.total * WAN, annualPlan: before.plan * WAN },
    });
    expect(listChange.after).toEqual({
      ...{ number: after.number, totalInvestment: after.total * WAN, annualPlan: after.plan * WAN },
    });
    expect(listChange).toMatchObject({ quarter: "2026Q2", effectiveMonth: "2026-07", others: [] });
    expect([proposal!.idStem, numbered, readers?.leaders]).toEqual(["TZ-2026Q2", true, true]);
  });

  it.each([
    [
      "原值 of 年度计划 one 万元 high",
      "T-核01",
      { from: `${valuesOf(0).from + 1}` },
      "T-核01 变更年度计划（P-004）的原值（「调整」T-核01/from）",
      "差 1 万元",
    ],
    [
      "原值 of 总投资 one 万元 low",
      "T-核02",
      { from: `${valuesOf(1).from - 1}` },
      "T-核02 变更总投资（P-011）的原值（「调整」T-核02/from）",
      "差 1 万元",
    ],
    [
      "a figure in words of what leaves",
      "T-出02",
      { reason: `资金链断裂，总投资${totalOf(7) + 1}万元` },
      "T-出02 调出（P-008）的理由（「调整」T-出02/reason）",
      "差 1 万元",
    ],
    [
      "a figure in words of what enters",
      "T-入01",
      { to: `年度计划 ${planOf(BASE) - 1} 万元` },
      "T-入01 调入（P-149）的新值（「调整」T-入01/to）",
      "差 1 万元",
    ],
    [
      "a bare figure that is neither of the two",
      "T-出01",
      { from: `${totalOf(0) + 1}` },
      "T-出01 调出（P-001）的原值（「调整」T-出01/from）",
      "差 1 万元",
    ],
  ] as const)("is refused when %s is off by one, naming row and cell", (_, code, cells, place, apart) => {
    const words = refusal(retyped(code, cells));
    expect(words).toContain(place);
    expect(words).toContain(apart);
  });

  it("is refused when the cell of 项目 was typed over one 万元 beside 新值, and not when it was typed as agreed", () => {
    const [at, { to }] = [REVALUED[0]!, valuesOf(0)];
    const typed = (plan: number) => ({
      projects: listOffice().projects!.map((row) => (row.code === codeOf(at) ? { ...row, annualPlan: plan } : row)),
    });
    expect(refusal(ADJUSTMENTS, typed(to + 1))).toContain("T-核01 变更年度计划（P-004）的新值（「调整」T-核01/to）");
    expect(proposed(ADJUSTMENTS, typed(to)).proposal).not.toBeNull();
  });

  it("is not drawn while a row of 调整 or 项目 cannot be read, and says how many", () => {
    const office = { ...listOffice(retyped("T-核01", { code: "T-核02" })), monthlyReports: [] };
    const twice = listInput(office, DAY);
    expect(proposeListChange(twice, "2026Q2").proposal).toBeNull();
    expect(listLacks(twice)).toEqual(["另有「调整」2 行未计入（见系统-数据问题）。"]);
    const quarter = { ...listOffice(retyped("T-入01", { effectiveMonth: "三季度" })), monthlyReports: [] };
    const undated = listInput(quarter, DAY);
    expect(proposeListChange(undated, "2026Q2").proposal).toBeNull();
    expect(listLacks(undated)).toEqual(["T-入01 的生效月份无法读取，暂按审定当月计：请写成 2026-07 这样的格式。"]);
    const projects = listOffice().projects!.map((row) =>
      row.code === codeOf(1) ? { ...row, totalInvestment: "" } : row,
    );
    const blank = listInput({ ...listOffice(), monthlyReports: [], projects }, DAY);
    expect(proposeListChange(blank, "2026Q2").proposal).toBeNull();
    expect(listLacks(blank)).toEqual(["另有「项目」1 行未计入（见系统-数据问题）。"]);
  });

  it.each([
    [
      "a project called out twice",
      agreed("T-又出", "调出", OUT[0]!),
      "数量：按各行推算，调整后应为 167 个，清单为 168 个，多 1 个。",
      "P-001 P-001工程：同一项目有几行互相重复或相反",
    ],
    [
      "a project called out and in again",
      agreed("T-又入", "调入", OUT[0]!),
      "",
      "P-001 P-001工程：同一项目有几行互相重复或相反；T-出01 调出（「调整」T-出01/type）、T-又入 调入",
    ],
    [
      "a project called out that is on no list",
      { ...agreed("T-错", "调出", 0), project: "P-999" },
      "数量：按各行推算，调整后应为 167 个",
      "P-999：项目不在调整前的清单内；T-错 调出",
    ],
    [
      "a project called in that is on the list",
      agreed("T-错", "调入", 1),
      "数量：按各行推算，调整后应为 169 个",
      "P-002 P-002工程：项目已在调整前的清单内",
    ],
    [
      "a project called in without a row",
      { ...agreed("T-错", "调入", 1), project: "P-999" },
      "数量：按各行推算，调整后应为 169 个",
      "P-999：「项目」表没有可用的这一行；T-错 调入",
    ],
    [
      "a removal decided too late for the month it says",
      agreed("T-迟", "调出", 1, { decidedOn: { date: "2026-07-02" } }),
      "数量：按各行推算，调整后应为 167 个",
      "P-002 P-002工程：生效月份不是审定之后某季度的首月，实际推后生效；T-迟 调出",
    ],
    [
      "a 新值 nobody can read",
      agreed("T-读", "变更年度计划", 1, { from: `${planOf(1)}`, to: "减半" }),
      "",
      "T-读 变更年度计划（P-002）的新值（「调整」T-读/to）：年度计划投资写为 空白或无法读取",
    ],
    [
      "one re-valued twice",
      agreed("T-又", "变更年度计划", REVALUED[0]!, {
        from: `${planOf(REVALUED[0]!)}`,
        to: `${planOf(REVALUED[0]!) - 7}`,
      }),
      "年度计划投资：按各行推算",
      "P-004 P-004工程：同一项目有几行互相重复或相反",
    ],
  ])("is refused with %s, naming the figure and the project", (_, row, figure, named) => {
    const words = refusal([...ADJUSTMENTS, row as TemplateRow]);
    expect(words).toContain(figure);
    expect(words).toContain(named);
  });

  it("two figures off that cancel out are refused all the same", () => {
    const rows = ADJUSTMENTS.map((row) => {
      if (row.code === "T-核01") return { ...row, from: `${valuesOf(0).from + 1}` };
      return row.code === "T-核03" ? { ...row, from: `${valuesOf(2).from - 1}` } : row;
    });
    const { change, proposal } = proposed(rows);
    expect(change.balance.off).toEqual([]);
    expect(proposal).toBeNull();
    expect(change.balance.projects.map(({ project }) => project)).toEqual(["P-004", "P-018"]);
  });

  it("a row added without 调入 is in neither list and changes no figure", () => {
    const { change, proposal } = proposed(ADJUSTMENTS.filter(({ code }) => code !== "T-入01"));
    expect(proposal).not.toBeNull();
    expect(change.block.after.number).toBe(167);
  });

  it("nothing agreed to makes no notice", () => {
    expect(proposed([]).proposal).toBeNull();
    expect(proposed(ADJUSTMENTS.map((row) => ({ ...row, decision: "不同意" }))).proposal).toBeNull();
  });

  it("says the same whatever the order of rows, and when drawn again", () => {
    const body = proposed().proposal!.body;
    expect(proposed([...ADJUSTMENTS].reverse()).proposal!.body).toBe(body);
    expect(proposed().proposal!.body).toBe(body);
  });

  it("counts in the indicators of July, of no project called in in June nor of any called out in July", () => {
    const input = listInput(listOffice(), "2026-08-10");
    const all = [...base, ...IN];
    for (const [period, members, plan] of [
      ["2026-06", base, planOf],
      ["2026-07", all.filter((at) => !OUT.includes(at)), planAfter],
    ] as const)
      for (const { unit, values } of monthsOf(input, period).months) {
        const own = members.filter((at) => unitOf(at) === unit.name);
        const investment = values.find(({ code }) => code === "investment")!;
        const months = Number(period.slice(5));
        expect([period, unit.name, Number(investment.denominator.n) / Number(investment.denominator.d)]).toEqual([
          ...[period, unit.name, sum(own.map(plan)) * WAN],
        ]);
        expect(Number(investment.numerator.n) / Number(investment.numerator.d)).toBe(
          sum(own.map((at) => Math.floor((ytdOf(at) * months) / 7))) * WAN,
        );
      }
  });

  it("moves places in the ranking of July and not in that of June", () => {
    const places = (rows: TemplateRows, period: string) =>
      rankingOf(listInput(rows, "2026-08-10"), period).rows.map(({ unit, rank, total }) => `${unit} ${rank} ${total}`);
    const none = listOffice([]);
    expect(places(listOffice(), "2026-06")).toEqual(places(none, "2026-06"));
    expect(places(listOffice(), "2026-07")).not.toEqual(places(none, "2026-07"));
  });

  it("is on the list of July by its rows; June's is January's", () => {
    const input = listInput(listOffice(), "2026-07-15");
    const july = listOn(input, "2026-07-15");
    expect(july.sums).toEqual({ number: 168, totalInvestment: after.total * WAN, annualPlan: after.plan * WAN });
    expect(listOn(input, "2026-06-30").sums).toMatchObject({ number: 148, annualPlan: before.plan * WAN });
    const member = july.members.find(({ project }) => project.code === codeOf(IN[0]!))!;
    expect([member.since, member.by]).toEqual(["2026-07", "T-入01"]);
    expect(july.members[0]).toMatchObject({ since: null, by: null });
    const { entered, left, revalued } = changedSince(input, "2026-06-30");
    expect([entered.length, left.length, revalued.length]).toEqual([41, 21, 9]);
    expect(left.map(({ by }) => by)).toEqual(OUT.map((_, n) => `T-出${String(n + 1).padStart(2, "0")}`));
    for (const parts of [july.byClass, july.byCategory, july.byCounty]) {
      expect(sum(parts.map(({ sums }) => sums.number))).toBe(168);
      expect(sum(parts.map(({ sums }) => sums.totalInvestment))).toBe(after.total * WAN);
      expect(sum(parts.map(({ sums }) => sums.annualPlan))).toBe(after.plan * WAN);
    }
  });

  it("counts a plan changed within a month from its day on", () => {
    const row = agreed("T-中", "变更年度计划", 1, {
      ...{ from: `${planOf(1)}`, to: "5000", effectiveMonth: null, decidedOn: { date: "2026-07-10" } },
    });
    const input = listInput(listOffice([row]), "2026-07-20");
    const plan = (day: string) => listOn(input, day).members[1]!.project.annualPlan;
    expect([plan("2026-07-09"), plan("2026-07-10")]).toEqual([planOf(1) * WAN, 50_000_000]);
    expect(listOn(input, "2026-07-10").members[1]!.changedBy).toEqual(["T-中"]);
  });

  it("has no fault in its rows", () => {
    const { rows } = listCourse(listInput(listOffice(), DAY), quarterDays("2026Q2")!);
    expect(rows).toHaveLength(71);
    expect(rows.flatMap(({ adjustment, lacks }) => lacks.map((lack) => `${adjustment.code} ${lack}`))).toEqual([]);
  });
});

const planAfter = (at: number): number => {
  const n = REVALUED.indexOf(at);
  const value = n < 0 ? null : valuesOf(n);
  return value?.type === "变更年度计划" ? value.to : planOf(at);
};

describe("a project of the pool", () => {
  const pooled = (annualClass: string): readonly TemplateRow[] => [
    ...january().projects!.slice(0, 3),
    { ...january().projects![3]!, annualClass, actualStart: null, registeredOn: null },
  ];
  const pool = (annualClass: string, adjustments: readonly TemplateRow[]) =>
    listInput({ ...january(), projects: pooled(annualClass), adjustments }, "2026-07-20", {
      ...january(),
      projects: pooled("储备"),
    });
  const callIn = [agreed("T-1", "调入", 3)];

  it("is on the list from the month its 调入 takes effect, with 年度类别 as typed", () => {
    const input = pool("新开工", callIn);
    expect(listOn(input, "2026-06-30").sums.number).toBe(3);
    expect(listOn(input, "2026-06-30").reserve.map(({ code }) => code)).toEqual(["P-004"]);
    expect(listOn(input, "2026-07-01").members[3]).toMatchObject({ since: "2026-07", by: "T-1" });
    const { change, proposal } = proposeListChange(input, "2026Q2");
    expect(change.block.movedIn.map(({ project }) => project)).toEqual(["P-004"]);
    expect(proposal).not.toBeNull();
  });

  it("stays in the pool when its class was typed over without an agreed 调入", () => {
    const input = pool("新开工", []);
    expect(listOn(input, "2026-07-20").sums.number).toBe(3);
    const codes = dailyFindings(input, input.judge("2026-07-20", null)).map(({ code }) => code);
    expect(codes).toContain("project-plan-changed");
  });

  it("holds the notice up while its class still says 储备, and that is a finding at its cell", () => {
    const input = pool("储备", callIn);
    const { change, proposal } = proposeListChange(input, "2026Q2");
    expect(proposal).toBeNull();
    expect(change.balance.off).toContainEqual({ figure: "number", expected: 4, found: 3 });
    expect(change.balance.projects).toMatchObject([{ project: "P-004", because: "still-reserve" }]);
    const found = dailyFindings(input, input.judge("2026-07-20", null)).filter(
      ({ code }) => code === "adjustment-fault",
    );
    expect(found.map(({ facts, cell, unit, key }) => [facts.lack, cell, unit, key])).toEqual([
      ["still-reserve", "D2", "丁县", "T-1"],
      ["papers", "D2", "丁县", "T-1"],
    ]);
    expect(FINDING_WORDS["adjustment-fault"]!(found[0]!, found[0]!.facts)).toEqual({
      problem: "已同意调入，「项目」表的年度类别仍为储备",
      advice: "请把该项目的年度类别改为新开工、续建或前期",
    });
  });
});

describe("any change of a list", () => {
  it("balances whoever enters, leaves or is re-valued, in any order of rows", () => {
    const kinds = fc.array(fc.constantFrom("stay", "out", "total", "plan", "both"), { minLength: 1, maxLength: 12 });
    const room = { rows: january().projects!.slice(0, 12), added: listOffice().projects!.slice(BASE, BASE + 6) };
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 9_999 }),
        fc.boolean(),
        (what, enter, by, back) => {
          const rows = what.flatMap((kind, at) => rowsFor(kind, at, by));
          const entering = Array.from({ length: enter }, (_, n) => agreed(`T-入${n}`, "调入", BASE + n));
          const adjustments = back ? [...entering, ...rows].reverse() : [...rows, ...entering];
          const office = { ...january(), projects: [...room.rows, ...room.added], adjustments };
          const input = listInput(office, DAY, { ...january(), projects: room.rows });
          const { change } = proposeListChange(input, "2026Q2");
          expect(change.balance).toEqual({ off: [], projects: [] });
          expect(change.cells).toEqual([]);
          expect(change.block.after.number).toBe(12 - what.filter((kind) => kind === "out").length + enter);
        },
      ),
      { numRuns: 40, seed: 20260630 },
    );
  });
});

function rowsFor(kind: string, at: number, by: number): readonly TemplateRow[] {
  if (kind === "stay") return [];
  if (kind === "out") return [agreed(`T-${at}`, "调出", at)];
  const total = agreed(`T-${at}总`, "变更总投资", at, { from: `${totalOf(at)}万元`, to: `${totalOf(at) + by}` });
  const plan = agreed(`T-${at}年`, "变更年度计划", at, { from: `${planOf(at)}`, to: `${planOf(at) + by}万元` });
  return kind === "total" ? [total] : kind === "plan" ? [plan] : [total, plan];
}
