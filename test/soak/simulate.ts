import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { simulate } from "../../lib/jobs/simulate.ts";
import type { Simulation } from "../../lib/views/simulation.ts";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import { type Office, officeIn, runDue } from "../fakes/living/days.ts";

const DEMO = fileURLToPath(new URL("../../sheets-templates/demo.xlsx", import.meta.url));
const DAYS = 60;
/** On these days it is asked again how the rest will go. */
const ASKED_AGAIN = [1, 20, 45];

/**
 * `node test/soak/simulate.ts`: sixty days of the demo city of 217 projects in which nobody acts, first simulated in one command, then run day by day:
 * every letter with its recipient, subject and matters on the day foretold. Some three minutes; ends with 1 if anything differs.
 */
async function main(dir: string): Promise<number> {
  const office = officeIn(dir, `outbox:${join(dir, "outbox")}`);
  copyFileSync(DEMO, office.file);
  const start = performance.now();
  const foretold = [await simulationAt(office, DEMO_AS_OF, DAYS)];
  console.log(`${DAYS} days simulated in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  let [letters, wrong] = [0, 0];
  for (let at = 0; at < DAYS; at++) {
    const day = addDays(DEMO_AS_OF, at);
    if (ASKED_AGAIN.includes(at)) foretold.push(await simulationAt(office, day, DAYS - at));
    await runDue(office, day);
    const happened = await lettersOn(office, day);
    letters += happened.length;
    for (const [nth, simulation] of foretold.entries()) {
      const differences = differing(lettersIn(simulation, day), happened);
      wrong += differences.length;
      for (const one of differences)
        console.log(`${day}, foretold ${nth === 0 ? "at first" : `again (${nth})`}: ${one}`);
    }
  }
  console.log(`${letters} letters on ${DAYS} days; ${wrong} differ`);
  return wrong === 0 && letters > 0 ? 0 : 1;
}

async function simulationAt(office: Office, day: PlainDate, days: number): Promise<Simulation> {
  const settings = {
    ...{ DUBAN_REGISTRY: office.file, DUBAN_MAIL: `outbox:${join(office.file, "../outbox")}` },
    ...{ DUBAN_ALLOWED_DOMAINS: "duban.example", DUBAN_NOW: `${day}T07:30` },
  };
  const { outside, close } = await wire(readConfig(settings, undefined), { store: "look" });
  try {
    return await simulate({ from: day, days }, outside);
  } finally {
    await close();
  }
}

/** Recipient → subject and matters. */
type Letters = ReadonlyMap<string, string>;

async function lettersOn(office: Office, day: PlainDate): Promise<readonly (readonly [string, string])[]> {
  const { outside, close } = await office.open(day);
  const messages = await outside.store.messages({ day, states: ["sent"], withRaw: false });
  await close();
  return messages.map(({ recipient, subject, noticeKeys }) => [recipient, textOf(subject, noticeKeys)] as const);
}

const lettersIn = ({ days }: Simulation, day: PlainDate): Letters =>
  new Map(
    days
      .filter((one) => one.day === day)
      .flatMap((one) => one.letters)
      .map(
        ({ to, subject, notices }) =>
          [
            to,
            textOf(
              subject,
              notices.map(({ key }) => key),
            ),
          ] as const,
      ),
  );

const textOf = (subject: string, keys: readonly string[]): string => [subject, ...keys.toSorted()].join("\n");

function differing(foretold: Letters, happened: readonly (readonly [string, string])[]): readonly string[] {
  const came = new Map(happened);
  const people = new Set([...foretold.keys(), ...came.keys()]);
  return [...people]
    .filter((address) => foretold.get(address) !== came.get(address))
    .map((address) => `${address}\n  foretold ${foretold.get(address)}\n  happened ${came.get(address)}`);
}

const dir = mkdtempSync(join(tmpdir(), "duban-simulate-"));
try {
  process.exitCode = await main(dir);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
