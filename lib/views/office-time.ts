import type { Instant } from "../domain/dates.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { shortDayWords } from "./words.ts";

/** 6月12日 7:30 in the office's zone, which is UTC+8 all year. */
export function momentWords(instant: Instant): string {
  const hour = (Number(instant.slice(11, 13)) + 8) % 24;
  return `${shortDayWords(dayAt(instant))} ${hour}:${instant.slice(14, 16)}`;
}
