import type { PlainDate } from "../domain/dates.ts";
import type { Light } from "../domain/light.ts";
import type {
  Lamp,
  LampKind,
  MilestonesLamp,
  ProgressLamp,
  ProgressRule,
  RegistrationLamp,
  StartLamp,
} from "../domain/project-lamps.ts";
import { decimal, ratio } from "../domain/ratio.ts";
import type { Milestone } from "../domain/registry.ts";
import { monthWords } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { fixed, percentWords, sharesApart, shortDayWords } from "./words.ts";

export const LAMP_WORDS: Readonly<Record<LampKind, string>> = {
  progress: "进度",
  start: "开工",
  registration: "入统",
  milestones: "节点",
};

/** What a lamp's sentence needs besides the lamp. */
export interface LampContext {
  readonly asOf: PlainDate;
  readonly milestones: readonly Milestone[];
}

/** Why a lamp has its light: figure, rule, way back. Without the colour in front and the full stop behind. */
export function lampReason(lamp: Lamp, context: LampContext): string {
  if (lamp.because === "exempt") return "在豁免期内";
  if (lamp.kind === "progress") return progressReason(lamp, context);
  if (lamp.kind === "start") return startReason(lamp, context);
  if (lamp.kind === "registration") return registrationReason(lamp, context);
  return milestonesReason(lamp, context);
}

const ACTUAL = "一律以实际完成为准";

function progressReason(lamp: ProgressLamp, { asOf }: LampContext): string {
  switch (lamp.because) {
    case "on-plan":
    case "behind":
      return `截至${monthWords(lamp.month!, asOf)}底${doneAgainstPlan(lamp)}`;
    case "report-missing":
      return `${monthWords(lamp.month!, asOf)}月报未报，无法判定进度（${lastWords(lamp, asOf)}）`;
    case "report-aside":
      return `${monthWords(lamp.month!, asOf)}月报的行重复或无法读取，无法判定进度（${lastWords(lamp, asOf)}）`;
    case "unreadable":
      return "年度计划、计划进度或投资完成中有无法识别的单元格，无法判定进度";
    case "no-annual-plan":
      return "没有年度计划投资，不设进度灯";
    case "not-under-construction":
      return "前期或储备项目，不设进度灯";
    case "in-operation":
      return "已投产，不再判进度";
    default:
      return "本年尚无到期的月报，暂不判进度";
  }
}

const share = (part: number, whole: number): string => percentWords(ratio(part, whole));

function doneAgainstPlan({ done, planned, annualPlan, gapPoints, measured, light, rule }: ProgressLamp): string {
  const shown = sharesApart(ratio(done!, annualPlan!), ratio(planned!, annualPlan!));
  const figures = `投资完成 ${shown.done}，计划进度 ${shown.planned}`;
  const against = againstWords(rule.value, gapPoints!, measured!, shown);
  return `${figures}，${against}${boundsOf(rule.value, light)}`;
}

const points = (value: number): string => fixed(decimal(value), 1);

type Shown = ReturnType<typeof sharesApart>;

function againstWords(rule: ProgressRule, gap: number, measured: number, { apart, decimals }: Shown): string {
  if (rule.measure === "share") return `完成数为计划数的 ${points(measured)}%`;
  if (rule.measure === "shortfall" && measured > 0) return `比计划数少 ${points(measured)}%`;
  if (gap === 0) return "与计划持平";
  const judged = decimals === 1 ? "" : `，按 ${points(Math.abs(gap))} 判定`;
  return `${gap > 0 ? "落后" : "超前"} ${apart} 个百分点${judged}`;
}

function boundsOf(rule: ProgressRule, light: Light): string {
  return light === "green" ? "" : `（${boundWords(rule, light)}；${ACTUAL}）`;
}

function boundWords(rule: ProgressRule, light: Light): string {
  if (rule.measure === "share") return `低于 ${rule.yellowBelow}% 为黄，低于 ${rule.redBelow}% 为红`;
  if (rule.measure === "shortfall") return `${moreThan(rule.yellowAbove)}为黄，${moreThan(rule.redAbove)}为红`;
  const yellow = `落后 ${rule.yellowFrom}–${rule.redAbove} 为黄`;
  if (light === "red") return `落后超过 ${rule.redAbove} 为红，${rule.yellowFrom}–${rule.redAbove} 为黄`;
  if (light === "yellow") return `${yellow}，不足 ${rule.yellowFrom} 为蓝`;
  return `落后不足 ${rule.yellowFrom} 为蓝，${rule.blueAbove === 0 ? "不落后" : `不超过 ${rule.blueAbove}`}为绿`;
}

/** The bound itself is not beyond it: 以上 would include it (民法典 1259). */
const moreThan = (percent: number): string => (percent === 0 ? "少于计划数" : `少超过 ${percent}% `);

function lastWords({ lastReported, done, annualPlan, because }: ProgressLamp, asOf: PlainDate): string {
  if (lastReported === null) return because === "report-aside" ? "本年没有能读取的月报" : "本年还没有报送过";
  const figure = done === null || annualPlan === null ? "" : `，投资完成 ${share(done, annualPlan)}`;
  return `最近一次为${monthWords(lastReported, asOf)}月报${figure}`;
}

function startReason(lamp: StartLamp, { asOf }: LampContext): string {
  const { plannedStart, startedOn, monthsBehind, rule } = lamp;
  if (lamp.because === "started") return `${shortDayWords(startedOn!, asOf)}已开工`;
  if (lamp.because === "not-new-this-year") return "不是本年新开工项目，不设开工灯";
  if (lamp.because === "no-planned-start") return "没有填写计划开工，不设开工灯";
  if (lamp.because === "unreadable") return "计划开工或实际开工无法识别，无法判定开工";
  const planned = `计划${monthWords(plannedStart!, asOf)}开工`;
  if (lamp.because === "not-yet-planned") return `${planned}，未到期`;
  const bounds = `满 ${rule.value.yellowFrom} 个月为黄，连续 ${rule.value.redFrom} 个月为红`;
  return `${planned}，至今未开工，含计划当月已 ${monthsBehind} 个月（${bounds}）`;
}

function registrationReason(lamp: RegistrationLamp, { asOf }: LampContext): string {
  const { startedOn, registeredOn, rule } = lamp;
  if (lamp.because === "registered") return `${shortDayWords(registeredOn!, asOf)}已入统`;
  if (lamp.because === "not-started-this-year") return "本年没有新开工，不设入统灯";
  if (lamp.because === "below-threshold") return `总投资不足 ${rule.value.minimumTotal / 10_000} 万元，不设入统灯`;
  if (lamp.because === "unreadable") return "实际开工或入统日期无法识别，无法判定入统";
  const started = `${shortDayWords(startedOn!, asOf)}开工，尚未入统`;
  if (lamp.because === "in-term") return `${started}，未到期`;
  return `${started}（开工超过 ${rule.value.yellowAfter} 个月未入统为黄，超过 ${rule.value.redAfter} 个月为红）`;
}

function milestonesReason({ because, milestone, daysLate }: MilestonesLamp, { milestones }: LampContext): string {
  if (because === "no-milestones") return "没有填写节点，不设节点灯";
  if (because === "aside") return "有节点的行重复或无法读取，无法判定节点";
  if (because === "none-overdue") return "没有逾期节点";
  const row = milestones.find((other) => other.key === milestone);
  const name = `节点“${oneLine(row?.name ?? "")}”（${milestone}）`;
  if (because === "unreadable") return `${name}的日期无法识别，无法判定`;
  return because === "overdue" ? `${name}逾期 ${daysLate} 天` : `${name}逾期 ${daysLate} 天完成`;
}
