import { describe, expect, test } from "vitest";
import {
  escalationSteps,
  indexLetters,
  isAnswered,
  namesKey,
  waitsForOffice,
  waitsForUnit,
} from "../../lib/domain/escalation.ts";
import type { Loop } from "../../lib/domain/loop.ts";
import type { Letter } from "../../lib/domain/registry.ts";
import { type LettersDueInput, lettersDue } from "../../lib/domain/supervision-letters.ts";
import { ESCALATION_RULES, escalationRuleOn } from "../../lib/rules/escalation-rules.ts";
import { RAISING_RULES } from "../../lib/rules/raising-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { newLetter, newLoop } from "../fakes/loops.ts";
import { CALENDAR } from "../jobs/owed-city.ts";

const RULE = escalationRuleOn(NO_OVERRIDES, "2026-06-12").value;
const NONE = indexLetters([]);
const late = (key: string, days: number, rest: Partial<Loop> = {}): Loop => ({
  ...newLoop(key, "2026-03-11"),
  workingDaysLate: days,
  ...rest,
});
const accepted = (subject: string, rest: Partial<Letter> = {}): Letter => ({
  ...newLetter("甲局", subject),
  accepted: true,
  ...rest,
});

describe("a unit is raised", () => {
  test("for its own delay only: not for what waits for 交办 or 核查, is closed, exempt or cannot be read, or is nobody's", () => {
    const steps = (rest: Partial<Loop>) => escalationSteps(late("I-1", 20, rest), RULE, "2026-06-30", NONE).length;
    expect(steps({})).toBe(5);
    expect(steps({ state: "unassigned" })).toBe(0);
    expect(steps({ state: "to-verify", step: "verify" })).toBe(0);
    expect(steps({ state: "closed" })).toBe(0);
    expect(steps({ step: "verify" })).toBe(0);
    expect(steps({ light: "exempt" })).toBe(0);
    expect(steps({ light: "grey" })).toBe(0);
    expect(steps({ due: null })).toBe(0);
    expect(waitsForUnit(late("I-1", 20, { unit: "" }))).toBe(false);
  });

  test("for 办结 typed without evidence too: it stops no clock, so it is the unit's and not the office's", () => {
    const claimed = late("I-1", 20, { state: "to-verify", step: "solve" });
    expect(escalationSteps(claimed, RULE, "2026-06-30", NONE)).toHaveLength(5);
    expect(waitsForOffice(claimed)).toBe(false);
    expect(waitsForOffice({ ...claimed, due: null })).toBe(true);
  });

  test("not before its day, and from the day itself on", () => {
    const steps = (asOf: string) => escalationSteps(late("I-1", 0), RULE, asOf, NONE);
    expect([steps("2026-03-10"), steps("2026-03-11")]).toEqual([[], ["contact"]]);
  });

  test("by the numbers of the rule: each step from its own day on", () => {
    const steps = (days: number) => escalationSteps(late("I-1", days), RULE, "2026-06-30", NONE);
    expect([0, 1, 2, 3, 6, 7, 14, 15].map((days) => steps(days).at(-1))).toEqual([
      ...["contact", "office-head", "office-head", "unit-head", "unit-head", "letter", "letter", "talk"],
    ]);
  });
});

describe("an accepted answer", () => {
  const answered = (loop: Loop, letter: Letter): boolean => isAnswered(loop, indexLetters([letter]));

  test("counts from its 回复日期, without one from 发出日期, and without any day in the first round only", () => {
    const back = late("I-1", 5, { round: "2026-03-16" });
    expect(answered(late("I-1", 5), accepted("I-1", { answeredOn: "2026-03-11" }))).toBe(true);
    expect(answered(late("I-1", 5), accepted("I-1", { sentOn: "2026-03-12" }))).toBe(true);
    expect(answered(late("I-1", 5), accepted("I-1"))).toBe(true);
    expect(answered(back, accepted("I-1"))).toBe(false);
    expect(answered(back, accepted("I-1", { answeredOn: "2026-03-15", sentOn: "2026-03-17" }))).toBe(false);
    expect(answered(back, accepted("I-1", { answeredOn: "2026-03-16" }))).toBe(true);
  });

  test("of another unit, or not accepted, does not count", () => {
    expect(answered(late("I-1", 5), { ...accepted("I-1"), unit: "乙局" })).toBe(false);
    expect(answered(late("I-1", 5), { ...accepted("I-1"), accepted: null })).toBe(false);
  });
});

test("事由 names a matter by its whole number", () => {
  const named = ["I-1", "I-1、I-2", "关于I-1的函", "I-11、I-1", "（I-1）"];
  const others = ["I-10", "BI-1", "I-1-2", "I-1/2", "i-1", ""];
  expect(named.filter((text) => !namesKey(text, "I-1"))).toEqual([]);
  expect(others.filter((text) => namesKey(text, "I-1"))).toEqual([]);
  expect(namesKey("I-1", "")).toBe(false);
});

describe("letters to draft", () => {
  const due = (loops: readonly Loop[], rest: Partial<LettersDueInput> = {}): string[] =>
    lettersDue({
      ...{ loops, letters: [], drafted: new Set(), rule: RULE, asOf: "2026-04-30", calendar: CALENDAR },
      ...rest,
    }).map(({ unit, type, matters }) => `${unit} ${type} ${matters.map(({ loop }) => loop.key).join(" ")}`);
  const sent = (type: Letter["type"], subject: string, sentOn: string | null): Letter => ({
    ...newLetter("甲局", subject),
    type,
    sentOn,
  });

  test("are one for each unit, from the seventh working day on, the longest overdue first", () => {
    const loops = [late("I-1", 6), late("I-2", 7), late("I-3", 9), late("T-1", 8, { tab: "tasks", unit: "乙局" })];
    expect(due(loops)).toEqual(["乙局 督办函 T-1", "甲局 督办函 I-3 I-2"]);
  });

  test("are a 约谈 from the fifteenth, or a 通报 where the rule says so, with what else is owed to the unit", () => {
    const loops = [late("I-1", 15), late("I-2", 8)];
    expect(due(loops)).toEqual(["甲局 约谈 I-1 I-2"]);
    expect(due(loops, { rule: { ...RULE, talkBy: "通报" } })).toEqual(["甲局 通报 I-1 I-2"]);
  });

  test("are not made again once a draft or the register has the matter in this round at this step", () => {
    const [letter] = lettersDue({
      ...{
        loops: [late("I-1", 8)],
        letters: [],
        drafted: new Set(),
        rule: RULE,
        asOf: "2026-04-30",
        calendar: CALENDAR,
      },
    });
    const drafted = new Set(letter!.matters.map(({ mark }) => mark));
    expect(due([late("I-1", 14)], { drafted })).toEqual([]);
    expect(due([late("I-1", 15)], { drafted })).toEqual(["甲局 约谈 I-1"]);
    expect(due([late("I-1", 9, { round: "2026-04-01" })], { drafted })).toEqual(["甲局 督办函 I-1"]);
    expect(due([late("I-1", 14)], { letters: [sent("督办函", "I-1", "2026-03-20")] })).toEqual([]);
    expect(due([late("I-1", 14)], { letters: [sent("提醒函", "I-1", "2026-03-20")] })).toEqual(["甲局 督办函 I-1"]);
    expect(due([late("I-1", 9, { round: "2026-04-01" })], { letters: [sent("督办函", "I-1", "2026-03-20")] })).toEqual([
      "甲局 督办函 I-1",
    ]);
  });

  // The fifteenth working day after 11 March is 1 April.
  test("a 约谈 sent before its fifteenth day was the letter of the seventh; one sent then or later is the last", () => {
    expect(due([late("I-1", 16)], { letters: [sent("约谈", "I-1", "2026-03-31")] })).toEqual(["甲局 约谈 I-1"]);
    expect(due([late("I-1", 16)], { letters: [sent("约谈", "I-1", "2026-04-01")] })).toEqual([]);
    expect(due([late("I-1", 16)], { letters: [sent("通报", "I-1", null)] })).toEqual([]);
    expect(due([late("I-1", 16)], { letters: [sent("督办函", "I-1", "2026-04-02")] })).toEqual(["甲局 约谈 I-1"]);
  });

  test("are none once the unit's answer was accepted", () => {
    const letters = [{ ...accepted("I-1"), answeredOn: "2026-03-25" }];
    expect(due([late("I-1", 16)], { letters })).toEqual([]);
  });
});

test("the rules of 规则 take five rising numbers, and refuse others", () => {
  const [steps, talk] = ESCALATION_RULES;
  expect(steps!.parse("0、2、5、10、20")).toEqual([0, 2, 5, 10, 20]);
  expect(steps!.parse("0，1，3，7，15个工作日")).toEqual([0, 1, 3, 7, 15]);
  for (const text of ["0、1、3、7", "0、1、1、7、15", "3、1、0、7、15", "一、二、三、四、五", "0、1、3、7、15、30"])
    expect(steps!.parse(text)).toBeUndefined();
  expect([talk!.parse("通报"), talk!.parse("表扬")]).toEqual(["通报", undefined]);
  expect(RAISING_RULES[0]!.parse("5、10、10、10、20")).toEqual([5, 10, 10, 10, 20]);
  for (const text of ["5、10、10、10", "0、10、10、10、20", "5、10、10、10、251"])
    expect(RAISING_RULES[0]!.parse(text)).toBeUndefined();
});
