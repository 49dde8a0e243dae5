import type { PlainDate } from "../../../domain/dates.ts";

/** 2026年6月12日 */
export const longDay = (day: PlainDate): string => `${+day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8)}日`;
