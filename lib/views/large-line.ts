import type { PlainDate } from "../domain/dates.ts";
import type { Light } from "../domain/light.ts";
import type { ProgressLamp } from "../domain/project-lamps.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { ratio } from "../domain/ratio.ts";
import type { Project } from "../domain/registry.ts";
import { LAMP_WORDS } from "./lamp-reasons.ts";
import { lightWord, monthWords } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { HELD_WORDS } from "./project-brief.ts";
import { moneyWords, sharesApart } from "./words.ts";

/** 红：P-031 滨河路改造，年度计划 5 亿元，截至5月完成 43.1%，计划进度 45.8% */
export function largeLine(project: Project, verdict: ProjectVerdict, asOf: PlainDate): string {
  const lamp = verdict.lamps.find((one): one is ProgressLamp => one.kind === "progress");
  const name = `${lightWord(verdict.light)}：${oneLine(project.code, 30)} ${oneLine(project.name, 40)}`;
  return `${name}${lamp === undefined ? "" : progressWords(lamp, asOf)}${decidingWords(verdict, lamp)}`;
}

const WARNED: readonly Light[] = ["grey", "blue", "yellow", "red"];

/** Where the figures do not explain the colour: which lamp does, or that it falls only at a month's end. */
function decidingWords({ light, lamps, because }: ProjectVerdict, progress: ProgressLamp | undefined): string {
  if (!WARNED.includes(light) || progress?.light === light) return "";
  const deciding = lamps.filter((lamp) => lamp.light === light).map(({ kind }) => LAMP_WORDS[kind]);
  if (deciding.length > 0) return `；${deciding.join("、")}为${lightWord(light)}`;
  return HELD_WORDS[because] === undefined ? "" : `；${HELD_WORDS[because]}`;
}

/** What was reported last stands with its own month. */
function progressWords({ annualPlan, done, planned, month, lastReported }: ProgressLamp, asOf: PlainDate): string {
  if (!annualPlan) return "";
  const plan = `，年度计划 ${moneyWords(annualPlan)}`;
  if (done === null || planned === null || month === null) return plan;
  const shares = sharesApart(ratio(done, annualPlan), ratio(Math.round(planned), annualPlan));
  const behind =
    lastReported !== null && lastReported < month ? `（${monthWords(month, asOf)}月报未报，按最近一次上报计）` : "";
  return `${plan}，截至${monthWords(month, asOf)}完成 ${shares.done}，计划进度 ${shares.planned}${behind}`;
}
