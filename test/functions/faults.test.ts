import { beforeAll, expect, test } from "vitest";
import { playAll, type Quiet, quietRun } from "../fakes/faulty-run.ts";
import { type Mishap, pairs, pairsWithStore, singles, wordsOf } from "../fakes/mishaps.ts";
import { randomFrom } from "../fakes/random.ts";

/** All of them, and every pair at Google and SES: `node test/soak/faults.ts`. */
const random = randomFrom(20260612);
const some = <T>(count: number, list: readonly T[]): readonly T[] => random.shuffle(list).slice(0, count);

let quiet: Quiet;
beforeAll(async () => {
  quiet = await quietRun();
});

test("a quiet run reads once, writes one batch, and sends each letter once", () => {
  expect(quiet.calls).toMatchObject({ google: 2, ses: 3 });
  expect(quiet.calls.dynamodb).toBeGreaterThan(100);
  expect(quiet.told.length).toBeGreaterThan(3);
});

/** What is wrong, by what went wrong; and how many ended right in spite of it. */
async function outcomes(cases: readonly (readonly Mishap[])[]) {
  const faults: string[] = [];
  let right = 0;
  await playAll(quiet, cases, (mishaps, how) => {
    if (how.ended === "right") right++;
    faults.push(...how.faults.map((fault) => `${wordsOf(mishaps)} → ${fault}`));
  });
  return { faults, right };
}

const alone = (mishaps: readonly Mishap[]) => mishaps.map((mishap) => [mishap]);

/** Every run ends right, or says what is owed and is made good; one batch; no mail lost, none twice without a mark. */
test.each<[what: string, cases: () => readonly (readonly Mishap[])[], atLeastRight: number]>([
  ["every kind at each of the 2 calls to Google", () => alone(singles(quiet.calls, ["google"])), 16],
  ["every kind at each of the 3 letters", () => alone(singles(quiet.calls, ["ses"])), 6],
  ["24 of the 978 at the calls to DynamoDB", () => some(24, alone(singles(quiet.calls, ["dynamodb"]))), 20],
  ["14 of the 883 pairs at Google and SES", () => some(14, pairs(singles(quiet.calls, ["google", "ses"]))), 1],
  ["10 pairs with DynamoDB", () => pairsWithStore(quiet.calls, random, 10), 4],
])(
  "a whole run in the cloud with mishaps: %s",
  async (_, cases, atLeastRight) => {
    const { faults, right } = await outcomes(cases());
    expect(faults).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(atLeastRight);
  },
  300_000,
);
