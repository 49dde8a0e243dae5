import { addDays, addToMonth, monthOf } from "../../domain/dates.ts";
import { isResult } from "../../ports/plan.ts";
import { triedPreset } from "../../rules/trial-rules.ts";
import { boardPage } from "../../views/board/page.ts";
import { ALL_PROJECTS } from "../../views/board/query.ts";
import { backtest } from "../backtest.ts";
import { boardOf } from "../board.ts";
import { digestOf } from "../drafting.ts";
import { explain } from "../explain.ts";
import { planStanding } from "../plan-standing.ts";
import { recompute } from "../recompute.ts";
import { replay } from "../replay.ts";
import { sample } from "../sample.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

/** 督查: which projects are looked at this month. */
export async function sampled(desk: Desk): Promise<readonly Act[]> {
  const { plan } = sample(await desk.look(), { period: null, count: null, seed: null });
  return [actOn(desk, "sampled", monthOf(desk.day), "", { projects: plan.drawn.length })];
}

/** A run of ten days ago decided again from what it knew. */
export async function replayed(desk: Desk): Promise<readonly Act[]> {
  const key = `daily@${addDays(desk.day, -10)}`;
  const done = await replay(key, desk.outside);
  if ("because" in done) return [actOn(desk, "differs", key, done.because)];
  return [actOn(desk, done.same ? "replayed" : "differs", key, "run")];
}

/** The newest result that was published, made again. */
export async function recomputed(desk: Desk): Promise<readonly Act[]> {
  const drafts = await desk.outside.store.drafts();
  const newest = drafts.findLast(({ kind, state }) => isResult(kind) && state === "confirmed");
  if (newest === undefined) return [];
  const done = await recompute(newest.id, desk.outside);
  if ("because" in done) return [actOn(desk, "differs", newest.id, done.because)];
  return [actOn(desk, done.same ? "recomputed" : "differs", newest.id, newest.kind)];
}

/** 倒排: whether the plans of the projects under construction can be kept. */
export async function feasible(desk: Desk): Promise<readonly Act[]> {
  const input = await desk.look();
  const { listed } = input.judge(input.asOf, null);
  const standings = listed.flatMap(({ project }) => planStanding(input, project.code) ?? []);
  const scheduled = standings.filter(({ schedule }) => schedule.state === "scheduled");
  const first = scheduled.toSorted((a, b) => (a.code < b.code ? -1 : 1))[0];
  if (first === undefined) return [];
  const late = scheduled.filter(({ root }) => root !== null).length;
  return [
    actOn(desk, "plan-standing", first.code, "", { projects: standings.length, scheduled: scheduled.length, late }),
  ];
}

/** 挂图: the whole chart as one page. */
export async function charted(desk: Desk): Promise<readonly Act[]> {
  const board = boardOf(await desk.look(), { person: null, until: null });
  const { html } = boardPage(board, { mode: "file", query: ALL_PROJECTS, wall: false });
  const figures = { projects: board.projects.length, digest: digestOf(html).slice(0, 12) };
  return [actOn(desk, "chart", board.asOf, "", figures)];
}

/** Where a verdict comes from: the cells and rules of the first project that is red. */
export async function explained(desk: Desk): Promise<readonly Act[]> {
  const input = await desk.look();
  const projects = input.judge(input.asOf, null).projects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const chosen = projects.find(({ light }) => light === "red") ?? projects[0];
  if (chosen === undefined) return [];
  const found = explain(input, chosen.key);
  return [actOn(desk, found === null ? "differs" : "explained", chosen.key, chosen.light)];
}

/** 回溯试算: the year so far under another preset. */
export async function triedAgain(desk: Desk): Promise<readonly Act[]> {
  const tried = triedPreset("武汉");
  if (!("def" in tried)) return [];
  const to = addToMonth(monthOf(desk.day), -1);
  const request = { from: `${to.slice(0, 4)}-01`, to, asOf: desk.day, trials: [{ name: "武汉", tried: [tried] }] };
  const result = await backtest(request, desk.outside);
  return [actOn(desk, "backtested", "武汉", "", { months: result.months.length })];
}
