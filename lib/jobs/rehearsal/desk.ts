import type { PlainDate } from "../../domain/dates.ts";
import type { OfficeCalendar } from "../../domain/office-calendar.ts";
import type { JobInput } from "../job.ts";
import { look } from "../look.ts";
import type { Outside } from "../outside.ts";
import { type CityRows, typedDay } from "./city-rows.ts";
import type { Evening } from "./days.ts";

/** What the office did on a day beside its runs. `code` is worded in views. */
export interface Act {
  readonly code: ActCode;
  readonly day: PlainDate;
  /** Of a draft its id, of a paper, a project, a run or a visit its name. */
  readonly key: string;
  /** Of a draft its kind, of a paper which, of a fault what happened. */
  readonly about: string;
  /** Counts and figures of it. */
  readonly figures: Readonly<Record<string, string | number>>;
}

export type ActCode =
  | "consulted"
  | "confirmed"
  | "dropped"
  | "drawn-again"
  | "drafted"
  | "sampled"
  | "visit-listed"
  | "disclosure-listed"
  | "spot-checked"
  | "published"
  | "explained"
  | "recomputed"
  | "replayed"
  | "plan-standing"
  | "chart"
  | "backtested"
  | "differs";

/** The office's desk on a working day, after the morning's run. */
export interface Desk {
  readonly day: PlainDate;
  readonly outside: Outside;
  readonly city: CityRows;
  readonly calendar: OfficeCalendar;
  /** The 管理员 at work. */
  readonly admin: string;
  /** The values of the day, read once and again after something was let out. */
  readonly look: () => Promise<JobInput>;
  readonly turned: () => void;
}

export function deskOn({ day, outside, city, calendar }: Evening): Desk {
  let seen: Promise<JobInput> | null = null;
  return {
    ...{ day, outside, city, calendar, admin: adminOn(city, day) },
    look: () => {
      seen ??= look(outside, { asOf: day, period: null, knownAt: null });
      return seen;
    },
    turned: () => {
      seen = null;
    },
  };
}

/** The first of 人员 who is one and not on leave. */
function adminOn(city: CityRows, day: PlainDate): string {
  const admins = (city.now().people ?? []).filter(({ roles }) => String(roles).includes("管理员"));
  const atWork = admins.find(({ leaveFrom, leaveTo }) => {
    const [from, to] = [typedDay(leaveFrom), typedDay(leaveTo)];
    return from === null || day < from || (to !== null && day > to);
  });
  return String((atWork ?? admins[0])?.name ?? "");
}

export const actOn = (
  { day }: Pick<Desk, "day">,
  code: ActCode,
  key: string,
  about = "",
  figures: Act["figures"] = {},
): Act => ({ code, day, key, about, figures });
