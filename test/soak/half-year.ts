/**
 * npm run soak:half-year: January to June of a city of 217 projects, 400 problems and 106 tasks, day by day, whose people forget, are late, cheat,
 * mend, reopen and go on leave. Exit 1 when a planted cheat is not found, somebody is asked for nothing, what is owed is not asked for, a person has two mails on a day or any on a
 * rest day, something is told twice, or a past day decides otherwise from what was known on it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { look } from "../../lib/jobs/look.ts";
import { HALF_YEAR, livingCity, mornings } from "../../sheets-templates/year/city.ts";
import { isOfficeDay } from "../../sheets-templates/year/world.ts";
import { askedOn } from "../fakes/living/asked.ts";
import { mailFaults, replayFaults } from "../fakes/living/checks.ts";
import { livedDays, officeIn } from "../fakes/living/days.ts";
import { foundIn } from "../fakes/living/found.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One past day in so many is decided again. */
const REPLAYED = 6;

async function main(folder: string): Promise<readonly string[]> {
  const { from, to } = HALF_YEAR;
  const world = livingCity(HALF_YEAR);
  const office = officeIn(folder, `outbox:${join(folder, "outbox")}`);
  const days: string[] = [];
  let letters = 0;
  const rowsOn = mornings(world);
  const unasked: string[] = [];
  for await (const { day, outcome } of livedDays(office, world, from, to)) {
    days.push(day);
    const rows = rowsOn(day);
    if (isOfficeDay(day)) unasked.push(...(await askedOn(office, world, rows, day)).faults);
    letters += outcome.messages.filter(({ state }) => state === "sent").length;
    if (day.endsWith("-01") || day === to) say(`${day}: ${letters} letters so far`);
  }
  const { outside, close } = await office.open(to);
  const input = await look(outside, { asOf: to, period: null, knownAt: null });
  const planted = world.planted.filter(({ on }) => on < to);
  const { found, missed, falseAlarms } = foundIn({ planted }, input.judge(to, null));
  say(`cheats planted ${planted.length}, found ${found.length}; asked for nothing ${falseAlarms.length}`);
  for (const [cheat, all] of Map.groupBy(planted, (one) => one.cheat))
    say(`  ${cheat}: ${all.filter((one) => found.includes(one)).length} of ${all.length}`);
  const faults = [
    ...unasked,
    ...missed.map(({ cheat, key }) => `not found: ${cheat} ${key}`),
    ...falseAlarms.map(({ code, tab, key }) => `asked for nothing: ${code} ${tab} ${key}`),
    ...(await mailFaults(outside.store)),
  ];
  await close();
  const replayed = days.filter((_, index) => index % REPLAYED === 0).map((day) => `daily@${day}`);
  say(`past days decided again: ${replayed.length}`);
  return [...faults, ...(await replayFaults(office, replayed, to))];
}

const folder = mkdtempSync(join(tmpdir(), "duban-half-year-"));
try {
  const faults = await main(folder);
  for (const fault of faults) say(fault);
  say(faults.length === 0 ? "no faults" : `${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
