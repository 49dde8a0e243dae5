import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { explainUnit } from "../../lib/jobs/explain-unit.ts";
import { look } from "../../lib/jobs/look.ts";
import { folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { PERIOD, randomCity, UNITS } from "./city.ts";
import { reckon } from "./independent.ts";
import { LOCKED } from "./office.ts";

const CITIES = 20;

test(`${CITIES} random cities, reckoned a second time from the workbook's cells alone, are equal to the last decimal`, async () => {
  const tied = new Set<number>();
  for (let seed = 1; seed <= CITIES; seed++) {
    const dir = folder();
    const settings = office(dir, LOCKED);
    await writeRegistry(settings.DUBAN_REGISTRY, randomCity(seed));
    const { outside, clock, close } = await wire(readConfig(settings, undefined), { store: "look" });
    const input = await look(outside, { asOf: clock.today(), period: PERIOD, knownAt: null }, "month");
    const again = new Map((await reckon(join(dir, "台账.xlsx"), PERIOD)).map((one) => [one.unit, one]));
    for (const unit of UNITS) {
      const { score } = explainUnit(input, unit, [])!.explained;
      const { points, total, rank, tied: isTied } = again.get(unit)!;
      const items = Object.entries(points).map(([name, own]) => ({ name, points: own }));
      expect({ seed, unit, ...score }).toEqual({ seed, unit, total, rank, tied: isTied, items });
    }
    await close();
    for (const one of again.values()) if (one.tied) tied.add(seed);
  }
  expect(tied.size).toBeGreaterThan(0);
}, 120_000);
