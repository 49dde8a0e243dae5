import { compareLights } from "../domain/light.ts";
import type { Lamp } from "../domain/project-lamps.ts";
import type { ProjectCause, ProjectVerdict } from "../domain/project-lights.ts";
import { ratio } from "../domain/ratio.ts";
import { LAMP_WORDS } from "./lamp-reasons.ts";
import { lightWord, monthWords } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { sharesApart, shortDayWords } from "./words.ts";

/**
 * A project's light in the length a leader reads: the figures of the lamps that decide, the others by name only. Thresholds and ways back
 * stand in 系统-项目.
 */
export function projectBrief(verdict: ProjectVerdict): string {
  const deciding = verdict.lamps.filter(({ light }) => light === verdict.light);
  const others = verdict.lamps
    .filter(({ light }) => light !== verdict.light && compareLights(light, "blue") >= 0)
    .map(({ kind, light }) => `${LAMP_WORDS[kind]}为${lightWord(light)}`);
  const told =
    deciding.length > 0 ? deciding.map((lamp) => lampBrief(lamp, verdict)) : [HELD_WORDS[verdict.because] ?? ""];
  const besides = others.length > 0 ? [`另有${others.join("、")}`] : [];
  return `${[...told, ...besides].filter((part) => part !== "").join("；")}。`;
}

/** Why a light stays although no lamp shows it. */
export const HELD_WORDS: Partial<Record<ProjectCause, string>> = {
  "falls-by-steps": "各项已有好转，月末评定后逐级下调",
  "held-while-grey": "有一项无法判定，暂不下调",
  "held-for-inspection": "待督查核实后下调",
};

function lampBrief(lamp: Lamp, { asOf, file }: ProjectVerdict): string {
  if (lamp.kind === "progress") return progressBrief(lamp, asOf);
  if (lamp.kind === "start")
    return lamp.plannedStart === null
      ? "至今未开工"
      : `计划${monthWords(lamp.plannedStart.slice(0, 7), asOf)}开工，至今未开工`;
  if (lamp.kind === "registration")
    return `${lamp.startedOn === null ? "" : `${shortDayWords(lamp.startedOn, asOf)}开工，`}至今未入统`;
  const worst = file.milestones.find(({ key }) => key === lamp.milestone);
  return `「${oneLine(worst?.name ?? lamp.milestone ?? "", 40)}」逾期 ${lamp.daysLate} 天`;
}

function progressBrief(lamp: Extract<Lamp, { kind: "progress" }>, asOf: string): string {
  const { month, done, planned, annualPlan, gapPoints } = lamp;
  if (month === null || done === null || planned === null || !annualPlan) return "进度无法判定";
  const shown = sharesApart(ratio(done, annualPlan), ratio(planned, annualPlan));
  const gap = gapPoints === null || gapPoints <= 0 ? "" : `，落后 ${shown.apart} 个百分点`;
  return `截至${monthWords(month, asOf)}底投资完成 ${shown.done}，计划进度 ${shown.planned}${gap}`;
}
