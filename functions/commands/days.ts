import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import {
  addPeriodDays,
  addPeriodMonths,
  addWorkingDays,
  type Calendar,
  type ComputedDay,
} from "../../lib/domain/working-days.ts";
import { builtInCalendar, readCalendar } from "../../lib/jobs/assess.ts";
import { dayWords } from "../../lib/views/words.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban days START STEP`: with a registry the office's own 节假日 count, without one the announced calendar alone. */
export async function days(context: Context, start: string, step: string): Promise<ExitCode> {
  const calendar = await calendarOf(context);
  const from = dayArgument(start);
  const end = reckon(calendar, from, step);
  const json = { start: from, step, day: end.day, provisional: end.provisional };
  context.print(context.options.json === true ? JSON.stringify(json) : daysWords(from, step, end, calendar));
  return 0;
}

async function calendarOf(context: Context): Promise<Calendar> {
  const config = context.config();
  if (config.registry === null) return builtInCalendar();
  const { outside, close } = await wire(config, { store: "look" });
  try {
    return await readCalendar(outside);
  } finally {
    await close();
  }
}

/** `+20wd` working days, `+7d` calendar days, `+1m` months; both roll to a working day. Throws UsageError. */
function reckon(calendar: Calendar, start: PlainDate, step: string): ComputedDay {
  const parts = /^\+(\d{1,4})(wd|d|m)$/.exec(step);
  if (parts === null)
    throw new UsageError(`“${step.slice(0, 50)}” 不是时限，请写成 +20wd（工作日）、+7d（自然日）或 +1m（月）。`);
  const n = Number(parts[1]);
  if (parts[2] === "wd") return addWorkingDays(calendar, start, n);
  return parts[2] === "d" ? addPeriodDays(calendar, start, n) : addPeriodMonths(calendar, start, n);
}

const MEASURES: Readonly<Record<string, string>> = { wd: "个工作日", d: "日", m: "个月" };

function daysWords(start: PlainDate, step: string, end: ComputedDay, calendar: Calendar): string {
  const [, n = "", unit = ""] = /^\+(\d+)(wd|d|m)$/.exec(step) ?? [];
  const provisional = end.provisional ? "（暂定：该年度节假日安排尚未公布）" : "";
  return `${end.day}\n${dayWords(start)}起 ${n} ${MEASURES[unit]}，起始日不计，到 ${dayWords(end.day, start)}${provisional}${restWords(calendar, start, end.day)}`;
}

/** Rest days on working weekdays and working weekends in between: why the day is what it is. */
function restWords(calendar: Calendar, start: PlainDate, end: PlainDate): string {
  const days: string[] = [];
  for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) {
    const special = calendar.special.get(day);
    if (special !== undefined) days.push(`${dayWords(day, start)}${special === "rest" ? "放假" : "上班"}`);
  }
  return days.length === 0 ? "" : `\n其间：${days.join("、")}`;
}
