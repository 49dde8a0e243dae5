import type { PlainDate } from "../../domain/dates.ts";
import { type Change, isFlagged } from "../../domain/honesty.ts";
import type { Judgement } from "../../domain/judgement.ts";
import { dayAt } from "../../domain/office-calendar.ts";
import type { CheatFacts } from "../../views/rehearsal/facts.ts";
import type { PlantedCheat } from "./office.ts";

const nameOf = ({ tab, key }: { readonly tab: string; readonly key: string }): string => `${tab}/${key}`;

/** Each cheat with what the system said of its row from that day on, and when. What was typed on the last evening nobody has read yet. */
export function cheatFacts(
  planted: readonly PlantedCheat[],
  judgement: Judgement,
  to: PlainDate,
): readonly CheatFacts[] {
  const flags = Map.groupBy(judgement.changes().filter(isFlagged), nameOf);
  const open = new Set(judgement.issues.filter(({ state }) => state !== "closed").map(({ key }) => key));
  return planted
    .filter(({ on }) => on < to)
    .map((one) => ({
      ...{ cheat: one.cheat, tab: one.tab, key: one.key, on: one.on },
      said: saidOf(flags.get(nameOf(one)) ?? [], one) ?? notClosed(one, open, to),
    }));
}

function saidOf(flags: readonly Change[], { on }: PlantedCheat): CheatFacts["said"] {
  const later = flags
    .map(({ code, firstSeen }) => ({ code, day: dayAt(firstSeen) }))
    .filter(({ day }) => day > on)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return later[0] ?? null;
}

/** A problem waved through by its own people is not closed: that is what is said. */
const notClosed = ({ cheat, key }: PlantedCheat, open: ReadonlySet<string>, day: PlainDate): CheatFacts["said"] =>
  cheat === "closed-by-doer" && open.has(key) ? { code: "not-closed", day } : null;
