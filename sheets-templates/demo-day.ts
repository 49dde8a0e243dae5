import type { PlainDate } from "../lib/domain/dates.ts";

/** The day the demo is judged: a Monday, after the lock (10-12) and the circular day (10-15) of September. */
export const DEMO_AS_OF: PlainDate = "2026-10-19";
export const DEMO_YEAR = 2026;
