import { countedFile } from "./counted-file.ts";
import type { Instant, PlainDate } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import { type History, type RowHistory, unquietLives } from "./history.ts";
import type { CellRef } from "./light.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Inspection, Milestone } from "./registry.ts";

/** A claim of completion that an inspection on its day or later found untrue (节点属实 = 否). It stays on record until a new claim. */
export interface RefutedClaim {
  /** 实际完成 as reported. */
  readonly claimed: PlainDate;
  readonly inspection: Inspection;
  /** The later inspection that found it done: its day counts, since the claimed one was not true. */
  readonly confirmed: Inspection | null;
}

/** The day judged and what was known of it. What was not done on a day after the one judged was not done on it either. */
export interface Sight {
  readonly asOf: PlainDate;
  readonly knownAt: Instant;
  /** Inspections up to this day count: of a day that day, of a month what was known by its lock. */
  readonly until: PlainDate;
}

/** What inspections say of claims of completion at one sight. */
export interface Claims {
  /** null: the claim stands. `claimed` must lie on or before the day judged. */
  readonly refuted: (milestone: Step, claimed: PlainDate) => RefutedClaim | null;
  /** Some inspection ever found this milestone not done. */
  readonly isDoubted: (milestone: Step) => boolean;
  /** The file without the project's own dates (开工, 竣工, 投产) that rest on a refuted milestone of that name. */
  readonly counted: (file: ProjectFile) => ProjectFile;
}

type Step = Pick<Milestone, "project" | "seq">;

export const NO_CLAIMS: Claims = { refuted: () => null, isDoubted: () => false, counted: (file) => file };

/** Inspections as known at any moment. Usually no milestone was ever found not done: then nothing is asked of any. */
export function claimsBook(inspections: readonly Inspection[], history: History): (sight: Sight) => Claims {
  const known = knownRows(inspections, history);
  const doubted = new Set(known.flatMap(versionsOf).filter(isRefusal).map(subjectOf));
  if (doubted.size === 0) return () => NO_CLAIMS;
  const concerned = known.filter((one) => versionsOf(one).some((row) => doubted.has(subjectOf(row))));
  return (sight) => {
    const rows = concerned.map((one) => rowAt(one, sight.knownAt, history)).filter((row) => row !== null);
    return claimsOf(rows, doubted, sight);
  };
}

/** A row that never changed, or its life. */
type Known = Inspection | RowHistory<Inspection>;

const isLife = (known: Known): known is RowHistory<Inspection> => Array.isArray(known);
const versionsOf = (known: Known): readonly Inspection[] =>
  isLife(known) ? known.flatMap(({ row }) => row ?? []) : [known];

/** The rows that stand, and those that were deleted: earlier moments still knew them. */
function knownRows(inspections: readonly Inspection[], history: History): readonly Known[] {
  const lives = new Map([...unquietLives(history, "inspections")] as [string, RowHistory<Inspection>][]);
  const present = new Set(inspections.map(({ key }) => key));
  const gone = [...lives].filter(([key, life]) => !present.has(key) && life.at(-1)?.row === null);
  const lifeOf = present.size === inspections.length ? lives : livesOfOne(inspections, lives);
  return [...inspections.map((row): Known => lifeOf.get(row.key) ?? row), ...gone.map(([, life]) => life)];
}

/** Numbers of 督查 are unique in their workbook only: where two 分表 use the same one, nobody can tell their lives apart. */
function livesOfOne<T>(inspections: readonly Inspection[], lives: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const rows = Map.groupBy(inspections, ({ key }) => key);
  return new Map([...lives].filter(([key]) => rows.get(key)?.length === 1));
}

/** Before its workbook's first reading a row counts as it was first seen (回填). */
function rowAt(known: Known, at: Instant, { firstReading }: History): Inspection | null {
  if (!isLife(known)) return known;
  const first = known[0]!;
  if (at >= first.firstSeen) return known.findLast(({ firstSeen }) => firstSeen <= at)?.row ?? null;
  return first.lastSeenAbsent === null || firstReading === null || at < firstReading ? first.row : null;
}

const subjectOf = ({ project, seq }: Pick<Inspection, "project" | "seq">): string => `${project}/${String(seq)}`;

/** 节点属实 = 否. What cannot be read decides nothing, and where 认定 cannot, nobody can say that it does not overrule. */
const isRefusal = ({ seq, milestoneTrue, ruling }: Inspection): boolean =>
  isValue(seq) && milestoneTrue === false && ruling !== UNREADABLE;

/** 认定 = 属实 overrules the inspection from 认定日期 on; without one from the inspection's day. */
const isOverruled = ({ ruling, ruledOn }: Inspection, until: PlainDate): boolean =>
  ruling === "属实" && (!isValue(ruledOn) || ruledOn <= until);

function claimsOf(rows: readonly Inspection[], doubted: ReadonlySet<string>, sight: Sight): Claims {
  const looks = Map.groupBy(rows.filter(isLook).toSorted(byDay), subjectOf);
  const projects = new Set(rows.map(({ project }) => project));
  const refuted: Claims["refuted"] = (milestone, claimed) => {
    const own = looks.get(subjectOf(milestone));
    return own === undefined ? null : judgeClaim(own, claimed, sight);
  };
  return {
    refuted,
    isDoubted: (milestone) => doubted.has(subjectOf(milestone)),
    counted: (file) => (projects.has(file.project.code) ? countedFile(file, refuted, sight.asOf) : file),
  };
}

const isLook = ({ seq, milestoneTrue }: Inspection): boolean => isValue(seq) && isValue(milestoneTrue);

const byDay = (a: Inspection, b: Inspection): number =>
  a.date === b.date ? (a.key < b.key ? -1 : 1) : a.date < b.date ? -1 : 1;

/** The last refusal on the claimed day or later counts; on one day a 是 outweighs a 否, and a later 是 says that it was done by then. */
function judgeClaim(looks: readonly Inspection[], claimed: PlainDate, { asOf, until }: Sight): RefutedClaim | null {
  const since = looks.filter(({ date }) => date >= claimed && date <= until);
  const passed = since.filter(({ milestoneTrue }) => milestoneTrue === true);
  const inspection = since.findLast(
    (row) => isRefusal(row) && !isOverruled(row, until) && !passed.some(({ date }) => date === row.date),
  );
  if (inspection === undefined) return null;
  const confirmed = passed.find(({ date }) => date > inspection.date && date <= asOf) ?? null;
  return { claimed, inspection, confirmed };
}

const dayOf = ({ confirmed }: RefutedClaim): PlainDate | null => confirmed?.date ?? null;

/** The cells of the inspections that say so. */
export const refutedCells = (claim: RefutedClaim | null): readonly CellRef[] =>
  [claim?.inspection ?? [], claim?.confirmed ?? []]
    .flat()
    .flatMap(({ workbook, key }) =>
      ["date", "milestoneTrue"].map((field) => ({ workbook, tab: "inspections", key, field })),
    );

/** The day it counts as done: as reported, or when a later inspection found it done; null where the claim was refuted. */
export function doneOn(milestone: Step, reported: Field<PlainDate>, claims: Claims, asOf: PlainDate): Field<PlainDate> {
  if (!isValue(reported) || reported > asOf) return reported;
  const claim = claims.refuted(milestone, reported);
  return claim === null ? reported : dayOf(claim);
}
