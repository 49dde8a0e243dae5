import type { PlainDate } from "../domain/dates.ts";

/** Proposed numbers of 任务; `after` is the number in use they follow, null where a new series begins. */
export interface FreeCodes {
  readonly codes: readonly string[];
  readonly after: string | null;
}

/** Numbers the program gave: of meetings' days, and of written reports, which end with a project's. */
const OWN_SERIES = /^HY-\d{8}-$|^书面-/;
/** More digits are no serial number but a code with a meaning. */
const NUMBERED = /^(.*?)(\d{1,9})$/;

/**
 * Numbers nobody has used: they go on from the last of the longest series (T-001 … T-106 → T-107), as wide as it is; where there is none they are
 * HY-<day>-01 and so on. `used` holds every number ever seen, also of rows set aside, deleted, or proposed in other drafts.
 */
export function freeCodes(used: Iterable<string>, count: number, day: PlainDate): FreeCodes {
  const taken = new Set(used);
  const series = longestSeries(taken);
  if (series === null)
    return { codes: next(taken, { prefix: `HY-${day.replaceAll("-", "")}-`, width: 2, last: 0 }, count), after: null };
  const after = series.prefix + String(series.last).padStart(series.width, "0");
  return { codes: next(taken, series, count), after };
}

interface Series {
  readonly prefix: string;
  readonly width: number;
  readonly last: number;
}

function next(taken: ReadonlySet<string>, { prefix, width, last }: Series, count: number): readonly string[] {
  const codes: string[] = [];
  for (let n = last + 1; codes.length < count; n++) {
    const code = prefix + String(n).padStart(width, "0");
    if (!taken.has(code)) codes.push(code);
  }
  return codes;
}

function longestSeries(taken: ReadonlySet<string>): Series | null {
  const series = new Map<string, Series & { readonly size: number }>();
  for (const code of taken) {
    const [, prefix = "", digits = ""] = NUMBERED.exec(code) ?? [];
    if (digits === "" || OWN_SERIES.test(prefix)) continue;
    const { size = 0, last = -1, width = 0 } = series.get(prefix) ?? {};
    const isLast = Number(digits) > last;
    series.set(prefix, {
      prefix,
      size: size + 1,
      last: isLast ? Number(digits) : last,
      width: isLast ? digits.length : width,
    });
  }
  const sorted = [...series.values()].sort((a, b) => b.size - a.size || (a.prefix < b.prefix ? -1 : 1));
  return sorted[0] ?? null;
}
