import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitTemplate, type StandingNode, type TemplateNode } from "../../lib/domain/chain-fit.ts";
import { freeNumbers } from "../../lib/domain/chain-numbers.ts";
import { parsePredecessors, predecessorsText } from "../../lib/domain/predecessors.ts";
import type { StandardStep } from "../../lib/domain/standard-steps.ts";
import { templateFault } from "../../lib/domain/template-fault.ts";

const node = (seq: number, name: string, predecessors = "", duration = 10): TemplateNode => ({
  ...{ seq, name, predecessors, duration },
});
const stands = (seq: number, name: string, done = false): StandingNode => ({ seq, name, done });

const CHAIN = [
  node(10, "立项"),
  node(20, "环评", "10SS+5d"),
  node(30, "施工许可", "10,20"),
  node(40, "开工", "30"),
  node(50, "竣工", "40"),
  node(60, "投产", "50"),
];

function fitted(
  standing: readonly StandingNode[] = [],
  deeds: readonly StandardStep[] = [],
  used: readonly number[] = [],
) {
  const isUsed = (seq: number) => used.includes(seq) || standing.some((row) => row.seq === seq);
  const fit = fitTemplate({ template: CHAIN, standing, deeds: new Set(deeds), isUsed });
  const shown = fit.missing.map(({ seq, name, links }) => `${seq} ${name} ${predecessorsText(links)}`.trim());
  return { ...fit, shown };
}

describe("fitting a template to a project", () => {
  it("gives a project without milestones the whole chain under the template's numbers", () => {
    expect(fitted().shown).toEqual([
      "10 立项",
      "20 环评 10SS+5d",
      "30 施工许可 10,20",
      "40 开工 30",
      "50 竣工 40",
      "60 投产 50",
    ]);
  });

  it("leaves out what stands under any name for it, and hangs the new steps on those rows", () => {
    const fit = fitted([stands(5, "项目建议书批复"), stands(7, "建筑工程施工许可证")]);
    expect(fit.shown).toEqual(["6 环评 5SS+5d", "10 开工 7", "20 竣工 10", "30 投产 20"]);
    expect(fit.standing.map(({ seq, name }) => [seq, name])).toEqual([
      [5, "项目建议书批复"],
      [7, "建筑工程施工许可证"],
    ]);
  });

  it("takes 备案 for 立项 and 竣工验收 for 竣工, unless the template has both", () => {
    expect(
      fitted([stands(10, "企业投资项目备案证"), stands(20, "竣工验收")]).shown.map((row) => row.split(" ")[1]),
    ).toEqual([...["环评", "施工许可", "开工", "投产"]]);
    const both = [node(10, "竣工验收"), node(20, "竣工", "10")];
    const fit = fitTemplate({
      template: both,
      standing: [stands(10, "竣工验收")],
      deeds: new Set(),
      isUsed: (seq) => seq === 10,
    });
    expect(fit.missing.map(({ name }) => name)).toEqual(["竣工"]);
  });

  it("does not ask for what was done before a step that is done, by a row or by the project's own cell", () => {
    expect(fitted([stands(40, "开工", true)]).past).toEqual(["立项", "环评", "施工许可"]);
    const started = fitted([], ["开工"]);
    expect(started.past).toEqual(["立项", "环评", "施工许可", "开工"]);
    expect(started.shown).toEqual(["10 竣工", "20 投产 10"]);
  });

  it("a start after a start is no sign that the first is finished", () => {
    expect(fitted([stands(20, "环评", true)]).past).toEqual([]);
  });

  it("hangs on the last row where a name stands twice", () => {
    expect(fitted([stands(40, "开工"), stands(45, "项目开工")]).shown).toContain("50 竣工 45");
  });

  it("a number that a row once had is nobody else's", () => {
    expect(fitted([], [], [30, 40]).shown).toEqual([
      "10 立项",
      "20 环评 10SS+5d",
      "50 施工许可 10,20",
      "60 开工 50",
      "70 竣工 60",
      "80 投产 70",
    ]);
  });
});

describe("numbers of new steps", () => {
  const none = () => false;
  it("lie in even steps between their neighbours, by tens where there is room, and after all else", () => {
    expect(freeNumbers([10, null, null, 40], 40, none)).toEqual([10, 20, 30, 40]);
    expect(freeNumbers([10, null, null, 20], 20, none)).toEqual([10, 13, 16, 20]);
    expect(freeNumbers([10, null, 11], 11, none)).toEqual([10, 20, 11]);
    expect(freeNumbers([3.1, null, 8, null], 8, none)).toEqual([3.1, 5, 8, 10]);
    expect(freeNumbers([30, null, 10], 30, none)).toEqual([30, 40, 10]);
    expect(freeNumbers([null, 5], 5, (seq) => seq === 2)).toEqual([3, 5]);
  });

  it("are each a number of its own, above 0, and never one that was used", () => {
    const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(seqs, fc.array(fc.boolean(), { maxLength: 12 }), seqs, (standing, gaps, used) => {
        const order = [...standing];
        const mixed: (number | null)[] = gaps.flatMap((isNew) => (isNew ? [null] : order.splice(0, 1)));
        const last = Math.max(0, ...standing);
        const taken = new Set([...used, ...standing]);
        const numbers = freeNumbers(mixed, last, (seq) => taken.has(seq));
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const [at, seq] of mixed.entries()) {
          if (seq !== null) expect(numbers[at]).toBe(seq);
          else expect([taken.has(numbers[at]!), numbers[at]! > 0]).toEqual([false, true]);
        }
      }),
    );
  });
});

describe("predecessors as text", () => {
  it("read back as the same links", () => {
    const link = fc.record({
      seq: fc.integer({ min: 1, max: 999 }),
      type: fc.constantFrom("FS" as const, "SS" as const, "FF" as const, "SF" as const),
      lag: fc.integer({ min: -99, max: 99 }),
      calendarDays: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(link, { selector: ({ seq }) => seq, maxLength: 5 }), (links) => {
        const read = parsePredecessors(predecessorsText(links));
        expect(read.problems).toEqual([]);
        expect(read.links).toEqual(links.map((one) => ({ ...one, calendarDays: one.calendarDays && one.lag !== 0 })));
      }),
    );
  });
});

describe("what keeps a template from being followed", () => {
  it.each([
    ["empty", [], []],
    ["duration-negative", [node(10, "开工", "", -1)], [10]],
    ["duration-too-long", [node(10, "开工", "", 2_501)], [10]],
    ["predecessor-unreadable", [node(10, "开工", "前面")], [10]],
    ["predecessor-unreadable", [node(10, "开工"), node(20, "竣工", "10,10FF")], [20]],
    ["predecessor-unknown", [node(10, "开工", "5")], [10]],
    ["circular", [node(10, "开工", "20"), node(20, "竣工", "10")], [10, 20]],
    ["predecessor-itself", [node(10, "开工", "10")], [10]],
  ] as const)("%s", (because, nodes, seqs) => {
    expect(templateFault(nodes)).toMatchObject({ because, seqs });
  });
});
