import { isAgreed } from "./adjustment.ts";
import { type CellsOfRow, cellValue } from "./cell-steps.ts";
import type { ChangeSources } from "./changes.ts";
import type { Instant } from "./dates.ts";
import { lifeOf, unquietLives } from "./history.ts";
import { type Change, type ChangeCode, changeOf } from "./honesty.ts";
import { belongingOf } from "./row-belonging.ts";
import { arrivals, isPassing, type RowStep, rowSteps } from "./row-changes.ts";
import type { WatchedTab } from "./watched-cells.ts";

/** Rows that went and rows that came back. A project's rows go with it, and are told of with it. */
export function rowChanges(watched: WatchedTab, sources: ChangeSources): readonly Change[] {
  const { registry, history } = sources;
  const arrivedAs = arrivals(history, watched);
  const belonging = belongingOf(registry, history);
  const removed = new Set(
    registry.adjustments.filter((row) => row.type === "调出" && isAgreed(row)).map(({ project }) => project),
  );
  return [...unquietLives(history, watched.tab)].flatMap(([, life]) => {
    if (life.length < 2) return [];
    const found: Change[] = [];
    for (const step of rowSteps(life)) {
      if (isEmpty(step.row, watched) || wentWithProject(step, watched, sources)) continue;
      const renamed = step.went ? arrivedAs(step) : null;
      const code = codeOf(step, {
        watched,
        renamed,
        agreed: removed.has(step.row.key),
        open: found.at(-1)?.code === "row-deleted",
      });
      if (code === null) continue;
      const facts = { ...factsOf(watched, step, renamed), ...belonging(watched.tab, step.row), code };
      const undone = code === "row-returned" || code === "restored" ? found.findLast(isDeletion) : undefined;
      const asks = watched.answer !== null && !isFinding(step, watched, sources);
      found.push(changeOf(facts, asks, undone));
    }
    return found;
  });
}

const isDeletion = ({ code }: Change): boolean => code === "row-deleted";

interface Circumstances {
  readonly watched: WatchedTab;
  readonly renamed: string | null;
  readonly agreed: boolean;
  /** Its going was told of. */
  readonly open: boolean;
}

function codeOf(step: RowStep, { watched, renamed, agreed, open }: Circumstances): ChangeCode | null {
  if (!step.went) return open ? (isPassing(step) ? "restored" : "row-returned") : null;
  if (renamed !== null) return "renumbered";
  if (watched.tab === "projects" && agreed) return "agreed";
  return isPassing(step) ? null : "row-deleted";
}

const factsOf = ({ tab }: WatchedTab, { row, went, firstSeen, typedAfter }: RowStep, renamed: string | null) => ({
  tab,
  workbook: row.workbook,
  key: row.key,
  field: "",
  before: went ? row.key : null,
  after: went ? renamed : row.key,
  firstSeen,
  lastSeenAbsent: typedAfter,
  counts: null,
});

/** A report with nothing but its key is not yet reported. */
const isEmpty = (row: CellsOfRow, { tab, cells }: WatchedTab): boolean =>
  tab === "monthlyReports" && cells.every(([field]) => cellValue(row, field) === null);

function wentWithProject({ went, row, firstSeen }: RowStep, { tab }: WatchedTab, { history }: ChangeSources): boolean {
  const code = row.project;
  if (!went || tab === "projects" || typeof code !== "string") return false;
  return isGoneAt(lifeOf(history, "projects", code), firstSeen);
}

const isGoneAt = (life: ReturnType<typeof lifeOf>, at: Instant): boolean => {
  const then = life.findLast(({ firstSeen }) => firstSeen <= at);
  return then !== undefined && then.row === null && then.aside !== true;
};

/** 系统-数据问题 has projects of the year's list and open milestones whose plan was frozen. */
function isFinding({ row, firstSeen }: RowStep, { tab }: WatchedTab, { history, nextLock }: ChangeSources): boolean {
  if (tab === "projects") return row.annualClass === "新开工" || row.annualClass === "续建";
  if (tab !== "milestones" || cellValue(row, "planned") === null || cellValue(row, "actual") !== null) return false;
  const [first] = lifeOf(history, tab, row.key);
  return first !== undefined && nextLock(first.firstSeen) < firstSeen;
}
