import type { PlainDate } from "../domain/dates.ts";
import { dayWords } from "./words.ts";

/** Where a job stands, as far as it is told. */
export interface ToldStanding {
  readonly schedule: {
    readonly job: string;
    readonly time: string;
    readonly zone: string;
    readonly title: string;
    readonly rhythm: string;
  };
  readonly slot: { readonly key: string; readonly day: PlainDate; readonly period: string } | null;
  readonly due: boolean;
  readonly missed: boolean;
  readonly last: { readonly asOf: PlainDate; readonly startedAt: string; readonly runKey: string } | null;
  readonly next: PlainDate;
}

export const jobStandingJson = ({ schedule, slot, due, missed, last, next }: ToldStanding): object => ({
  job: schedule.job,
  time: schedule.time,
  zone: schedule.zone,
  rhythm: schedule.rhythm,
  slot: slot?.key ?? null,
  due,
  missed,
  last: last === null ? null : { asOf: last.asOf, startedAt: last.startedAt, runKey: last.runKey },
  next,
});

export function jobStandingWords(standing: ToldStanding): string {
  const { schedule, last, next } = standing;
  const before = last === null ? "还没有运行过" : `上次截至 ${last.asOf}`;
  return `${schedule.job}  ${schedule.title}\n  ${schedule.rhythm}，${schedule.time}；${before}；${stateWords(standing)}下次 ${dayWords(next)}。`;
}

function stateWords({ slot, due, missed }: ToldStanding): string {
  if (missed) return `${dayWords(slot!.day)}应做而未做，请运行 duban run due；`;
  return due ? "此刻应做，请运行 duban run due；" : "";
}
