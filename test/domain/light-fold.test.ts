import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addToMonth } from "../../lib/domain/dates.ts";
import { compareLights, LIGHTS, type Light } from "../../lib/domain/light.ts";
import {
  type FoldState,
  foldMonth,
  foldMonths,
  type RawLights,
  raiseTo,
  rawLight,
} from "../../lib/domain/light-fold.ts";
import { readCases } from "../cases/read-cases.ts";

const SEED = { seed: 2026, numRuns: 500 };
const WORDS: Readonly<Record<string, Light>> = {
  红: "red",
  黄: "yellow",
  蓝: "blue",
  绿: "green",
  灰: "grey",
  免: "exempt",
  无: "none",
};
const PLAIN = { repeatedYellowAsRed: true, inspectionBeforeRedFalls: false };
const wordOf = (light: Light): string => Object.keys(WORDS).find((word) => WORDS[word] === light)!;

const lights = (text: string): readonly Light[] => text.split(" ").map((word) => WORDS[word]!);
const rawOf = (progress: Light, milestones: Light): RawLights => {
  const rest = progress === "exempt" ? "exempt" : "none";
  return { progress, start: rest, registration: rest, milestones };
};

describe("the shown light of a project, month by month", () => {
  for (const row of readCases("../cases/light-fold.csv"))
    test(row.situation!, () => {
      const milestones = lights(row.milestones!);
      const rule = { ...PLAIN, inspectionBeforeRedFalls: row.rule === "核查" };
      let state: FoldState | null = null;
      const states = lights(row.progress!).map((progress, index) => {
        const inspectionPassed = row.inspected!.split(" ").includes(String(index + 1));
        const month = addToMonth("2026-01", index);
        state = foldMonth(state, { month, raw: rawOf(progress, milestones[index]!), inspectionPassed }, rule);
        return state;
      });
      const handled = states.map(({ shown, repeated }) => (repeated.length > 0 ? "red" : shown));
      expect(states.map(({ shown }) => wordOf(shown)).join(" ")).toBe(row.shown);
      expect(handled.map(wordOf).join(" ")).toBe(row.handled);
    });
});

const anyLight = fc.constantFrom(...LIGHTS.filter((light) => light !== "exempt"));
const anyRaw: fc.Arbitrary<RawLights> = fc.oneof(
  fc.record({ progress: anyLight, start: anyLight, registration: anyLight, milestones: anyLight }),
  fc.constant(rawOf("exempt", "exempt")),
);
const STEPS: readonly Light[] = ["green", "blue", "yellow", "red"];
const step = (light: Light): number => Math.max(STEPS.indexOf(light), 0);

const monthsOf = (raws: readonly RawLights[]) =>
  raws.map((raw, index) => ({ month: addToMonth("2020-01", index), raw, inspectionPassed: false }));

describe("the fold", () => {
  test("never drops by more than a step a month while no exemption intervenes", () => {
    fc.assert(
      fc.property(fc.array(anyRaw, { minLength: 2, maxLength: 12 }), (raws) => {
        const states = raws.map((_, index) => foldMonths(monthsOf(raws.slice(0, index + 1)), () => PLAIN)!);
        const shown = states.map((state) => state.shown).filter((light) => light !== "exempt");
        for (let i = 1; i < shown.length; i++) expect(step(shown[i]!)).toBeGreaterThanOrEqual(step(shown[i - 1]!) - 1);
      }),
      SEED,
    );
  });

  test("never shows better than the month's own lamps", () => {
    fc.assert(
      fc.property(fc.array(anyRaw, { minLength: 1, maxLength: 12 }), (raws) => {
        const { shown } = foldMonths(monthsOf(raws), () => PLAIN)!;
        expect(compareLights(shown, rawLight(raws.at(-1)!))).toBeGreaterThanOrEqual(0);
      }),
      SEED,
    );
  });

  test("reaches the raw light after three quiet months at the latest", () => {
    fc.assert(
      fc.property(fc.array(anyRaw, { maxLength: 6 }), (raws) => {
        const green = rawOf("green", "none");
        const { shown } = foldMonths(monthsOf([...raws, green, green, green]), () => PLAIN)!;
        expect(shown).toBe("green");
      }),
      SEED,
    );
  });
});

describe("a day within the month", () => {
  const state = foldMonth(null, { month: "2026-04", raw: rawOf("yellow", "none"), inspectionPassed: false }, PLAIN);

  test("may raise the light and never lowers it", () => {
    expect(raiseTo(state, rawOf("red", "none"), [])).toBe("red");
    expect(raiseTo(state, rawOf("green", "none"), [])).toBe("yellow");
    expect(raiseTo(state, rawOf("grey", "none"), [])).toBe("yellow");
  });

  test("keeps what an earlier day of the running month showed", () => {
    expect(raiseTo(state, rawOf("green", "none"), [rawOf("red", "none")])).toBe("red");
  });

  test("shows an exemption at once", () => {
    expect(raiseTo(state, rawOf("exempt", "exempt"), [])).toBe("exempt");
  });

  test("shows today's lamps before the year's first lock", () => {
    expect(raiseTo(null, rawOf("grey", "none"), [])).toBe("grey");
  });
});
