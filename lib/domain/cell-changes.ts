import {
  agreedCode,
  anchorCode,
  cumulativeCode,
  deedCode,
  figureCode,
  plainCode,
  rulingCode,
  type StepContext,
  undoes,
} from "./cell-codes.ts";
import { type Step, stepsOf } from "./cell-steps.ts";
import type { ChangeSources } from "./changes.ts";
import { type RowHistory, unquietLives } from "./history.ts";
import { type Change, type ChangeCode, type ChangeFacts, changeOf } from "./honesty.ts";
import { dayAt } from "./office-calendar.ts";
import { type PlanCode, planCodes } from "./plan-codes.ts";
import { belongingOf, disprovedMilestones } from "./row-belonging.ts";
import type { Watch, WatchedTab } from "./watched-cells.ts";
import { wipedColumns } from "./wiped-columns.ts";

/** What changed in the cells of one tab's rows, row by row. */
export function cellChanges(watched: WatchedTab, sources: ChangeSources): readonly Change[] {
  const { registry, history, honesty } = sources;
  const { tab, cells } = watched;
  const lives = [...unquietLives(history, tab)].filter(([, life]) => life.length > 1);
  if (lives.length === 0) return [];
  const fields = cells.map(([field]) => field);
  const isWiped = wipedColumns(unquietLives(history, tab), registry[tab], fields);
  const planCode = planCodes({ ...sources, ...registry });
  const belonging = belongingOf(registry, history);
  const disproved = disprovedMilestones(registry);
  const judged = (step: Step, watch: Watch, life: RowHistory<unknown>, earlier: readonly Change[]): Change => {
    const { backdatedAfter } = honesty(dayAt(step.firstSeen));
    const context = { step, earlier, backdatedAfter, disproved: disproved.has(step.row.key) };
    const plan = watch.kind === "plan" ? planCode({ tab, step, life, moved: watch.moved }) : null;
    const { code, counts, isFinding } = plan ?? { ...NO_PLAN, code: codeOf(context, watch) };
    const facts = { ...factsOf(tab, step), ...belonging(tab, step.row), code, counts };
    return changeOf(facts, watched.answer !== null && !isFinding, undoes(context, code));
  };
  return lives.flatMap(([, life]) =>
    cells.flatMap(([field, watch]) => {
      const found: Change[] = [];
      for (const step of stepsOf(life, field, isWiped)) found.push(judged(step, watch, life, found));
      return found;
    }),
  );
}

const NO_PLAN: Omit<PlanCode, "code"> = { counts: null, isFinding: false };

const factsOf = (tab: WatchedTab["tab"], step: Step): Omit<ChangeFacts, "project" | "unit" | "code" | "counts"> => ({
  tab,
  workbook: step.row.workbook,
  key: step.row.key,
  field: step.field,
  before: step.before,
  after: step.after,
  firstSeen: step.firstSeen,
  lastSeenAbsent: step.typedAfter,
});

/** Plans are judged by the original. */
function codeOf(context: StepContext, watch: Exclude<Watch, { readonly kind: "plan" }> | Watch): ChangeCode {
  if (watch.kind === "deed") return deedCode(context, watch);
  if (watch.kind === "anchor") return anchorCode(context, watch);
  if (watch.kind === "cumulative") return cumulativeCode(context, watch);
  if (watch.kind === "figure") return figureCode(context, watch);
  if (watch.kind === "ruling") return rulingCode(context, watch);
  if (watch.kind === "agreed") return agreedCode(context, watch);
  return plainCode(context, { kind: "plain" });
}
