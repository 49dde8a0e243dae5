import { addDays, type Instant } from "../../domain/dates.ts";

/** Asia/Shanghai has been 8 hours ahead of UTC all year since 1991. */
const HOURS_AHEAD = 8;

/** "2026-03-05T01:30:00.000Z" → "2026-03-05 09:30:00". */
export function localText(instant: Instant): string {
  const hours = Number(instant.slice(11, 13)) + HOURS_AHEAD;
  const day = hours >= 24 ? addDays(instant.slice(0, 10), 1) : instant.slice(0, 10);
  return `${day} ${String(hours % 24).padStart(2, "0")}:${instant.slice(14, 19)}`;
}
