import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import { type EscalationStep, escalationSteps } from "../../lib/domain/escalation.ts";
import type { Loop, LoopState } from "../../lib/domain/loop.ts";
import { type Ledger, NO_LEDGER, type Notice } from "../../lib/domain/notice.ts";
import { partsOf, untold } from "../../lib/domain/notice-key.ts";
import type { Letter, Person, Registry } from "../../lib/domain/registry.ts";
import { workingDaysBetween } from "../../lib/domain/working-days.ts";
import { contactsOf, gapsOf, noticesOf } from "../../lib/jobs/owed.ts";
import { owedLoops } from "../../lib/jobs/owed-loops.ts";
import { escalationRuleOn } from "../../lib/rules/escalation-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newLetter, newLoop } from "../fakes/loops.ts";
import { newPerson } from "../fakes/people.ts";
import { CALENDAR, CITY, owedInput, sentOn } from "./owed-city.ts";

const OFFICE: Registry = { ...CITY, people: [...CITY.people, newPerson("甲局", "主任", "办公室主任")] };
const RULE = escalationRuleOn(NO_OVERRIDES, "2026-06-12").value;
const DAYS = RULE.from;

const loopOn = (asOf: string, due: string, rest: Partial<Loop> = {}): Loop => ({
  ...newLoop("I-1", due),
  workingDaysLate: Math.max(0, workingDaysBetween(CALENDAR, due, asOf)),
  person: "经办",
  project: "P-1",
  ...rest,
});

/** 主管→联络: on leave, with the deputy; without an arrow nobody stands in. */
function withAbsent(people: readonly Person[], absent: string): readonly Person[] {
  const [name, deputy = null] = absent.split("→");
  return people.map((one) => (one.name === name ? { ...one, leaveFrom: "2025-01-01", deputy } : one));
}

function lettersIn(text: string): readonly Letter[] {
  const [, subject = "", answeredOn = "", accepted = ""] = /^(.*)@(\S+) (.)$/.exec(text) ?? [];
  return subject === "" ? [] : [{ ...newLetter("甲局", subject), answeredOn, accepted: accepted === "是" }];
}

/** What is owed on a day, whether told before or not. */
function owedOn(asOf: string, row: Case, ledger: Ledger): Notice[] {
  const registry = { ...OFFICE, people: withAbsent(OFFICE.people, row.absent!), letters: lettersIn(row.letter!) };
  const input = owedInput({ asOf, registry, ledger });
  const back = row.round !== "" && asOf >= row.round!;
  const state: LoopState = row.state === "returned" && !back ? "working" : (row.state as LoopState);
  const loop = loopOn(asOf, row.due!, { state, round: back ? row.round! : "", ...STEPS[state] });
  return noticesOf(owedLoops(input, contactsOf(input), [loop]), ledger);
}

const STEPS: Partial<Record<LoopState, Partial<Loop>>> = {
  "to-verify": { step: "verify", due: null, workingDaysLate: 0 },
  unassigned: { step: "assign", unit: "", due: null, workingDaysLate: 0 },
  closed: { step: "none", due: null },
};

/** 经办:1 — who, and the working days of the gravest step. */
function shown({ key, kind, recipient, item }: Notice): string {
  const name = recipient.split("@")[0];
  if (kind === "loop-to-verify") return `${name}:${item.facts.state === "to-verify" ? "待核查" : "待交办"}`;
  if (kind === "loop-due") return `${name}:${partsOf(key).level}`;
  const steps = partsOf(key).level.split("+") as EscalationStep[];
  return `${name}:${Math.max(...steps.map((step) => DAYS[step]))}`;
}

const newOn = (asOf: string, row: Case, ledger: Ledger): Notice[] => untold(owedOn(asOf, row, ledger), ledger.notices);

describe("逾期升级: who is newly told", () => {
  for (const row of readCases("escalation.csv"))
    test(row.situation!, () => {
      const earlier = row.before === "" ? [] : row.before!.split(" ");
      // The answer, and 办结, came after what was told before.
      const then = { ...row, letter: "", state: row.state === "returned" ? "returned" : "working" };
      const ledger = earlier.reduce((told, day) => sentOn(day, newOn(day, then, told), told), NO_LEDGER);
      const told = newOn(row.asOf!, row, ledger).map(shown).toSorted();
      expect(told).toEqual(
        row
          .expected!.split(" ")
          .filter((text) => text !== "")
          .toSorted(),
      );
    });
});

const owedAt = (asOf: string, loop: Loop, ledger: Ledger = NO_LEDGER, registry: Registry = OFFICE): Notice[] => {
  const input = owedInput({ asOf, registry, ledger });
  return noticesOf(owedLoops(input, contactsOf(input), [loop]), ledger);
};

describe("each step is told once", () => {
  const START = "2026-03-11";
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(START, days));

  test("over any days on which it runs, those missed included, and the gravest step reached is told to everybody", () => {
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 30 }), (days) => {
        let ledger = NO_LEDGER;
        const told: string[] = [];
        for (const asOf of days.toSorted()) {
          const fresh = untold(owedAt(asOf, loopOn(asOf, START), ledger), ledger.notices);
          expect(new Set(fresh.map(({ recipient }) => recipient)).size).toBe(fresh.length);
          told.push(...fresh.map(({ key }) => key));
          ledger = sentOn(asOf, fresh, ledger);
        }
        expect(new Set(told).size).toBe(told.length);
        const last = days.toSorted().at(-1)!;
        const reached = escalationSteps(loopOn(last, START), RULE, last, new Map());
        const people = new Set([...ledger.notices.values()].map(({ recipient }) => recipient.split("@")[0]));
        expect(people.has("主任")).toBe(reached.includes("office-head"));
        expect(people.has("主管")).toBe(reached.includes("unit-head"));
        expect(people.has("包联")).toBe(reached.includes("unit-head"));
      }),
      { numRuns: 60 },
    );
  });

  test("and to one person never in falling order", () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 2, maxLength: 20 }), (days) => {
        let ledger = NO_LEDGER;
        const last = new Map<string, number>();
        for (const asOf of days.toSorted()) {
          const fresh = untold(owedAt(asOf, loopOn(asOf, START), ledger), ledger.notices);
          for (const notice of fresh) {
            const step = notice.kind === "loop-due" ? 0 : Number(shown(notice).split(":")[1]);
            expect(step).toBeGreaterThanOrEqual(last.get(notice.recipient) ?? 0);
            last.set(notice.recipient, step);
          }
          ledger = sentOn(asOf, fresh, ledger);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("also where one person is responsible, office head and head: one notice a step", () => {
    const people = OFFICE.people.map((one) =>
      ["经办", "主任", "主管"].includes(one.name) ? { ...one, email: "one@甲局.example" } : one,
    );
    let ledger = NO_LEDGER;
    const levels: string[] = [];
    for (let asOf = START; asOf < "2026-04-10"; asOf = addDays(asOf, 1)) {
      const fresh = untold(owedAt(asOf, loopOn(asOf, START), ledger, { ...OFFICE, people }), ledger.notices);
      for (const { key, recipient } of fresh) if (recipient.startsWith("one")) levels.push(partsOf(key).level);
      ledger = sentOn(asOf, fresh, ledger);
    }
    expect(levels).toEqual(["0", "office-head", "unit-head+office-head", "unit-head+office-head+letter"]);
  });

  test("and a rule that allows more days takes no step back that was told", () => {
    const ledger = sentOn("2026-03-16", owedAt("2026-03-16", loopOn("2026-03-16", START)));
    const milder = loopOn("2026-03-17", START, { workingDaysLate: 1 });
    expect(untold(owedAt("2026-03-17", milder, ledger), ledger.notices)).toEqual([]);
  });
});

describe("a longer delay", () => {
  test("never lowers a level: what a shorter one owed, it owes too", () => {
    const late = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(late, late, (a, b) => {
        const steps = (days: number) =>
          escalationSteps({ ...newLoop("I-1", "2026-03-11"), workingDaysLate: days }, RULE, "2026-06-30", new Map());
        const [short, long] = [steps(Math.min(a, b)), steps(Math.max(a, b))];
        expect(short.filter((step) => !long.includes(step))).toEqual([]);
      }),
    );
  });
});

test("who cannot be written to is a gap, and the unit's contact hears of it in that place", () => {
  const people = OFFICE.people.map((one) => (one.name === "主任" ? { ...one, email: null } : one));
  const input = owedInput({ asOf: "2026-03-12", registry: { ...OFFICE, people } });
  const candidates = owedLoops(input, contactsOf(input), [loopOn("2026-03-12", "2026-03-11")]);
  expect(gapsOf(candidates).map(({ person, because }) => [person, because])).toEqual([
    ["甲局/主任", "address-missing"],
  ]);
  expect(noticesOf(candidates, NO_LEDGER).map(shown).toSorted()).toEqual(["经办:1", "联络:1"]);
});

test("a deadline that was agreed later is owed anew", () => {
  const ledger = sentOn("2026-03-16", owedAt("2026-03-16", loopOn("2026-03-16", "2026-03-11")));
  const moved = untold(owedAt("2026-03-26", loopOn("2026-03-26", "2026-03-25"), ledger), ledger.notices);
  expect(moved.map(shown).toSorted()).toEqual(["主任:1", "经办:1"]);
});
