import type { Instant } from "../domain/dates.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { shortDayWords } from "./words.ts";

const hourOf = (instant: Instant): number => (Number(instant.slice(11, 13)) + 8) % 24;

/** 6月12日 7:30 in the office's zone, which is UTC+8 all year. */
export const momentWords = (instant: Instant): string =>
  `${shortDayWords(dayAt(instant))} ${hourOf(instant)}:${instant.slice(14, 16)}`;

/** 2026-06-12 07:30 in the office's zone: for tables. */
export const momentStamp = (instant: Instant): string =>
  `${dayAt(instant)} ${String(hourOf(instant)).padStart(2, "0")}:${instant.slice(14, 16)}`;
