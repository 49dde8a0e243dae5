import type { Month } from "./dates.ts";
import { type Light, worstLight } from "./light.ts";
import { LAMP_KINDS, type Lamp, type LampKind } from "./project-lamps.ts";

/** How the shown light follows the raw lamps. Values and sources: lib/rules/light-rules.ts. */
export interface FoldRule {
  /** Two raw yellows of the same lamp in consecutive months are handled as red. */
  readonly repeatedYellowAsRed: boolean;
  /** Red falls only after a passed inspection. */
  readonly inspectionBeforeRedFalls: boolean;
}

/** The raw light of each lamp at one month's lock. */
export type RawLights = Readonly<Record<LampKind, Light>>;

export interface MonthRaw {
  readonly month: Month;
  readonly raw: RawLights;
  /** An inspection of that month found the project as reported. */
  readonly inspectionPassed: boolean;
}

/** Steps of the shown light. 灰, 无 and 免 are no steps. */
const STEPS = ["green", "blue", "yellow", "red"] as const satisfies readonly Light[];
type Level = 0 | 1 | 2 | 3;

/** Where the fold stands after a month. `level` outlives grey and exempt months. */
export interface FoldState {
  readonly shown: Light;
  readonly level: Level;
  readonly raw: RawLights;
  readonly repeated: readonly LampKind[];
}

/** The lamps are given in the order of LAMP_KINDS. */
export const rawLights = (lamps: readonly Lamp[]): RawLights => ({
  progress: lamps[0]!.light,
  start: lamps[1]!.light,
  registration: lamps[2]!.light,
  milestones: lamps[3]!.light,
});

/** The worst lamp wins: 免 < 无 < 绿 < 灰 < 蓝 < 黄 < 红. */
export const rawLight = (raw: RawLights): Light => worstLight(LAMP_KINDS.map((kind) => raw[kind]));

/** The state after the months in order; null before the first. Source: domain.md "Project lights". */
export const foldMonths = (months: readonly MonthRaw[], rule: (month: Month) => FoldRule): FoldState | null =>
  months.reduce<FoldState | null>((state, month) => foldMonth(state, month, rule(month.month)), null);

/** One month's end: the shown light rises at once and falls by at most one step; it does not fall while a lamp is grey. */
export function foldMonth(state: FoldState | null, { raw, inspectionPassed }: MonthRaw, rule: FoldRule): FoldState {
  const repeated = state === null || !rule.repeatedYellowAsRed ? [] : yellowTwice(state.raw, raw);
  const level = state === null ? levelOf(raw) : nextLevel(state.level, raw, inspectionPassed, rule);
  return { shown: shownAt(level, raw), level, raw, repeated };
}

function nextLevel(held: Level, raw: RawLights, inspectionPassed: boolean, rule: FoldRule): Level {
  const now = levelOf(raw);
  if (now >= held) return now;
  if (rawLight(raw) === "exempt" || cannotFall(raw)) return held;
  if (held === 3 && rule.inspectionBeforeRedFalls && !inspectionPassed) return held;
  return Math.max(now, held - 1) as Level;
}

/** A grey lamp is unknown: it may be as bad as before. */
const cannotFall = (raw: RawLights): boolean => LAMP_KINDS.some((kind) => raw[kind] === "grey");

function levelOf(raw: RawLights): Level {
  const step = STEPS.indexOf(rawLight(raw) as (typeof STEPS)[number]);
  return (step < 0 ? 0 : step) as Level;
}

/** Exempt is shown at once; grey, green and none show only when no step is held. */
function shownAt(level: Level, raw: RawLights): Light {
  const worst = rawLight(raw);
  if (worst === "exempt") return worst;
  return level === 0 ? worst : STEPS[level];
}

const yellowTwice = (before: RawLights, now: RawLights): readonly LampKind[] =>
  LAMP_KINDS.filter((kind) => before[kind] === "yellow" && now[kind] === "yellow");

/**
 * A day within a running month: today's lamps, and those of the `earlier` readings since the last month's end, may raise the
 * light; nothing lowers it.
 */
export function raiseTo(state: FoldState | null, today: RawLights, earlier: readonly RawLights[]): Light {
  const level = Math.max(state?.level ?? 0, levelOf(today), ...earlier.map(levelOf)) as Level;
  return shownAt(level, today);
}
