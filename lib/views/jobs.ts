import type { PlainDate } from "../domain/dates.ts";
import { dayWords } from "./words.ts";

/** Where a job stands, as far as it is told. */
export interface ToldStanding {
  readonly schedule: {
    readonly job: string;
    readonly time: string;
    readonly zone: string;
    readonly catchesUp: boolean;
  };
  readonly slot: { readonly key: string; readonly day: PlainDate; readonly period: string } | null;
  readonly due: boolean;
  readonly missed: readonly { readonly key: string; readonly day: PlainDate; readonly period: string }[];
  readonly last: { readonly asOf: PlainDate; readonly startedAt: string; readonly runKey: string } | null;
  readonly next: PlainDate;
}

interface JobWords {
  readonly title: string;
  readonly rhythm: string;
}

const WORDS: Readonly<Record<string, JobWords>> = {
  daily: { title: "日常：数据问题、节点与项目预警、当日提醒", rhythm: "每天（休息日只算不发信）" },
  weekly: { title: "每周：各牵头单位两周内到期事项与未报月报", rhythm: "每周第一个工作日" },
  quarterly: { title: "每季：上季排名和红黑榜草稿", rhythm: "每季末月锁定的次日" },
  yearly: { title: "每年：年度考核排名草稿", rhythm: "12月锁定的次日" },
  monthly: { title: "每月：上月预警、得分与排名草稿、汇总", rhythm: "上月月报锁定（应报日后 3 个工作日）的次日" },
};

const wordsOf = (job: string): JobWords => WORDS[job] ?? { title: job, rhythm: "" };

export const jobStandingJson = ({ schedule, slot, due, missed, last, next }: ToldStanding): object => ({
  job: schedule.job,
  time: schedule.time,
  zone: schedule.zone,
  rhythm: wordsOf(schedule.job).rhythm,
  slot: slot?.key ?? null,
  due,
  missed: missed.map(({ key }) => key),
  last: last === null ? null : { asOf: last.asOf, startedAt: last.startedAt, runKey: last.runKey },
  next,
});

export function jobStandingWords(standing: ToldStanding): string {
  const { schedule, last, next } = standing;
  const before = last === null ? "还没有运行过" : `上次截至 ${last.asOf}`;
  const { title, rhythm } = wordsOf(schedule.job);
  return `${schedule.job}  ${title}\n  ${rhythm}，${schedule.time}；${before}；${stateWords(standing)}下次 ${dayWords(next)}。`;
}

function stateWords({ schedule, slot, due, missed }: ToldStanding): string {
  const now = due ? `${dayWords(slot!.day)}应做而未做，请运行 duban run due；` : "";
  const earlier = missed.filter(({ key }) => key !== slot?.key);
  return earlier.length === 0 ? now : `${now}${missedWords(schedule.catchesUp, earlier)}；`;
}

function missedWords(catchesUp: boolean, missed: ToldStanding["missed"]): string {
  const days = missed.slice(-MOST_NAMED).map(({ day }) => dayWords(day));
  const head = `漏 ${missed.length} 次（${missed.length > MOST_NAMED ? "…、" : ""}${days.join("、")}）`;
  return `${head}，${madeGoodWords(catchesUp, missed)}`;
}

/** What a later run makes good is only said; a month is drafted by itself. */
export const madeGoodWords = (
  catchesUp: boolean,
  missed: readonly { readonly key: string; readonly period: string }[],
): string =>
  catchesUp
    ? "由下一次运行一并补上"
    : `补做请运行 ${missed.map(({ key, period }) => `duban run ${key.split("@")[0]} --period ${period}`).join("、")}`;

const MOST_NAMED = 5;
