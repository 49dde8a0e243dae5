import type { Clears } from "../domain/clears.ts";
import { compareLights } from "../domain/light.ts";
import type { Lamp } from "../domain/project-lamps.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { LAMP_WORDS, type LampContext, lampReason } from "./lamp-reasons.ts";
import { lightWord, monthWords } from "./notice-lines.ts";
import { shortDayWords } from "./words.ts";

/** One lamp with its colour: 黄：投资完成 31.2%，…。 A lamp without a light says why it has none. */
export const lampSentence = (lamp: Lamp, context: LampContext): string => {
  const prefix = lamp.light === "none" ? "" : `${lightWord(lamp.light)}：`;
  return `${prefix}${lampReason(lamp, context)}。`;
};

export const contextOf = (verdict: ProjectVerdict): LampContext => ({
  asOf: verdict.asOf,
  milestones: verdict.file.milestones,
});

/** Why the project shows its light: the lamp that decides, the others that are lit, and what follows from earlier months. */
export function projectSentence(verdict: ProjectVerdict): string {
  const { light, because } = verdict;
  if (because === "exempt") return exemptSentence(verdict);
  if (because === "no-lamp") return `${lampReason(verdict.lamps[0]!, contextOf(verdict))}。`;
  const told = because === "worst-lamp" ? lampsTold(verdict) : `${heldWords(verdict)}${lampsTold(verdict)}`;
  return `${lightWord(light)}：${told}${repeatedWords(verdict)}${noPlanWords(verdict)}`;
}

function exemptSentence({ exemption, asOf }: ProjectVerdict): string {
  if (exemption === null) return "免：在豁免期内。";
  const cause = typeof exemption.cause === "string" ? `${exemption.cause}，` : "";
  const days = `${shortDayWords(exemption.from, asOf)}至${shortDayWords(exemption.to, asOf)}`;
  return `免：${days}豁免（${cause}依据见「豁免」${exemption.code}）。`;
}

/** Worst first; a second lamp carries its own colour. Green lamps are told only when nothing else is lit. */
function lampsTold(verdict: ProjectVerdict): string {
  const context = contextOf(verdict);
  const speaking = verdict.lamps
    .filter(({ light }) => compareLights(light, "green") >= 0)
    .toSorted((a, b) => compareLights(b.light, a.light));
  const lit = speaking.filter(({ light }) => light !== "green");
  const told = lit.length > 0 ? lit : speaking.slice(0, 1);
  return told
    .map((lamp, index) => {
      const colour =
        index === 0 && verdict.because === "worst-lamp" ? "" : `${LAMP_WORDS[lamp.kind]}${lightWord(lamp.light)}，`;
      return `${colour}${lampReason(lamp, context)}${wayBack(lamp, verdict)}。`;
    })
    .join("");
}

/** What clears the lamp, by which day; for investment only when it is judged next, its reason names the bounds. */
function wayBack(lamp: Lamp, { clears, asOf }: ProjectVerdict): string {
  const found = clears.find((one) => one.lamp === lamp.kind);
  return found === undefined ? "" : WAYS[found.by](found.until === null ? "" : shortDayWords(found.until, asOf));
}

/** `day` is 7月6日, or "" where none can be told. */
const WAYS: Readonly<Record<Clears["by"], (day: string) => string>> = {
  "investment-bounds": (day) => (day === "" ? "" : `；下次按${day}前报送的月报判定`),
  report: (day) => (day === "" ? "；请尽快补报，补报后按实际判定" : `；请尽快补报，最迟${day}，补报后按实际判定`),
  start: (day) => `；如已开工请填写实际开工${day === "" ? "" : `，过${day}仍未开工转红`}`,
  registration: (day) => `；如已入统请填写入统日期${day === "" ? "" : `，过${day}仍未入统转红`}`,
  "milestone-done": () => "；如已完成请填写实际完成并附佐证",
  "correct-cell": () => "；请改正该单元格",
  "month-end": () => "；该节点下月起转绿",
};

/** 灯色每月至多降一级: why a better month does not show yet, and since when. */
function heldWords(verdict: ProjectVerdict): string {
  const { because, clears, asOf, backfilled } = verdict;
  const until = clears.find((one) => one.lamp === "shown")?.until;
  const before = beforeWords(verdict);
  const note = backfilled ? "（首次运行前的月份按现有数据回填）" : "";
  if (because === "held-while-grey") return `${before}有无法判定的灯，灯色暂不下降${note}。`;
  if (because === "held-for-inspection") return `${before}红灯须经核查通过才下降${note}。`;
  const next = until ? `，下次在${shortDayWords(until, asOf)}锁定后` : "";
  return `${before}灯色只在月末下降，每月至多一级${next}${note}。`;
}

/** 5月末为红， — or, when the light rose after that month's end, 5月末为蓝，此后升为红， */
function beforeWords({ previousLight, previousMonth, light, asOf }: ProjectVerdict): string {
  const rose = previousLight === null || compareLights(light, previousLight) > 0;
  const now = rose ? `${previousLight === null ? "" : "此后"}曾升为${lightWord(light)}，` : "";
  if (previousLight === null || previousMonth === null) return now;
  return `${monthWords(previousMonth, asOf)}末为${lightWord(previousLight)}，${now}`;
}

const repeatedWords = ({ repeated }: ProjectVerdict): string =>
  repeated.length === 0 ? "" : `${repeated.map((kind) => LAMP_WORDS[kind]).join("、")}连续两月为黄，按红处置。`;

const noPlanWords = ({ lamps }: ProjectVerdict): string =>
  lamps[0]!.because === "no-annual-plan" ? "没有年度计划投资，不设进度灯。" : "";
