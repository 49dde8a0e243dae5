import { monthOf, type PlainDate } from "./dates.ts";
import { isValue, valueOr } from "./field.ts";
import type { TaskVerdict } from "./task.ts";

export const REVIEWS = ["好", "较好", "一般", "差"] as const;
export type Review = (typeof REVIEWS)[number];

/** Figures of a period: of the tasks due in it what was done by its end; what stands open and overdue at its end, whenever it was due. */
export interface TaskCounts {
  /** inTime + late + open. */
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
  /** Of those done, what waits for 核查. */
  readonly toVerify: number;
  /** Open past its limit at the period's end. */
  readonly overdue: number;
  /** Extensions approved in the period. */
  readonly extended: number;
  /** 讲评 of the period's months. */
  readonly reviews: Readonly<Record<Review, number>>;
}

/** A named item: open past its limit, or due in the period and done late. */
export interface LaggingTask {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly source: string;
  readonly mechanism: string;
  readonly limit: PlainDate;
  readonly doneOn: PlainDate | null;
  /** Working days beyond the limit. */
  readonly days: number;
}

export interface CountedGroup {
  readonly name: string;
  readonly counts: TaskCounts;
}

/** What 讲评 and 通报 are made of; each list adds up to `total`. `mechanism` "" was not typed. */
export interface TaskReview {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly total: TaskCounts;
  readonly units: readonly CountedGroup[];
  readonly sources: readonly CountedGroup[];
  readonly mechanisms: readonly CountedGroup[];
  /** The longest first. */
  readonly lagging: readonly LaggingTask[];
}

/** `tasks` are judged as of `to`, the period's last day or today. Source: domain.md M8. */
export function taskReview(tasks: readonly TaskVerdict[], from: PlainDate, to: PlainDate): TaskReview {
  const given = tasks.filter(({ task }) => task.sourceDate <= to);
  const by = (nameOf: (verdict: TaskVerdict) => string): readonly CountedGroup[] =>
    [...Map.groupBy(given, nameOf)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => ({ name, counts: countsOf(own, from, to) }));
  return {
    from,
    to,
    total: countsOf(given, from, to),
    units: by(({ unit }) => unit),
    sources: by(({ task }) => task.source),
    mechanisms: by(({ task }) => valueOr(task.mechanism, "")),
    lagging: given
      .filter((verdict) => lags(verdict, from, to))
      .map(laggingOf)
      .sort(longestFirst),
  };
}

function countsOf(tasks: readonly TaskVerdict[], from: PlainDate, to: PlainDate): TaskCounts {
  const due = tasks.filter((verdict) => isDue(verdict, from, to));
  const count = (list: readonly TaskVerdict[], holds: (verdict: TaskVerdict) => boolean): number =>
    list.filter(holds).length;
  const review = (word: Review): number =>
    count(tasks, ({ task }) => task.review === word && within(task.reviewMonth, monthOf(from), monthOf(to)));
  return {
    due: due.length,
    inTime: count(due, ({ inTime }) => inTime === true),
    late: count(due, ({ inTime }) => inTime === false),
    open: count(due, ({ inTime }) => inTime === null),
    toVerify: count(due, ({ state }) => state === "to-verify"),
    overdue: count(tasks, (verdict) => isOverdue(verdict, to)),
    extended: tasks.reduce((sum, { limit }) => sum + limit.extensions.filter(approvedIn(from, to)).length, 0),
    reviews: { 好: review("好"), 较好: review("较好"), 一般: review("一般"), 差: review("差") },
  };
}

const within = (value: TaskVerdict["task"]["reviewMonth"], from: string, to: string): boolean =>
  isValue(value) && from <= value && value <= to;

const approvedIn =
  (from: PlainDate, to: PlainDate) =>
  ({ approvedOn }: TaskVerdict["limit"]["extensions"][number]): boolean =>
    from <= approvedOn && approvedOn <= to;

export const isDue = ({ limit }: TaskVerdict, from: PlainDate, to: PlainDate): boolean =>
  from <= limit.day && limit.day <= to;

/** A fixed day does not roll: past it is past it, even before the next working day. */
export const isOverdue = ({ limit, inTime }: TaskVerdict, to: PlainDate): boolean => inTime === null && limit.day < to;

const lags = (verdict: TaskVerdict, from: PlainDate, to: PlainDate): boolean =>
  isOverdue(verdict, to) || (verdict.inTime === false && isDue(verdict, from, to));

const laggingOf = ({ key, title, unit, task, limit, done, doneLate, workingDaysLate }: TaskVerdict): LaggingTask => ({
  key,
  title,
  unit,
  source: task.source,
  mechanism: valueOr(task.mechanism, ""),
  limit: limit.day,
  doneOn: done.on,
  days: doneLate ?? workingDaysLate,
});

const longestFirst = (a: LaggingTask, b: LaggingTask): number => b.days - a.days || (a.key < b.key ? -1 : 1);
