import type { PlainDate } from "../../domain/dates.ts";
import type { MilestoneVerdict } from "../../domain/milestone.ts";
import { type MatterState, START_MATTERS } from "../../domain/starts/matters.ts";
import {
  doneCount,
  lacksOf,
  type StartLack,
  type StartReadiness,
  type StartState,
} from "../../domain/starts/readiness.ts";
import { oneLine } from "../one-line.ts";
import { shortDayWords } from "../words.ts";

const STATES: Readonly<Record<StartState, string>> = {
  started: "已开工",
  exempt: "豁免中",
  ready: "条件齐备",
  "not-ready": "条件不全",
  unknown: "无法判定",
};
export const startStateWord = ({ state }: Pick<StartReadiness, "state">): string => STATES[state];

export const MATTER_STATES: Readonly<Record<MatterState, string>> = {
  done: "√",
  missing: "缺",
  absent: "台账没有",
  unreadable: "无法辨认",
};

const MOST_LACKS = 3;

/** 缺施工许可「施工许可证」（计划9月30日，已晚 12 天，市住建局）、资金（月报没有到位资金，甲县）等 4 项 */
export function lackingWords(readiness: StartReadiness, asOf: PlainDate): string {
  const lacks = lacksOf(readiness);
  const first = lacks.slice(0, MOST_LACKS).map((lack) => lackWords(lack, asOf));
  return `${first.join("、")}${lacks.length > MOST_LACKS ? `等 ${lacks.length} 项` : ""}`;
}

/** All of them, for a cell of a workbook. */
export const allLacking = (readiness: StartReadiness, asOf: PlainDate): string =>
  lacksOf(readiness)
    .map((lack) => lackWords(lack, asOf))
    .join("、");

function lackWords({ matter, step, unit }: StartLack, asOf: PlainDate): string {
  const who = unit === "" ? [] : [oneLine(unit, 30)];
  if (step === null) return `${matter}（${["月报没有到位资金", ...who].join("，")}）`;
  const name = oneLine(step.milestone.name, 20);
  const title = matter === null || matter === name ? `「${name}」` : `${matter}「${name}」`;
  const facts = [...planWords(step, asOf), ...who];
  return facts.length === 0 ? title : `${title}（${facts.join("，")}）`;
}

function planWords({ planned, daysLate, refuted, light }: MilestoneVerdict, asOf: PlainDate): readonly string[] {
  const late = daysLate !== null && daysLate > 0 && light !== "exempt" ? [`已晚 ${daysLate} 天`] : [];
  return [
    ...(planned === null ? ["没有计划日期"] : [`计划${shortDayWords(planned, asOf)}`]),
    ...late,
    ...(light === "exempt" ? ["豁免中"] : []),
    ...(refuted === null ? [] : ["督查认定未完成"]),
  ];
}

/** 台账中没有合同、资金；用地无法辨认 — what stands between "nothing missing" and "ready". */
export function unclearWords({ matters, others, state }: StartReadiness): string {
  const of = (asked: MatterState): string =>
    matters
      .filter((one) => one.state === asked)
      .map(({ matter }) => matter)
      .join("、");
  const unread = [of("unreadable"), ...others.map(({ milestone }) => `「${oneLine(milestone.name, 20)}」`)]
    .filter((words) => words !== "")
    .join("、");
  const parts = [
    ...(of("absent") === "" ? [] : [`台账中没有${of("absent")}`]),
    ...(unread === "" ? [] : [`${unread}无法辨认`]),
  ];
  if (state !== "unknown" && state !== "not-ready") return "";
  return parts.length === 0 && state === "unknown" ? "实际开工无法辨认" : parts.join("；");
}

/** 六项具备 4 项，缺…；台账中没有… */
export function readinessWords(readiness: StartReadiness, asOf: PlainDate): string {
  const { state } = readiness;
  if (state === "started" || state === "exempt" || state === "ready") return STATES[state];
  const unclear = state === "unknown" ? unclearWords(readiness) : unclearOfMatters(readiness);
  const lacking = lackingWords(readiness, asOf);
  const parts = [
    `${START_MATTERS.length} 项具备 ${doneCount(readiness)} 项`,
    ...(lacking === "" || state === "unknown" ? [] : [`缺${lacking}`]),
    ...(unclear === "" ? [] : [unclear]),
  ];
  return parts.join("，");
}

/** Beside what is missing the open steps are named already. */
const unclearOfMatters = (readiness: StartReadiness): string => unclearWords({ ...readiness, others: [] });
