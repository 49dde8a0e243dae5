import { setTimeout as after } from "node:timers/promises";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { noticeOf } from "../fakes/deliver-child.ts";
import { type Scene, scene, violations } from "../fakes/deliver-scene.ts";
import { randomFrom } from "../fakes/random.ts";

const PEOPLE = 200;
const KILLS = 50;

/** A process killed `delay` ms after its start; false when it was done before that. */
async function killedAfter(at: Scene, day: string, batch: string, delay: number): Promise<boolean> {
  const child = at.start({ day, batch });
  const ended = at.ended(child);
  await Promise.race([after(delay), ended]);
  child.kill("SIGKILL");
  return (await ended).signal === "SIGKILL";
}

const dayOf = (batch: number): PlainDate => addDays("2026-01-05", batch * 7);

/** One batch of 200 letters: killed at random moments until done, then carried to its end on that day and the next. */
async function batch(at: Scene, number: number, delay: () => number, most: number): Promise<number> {
  const name = `b${number}`;
  const day = dayOf(number);
  let kills = 0;
  while (kills < most && (await killedAfter(at, day, name, delay()))) kills++;
  for (const each of [day, addDays(day, 1)]) {
    const { code, said } = await at.run({ day: each, batch: name });
    if (code !== 0 || said === "busy") throw new Error(`batch ${name} did not end: ${JSON.stringify(said)}`);
  }
  return kills;
}

/** Deliveries killed at 50 random moments. Returns what is wrong. */
export async function deliverSoak(seed: number): Promise<readonly string[]> {
  console.log(`deliveries, seed ${seed}: ${KILLS} kills among batches of ${PEOPLE} letters`);
  const at = await scene(PEOPLE);
  const { below } = randomFrom(seed);
  const begun = performance.now();
  await at.run({ day: dayOf(0), batch: "b0" });
  const span = Math.ceil(performance.now() - begun);
  let kills = 0;
  let batches = 1;
  while (kills < KILLS) {
    kills += await batch(at, batches++, () => below(span), KILLS - kills);
    console.log(`${kills} kills in ${batches} batches`);
  }
  const expected = Array.from({ length: batches }, (_, b) => b).flatMap((b) =>
    Array.from({ length: PEOPLE }, (_, n) => noticeOf(`b${b}`, n)),
  );
  const mails = await at.received();
  const ledger = await at.ledger();
  await at.close();
  const marked = mails.filter((mail) => mail.marked).length;
  console.log(`${batches} batches, ${mails.length} letters received, ${marked} of them marked 〔可能重复〕`);
  return [
    ...violations(expected, mails, ledger),
    ...ledger.notices.filter((notice) => notice.state !== "sent").map((notice) => `${notice.key} is ${notice.state}`),
  ];
}
