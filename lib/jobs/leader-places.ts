import { isUnderConstruction } from "../domain/project-file.ts";
import { type Directory, type Reached, reachCityLeader, reachSponsor } from "../domain/recipients.ts";
import type { Registry } from "../domain/registry.ts";
import type { UnitsLed } from "../views/leader-ranking.ts";

/** By address, deputies included: the units each leader leads, and those whose 在建 projects the leader sponsors. */
export function unitsLedBy(directory: Directory, { units, projects }: Registry): ReadonlyMap<string, UnitsLed> {
  const led = new Map<string, { readonly led: string[]; readonly sponsored: Map<string, number> }>();
  const entry = (address: string) => {
    const found = led.get(address) ?? { led: [], sponsored: new Map<string, number>() };
    led.set(address, found);
    return found;
  };
  for (const { name } of units)
    for (const address of addresses(reachCityLeader(directory, name))) entry(address).led.push(name);
  for (const [sponsor, own] of sponsoredUnits(projects))
    for (const address of addresses(reachSponsor(directory, sponsor, "")))
      for (const [unit, count] of own) {
        const { sponsored } = entry(address);
        sponsored.set(unit, (sponsored.get(unit) ?? 0) + count);
      }
  return led;
}

const addresses = ({ told }: Reached): readonly string[] => [...new Set(told.map(({ address }) => address))];

/** Names are looked up once each, however many projects there are. */
function sponsoredUnits(projects: Registry["projects"]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const bySponsor = new Map<string, Map<string, number>>();
  for (const project of projects) {
    const { sponsor, responsibleUnit } = project;
    if (typeof sponsor !== "string" || !isUnderConstruction(project)) continue;
    const own = bySponsor.get(sponsor) ?? new Map<string, number>();
    own.set(responsibleUnit, (own.get(responsibleUnit) ?? 0) + 1);
    bySponsor.set(sponsor, own);
  }
  return bySponsor;
}
