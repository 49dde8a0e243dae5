import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { look } from "../../lib/jobs/look.ts";
import { HALF_YEAR, livingCity, mornings } from "../../sheets-templates/year/city.ts";
import { isOfficeDay, type World } from "../../sheets-templates/year/world.ts";
import { type Asked, askedOn } from "../fakes/living/asked.ts";
import { mailFaults, replayFaults } from "../fakes/living/checks.ts";
import { type Day, livedDays, type Office, officeIn } from "../fakes/living/days.ts";
import { foundIn } from "../fakes/living/found.ts";

/** Labour Day, a make-up Saturday, a report day and a lock lie in these thirty days. */
const [FROM, TO] = ["2026-04-20", "2026-05-19"];

/** What was typed on the last evening is read on the next morning. */
const typedBefore = ({ planted }: World, day: string) => ({ planted: planted.filter(({ on }) => on < day) });

let dir: string;
let office: Office;
const world = livingCity({ ...HALF_YEAR, from: FROM, to: TO, issues: 80, tasks: 25 });
const days: Day[] = [];
const asked: Asked[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "duban-living-"));
  office = officeIn(dir, `outbox:${join(dir, "outbox")}`);
  const rowsOn = mornings(world);
  for await (const day of livedDays(office, world, FROM, TO)) {
    days.push(day);
    const rows = rowsOn(day.day);
    if (isOfficeDay(day.day)) asked.push(await askedOn(office, world, rows, day.day));
  }
}, 300_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

// From 20 to 30 April 9 working days, from 6 to 19 May 11, the make-up Saturday of the 9th among them.
describe("thirty days of a city whose people forget, cheat, reopen and leave", () => {
  it("every day runs to its end, and mail leaves on working days", () => {
    expect(days.map(({ outcome }) => outcome.state)).toEqual(days.map(() => "done"));
    const sent = days.filter(({ outcome }) => outcome.messages.some(({ state }) => state === "sent"));
    expect(sent.length).toBe(20);
  });

  it("nobody has two mails on a day or any on a rest day, and nothing is told twice", async () => {
    const { outside, close } = await office.open(TO);
    expect(await mailFaults(outside.store)).toEqual([]);
    await close();
  });

  it("what is owed by the rows and the calendar alone was asked for by that evening", () => {
    expect(asked.flatMap(({ faults }) => faults)).toEqual([]);
    expect(asked.at(-1)!.owed).toBeGreaterThan(40);
  });

  it("the cheats planted are found, and nobody else is asked", async () => {
    const { outside, close } = await office.open(TO);
    const { judge } = await look(outside, { asOf: TO, period: null, knownAt: null });
    await close();
    const { found, missed, falseAlarms } = foundIn(typedBefore(world, TO), judge(TO, null));
    expect({ missed, falseAlarms }).toEqual({ missed: [], falseAlarms: [] });
    expect(new Set(found.map(({ cheat }) => cheat)).size).toBeGreaterThan(5);
  });

  it("any past day decides the same again from what was known on it", async () => {
    const keys = days.map(({ day }) => `daily@${day}`);
    expect(await replayFaults(office, keys, "2026-12-31")).toEqual([]);
  });
});
