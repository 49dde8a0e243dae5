import type { CellsOfRow } from "./cell-steps.ts";
import { changesOf } from "./changes.ts";
import { type HistoryQuestion, historyQuestions } from "./history-questions.ts";
import type { Change } from "./honesty.ts";
import type { JudgeInput } from "./judge-input.ts";
import type { NextLock } from "./original-plan.ts";
import type { Registry, Row, TabCode } from "./registry.ts";

export interface HonestHistory {
  /** Newest first. Made when first asked for. */
  readonly changes: () => readonly Change[];
  /** What of them is asked of the units. Made when first asked for. */
  readonly historyQuestions: () => readonly HistoryQuestion[];
}

/** What the versions of the rows tell, and what the units are asked of it. */
export function honestHistory(input: JudgeInput, nextLock: NextLock): HonestHistory {
  const { registry, history, rules, readPlannedDay, readMoney, asOf } = input;
  const changes = once(() =>
    changesOf({
      ...{ registry, history, nextLock, readPlannedDay, readMoney },
      honesty: (day) => rules.honesty(day).value,
      redFrom: (day) => rules.milestone(day).value.redFrom,
    }),
  );
  const questions = once(() =>
    historyQuestions(changes(), {
      ...{ history, asOf, asked: input.asked, calendar: input.calendar },
      present: presentRows(registry),
      privateFor: rules.identity(asOf).value.privateFor,
      backdated: rules.honesty(asOf),
    }),
  );
  return { changes, historyQuestions: questions };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Each tab is indexed when it is first asked for. */
function presentRows(registry: Registry): (tab: TabCode, key: string) => CellsOfRow | null {
  const tabs = new Map<TabCode, ReadonlyMap<string, Row>>();
  return (tab, key) => {
    const rows = tabs.get(tab) ?? new Map((registry[tab] as readonly Row[]).map((row) => [row.key, row]));
    tabs.set(tab, rows);
    return (rows.get(key) as CellsOfRow | undefined) ?? null;
  };
}
