import type { PlainDate } from "./dates.ts";
import type { Loop, LoopStep } from "./loop.ts";
import type { Ledger } from "./notice.ts";

/** A day that somebody was told by letter. */
export interface ToldDay {
  readonly step: LoopStep;
  /** `Loop.round` of the letter; of a row of 公开 the version of its clock. */
  readonly round: string;
  readonly due: PlainDate;
  /** It was told as 暂定. */
  readonly provisional: boolean;
}

/** Told days of problems, tasks and rows of 公开, by tab/key. */
export type ToldDays = ReadonlyMap<string, readonly ToldDay[]>;

export const toldKey = ({ tab, key }: { readonly tab: ToldTab; readonly key: string }): string => `${tab}/${key}`;

export type ToldTab = Loop["tab"] | "disclosures";
const TABS: readonly string[] = ["issues", "tasks", "disclosures"] satisfies readonly ToldTab[];

/** Days told in letters that left. A notice carries them: `tab`, `subject` and `due` of its item, `step`, `round` and `provisional` of its facts. */
export function toldDays({ notices }: Pick<Ledger, "notices">): ToldDays {
  const told = new Map<string, ToldDay[]>();
  for (const { state, item } of notices.values()) {
    const { tab, subject, due, facts } = item;
    if (state !== "sent" || due === null || !TABS.includes(tab)) continue;
    if (typeof facts.step !== "string" || typeof facts.round !== "string") continue;
    const key = toldKey({ tab: tab as ToldTab, key: subject });
    const day = { step: facts.step as LoopStep, round: facts.round, due, provisional: facts.provisional === true };
    const days = told.get(key);
    if (days === undefined) told.set(key, [day]);
    else days.push(day);
  }
  return told;
}

/** A day that was told as 暂定 and would now be another one. `due` is the one that counts: never earlier than it was told. */
export interface MovedDay {
  readonly loop: { readonly tab: ToldTab; readonly key: string; readonly step: LoopStep };
  readonly told: PlainDate;
  readonly computed: PlainDate;
  readonly due: PlainDate;
}
