import type { PlainDate } from "./dates.ts";
import type { IssueLimit } from "./issue-limit.ts";
import type { Turn } from "./issue-solution.ts";
import type { LoopStep } from "./loop.ts";
import type { Issue } from "./registry.ts";
import { type MovedDay, type ToldDay, type ToldDays, toldKey } from "./told-days.ts";
import type { ComputedDay } from "./working-days.ts";

/** What was told of one turn of a problem. */
export interface ToldTurn {
  /** The latest day told for solving it, but for days that people typed as 新时限: those count by the rules of 延期. */
  readonly limit: PlainDate | "";
  /** The day of a step, never earlier than it was told, and whether one told as 暂定 is now another. */
  readonly kept: (
    step: LoopStep,
    computed: ComputedDay | null,
    limit: IssueLimit | null,
  ) => { readonly due: ComputedDay | null; readonly moved: Pick<MovedDay, "told" | "computed"> | null };
}

const OF_LIMIT: readonly LoopStep[] = ["solve", "re-plan"];

export function toldTurn(issue: Issue, turn: Turn, told: ToldDays): ToldTurn {
  const typed = new Set(turn.seen.map(({ row }) => row.extendedTo));
  const ofTurn = (told.get(toldKey({ tab: "issues", key: issue.key })) ?? []).filter(
    ({ round, due }) => round >= (turn.reopenedOn ?? "") && !typed.has(due),
  );
  const latest = (days: readonly ToldDay[]): ToldDay | undefined =>
    days.toSorted((a, b) => (a.due < b.due ? -1 : 1)).at(-1);
  const ofStep = (step: LoopStep) =>
    latest(ofTurn.filter((one) => (OF_LIMIT.includes(step) ? OF_LIMIT.includes(one.step) : one.step === step)));
  return {
    limit: ofStep("solve")?.due ?? "",
    kept: (step, computed, limit) => {
      const last = ofStep(step);
      const isExtended = OF_LIMIT.includes(step) && limit !== null && limit.extensions.length > 0;
      if (computed === null || last === undefined || isExtended) return { due: computed, moved: null };
      const raw = OF_LIMIT.includes(step) && limit !== null ? limit.computed : computed.day;
      const due = last.due > computed.day ? { ...computed, day: last.due } : computed;
      return { due, moved: last.provisional && last.due !== raw ? { told: last.due, computed: raw } : null };
    },
  };
}
