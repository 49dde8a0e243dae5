import type { PlainDate } from "../../domain/dates.ts";
import type { BatchCheck, BatchChecks } from "../../domain/starts/batch-checks.ts";
import { batchHonesty, type HonestyCount } from "../../domain/starts/batch-honesty.ts";
import type { RegistrationState } from "../../domain/starts/registration-check.ts";
import type { ProofLack, StartCheckState } from "../../domain/starts/start-check.ts";
import type { ComputedDay } from "../../domain/working-days.ts";
import { oneLine } from "../one-line.ts";
import { periodWords, shortDayWords } from "../words.ts";

const STARTS: Readonly<Record<StartCheckState, string>> = {
  proven: "已开工，有佐证和督查记录",
  claimed: "已填开工",
  late: "核查日之后开工",
  "not-started": "未开工",
  refuted: "督查认定开工不属实",
  pending: "尚未开工，核查日未到",
  "moved-out": "未开工即调出清单",
  exempt: "豁免中，不计",
  unknown: "无法判定",
};
const LACKS: Readonly<Record<ProofLack, string>> = { inspection: "没有督查记录", photo: "没有照片佐证" };

/** 已填开工（5月28日），没有督查记录、没有照片佐证，且开工早于集中开工日 */
export function startCheckWords({ start, startedOn, lacks, beforeCeremony }: BatchCheck, asOf: PlainDate): string {
  const day = startedOn === null ? "" : `（${shortDayWords(startedOn, asOf)}）`;
  const lacking = start === "claimed" ? `，${lacks.map((lack) => LACKS[lack]).join("、")}` : "";
  return `${STARTS[start]}${day}${lacking}${beforeCeremony ? "，且开工早于集中开工日" : ""}`;
}

const REGISTRATIONS: Readonly<Record<RegistrationState, string>> = {
  registered: "已入统",
  late: "核查日之后入统",
  "not-registered": "未入统",
  pending: "尚未入统，核查日未到",
  "below-threshold": "总投资不足起点，不计",
  "moved-out": "未入统即调出清单",
  exempt: "豁免中，不计",
  unknown: "无法判定",
};

export const registrationWords = ({ registration, registeredOn }: BatchCheck, asOf: PlainDate): string =>
  `${REGISTRATIONS[registration]}${registeredOn === null ? "" : `（${shortDayWords(registeredOn, asOf)}）`}`;

/** 2026年5月集中开工（5月29日，没有已确认的通知）：实际开工核查日 6月29日，未开工；入统核查日 7月28日，尚未入统，核查日未到。 */
export function startCheckSentence(
  { block, confirmed, days }: BatchChecks,
  check: BatchCheck,
  asOf: PlainDate,
): string {
  const day = (on: PlainDate): string => shortDayWords(on, asOf);
  const basis = confirmed ? "" : "，没有已确认的通知";
  const start = `实际开工核查日 ${day(days.start.day)}，${startCheckWords(check, asOf)}`;
  const registration = `入统核查日 ${day(days.registration.day)}，${registrationWords(check, asOf)}`;
  return `${periodWords(block.batch)}集中开工（${day(block.day)}${basis}）：${start}；${registration}。`;
}

/** 2026年2月集中开工：2月28日举行，12 个项目（据已确认的通知）。 A line for each check; once its day is over it names whoever fell short, `most` of them. */
export function honestyLines(batch: BatchChecks, asOf: PlainDate, most = Number.POSITIVE_INFINITY): readonly string[] {
  const { starts, registrations } = batchHonesty(batch, asOf);
  const { block, confirmed, days } = batch;
  const basis = confirmed ? "据已确认的通知" : "没有已确认的通知，据「项目」表所填批次";
  const when = (what: string, { day, provisional }: ComputedDay, { due }: HonestyCount): string =>
    `${what}核查日 ${shortDayWords(day, asOf)}${provisional ? "（暂定）" : ""}${due ? "" : "（未到）"}：`;
  const others = ({ others: rest }: HonestyCount, words: (check: BatchCheck, asOf: PlainDate) => string): string =>
    restWords(
      rest.map((check) => `${nameOf(check)}：${words(check, asOf)}`),
      most,
    );
  return [
    `${periodWords(block.batch)}集中开工：${shortDayWords(block.day, asOf)}举行，${block.entries.length} 个项目（${basis}）。`,
    `${when("实际开工", days.start, starts)}${goodWords(starts, "已证实开工")}${starts.due ? others(starts, startCheckWords) : "。"}`,
    `${when("入统", days.registration, registrations)}${goodWords(registrations, "已入统")}${registrations.due ? others(registrations, registrationWords) : "。"}`,
  ];
}

const goodWords = ({ cases, good }: HonestyCount, word: string): string =>
  cases === 0 ? "没有应核查的项目" : `${cases} 个中${word} ${good} 个`;

function restWords(named: readonly string[], most: number): string {
  if (named.length === 0) return "。";
  const more = named.length > most ? `等 ${named.length} 个` : "";
  return `；其余 ${named.length} 个：${named.slice(0, most).join("；")}${more}。`;
}

export const nameOf = ({ entry }: Pick<BatchCheck, "entry">): string =>
  `${oneLine(`${entry.project} ${entry.name}`, 60)}（${oneLine(entry.unit, 30)}）`;
