import { type Change, type ChangeCode, isFlagged } from "../../../lib/domain/honesty.ts";
import type { Judgement } from "../../../lib/domain/judgement.ts";
import type { Cheat, Planted, World } from "../../../sheets-templates/year/world.ts";

/** What each cheat is to be called; a problem waved through by its own people is not closed. */
const CALLED: Readonly<Record<Exclude<Cheat, "closed-by-doer">, readonly ChangeCode[]>> = {
  "back-dated": ["backdated"],
  "plan-moved": ["plan-moved", "plan-moved-late"],
  "plan-moved-when-red": ["plan-moved-red"],
  withdrawn: ["emptied"],
  flipped: ["flipped"],
  deleted: ["row-deleted"],
  "figure-fell": ["fell"],
  "figure-vanished": ["emptied"],
  "solved-withdrawn": ["emptied"],
};

export interface Found {
  readonly found: readonly Planted[];
  readonly missed: readonly Planted[];
  /** What was asked about although nobody had done anything. */
  readonly falseAlarms: readonly Change[];
}

const nameOf = ({ tab, key }: { readonly tab: string; readonly key: string }): string => `${tab}/${key}`;

/** The cheats of a city against what the verdicts of a day call them. */
export function foundIn({ planted }: Pick<World, "planted">, judgement: Judgement): Found {
  const flags = judgement.changes().filter(isFlagged);
  const codes = new Map([...Map.groupBy(flags, nameOf)].map(([name, same]) => [name, same.map(({ code }) => code)]));
  const open = new Set(judgement.issues.filter(({ state }) => state !== "closed").map(({ key }) => key));
  const isFound = (one: Planted): boolean =>
    one.cheat === "closed-by-doer"
      ? open.has(one.key)
      : CALLED[one.cheat].some((code) => codes.get(nameOf(one))?.includes(code));
  const guilty = new Set(planted.map(nameOf));
  return {
    found: planted.filter(isFound),
    missed: planted.filter((one) => !isFound(one)),
    falseAlarms: flags.filter((flag) => !guilty.has(nameOf(flag))),
  };
}
