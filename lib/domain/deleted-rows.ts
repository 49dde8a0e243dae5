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
  const lives = [...unquietLives(sources.history, watched.tab)].filter(([, life]) => life.length > 1);
  const walks = lives.map(([, life]) =>
    rowSteps(life).filter((step) => !isEmpty(step.row, watched) && !wentWithProject(step, watched, sources)),
  );
  if (walks.every((steps) => steps.length === 0)) return [];
  const tab = tabOf(watched, sources, walks.flat());
  return walks.flatMap((steps) => walkOf(steps, tab));
}

/** What judging the rows of one tab needs. */
interface Tab {
  readonly watched: WatchedTab;
  readonly sources: ChangeSources;
  readonly belonging: ReturnType<typeof belongingOf>;
  readonly arrivedAs: (step: RowStep) => string | null;
  /** Keys under which a row goes on that stood under another: such a row was not typed the day before. */
  readonly heirs: ReadonlySet<string>;
  /** Codes of projects with an agreed 调出. */
  readonly removed: ReadonlySet<string>;
}

function tabOf(watched: WatchedTab, sources: ChangeSources, steps: readonly RowStep[]): Tab {
  const { registry, history } = sources;
  const arrivedAs = arrivals(history, watched);
  const agreed = registry.adjustments.filter((row) => row.type === "调出" && isAgreed(row));
  return {
    watched,
    sources,
    belonging: belongingOf(registry, history),
    arrivedAs,
    heirs: new Set(steps.flatMap((step) => (step.went ? (arrivedAs(step) ?? []) : []))),
    removed: new Set(agreed.map(({ project }) => project)),
  };
}

function walkOf(steps: readonly RowStep[], tab: Tab): readonly Change[] {
  const { watched, sources, belonging, arrivedAs } = tab;
  const found: Change[] = [];
  for (const step of steps) {
    const renamed = step.went ? arrivedAs(step) : null;
    const code = codeOf(step, renamed, found.at(-1)?.code === "row-deleted", tab);
    if (code === null) continue;
    const facts = { ...factsOf(watched, step, renamed), ...belonging(watched.tab, step.row), code };
    const undone = step.went ? undefined : found.findLast(isDeletion);
    found.push(changeOf(facts, watched.answer !== null && !isFinding(step, watched, sources), undone));
  }
  return found;
}

const isDeletion = ({ code }: Change): boolean => code === "row-deleted";

/** `open`: the row's going was told of. */
function codeOf(step: RowStep, renamed: string | null, open: boolean, tab: Tab): ChangeCode | null {
  const passing = isPassing(step) && !tab.heirs.has(step.row.key);
  if (!step.went) return open ? (passing ? "restored" : "row-returned") : null;
  if (renamed !== null) return "renumbered";
  if (tab.watched.tab === "projects" && tab.removed.has(step.row.key)) return "agreed";
  return passing ? null : "row-deleted";
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
