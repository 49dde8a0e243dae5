import { playAll, quietRun } from "../fakes/faulty-run.ts";
import { type Mishap, pairs, pairsWithStore, singles, wordsOf } from "../fakes/mishaps.ts";
import { randomFrom } from "../fakes/random.ts";

const PAIRS_WITH_STORE = 400;
const TOLD_EVERY = 100;

/**
 * `node test/soak/faults.ts [SEED]`: a whole run in the cloud with every kind of mishap at every call to Google, SES and DynamoDB, with every two of them at
 * the calls to Google and SES, and with 400 pairs that the seed picks among the rest. Some twenty minutes; ends with 1 if anything was wrong.
 */
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const quiet = await quietRun();
const { google, ses, dynamodb } = quiet.calls;
console.log(`a quiet run: ${google} calls to Google, ${ses} to SES, ${dynamodb} to DynamoDB; seed ${seed}`);

let [wrong, right] = [0, 0];
async function all(what: string, cases: readonly (readonly Mishap[])[]): Promise<void> {
  console.log(`${what}: ${cases.length} cases`);
  let done = 0;
  await playAll(quiet, cases, (mishaps, { ended, faults }) => {
    if (ended === "right") right++;
    if (faults.length > 0) wrong++;
    for (const fault of faults) console.log(`${wordsOf(mishaps)} → ${fault}`);
    if (++done % TOLD_EVERY === 0) console.log(`${done} done, ${wrong} wrong`);
  });
}

await all(
  "one at a time",
  singles(quiet.calls).map((mishap) => [mishap]),
);
await all("two, at Google and SES", pairs(singles(quiet.calls, ["google", "ses"])));
await all("two, one at DynamoDB", pairsWithStore(quiet.calls, randomFrom(seed), PAIRS_WITH_STORE));
console.log(`${right} ended right at once, the others said what is owed and were made good; ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
