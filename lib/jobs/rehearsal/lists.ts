import { addToMonth, firstDayOf, lastDayOf, monthOf } from "../../domain/dates.ts";
import { quarterOf } from "../../domain/office-calendar.ts";
import { disclosureSample, disclosuresOf, yearlyDisclosureReport } from "../disclosure.ts";
import { proposeListChange } from "../list-change.ts";
import { draftPack } from "../pack-draft.ts";
import { publicSite } from "../public-site.ts";
import { lackingFor } from "../publication-lacks.ts";
import { proposeStarts } from "../starts.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

/** 集中开工: the notice of the month's batch, while somebody is on its list. */
export async function startsNotice(desk: Desk): Promise<readonly Act[]> {
  const batch = monthOf(desk.day);
  const { starts, proposal } = proposeStarts(await desk.look(), batch);
  if (proposal === null) return [];
  const { id } = await draftPack(proposal, desk.outside);
  return [actOn(desk, "drafted", id, "集中开工通知", { batch, projects: starts.list.block.entries.length })];
}

/** 动态调整: the notice of the quarter that ends, while something was agreed to and balances. */
export async function listChangeNotice(desk: Desk): Promise<readonly Act[]> {
  const quarter = quarterOf(monthOf(desk.day));
  const { change, proposal } = proposeListChange(await desk.look(), quarter);
  if (proposal === null) return [];
  const { id } = await draftPack(proposal, desk.outside);
  const { movedIn, movedOut, revalued } = change.block;
  const figures = { quarter, in: movedIn.length, out: movedOut.length, revalued: revalued.length };
  return [actOn(desk, "drafted", id, "清单调整通知", figures)];
}

/** The month before, whole. */
function lastMonth({ day }: Desk) {
  const period = addToMonth(monthOf(day), -1);
  return { period, from: firstDayOf(period), to: lastDayOf(period) };
}

/** 信息公开: what the last month owed, and what became of it. */
export async function disclosureListed(desk: Desk): Promise<readonly Act[]> {
  const { period, list } = disclosuresOf(await desk.look(), lastMonth(desk));
  return [actOn(desk, "disclosure-listed", period, "", { rows: list.rows.length })];
}

/** 抽查: projects and items drawn from the last month. */
export async function spotChecked(desk: Desk): Promise<readonly Act[]> {
  const { period, check } = disclosureSample(await desk.look(), lastMonth(desk), { count: null, seed: null });
  return [actOn(desk, "spot-checked", period, "", { projects: check.drawn.length })];
}

/** 年度报告 of the year that ended: the government's own. */
export async function yearlyReport(desk: Desk): Promise<readonly Act[]> {
  const year = Number(desk.day.slice(0, 4)) - 1;
  const { paper, proposal } = yearlyDisclosureReport(await desk.look(), year, null);
  const { id } = await draftPack(proposal, desk.outside);
  return [actOn(desk, "drafted", id, paper.document, { year })];
}

/** 公开网站: what may be public and is confirmed, as bytes. */
export async function published(desk: Desk): Promise<readonly Act[]> {
  const input = await desk.look();
  if (lackingFor(input).length > 0) return [actOn(desk, "differs", desk.day, "publication")];
  const { files, manifest } = publicSite(input, await desk.outside.store.drafts());
  return [actOn(desk, "published", manifest.whole.slice(0, 12), "", { files: files.size })];
}
