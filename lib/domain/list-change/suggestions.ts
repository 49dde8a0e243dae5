import { isAgreed } from "../adjustment.ts";
import { addToMonth, type Month, monthOf, type PlainDate, yearOf } from "../dates.ts";
import { isValue } from "../field.ts";
import type { Light } from "../light.ts";
import type { QuarterDays } from "../meeting-pack/quarter-days.ts";
import { byKey } from "../meeting-pack/unsolved.ts";
import { finishedOn, startedOn } from "../project-file.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import type { Adjustment, Project } from "../registry.ts";
import type { StartState } from "../starts/readiness.ts";
import type { Paper } from "./papers.ts";

/** "red": at the ends of these quarters' last months; "not-started": 新开工 of a year that ends. */
export type OutReason =
  | { readonly because: "red"; readonly months: readonly Month[] }
  | { readonly because: "not-started"; readonly planned: PlainDate | null };

/** What the office may want to put before the county; nothing follows from it by itself. */
export type ListSuggestion =
  | {
      readonly kind: "in";
      readonly project: Project;
      /** It was begun already; what it would need to begin is not looked at. */
      readonly started: boolean;
      readonly applied: readonly string[];
    }
  | {
      readonly kind: "out";
      readonly project: Project;
      readonly verdict: ProjectVerdict;
      readonly reasons: readonly OutReason[];
      readonly applied: readonly string[];
    };

export interface SuggestionInput {
  readonly quarter: QuarterDays;
  readonly asOf: PlainDate;
  readonly verdicts: readonly ProjectVerdict[];
  /** On the list in force; added to the sheet later without an agreed 调入. */
  readonly isListed: (code: string) => boolean;
  readonly isAdded: (code: string) => boolean;
  readonly adjustments: readonly Adjustment[];
  readonly papersOf: (project: Project) => readonly Paper[];
  readonly stateOf: (verdict: ProjectVerdict) => StartState;
  /** Quarters red running. */
  readonly redQuarters: number;
}

/** Who may enter: 储备, 前期 and rows added later whose papers are whole and that could start; who may leave. What was agreed to is settled. Source: domain.md M15. */
export function listSuggestions(input: SuggestionInput): readonly ListSuggestion[] {
  const { quarter, adjustments, verdicts } = input;
  const rows = Map.groupBy(
    adjustments.filter(({ appliedOn, decision }) => decision !== "不同意" && appliedOn >= quarter.from),
    ({ project, type }) => `${type}|${project}`,
  );
  return verdicts.toSorted(byKey).flatMap((verdict): readonly ListSuggestion[] => {
    const suggestion = suggestionOf(verdict, input);
    const own = suggestion === null ? [] : (rows.get(`${TYPES[suggestion.kind]}|${verdict.key}`) ?? []);
    if (suggestion === null || own.some(isAgreed)) return [];
    return [{ ...suggestion, applied: own.map(({ code }) => code) }];
  });
}

const TYPES = { in: "调入", out: "调出" } as const;

function suggestionOf(verdict: ProjectVerdict, input: SuggestionInput): ListSuggestion | null {
  const { project, key } = verdict;
  if (isWaiting(verdict, input)) {
    const state = mayEnter(verdict, input);
    return state === null ? null : { kind: "in", project, started: state === "started", applied: [] };
  }
  const reasons = input.isListed(key) ? outReasons(verdict, input) : [];
  return reasons.length === 0 ? null : { kind: "out", project, verdict, reasons, applied: [] };
}

/** In the pool, being prepared, or added without an agreed 调入. */
const isWaiting = ({ project, key }: ProjectVerdict, { isAdded }: SuggestionInput): boolean =>
  project.annualClass === "储备" || project.annualClass === "前期" || isAdded(key);

function mayEnter(verdict: ProjectVerdict, { papersOf, stateOf }: SuggestionInput): "ready" | "started" | null {
  if (verdict.exemption !== null || papersOf(verdict.project).length > 0) return null;
  const state = stateOf(verdict);
  return state === "ready" || state === "started" ? state : null;
}

/** Exempt and finished projects wait for no decision. */
function outReasons(verdict: ProjectVerdict, input: SuggestionInput): readonly OutReason[] {
  if (verdict.exemption !== null || finishedOn(verdict.file) !== null) return [];
  const months = redEnds(verdict, input);
  const red: readonly OutReason[] = months === null ? [] : [{ because: "red", months }];
  return isUnstarted(verdict, input)
    ? [
        ...red,
        {
          because: "not-started",
          planned: isValue(verdict.project.plannedStart) ? verdict.project.plannedStart : null,
        },
      ]
    : red;
}

/** Red at the ends of so many quarters running, this one's included (today, while it is not locked), and still red; null: not so, or not known. */
function redEnds(verdict: ProjectVerdict, { quarter, redQuarters }: SuggestionInput): readonly Month[] | null {
  if (verdict.light !== "red") return null;
  const last = monthOf(quarter.to);
  const months = Array.from({ length: redQuarters }, (_, back) => addToMonth(last, -3 * back)).toReversed();
  const lights = new Map<Month, Light>(verdict.months.map(({ month, light }) => [month, light]));
  return months.every((month) => (lights.get(month) ?? (month === last ? verdict.light : null)) === "red")
    ? months
    : null;
}

/** Asked in the year's last quarter. A start that stands there and cannot be read accuses nobody. */
function isUnstarted({ project, file }: ProjectVerdict, { quarter, asOf }: SuggestionInput): boolean {
  if (project.annualClass !== "新开工" || !quarter.period.endsWith("Q4")) return false;
  const started = startedOn(file);
  if (started !== null && !(isValue(started) && started > asOf)) return false;
  return !isValue(project.plannedStart) || yearOf(project.plannedStart) <= yearOf(quarter.to);
}
