import { describe, expect, it } from "vitest";
import { type Lives, lifeOf, type RowHistory, unquietLives } from "../../lib/domain/history.ts";
import { joinedLives } from "../../lib/registry/joined-lives.ts";

const day = (n: number): string => `2026-06-0${n}T00:00:00.000Z`;

/** `1:a 3:- 4:b`: from the reading of day 1 on a, gone on day 3, b from day 4 on; each reading follows that of the day before. */
function life(text: string, firstReading = 1): RowHistory<string> {
  return text.split(" ").map((part) => {
    const [at, row] = part.split(":") as [string, string];
    const absent = Number(at) === firstReading ? null : day(Number(at) - 1);
    return { firstSeen: day(Number(at)), lastSeenAbsent: absent, row: row === "-" ? null : row };
  });
}

const livesOf = (rows: Readonly<Record<string, RowHistory<string>>>, unquiet: readonly string[] = []): Lives => {
  const all = new Map(Object.entries(rows));
  return {
    get: (key) => all.get(key),
    [Symbol.iterator]: () => all[Symbol.iterator](),
    unquiet: new Map([...all].filter(([key]) => unquiet.includes(key))),
  };
};

const told = (lives: Lives, key: string): string =>
  (lives.get(key) as RowHistory<string>)
    .map(({ firstSeen, row, lastSeenAbsent }) => `${firstSeen[9]}:${row ?? "-"}<${lastSeenAbsent?.[9] ?? ""}`)
    .join(" ");

describe("the lives of a tab in several workbooks", () => {
  it.each([
    ["moved within one reading: it never was gone", "1:a 3:-", life("3:b", 1), "1:a< 3:b<2"],
    [
      "moved to a workbook read for the first time then: its first row is not what always stood there",
      "1:a 3:-",
      life("3:b", 3),
      "1:a< 3:b<1",
    ],
    ["gone for a day in between", "1:a 3:-", life("4:b", 1), "1:a< 3:-<2 4:b<3"],
    ["copied first, then taken out: it never was gone", "1:a 4:-", life("3:b", 1), "1:a< 3:b<2"],
    ["moved and then deleted there", "1:a 3:-", life("3:b 5:-", 1), "1:a< 3:b<2 5:-<4"],
    ["moved there and back", "1:a 3:- 5:c", life("3:b 5:-", 1), "1:a< 3:b<2 5:c<4"],
  ])("a row %s", (_, one, other, both) => {
    const first = livesOf({ P: life(one) }, ["P"]);
    expect(told(joinedLives([first, livesOf({ P: other }, ["P"])]), "P")).toBe(both);
    expect(told(joinedLives([livesOf({ P: other }, ["P"]), first]), "P")).toBe(both);
  });

  it("are found by key, gone through once each, and the quiet ones stay quiet", () => {
    const one = livesOf({ A: life("1:a"), B: life("1:a 2:b"), M: life("1:a 2:-") }, ["B", "M"]);
    const two = livesOf({ C: life("1:c"), M: life("2:m", 2) });
    const both = joinedLives([one, two]);
    expect([...both].map(([key]) => key)).toEqual(["A", "B", "M", "C"]);
    expect(told(both, "C")).toBe("1:c<");
    expect(both.get("X")).toBeUndefined();
    const history = { firstReading: day(1), lastReading: day(2), tabs: { projects: both } };
    expect([...unquietLives(history, "projects")].map(([key]) => key)).toEqual(["B", "M"]);
    expect(lifeOf(history, "projects", "M")).toHaveLength(2);
    expect(told(unquietLives(history, "projects"), "M")).toBe("1:a< 2:m<1");
  });

  it("of one workbook are its own", () => {
    const only = livesOf({ A: life("1:a") });
    expect(joinedLives([only])).toBe(only);
  });
});
