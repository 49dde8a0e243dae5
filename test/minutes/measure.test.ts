import { describe, expect, it } from "vitest";
import { minutesOf } from "./corpus.ts";
import { type Measured, measured, type Tally } from "./measure.ts";

const PARTS = ["items", "lead", "cooperating", "due", "meeting"] as const;
type Floors = Readonly<Record<(typeof PARTS)[number], readonly [precision: number, recall: number]>>;

/** Just below what was measured when they were written: a change of the reader may not lose more. */
const MADE_WITH: Floors = {
  items: [0.97, 0.99],
  lead: [0.98, 0.98],
  cooperating: [0.98, 0.9],
  due: [0.98, 0.98],
  meeting: [1, 1],
};
const HELD_OUT: Floors = {
  items: [0.82, 0.85],
  lead: [0.8, 0.83],
  cooperating: [0.95, 0.52],
  due: [0.84, 0.82],
  meeting: [1, 1],
};

const precision = ({ right, said }: Tally): number => right / said;
const recall = ({ right, there }: Tally): number => right / there;

async function keeps(folder: "corpus" | "held-out", floors: Floors): Promise<Measured> {
  const result = measured(await minutesOf(folder));
  for (const part of PARTS) {
    expect(precision(result[part]), `precision of ${part}`).toBeGreaterThanOrEqual(floors[part][0]);
    expect(recall(result[part]), `recall of ${part}`).toBeGreaterThanOrEqual(floors[part][1]);
  }
  return result;
}

describe("minutes in the style of city governments", () => {
  it("30 the reader was made with: found as before, and nothing is invented", async () => {
    expect((await keeps("corpus", MADE_WITH)).invented).toEqual([]);
  });

  it("10 written afterwards and looked at once: found as then, and nothing is invented", async () => {
    expect((await keeps("held-out", HELD_OUT)).invented).toEqual([]);
  });

  it("a unit that is in no list, a day without words and a leader nobody named count as invented", async () => {
    const [minutes] = await minutesOf("held-out");
    const [proposal] = minutes!.proposals;
    const cells = { ...proposal!.cells, leadUnit: "市某某局" };
    const due = {
      day: "2026-04-15",
      words: "没有写过的话",
      by: { rule: "day", yearAdded: false },
      provisional: false,
    } as const;
    const { invented } = measured([{ ...minutes!, proposals: [{ ...proposal!, cells, due }] }]);
    expect(invented).toEqual([expect.stringContaining("市某某局"), expect.stringContaining("没有写过的话")]);
  });
});
