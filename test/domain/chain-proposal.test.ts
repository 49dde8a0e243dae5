import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitTemplate, type StandingNode, type TemplateNode } from "../../lib/domain/chain-fit.ts";
import { type Aim, type ChainProposal, proposeChain } from "../../lib/domain/chain-proposal.ts";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { type PredecessorLink, parsePredecessors, predecessorsText } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { addWorkingDays, type Calendar, isWorkday, workingDaysBetween } from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";

const CITY = calendarFor([], null);
const TODAY = "2026-06-12";

interface Row extends StandingNode {
  readonly planned: PlainDate | null;
  readonly actual?: PlainDate;
  readonly predecessors?: string;
  readonly duration?: number;
}

const scheduled = ({ seq, planned, actual, predecessors = "", duration = 0 }: Row): ScheduleStep => ({
  ...{ seq, duration, planned, finished: actual ?? null, fixed: null },
  links: parsePredecessors(predecessors).links,
});

interface Asked {
  readonly template: readonly TemplateNode[];
  readonly aim: Aim;
  readonly rows?: readonly Row[];
  readonly calendar?: Calendar;
  readonly plannedFinish?: PlainDate | null;
}

const fitOf = (template: readonly TemplateNode[], rows: readonly Row[]) =>
  fitTemplate({ template, standing: rows, deeds: new Set(), isUsed: (seq) => rows.some((row) => row.seq === seq) });

function asked({ template, aim, rows = [], calendar = CITY, plannedFinish = null }: Asked) {
  const fit = fitOf(template, rows);
  const proposal = proposeChain({
    ...{ fit, calendar, today: TODAY, aim, plannedFinish },
    standing: rows.map(scheduled),
  });
  if ("cycle" in proposal) throw new Error(`ring ${proposal.cycle}`);
  return { fit, proposal };
}

const node = (seq: number, name: string, predecessors = "", duration = 10): TemplateNode => ({
  seq,
  name,
  predecessors,
  duration,
});
const days = ({ days: all }: ChainProposal) => all.map(({ seq, start, planned }) => `${seq} ${start} ${planned}`);
const BUILDING = [
  node(10, "施工许可", "", 7),
  node(20, "开工", "10", 5),
  node(30, "竣工", "20", 20),
  node(40, "竣工备案", "30", 10),
  node(50, "投产", "30", 5),
];

describe("days of a proposed chain", () => {
  it("倒排: the last step ends on the day, each other as late as it may", () => {
    const { proposal } = asked({ template: BUILDING, aim: { kind: "finish", day: "2026-12-31" } });
    expect(days(proposal)).toEqual([
      "10 2026-11-04 2026-11-12",
      "20 2026-11-13 2026-11-19",
      "30 2026-11-20 2026-12-17",
      "40 2026-12-18 2026-12-31",
      "50 2026-12-25 2026-12-31",
    ]);
    expect(proposal).toMatchObject({ target: { name: "投产" }, shortage: null });
  });

  it("顺排: the first step begins on the day, each other as soon as it can; on a rest day with the next working day", () => {
    const expected = [
      "10 2026-07-13 2026-07-21",
      "20 2026-07-22 2026-07-28",
      "30 2026-07-29 2026-08-25",
      "40 2026-08-26 2026-09-08",
      "50 2026-08-26 2026-09-01",
    ];
    for (const day of ["2026-07-11", "2026-07-13"])
      expect(days(asked({ template: BUILDING, aim: { kind: "start", day } }).proposal)).toEqual(expected);
  });

  it("a finish on a rest day is met on the working day before it", () => {
    const { proposal } = asked({ template: BUILDING, aim: { kind: "finish", day: "2027-01-03" } });
    expect(proposal.days.at(-1)).toMatchObject({ planned: "2026-12-31" });
  });

  it("the project's own 计划竣工 is the day of 竣工, and what comes after follows", () => {
    const aim = { kind: "finish", day: "2026-12-18" } as const;
    const { proposal } = asked({ template: BUILDING, aim, plannedFinish: "2026-12-18" });
    expect(proposal.target).toMatchObject({ name: "竣工" });
    expect(days(proposal).slice(2)).toEqual([
      "30 2026-11-23 2026-12-18",
      "40 2026-12-21 2027-01-04",
      "50 2026-12-21 2026-12-25",
    ]);
  });

  it("a finish that is too near names the step most behind, by when it had to be done, and the earliest day of all", () => {
    const { proposal } = asked({ template: BUILDING, aim: { kind: "finish", day: "2026-07-10" } });
    expect(proposal.shortage).toEqual({
      seq: 10,
      start: "2026-05-13",
      by: "2026-05-21",
      can: "2026-06-23",
      missing: 22,
    });
    expect(proposal.earliestFinish).toBe("2026-08-11");
    const feasible = asked({ template: BUILDING, aim: { kind: "finish", day: "2026-08-11" } }).proposal;
    expect(feasible).toMatchObject({ shortage: null });
    expect(asked({ template: BUILDING, aim: { kind: "finish", day: "2026-08-10" } }).proposal.shortage).toMatchObject({
      missing: 1,
    });
  });

  it("milestones that stand keep their day: new steps come in time for open ones and after done ones", () => {
    const rows: readonly Row[] = [
      { seq: 10, name: "施工许可证", done: true, planned: "2026-06-01", actual: "2026-06-03" },
      { seq: 30, name: "竣工", done: false, planned: "2026-10-30", duration: 20 },
    ];
    const { proposal } = asked({ template: BUILDING, rows, aim: { kind: "finish", day: "2026-12-31" } });
    expect(days(proposal)).toEqual([
      "20 2026-09-21 2026-09-28",
      "40 2026-12-18 2026-12-31",
      "50 2026-12-25 2026-12-31",
    ]);
  });

  it("顺排 does not begin before an open milestone is finished as planned", () => {
    const rows: readonly Row[] = [{ seq: 20, name: "开工", done: false, planned: "2026-09-01" }];
    const { proposal } = asked({ template: BUILDING.slice(1), rows, aim: { kind: "start", day: "2026-07-01" } });
    expect(days(proposal)[0]).toBe("30 2026-09-02 2026-09-29");
  });

  it("what is proposed has not begun, though all before it is long done", () => {
    const rows: readonly Row[] = [
      { seq: 10, name: "施工许可", done: true, planned: "2026-03-02", actual: "2026-03-02" },
    ];
    const on = asked({ template: BUILDING, rows, aim: { kind: "start", day: "2026-07-13" } }).proposal;
    expect(days(on)[0]).toBe("20 2026-07-13 2026-07-17");
    const near = asked({ template: BUILDING, rows, aim: { kind: "finish", day: "2026-06-30" } }).proposal;
    expect(near.earliestFinish).toBe(
      asked({
        template: BUILDING.slice(1).map((one) => (one.seq === 20 ? { ...one, predecessors: "" } : one)),
        aim: { kind: "finish", day: "2026-06-30" },
      }).proposal.earliestFinish,
    );
    expect(near.shortage).not.toBeNull();
  });

  it("an open milestone whose day leaves no room forbids every finish, and no day is named", () => {
    const rows: readonly Row[] = [{ seq: 20, name: "开工", done: false, planned: "2026-06-16" }];
    const { proposal } = asked({ template: BUILDING, rows, aim: { kind: "finish", day: "2026-12-31" } });
    expect(proposal.shortage).toMatchObject({ seq: 10 });
    expect(proposal.earliestFinish).toBeNull();
  });

  it("an open milestone whose day is over binds nobody: new steps before it are still possible", () => {
    const rows: readonly Row[] = [{ seq: 20, name: "开工", done: false, planned: "2026-06-11", duration: 5 }];
    const { proposal } = asked({ template: BUILDING, rows, aim: { kind: "finish", day: "2026-12-31" } });
    expect(proposal.shortage).toBeNull();
    expect(days(proposal)[0]).toBe("10 2026-11-04 2026-11-12");
  });

  it("a ring among the rows that stand is named", () => {
    const rows: readonly Row[] = [
      { seq: 1, name: "甲", done: false, planned: null, predecessors: "2" },
      { seq: 2, name: "乙", done: false, planned: null, predecessors: "1" },
    ];
    expect(() => asked({ template: BUILDING, rows, aim: { kind: "finish", day: "2026-12-31" } })).toThrow("ring 1,2");
  });

  it("a ring is named whether or not its rows have planned days", () => {
    const rows: readonly Row[] = [
      { seq: 1, name: "甲", done: false, planned: "2026-09-30", predecessors: "2" },
      { seq: 2, name: "乙", done: false, planned: "2026-10-30", predecessors: "1" },
    ];
    for (const kind of ["finish", "start"] as const)
      expect(() => asked({ template: BUILDING, rows, aim: { kind, day: "2026-12-31" } })).toThrow("ring 1,2");
  });

  it("a day is 暂定 by the years it is counted back through, not by how long the work would take from today", () => {
    const template = [node(10, "开工", "", 200), node(20, "竣工", "10", 20)];
    const { proposal } = asked({ template, aim: { kind: "finish", day: "2026-09-30" } });
    expect(proposal.shortage).not.toBeNull();
    expect(proposal.days.map(({ provisional }) => provisional)).toEqual([false, false]);
    const next = asked({ template, aim: { kind: "finish", day: "2027-12-31" } }).proposal;
    expect(next.days.map(({ provisional }) => provisional)).toEqual([true, true]);
  });

  it("rows that hang together the other way than the template are left as they hang", () => {
    const rows: readonly Row[] = [
      { seq: 1, name: "竣工", done: false, planned: "2026-08-03" },
      { seq: 2, name: "施工许可", done: false, planned: "2026-08-31", predecessors: "1" },
    ];
    const { proposal } = asked({ template: BUILDING.slice(0, 3), rows, aim: { kind: "finish", day: "2026-12-31" } });
    expect(days(proposal)).toHaveLength(1);
  });
});

const county = fc
  .array(
    fc.record({ offset: fc.integer({ min: 0, max: 900 }), type: fc.constantFrom("rest" as const, "work" as const) }),
    { maxLength: 40 },
  )
  .map(
    (rows): Calendar => ({
      ...CITY,
      special: new Map([
        ...CITY.special,
        ...rows.map(({ offset, type }) => [addDays("2026-01-01", offset), type] as const),
      ]),
    }),
  );

const NAMES = ["立项", "可研", "环评", "施工许可", "开工", "主体", "封顶", "竣工", "投产", "甲", "乙", "丙"];

const template = fc.integer({ min: 2, max: 10 }).chain((size) =>
  fc
    .tuple(
      ...Array.from({ length: size }, (_, at) =>
        fc.record({
          duration: fc.integer({ min: 0, max: 30 }),
          links: fc.uniqueArray(
            fc.record({
              seq: fc.integer({ min: 0, max: Math.max(at - 1, 0) }).map((before) => (before + 1) * 10),
              type: fc.constantFrom("FS" as const, "FS" as const, "SS" as const, "FF" as const, "SF" as const),
              lag: fc.integer({ min: -5, max: 15 }),
              calendarDays: fc.boolean(),
            }),
            { selector: ({ seq }) => seq, maxLength: at === 0 ? 0 : 3 },
          ),
        }),
      ),
    )
    .map((steps) =>
      steps.map(
        ({ duration, links }, at): TemplateNode => ({
          seq: (at + 1) * 10,
          name: NAMES[at]!,
          duration,
          predecessors: predecessorsText(links),
        }),
      ),
    ),
);

const finishDay = fc.integer({ min: 0, max: 700 }).map((offset) => addDays(TODAY, offset));

/** Whether a step may have these days as far as one link goes; what lies between two working days takes no time. */
function allows(calendar: Calendar, link: PredecessorLink, before: Days, after: Days): boolean {
  const anchor = link.type === "FS" || link.type === "FF" ? before.planned : before.begun;
  const earliest = link.calendarDays ? addDays(anchor, link.lag) : addWorkingDays(calendar, anchor, link.lag).day;
  const point = link.type === "FS" || link.type === "SS" ? after.begun : after.planned;
  return workingDaysBetween(calendar, point, earliest) <= 0;
}

interface Days {
  /** The end of the last working day before the first one worked on. */
  readonly begun: PlainDate;
  readonly planned: PlainDate;
}

function daysBySeq({ fit, proposal }: ReturnType<typeof asked>, calendar: Calendar): ReadonlyMap<number, Days> {
  return new Map(
    proposal.days.map(({ seq, planned }) => {
      const { duration } = fit.missing.find((one) => one.seq === seq)!;
      return [seq, { planned, begun: addWorkingDays(calendar, planned, -duration).day }] as const;
    }),
  );
}

const RUNS = { numRuns: 150 };

describe("any template, finish and county", () => {
  it("倒排 meets the finish on working days and keeps every link", () => {
    fc.assert(
      fc.property(template, finishDay, county, (nodes, day, calendar) => {
        const found = asked({ template: nodes, aim: { kind: "finish", day }, calendar });
        const bySeq = daysBySeq(found, calendar);
        const target = bySeq.get(found.proposal.target!.seq)!.planned;
        expect(target <= day && workingDaysBetween(calendar, target, day)).toBe(0);
        for (const { seq, links } of found.fit.missing) {
          const own = bySeq.get(seq)!;
          expect([isWorkday(calendar, own.planned), own.planned <= day]).toEqual([true, true]);
          for (const link of links)
            expect([seq, link, allows(calendar, link, bySeq.get(link.seq)!, own)]).toEqual([seq, link, true]);
        }
      }),
      RUNS,
    );
  });

  it("the earliest finish named is one that can be met, and the working day before it cannot", () => {
    fc.assert(
      fc.property(template, finishDay, county, (nodes, day, calendar) => {
        const ask = (finish: PlainDate) =>
          asked({ template: nodes, aim: { kind: "finish", day: finish }, calendar }).proposal;
        const earliest = ask(day).earliestFinish!;
        expect(ask(earliest).shortage).toBeNull();
        expect(ask(day).shortage === null).toBe(workingDaysBetween(calendar, earliest, day) >= 0);
      }),
      RUNS,
    );
  });

  it("顺排 keeps every link and begins nothing before its day", () => {
    fc.assert(
      fc.property(template, finishDay, county, (nodes, day, calendar) => {
        const found = asked({ template: nodes, aim: { kind: "start", day }, calendar });
        const bySeq = daysBySeq(found, calendar);
        for (const { seq, links } of found.fit.missing) {
          expect(bySeq.get(seq)!.planned >= day).toBe(true);
          for (const link of links)
            expect([seq, link, allows(calendar, link, bySeq.get(link.seq)!, bySeq.get(seq)!)]).toEqual([
              seq,
              link,
              true,
            ]);
        }
      }),
      RUNS,
    );
  });

  it("with milestones that stand: theirs are kept, and where the finish can be met every link between old and new is", () => {
    const chosen = fc.array(
      fc.record({ stands: fc.boolean(), done: fc.boolean(), offset: fc.integer({ min: 0, max: 600 }) }),
      { minLength: 10, maxLength: 10 },
    );
    let met = 0;
    fc.assert(
      fc.property(template, chosen, finishDay, county, (nodes, choice, day, calendar) => {
        const rows = nodes.flatMap(({ seq, name, duration }, at): readonly Row[] => {
          const { stands, done, offset } = choice[at]!;
          if (!stands) return [];
          const planned = addDays(TODAY, offset);
          return done
            ? [{ seq, name, done, duration, planned, actual: addDays(TODAY, -offset) }]
            : [{ seq, name, done, duration, planned }];
        });
        fc.pre(fitOf(nodes, rows).missing.length > 0);
        const found = asked({ template: nodes, aim: { kind: "finish", day }, rows, calendar });
        const fitted = [...found.fit.missing, ...found.fit.standing];
        expect(new Set(fitted.map(({ seq }) => seq)).size).toBe(fitted.length);
        if (found.proposal.shortage !== null) return;
        met++;
        const old = rows.map(({ seq, planned, actual, duration = 0 }) => {
          const end = actual ?? planned!;
          return [seq, { planned: end, begun: addWorkingDays(calendar, end, -duration).day }] as const;
        });
        const bySeq = new Map([...daysBySeq(found, calendar), ...old]);
        const fresh = new Set(found.fit.missing.map(({ seq }) => seq));
        for (const { seq, links } of fitted)
          for (const link of links) {
            const isNew = fresh.has(seq) || (fresh.has(link.seq) && rows.some((row) => row.seq === seq && !row.done));
            if (isNew)
              expect([seq, link, allows(calendar, link, bySeq.get(link.seq)!, bySeq.get(seq)!)]).toEqual([
                seq,
                link,
                true,
              ]);
          }
      }),
      RUNS,
    );
    expect(met).toBeGreaterThan(10);
  });
});
