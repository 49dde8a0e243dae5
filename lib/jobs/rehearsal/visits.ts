import { type Month, monthOf } from "../../domain/dates.ts";
import { isDrawn, observationList } from "../observation-list.ts";
import { draftObservationPaper } from "../observation-paper.ts";
import { draftObservation } from "../observation-result.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

/** 观摩: which projects are looked at. A month without a theme has no visit. */
export async function visitListed(desk: Desk): Promise<readonly Act[]> {
  const visit = monthOf(desk.day);
  const list = observationList(await desk.look(), { visit, count: null, seed: null });
  if (!isDrawn(list) || list.drawn.length === 0) return [];
  return [actOn(desk, "visit-listed", visit, "", { projects: list.drawn.length })];
}

/** The result of each visit whose rows stand, then, once it is published, the paper that tells of it. */
export async function visitResults(desk: Desk): Promise<readonly Act[]> {
  const drafts = await desk.outside.store.drafts();
  const visits = new Set((desk.city.now().observations ?? []).map(({ visit }) => String(visit)));
  const acts: Act[] = [];
  for (const visit of visits) {
    const results = drafts.filter(({ kind, period }) => kind === "observation" && period === visit);
    const papers = drafts.filter(({ kind, period }) => kind === "document" && period === `观摩结果 ${visit}`);
    if (results.length === 0) acts.push(...(await resultOf(desk, visit)));
    else if (papers.length === 0 && results.some(({ state }) => state === "confirmed"))
      acts.push(...(await paperOf(desk, visit)));
  }
  return acts;
}

async function resultOf(desk: Desk, visit: Month): Promise<readonly Act[]> {
  const drafted = await draftObservation({ visit, today: desk.day }, desk.outside);
  return "because" in drafted ? [] : [actOn(desk, "drafted", drafted.draft.id, "观摩", { visit })];
}

async function paperOf(desk: Desk, visit: Month): Promise<readonly Act[]> {
  const drafted = await draftObservationPaper({ visit, today: desk.day }, desk.outside);
  return drafted === null ? [] : [actOn(desk, "drafted", drafted.id, "观摩结果", { visit })];
}
