import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openAnswers } from "../../../lib/adapters/dynamodb/answers.ts";
import { randomFrom } from "../../fakes/random.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { isWrite, type Line, startLine } from "./line.ts";

let server: Dynalite;
let line: Line;
let answers: ReturnType<typeof openAnswers>;

beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.close());
beforeEach(async () => {
  line = await startLine(server.port);
  answers = openAnswers(await server.table(), { endpoint: line.endpoint, wait: async () => {} });
});
afterEach(async () => {
  answers.close();
  await line.close();
});

describe("answers of a round", () => {
  test("lie at their places, readings apart from batches", async () => {
    await answers.put(7, "reading", 3, { sheets: ["节点"] });
    await answers.put(7, "reading", 12, {});
    await answers.put(7, "batch", 3, { requests: [] });
    expect(await answers.get(7, "reading", 3)).toEqual({ sheets: ["节点"] });
    expect(await answers.get(7, "batch", 3)).toEqual({ requests: [] });
    expect(await answers.get(7, "batch", 12)).toBeNull();
    expect(await answers.places(7, "reading")).toEqual(new Set([3, 12]));
    expect(await answers.places(7, "batch")).toEqual(new Set([3]));
  });

  test("the first at a place counts, a later round replaces it, an earlier one comes too late", async () => {
    await answers.put(7, "reading", 3, { first: true });
    await answers.put(7, "reading", 3, { first: false });
    expect(await answers.get(7, "reading", 3)).toEqual({ first: true });
    await answers.put(8, "reading", 3, { later: true });
    await answers.put(7, "reading", 3, { late: true });
    expect(await answers.get(8, "reading", 3)).toEqual({ later: true });
    expect(await answers.get(7, "reading", 3)).toBeNull();
    expect([...(await answers.places(7, "reading")), ...(await answers.places(8, "reading"))]).toEqual([3]);
  });

  test("may be of any size", async () => {
    const random = randomFrom(1);
    const large = { text: Array.from({ length: 400_000 }, () => random.below(1_000_000).toString(36)).join("") };
    await answers.put(1, "reading", 0, large);
    expect(await answers.get(1, "reading", 0)).toEqual(large);
  });

  test("who only counts pays for a sign of each, not for what was put", async () => {
    const random = randomFrom(1);
    const body = { text: Array.from({ length: 20_000 }, () => random.below(1_000_000).toString(36)).join("") };
    for (let place = 0; place < 5; place++) await answers.put(1, "reading", place, body);
    const before = line.costs.length;
    expect((await answers.places(1, "reading")).size).toBe(5);
    expect(line.costs.slice(before).reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(1);
  });

  test.each(["lost", "failed-after", "failed-before", "throttled", "reset"] as const)(
    "are put whole when a request is %s, at every request",
    async (fault) => {
      for (let n = 1; n <= 2; n++) {
        let left = n;
        line.fault = (call) => (isWrite(call) && --left === 0 ? fault : undefined);
        await answers.put(n, "reading", 0, { n });
        expect([await answers.get(n, "reading", 0), [...(await answers.places(n, "reading"))]]).toEqual([{ n }, [0]]);
      }
    },
  );

  test("whoever comes after one who died between the two makes it whole", async () => {
    let writes = 0;
    line.fault = (call) => (isWrite(call) && ++writes > 1 ? "denied" : undefined);
    await expect(answers.put(1, "reading", 0, { first: true })).rejects.toMatchObject({ code: "store-unwritable" });
    expect(await answers.places(1, "reading")).toEqual(new Set());
    line.fault = () => undefined;
    await answers.put(1, "reading", 0, { first: false });
    expect([await answers.get(1, "reading", 0), await answers.places(1, "reading")]).toEqual([
      { first: true },
      new Set([0]),
    ]);
  });
});
