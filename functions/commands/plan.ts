import { dirname, join } from "node:path";
import type { Aim } from "../../lib/domain/chain-proposal.ts";
import { yearOf } from "../../lib/domain/dates.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import type { PlanRefusal } from "../../lib/jobs/plan-case.ts";
import { draftPlan } from "../../lib/jobs/plan-draft.ts";
import { type ProposedPlan, proposePlan } from "../../lib/jobs/plan-proposal.ts";
import { planJson, planWords, type ShownPlan } from "../../lib/views/plan-proposal.ts";
import { completeWords, planRefusal } from "../../lib/views/plan-refusals.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseSameFile, writtenLook } from "../look-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { planStanding } from "./plan-standing.ts";

/** `duban plan PROJECT`: where its plan stands; with --template the chain it lacks: printed, in a workbook to look at, and as a draft that an admin confirms. */
export async function plan(context: Context, project: string): Promise<ExitCode> {
  const { template, finish, start } = context.options;
  if (template !== undefined) return planTemplate(context, project, template);
  if (finish === undefined && start === undefined) return planStanding(context, project);
  throw new UsageError(
    "--finish、--start 要与 --template 同用，如 duban plan P-031 --template 产业 --finish 2027-06-30。",
  );
}

/** Years ahead for which a day can be meant. */
const FARTHEST = 50;

/** 1 when there was something to draft and the finish cannot be met. */
async function planTemplate(context: Context, project: string, template: string): Promise<ExitCode> {
  const { options } = context;
  const dryRun = options.dryRun === true;
  refuseOptions("plan --template", options, [
    "knownAt",
    "period",
    ...(dryRun ? (["out"] as const) : (["asOf"] as const)),
  ]);
  const aim = aimOf(context);
  const config = context.config();
  refuseSameFile(config, options.out, { others: [], words: "台账或记录库" });
  const { outside, clock, close } = await wire(config, { store: dryRun ? "look" : "keep" });
  try {
    const today = context.asOf ?? clock.today();
    if (aim.day < today) throw new UsageError(`${aim.day} 已经过去，请给今天或以后的日期。`);
    if (yearOf(aim.day) > yearOf(today) + FARTHEST)
      throw new UsageError(`${aim.day} 离今天太远，请核对年份（${FARTHEST} 年以内）。`);
    const proposed = await proposePlan({ project, template, aim, today }, outside);
    if ("refused" in proposed) return refused(context, proposed);
    const shown = await kept(context, config, proposed, outside);
    if ("refused" in shown) return refused(context, shown);
    context.print(options.json === true ? JSON.stringify(planJson(shown)) : planWords(shown));
    return proposed.proposal.shortage === null || dryRun ? 0 : 1;
  } finally {
    await close();
  }
}

function aimOf({ options: { finish, start } }: Context): Aim {
  if ((finish === undefined) === (start === undefined))
    throw new UsageError("--template 要与 --finish（倒排，哪天完成）或 --start（顺排，哪天开始）之一同用。");
  return finish === undefined
    ? { kind: "start", day: dayArgument(start!) }
    : { kind: "finish", day: dayArgument(finish) };
}

/** A project that lacks nothing is no fault. Throws UsageError. */
function refused({ options, print }: Context, { refused: because, facts }: PlanRefusal): ExitCode {
  if (because !== "complete") throw new UsageError(planRefusal(because, facts));
  print(options.json === true ? JSON.stringify({ ...facts, items: [] }) : completeWords(facts));
  return 0;
}

/** A dry run leaves nothing behind; a finish that cannot be met, and rows for a 分表, are only to look at. */
async function kept(
  { options }: Context,
  config: Config,
  plan: ProposedPlan,
  outside: Outside,
): Promise<ShownPlan | PlanRefusal> {
  const nothing = { draft: { id: "", state: "none" as const }, out: "" };
  if (options.dryRun === true) return { ...plan, ...nothing };
  const filename = fileName(plan);
  const draft =
    plan.proposal.shortage === null && plan.elsewhere === "" ? await draftPlan(plan, filename, outside) : nothing.draft;
  if ("refused" in draft) return draft;
  const folder = config.registry?.kind === "xlsx" ? dirname(config.registry.file) : "";
  const out = await writtenLook(join(folder, filename), options.out, await outside.writeWorkbook(plan.workbook));
  return { ...plan, draft, out };
}

/** P-031-待确认节点.xlsx; a code is a cell, so only letters and digits of it make a file's name. */
const fileName = ({ project }: ProposedPlan): string =>
  `${project.code.replace(/[^\p{L}\p{N}_-]+/gu, "_").slice(0, 60)}-待确认节点.xlsx`;
