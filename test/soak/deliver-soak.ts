import { setTimeout as after } from "node:timers/promises";
import { addDays } from "../../lib/domain/dates.ts";
import { noticeOf } from "../fakes/deliver-child.ts";
import { type Scene, scene, violations } from "../fakes/deliver-scene.ts";

const PEOPLE = 200;
const KILLS = 50;
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);

/** Mulberry32. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A process killed `delay` ms after its start; false when it was done before that. */
async function killedAfter(at: Scene, day: string, batch: string, delay: number): Promise<boolean> {
  const child = at.start({ day, batch });
  const ended = at.ended(child);
  await Promise.race([after(delay), ended]);
  child.kill("SIGKILL");
  return (await ended).signal === "SIGKILL";
}

/** One batch of 200 letters: killed at random moments until done, then carried to its end on that day and the next. */
async function batch(at: Scene, number: number, random: () => number, span: number, most: number): Promise<number> {
  const name = `b${number}`;
  const day = addDays("2026-01-05", number * 7);
  let kills = 0;
  while (kills < most && (await killedAfter(at, day, name, random() * span))) kills++;
  for (const each of [day, addDays(day, 1)]) {
    const { code, said } = await at.run({ day: each, batch: name });
    if (code !== 0 || said === "busy") throw new Error(`batch ${name} did not end: ${JSON.stringify(said)}`);
  }
  return kills;
}

console.log(`seed ${seed}: ${KILLS} kills among batches of ${PEOPLE} letters`);
const at = await scene(PEOPLE);
const random = randomFrom(seed);
const begun = performance.now();
await batch(at, 0, random, 0, 0);
const span = performance.now() - begun;
let kills = 0;
let batches = 1;
while (kills < KILLS) kills += await batch(at, batches++, random, span, KILLS - kills);

const expected = Array.from({ length: batches }, (_, b) => b).flatMap((b) =>
  Array.from({ length: PEOPLE }, (_, n) => noticeOf(`b${b}`, n)),
);
const mails = await at.received();
const ledger = await at.ledger();
const faults = [
  ...violations(expected, mails, ledger),
  ...ledger.notices.filter((notice) => notice.state !== "sent").map((notice) => `${notice.key} is ${notice.state}`),
];
await at.close();
const marked = mails.filter((mail) => mail.marked).length;
console.log(
  `${kills} kills, ${batches} batches, ${mails.length} letters received, ${marked} of them marked 〔可能重复〕`,
);
for (const fault of faults) console.log(fault);
console.log(
  faults.length === 0 ? "each received, none twice without a mark" : `${faults.length} faults with seed ${seed}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
