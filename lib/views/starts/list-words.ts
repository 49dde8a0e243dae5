import type { PlainDate } from "../../domain/dates.ts";
import { isValue } from "../../domain/field.ts";
import { startedOn } from "../../domain/project-file.ts";
import type { ListFault, StartFigures } from "../../domain/starts/batch-list.ts";
import type { StartReadiness, StartSuggestion } from "../../domain/starts/readiness.ts";
import { figureNotes } from "../documents/starts.ts";
import { oneLine } from "../one-line.ts";
import { shortDayWords } from "../words.ts";
import { readinessWords } from "./readiness-words.ts";

const FAULTS: Readonly<Record<ListFault["because"], string>> = {
  empty: "清单内没有填这一批次的项目，不能起草通知",
  "main-venue-none": "没有项目的会场填主会场，不能起草通知：主会场应有且只有一个",
  "main-venue-several": "主会场不止一个，不能起草通知，请只留一个",
  "venue-missing": "没有填会场或无法辨认，不能起草通知，请填主会场或分会场",
  "off-list": "填了这一批次而不在现行清单内，不列入名单、不计数",
  "still-reserve": "年度类别仍为储备，列入名单并计数；请核对是否先办理调入",
  "mark-unreadable": "集中开工批次无法辨认，不知是哪一批",
};

/** 主会场不止一个…：P-001 滨河路改造、P-007 … */
export const faultLines = (faults: readonly ListFault[]): readonly string[] =>
  faults.map(({ because, projects }) => {
    const names = projects.map(({ code, name }) => oneLine(`${code} ${name}`, 60)).join("、");
    return `${FAULTS[because]}${names === "" ? "" : `：${names}`}。`;
  });

const SUGGESTIONS: Readonly<Record<StartSuggestion["kind"], string>> = {
  join: "条件齐备、尚未列入，可以列入",
  "not-ready": "已列入而条件不全",
  unknown: "已列入而无法判定",
  exempt: "已列入而正在豁免",
  started: "已列入而集中开工日前已经开工",
};

/** One line for each suggestion, those that ask for something done first. */
export const suggestionLines = (suggestions: readonly StartSuggestion[], asOf: PlainDate): readonly string[] =>
  (["started", "not-ready", "unknown", "exempt", "join"] as const).flatMap((kind) =>
    suggestions
      .filter((one) => one.kind === kind)
      .map(({ readiness }) => {
        const { project } = readiness.file;
        const name = `${oneLine(`${project.code} ${project.name}`, 60)}（${oneLine(project.responsibleUnit, 30)}）`;
        const why = kind === "join" || kind === "exempt" ? "" : `：${whyWords(readiness, asOf)}`;
        return `${SUGGESTIONS[kind]}：${name}${why}。`;
      }),
  );

function whyWords(readiness: StartReadiness, asOf: PlainDate): string {
  const on = startedOn(readiness.file);
  const isStarted = readiness.state === "started" && isValue(on);
  return isStarted ? `实际开工${shortDayWords(on, asOf)}，请核对是否移出` : readinessWords(readiness, asOf);
}

/** What the sums leave out. */
export const leftOut = (figures: StartFigures, setAside: number): readonly string[] => [
  ...figureNotes(figures),
  ...(setAside === 0 ? [] : [`另有「项目」${setAside} 行未计入（见系统-数据问题）。`]),
];
