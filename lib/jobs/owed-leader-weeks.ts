import { LIGHTS, type Light } from "../domain/light.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { changeLine } from "../views/leader-lines.ts";
import { type LeaderBook, type LeaderEntry, leaderFigures } from "./leader-book.ts";
import { type Candidate, NO_ITEM, type OwedInput } from "./owed.ts";
import { mondayOf } from "./owed-leaders.ts";

/**
 * Their projects' week, to leaders: the lights that differ from those this leader was told last; nothing differs, nothing is owed. The lights
 * told lie in the notice itself, so the ledger is all that is needed. Source: domain.md "Mail budget".
 */
export function owedLeaderWeeks(input: OwedInput, leaders: LeaderBook): Candidate[] {
  const told = toldLights(input);
  return [...leaders].flatMap(([address, entry]) => weekOf(input, leaders, entry, told.get(address)));
}

function weekOf(
  input: OwedInput,
  leaders: LeaderBook,
  entry: LeaderEntry,
  told: ReadonlyMap<string, Light> | undefined,
): Candidate[] {
  const changed = entry.projects.filter(({ project, verdict }) => isNews(verdict.light, told?.get(project.code)));
  if (changed.length === 0) return [];
  const monday = mondayOf(input.asOf);
  const facts = {
    ...leaderFigures(leaders, entry.told.address),
    lights: entry.projects.map(({ project, verdict }) => `${project.code}=${verdict.light}`),
    changedProjects: changed.map(({ project }) => project.code),
    changes: changed.map(({ project, verdict }) => changeLine(project, verdict.light, told?.get(project.code) ?? null)),
  };
  const item = { ...NO_ITEM, tab: "projects", subject: monday, due: monday, facts };
  const reached = { told: [entry.told], gaps: [] };
  return [{ kind: "leader-week", subject: "week", level: "week", due: monday, item, reached }];
}

/** Of a project never told only what is wrong is news. */
const isNews = (now: Light, told: Light | undefined): boolean =>
  told === undefined ? now === "red" || now === "yellow" : now !== told;

/** Address → project → light as told last, by a week's mail or by the mail of a project that turned red since. */
function toldLights({ ledger }: OwedInput): ReadonlyMap<string, ReadonlyMap<string, Light>> {
  const told = new Map<string, Map<string, Light>>();
  const sent = [...ledger.notices.values()].filter(({ kind, state }) => state === "sent" && KINDS.includes(kind));
  for (const record of sent.toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1))) {
    const lights = told.get(record.recipient) ?? new Map<string, Light>();
    for (const [project, light] of lightsIn(record)) lights.set(project, light);
    told.set(record.recipient, lights);
  }
  return told;
}

const KINDS: readonly string[] = ["leader-week", "project-red"];

function lightsIn({ kind, item }: NoticeRecord): (readonly [string, Light])[] {
  if (kind === "project-red") return [[item.project, "red"]];
  const lights = item.facts.lights;
  if (!Array.isArray(lights)) return [];
  return lights.flatMap((pair) => {
    const [project = "", light = ""] = splitLast(String(pair));
    return (LIGHTS as readonly string[]).includes(light) ? [[project, light as Light] as const] : [];
  });
}

const splitLast = (pair: string): readonly string[] => [
  pair.slice(0, pair.lastIndexOf("=")),
  pair.slice(pair.lastIndexOf("=") + 1),
];
