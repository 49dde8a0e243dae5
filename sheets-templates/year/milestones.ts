import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { adding, type Cheat, type Deed, dateCell, officeDay, removing, typing } from "./world.ts";

const plannedOf = ({ planned }: TemplateRow): PlainDate => (planned as { readonly date: PlainDate }).date;
export const milestoneKey = ({ project, seq }: TemplateRow): string => `${project}/${seq}`;

/** Rows as they stood before the half-year began: what was due by then is done. */
export const milestonesBefore = (rows: readonly TemplateRow[], from: PlainDate): readonly TemplateRow[] =>
  rows.map((row) => {
    const planned = plannedOf(row);
    const done = planned < from;
    return { ...row, actual: done ? dateCell(planned) : null, evidence: done ? "验收记录" : null };
  });

/** Shares of what becomes of a milestone that falls due; the rest is done in time and typed at once. */
const LATE = 0.22;
const FORGOTTEN = 0.07;
const NEVER = 0.05;
const CHEATED = 0.09;

export const CHEATS: readonly Cheat[] = [
  "back-dated",
  "back-dated",
  "plan-moved",
  "plan-moved-when-red",
  "withdrawn",
  "flipped",
  "deleted",
];

/** What becomes of every milestone due in the half-year. */
export function milestoneDeeds(rows: readonly TemplateRow[], from: PlainDate, to: PlainDate): readonly Deed[] {
  const random = seeded("living milestones");
  return rows
    .filter((row) => plannedOf(row) >= from && plannedOf(row) <= to)
    .flatMap((row) => deedsOf(random, row).filter(({ on }) => on <= to));
}

function deedsOf(random: Random, row: TemplateRow): readonly Deed[] {
  const chance = random.next();
  if (chance < CHEATED) return cheated(random, row, random.pick(CHEATS));
  if (chance < CHEATED + NEVER) return [];
  const planned = plannedOf(row);
  if (chance < CHEATED + NEVER + LATE) return done(row, addDays(planned, random.int(1, 28)), random.int(0, 3));
  if (chance < CHEATED + NEVER + LATE + FORGOTTEN)
    return done(row, addDays(planned, -random.int(0, 4)), random.int(3, 5));
  if (random.chance(0.05)) return corrected(random, row);
  return done(row, addDays(planned, -random.int(0, 9)), random.int(0, 2));
}

const deed = (row: TemplateRow, on: PlainDate, cells: TemplateRow): Deed => ({
  on: officeDay(on),
  tab: "milestones",
  change: typing(milestoneKey(row), cells),
});

const claim = (day: PlainDate): TemplateRow => ({ actual: dateCell(day), evidence: "现场照片" });

/** Who is busy and types it more than a week later is asked as well: that is the rule, whatever the reason. */
const done = (row: TemplateRow, actual: PlainDate, typedAfter: number): readonly Deed[] => {
  const typed = deed(row, addDays(actual, typedAfter), claim(actual));
  return [daysBetween(actual, typed.on) > 7 ? { ...typed, cheat: "back-dated", key: milestoneKey(row) } : typed];
};

/** A slip of the pen, mended on the next day: nobody's fault. */
function corrected(random: Random, row: TemplateRow): readonly Deed[] {
  const actual = addDays(plannedOf(row), -random.int(0, 3));
  const typed = officeDay(addDays(actual, 1));
  return [
    deed(row, typed, random.chance(0.5) ? { actual: "3月32日" } : claim(addDays(actual, -1))),
    deed(row, addDays(typed, 1), claim(actual)),
  ];
}

export function cheated(random: Random, row: TemplateRow, cheat: Cheat): readonly Deed[] {
  const planned = plannedOf(row);
  const key = milestoneKey(row);
  const marked = (made: Deed): Deed => ({ ...made, cheat, key });
  const open = addDays(planned, random.int(18, 30));
  if (cheat === "back-dated")
    return [marked(deed(row, addDays(planned, random.int(12, 30)), claim(addDays(planned, -1))))];
  if (cheat === "plan-moved")
    return [marked(deed(row, addDays(planned, -random.int(3, 12)), { planned: dateCell(addDays(planned, 45)) }))];
  if (cheat === "plan-moved-when-red") return [marked(deed(row, open, { planned: dateCell(addDays(open, 30)) }))];
  if (cheat === "deleted")
    return [marked({ on: officeDay(addDays(planned, 5)), tab: "milestones", change: removing(key) })];
  const first = deed(row, addDays(planned, -1), claim(addDays(planned, -1)));
  const away = deed(row, addDays(planned, random.int(6, 9)), { actual: null });
  if (cheat === "withdrawn") return [first, marked(away)];
  return [
    first,
    { ...away, cheat: "withdrawn", key },
    marked(deed(row, addDays(planned, random.int(14, 18)), claim(addDays(planned, -1)))),
  ];
}

/** Agreed changes of plan: the office decides, then the unit moves the day. Nothing to find. */
export function agreedMoves(rows: readonly TemplateRow[], from: PlainDate, to: PlainDate): readonly Deed[] {
  const random = seeded("living adjustments");
  const chosen = random.shuffle(rows.filter((row) => plannedOf(row) > addDays(to, 3))).slice(0, 14);
  return chosen.flatMap((row, index) => {
    const planned = plannedOf(row);
    const later = addDays(planned, 40);
    const decided = officeDay(addDays(from, 20 + index * 9));
    const code = `T-2026-${String(index + 101)}`;
    const request: TemplateRow = {
      code,
      type: "变更节点",
      project: row.project!,
      seq: row.seq!,
      from: planned,
      to: later,
      applicant: "东澜区",
      appliedOn: dateCell(addDays(decided, -5)),
      reason: "地质条件变化，施工方案调整",
      decision: "同意",
      decidedOn: dateCell(decided),
    };
    return [
      { on: decided, tab: "adjustments" as const, change: adding(code, request) },
      deed(row, addDays(decided, 1), { planned: dateCell(later) }),
    ];
  });
}
