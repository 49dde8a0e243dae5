import type { Judgement } from "../domain/judgement.ts";
import type { JudgedPlanTold } from "../views/row-history.ts";
import { nameColumn } from "./column-names.ts";

/** The plans that count where they are not what is typed now: the original, or what an agreed 调整 says. */
export function judgedPlanOf(judgement: Judgement, tab: string, key: string): readonly JudgedPlanTold[] {
  if (tab === "projects")
    return judgement.list.unagreed
      .filter(({ project }) => project.key === key)
      .map(({ project, field, counts }) => {
        const { header, kind } = nameColumn(tab, field);
        const [value, now] = [counts, project[field]].map((cell) => (typeof cell === "object" ? null : cell));
        return { header, kind, counts: value ?? null, now: now ?? null, adjustment: "" };
      });
  const verdict = tab === "milestones" ? judgement.milestones.find((one) => one.key === key) : undefined;
  if (verdict === undefined || (verdict.planned === verdict.plannedNow && verdict.adjustment === null)) return [];
  const { planned, plannedNow, adjustment } = verdict;
  return [{ ...nameColumn(tab, "planned"), counts: planned, now: plannedNow, adjustment: adjustment?.code ?? "" }];
}
