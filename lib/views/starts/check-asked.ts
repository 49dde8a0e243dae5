import type { Month, PlainDate } from "../../domain/dates.ts";
import type { BatchCheck, BatchChecks } from "../../domain/starts/batch-checks.ts";
import { startCell } from "../../domain/starts/open-checks.ts";
import { periodWords, shortDayWords } from "../words.ts";

export type CheckKind = "start" | "registration";

interface Asked {
  readonly reason: string;
  readonly action: string;
}

/** 2026年5月集中开工 · 实际开工核查 */
export const checkName = (kind: CheckKind, batch: Month): string =>
  `${periodWords(batch)}集中开工${kind === "start" ? "实际开工" : "入统"}核查`;

/** Where no notice was confirmed the rows say what the batch was. */
const basis = ({ confirmed, block }: BatchChecks, asOf: PlainDate): string =>
  `列入${shortDayWords(block.day, asOf)}集中开工${confirmed ? "" : "（没有已确认的集中开工通知，按「项目」表所填批次）"}`;

/** What the person responsible is asked of the start: to say what is so, with proof, or why it is not. */
export function startAsked(batch: BatchChecks, check: BatchCheck, place: string, asOf: PlainDate): Asked {
  const due = shortDayWords(batch.days.start.day, asOf);
  const because = {
    claimed: `已填实际开工${shortDayWords(check.startedOn ?? batch.block.day, asOf)}，没有现场照片的佐证`,
    refuted: "督查认定开工不属实",
    unknown: "实际开工无法辨认",
  };
  const found = because[check.start as keyof typeof because] ?? "没有填实际开工";
  return { reason: `${basis(batch, asOf)}，核查日为${due}；${found}。`, action: actionOf(check, place) };
}

/** `place` is the cell to fill: 实际开工 of the project, or 佐证 or 实际完成 of its milestone 开工. */
function actionOf(check: BatchCheck, place: string): string {
  const isStep = check.file !== null && startCell(check).tab === "milestones";
  const [step, project] = place === "" ? ["「节点」表“开工”一行", "「项目」表"] : [place, place];
  const stuck = "未开工的，请在「问题」表说明卡点。";
  if (check.start === "claimed")
    return isStep
      ? `请在${place === "" ? "「节点」表" : place}“开工”的佐证中填写现场照片编号或存放处。`
      : "请在「节点」表补上“开工”一行，填写实际完成，并在佐证中填写现场照片编号或存放处。";
  if (check.start === "refuted") return `请在${isStep ? step : project}按实际改正开工日期；${stuck}`;
  if (isStep) return `已开工的，请在${step}填写实际完成，并在佐证中填写现场照片编号；${stuck}`;
  return `已开工的，请在${project}填写实际开工，并在「节点」表“开工”一行（没有的请补上）的佐证中填写现场照片编号；${stuck}`;
}

export function registrationAsked(batch: BatchChecks, check: BatchCheck, place: string, asOf: PlainDate): Asked {
  const due = shortDayWords(batch.days.registration.day, asOf);
  const found = check.registration === "unknown" ? "入统日期无法辨认" : "没有填入统日期";
  return {
    reason: `${basis(batch, asOf)}，入统核查日为${due}；${found}。`,
    action: `已入统的，请在${place === "" ? "「项目」表" : place}填写入统日期；未入统的，请与统计部门对接，并在「问题」表说明原因。`,
  };
}
