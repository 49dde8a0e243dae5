import { type PlainDate, yearOf } from "../domain/dates.ts";
import { compareLights, LIGHTS, type Light } from "../domain/light.ts";
import type { Notice, NoticeItem, NoticeRecord } from "../domain/notice.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { changeLine } from "../views/leader-lines.ts";
import { lightWord } from "../views/notice-lines.ts";
import { type LeaderBook, type LeaderEntry, leaderFigures } from "./leader-book.ts";
import { type LeaderForecasts, leaderForecasts } from "./leader-forecasts.ts";
import { type LeaderReports, leaderReports } from "./leader-reports.ts";
import { type Candidate, NO_ITEM, type OwedInput } from "./owed.ts";
import { mondayOf } from "./owed-leaders.ts";

/**
 * Their projects' week, to leaders: the lights that differ from those this leader was told last, and written reports newly owed; nothing new, nothing is owed. The lights
 * told lie in the notice itself, so the ledger is all that is needed. Source: domain.md "Mail budget".
 */
export function owedLeaderWeeks(input: OwedInput, leaders: LeaderBook): Candidate[] {
  const told = toldLights(input);
  const reports = leaderReports(input);
  const forecasts = leaderForecasts(input.judgement);
  return [...leaders].flatMap(([address, entry]) =>
    weekOf(input, leaders, entry, told.get(address), reports(address, entry), forecasts),
  );
}

function weekOf(
  input: OwedInput,
  leaders: LeaderBook,
  entry: LeaderEntry,
  told: ToldLights | undefined,
  reports: LeaderReports,
  forecasts: LeaderForecasts,
): Candidate[] {
  const news = newsOf(entry, told, input.asOf);
  if (news.changes.length === 0 && news.untold.length === 0 && reports.reports.length === 0) return [];
  const monday = mondayOf(input.asOf);
  const facts = {
    ...leaderFigures(leaders, entry.told.address),
    lights: lightsOf(entry),
    ...news,
    ...reports,
    ...forecasts(entry),
  };
  const item = { ...NO_ITEM, tab: "projects", subject: monday, due: monday, facts };
  const reached = { told: [entry.told], gaps: [] };
  return [{ kind: "leader-week", subject: "week", level: "week", due: monday, item, reached }];
}

/** What differs from the lights told last, and what is wrong and was never told; worst first. Those told last may be of a year whose lights have ended. */
function newsOf({ projects }: LeaderEntry, told: ToldLights | undefined, asOf: PlainDate) {
  const before = ({ project }: LedProject): Light | undefined => told?.lights.get(project.code);
  const worstFirst = projects.toSorted((a, b) => compareLights(b.verdict.light, a.verdict.light));
  const changed = worstFirst.filter((led) => before(led) !== undefined && before(led) !== led.verdict.light);
  const untold = worstFirst.filter((led) => before(led) === undefined && isWrong(led.verdict.light));
  return {
    ...(told !== undefined && yearOf(told.day) < yearOf(asOf) ? { newYear: 1 } : {}),
    changedProjects: changed.map(({ project }) => project.code),
    changes: changed.map((led) => changeLine(led.project, led.verdict.light, before(led) ?? null)),
    untoldProjects: untold.map(({ project }) => project.code),
    untold: untold.map(({ project, verdict }) => changeLine(project, verdict.light, null)),
  };
}

type LedProject = LeaderEntry["projects"][number];

/** Of a project never told only what is wrong is news. */
const isWrong = (light: Light): boolean => light === "red" || light === "yellow";

const lightsOf = ({ projects }: LeaderEntry): readonly string[] =>
  projects.map(({ project, verdict }) => `${project.code}=${verdict.light}`);

/**
 * A letter that tells a leader how many projects are red, yellow, green tells all their lights and names what changed: they lie in one of its notices,
 * which is sure to be in it (of the matters to decide the one that waited longest).
 */
export function withLightsTold(notices: readonly Notice[], leaders: LeaderBook, input: OwedInput): readonly Notice[] {
  const told = toldLights(input);
  const bearers = new Map<string, Notice>();
  for (const notice of notices) {
    if (!COUNTING.includes(notice.kind) || input.ledger.notices.get(notice.key)?.state === "sent") continue;
    const known = bearers.get(notice.recipient);
    if (known === undefined || comesFirst(notice, known)) bearers.set(notice.recipient, notice);
  }
  return notices.map((notice) => {
    const entry = leaders.get(notice.recipient);
    const lights = told.get(notice.recipient);
    const before = beforeOf(notice, lights?.lights);
    if (entry === undefined || bearers.get(notice.recipient) !== notice) return withFacts(notice, before);
    return withFacts(notice, { ...before, lights: lightsOf(entry), ...newsOf(entry, lights, input.asOf) });
  });
}

/** 此前为黄: what this leader was told last goes before what a month ended with. */
function beforeOf({ kind, item }: Notice, told: ReadonlyMap<string, Light> | undefined): NoticeItem["facts"] {
  const light = kind === "project-red" ? told?.get(item.project) : undefined;
  return light === undefined || light === "red" ? {} : { before: lightWord(light) };
}

const withFacts = (notice: Notice, facts: NoticeItem["facts"]): Notice => ({
  ...notice,
  item: { ...notice.item, facts: { ...notice.item.facts, ...facts } },
});

/** Kinds with a leader's figures that come on any day, those that are never put off first. */
const COUNTING: readonly string[] = ["project-red", "matter-to-decide"];

const comesFirst = (a: Notice, b: Notice): boolean =>
  (COUNTING.indexOf(a.kind) - COUNTING.indexOf(b.kind) || waited(b) - waited(a) || (a.key < b.key ? -1 : 1)) < 0;

const waited = ({ item }: Notice): number => Number(item.facts.daysAtLevel ?? 0);

/** Project → light as told last, and the last day on which any was told. */
interface ToldLights {
  readonly lights: ReadonlyMap<string, Light>;
  readonly day: PlainDate;
}

/** By address: told by a letter with the counts of all or by the mail of a project that turned red since. */
function toldLights({ ledger }: OwedInput): ReadonlyMap<string, ToldLights> {
  const told = new Map<string, { readonly lights: Map<string, Light>; readonly day: PlainDate }>();
  const sent = [...ledger.notices.values()].filter(({ kind, state }) => state === "sent" && KINDS.includes(kind));
  for (const record of sent.toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1))) {
    const lights = told.get(record.recipient)?.lights ?? new Map<string, Light>();
    for (const [project, light] of lightsIn(record)) lights.set(project, light);
    told.set(record.recipient, { lights, day: dayAt(record.changedAt) });
  }
  return told;
}

const KINDS: readonly string[] = ["leader-week", ...COUNTING];

function lightsIn({ kind, item }: NoticeRecord): (readonly [string, Light])[] {
  const own = kind === "project-red" ? [[item.project, "red"] as const] : [];
  const lights = item.facts.lights;
  if (!Array.isArray(lights)) return own;
  const all = lights.flatMap((pair) => {
    const [project = "", light = ""] = splitLast(String(pair));
    return (LIGHTS as readonly string[]).includes(light) ? [[project, light as Light] as const] : [];
  });
  return [...own, ...all];
}

const splitLast = (pair: string): readonly string[] => [
  pair.slice(0, pair.lastIndexOf("=")),
  pair.slice(pair.lastIndexOf("=") + 1),
];
