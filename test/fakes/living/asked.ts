import { addDays, addMonths, type PlainDate } from "../../../lib/domain/dates.ts";
import type { NoticeRecord } from "../../../lib/domain/notice.ts";
import { partsOf } from "../../../lib/domain/notice-key.ts";
import { PEOPLE } from "../../../sheets-templates/demo-units.ts";
import type { TemplateRow, TemplateRows } from "../../../sheets-templates/registry-sheets.ts";
import { milestoneKey } from "../../../sheets-templates/year/milestones.ts";
import { isOfficeDay, officeDay, type World } from "../../../sheets-templates/year/world.ts";
import type { Office } from "./days.ts";

export interface Asked {
  readonly owed: number;
  readonly faults: readonly string[];
}

/** What must have been told by the evening of a working day, reckoned from the rows with a calendar and nothing else. */
interface Owed {
  readonly kind: string;
  readonly subject: string;
  /** Somebody of the unit in this role; "" = whoever. */
  readonly role: string;
  readonly unit: string;
}

const dayOf = (cell: TemplateRow[string] | undefined): PlainDate | null =>
  typeof cell === "object" && cell !== null && "date" in cell ? cell.date : null;

const text = (cell: TemplateRow[string] | undefined): string => (typeof cell === "string" ? cell : "");

/** Working days after `due` up to `day`. */
function workingDaysSince(due: PlainDate, day: PlainDate): number {
  let count = 0;
  for (let at = addDays(due, 1); at <= day; at = addDays(at, 1)) if (isOfficeDay(at)) count++;
  return count;
}

function milestoneOwed(row: TemplateRow, before: TemplateRow | undefined, day: PlainDate): readonly Owed[] {
  const planned = dayOf(row.planned);
  const isMoved = before === undefined || dayOf(before.planned) !== planned;
  if (isMoved || row.actual !== null || planned === null || planned >= day) return [];
  return [{ kind: "milestone-light", subject: milestoneKey(row), role: "", unit: "" }];
}

/** Arranged and answered, not solved: the last clock runs, a week or, where the office said so, a month. */
function issueOwed(row: TemplateRow, day: PlainDate): readonly Owed[] {
  const assigned = dayOf(row.assignedOn);
  const turned = dayOf(row.resolvedOn) !== null || dayOf(row.reopenedOn) !== null || row.verification !== undefined;
  if (assigned === null || dayOf(row.arrangedOn) === null || dayOf(row.firstFeedbackOn) === null || turned) return [];
  const limit = officeDay(row.complexity === "复杂" ? addMonths(assigned, 1) : addDays(assigned, 7));
  const late = workingDaysSince(limit, day);
  const of = (kind: string, role: string): Owed => ({
    kind,
    subject: `issues/${text(row.code)}`,
    role,
    unit: text(row.responsibleUnit),
  });
  return [
    ...(late >= 1 ? [of("loop-overdue", ""), of("loop-raised", "办公室主任")] : []),
    ...(late >= 3 ? [of("loop-raised", "主要负责人")] : []),
  ];
}

/** How many matters of the morning's rows had to be told by then, and those nobody was told of, in sentences. */
function unasked(rows: TemplateRows, start: TemplateRows, sent: readonly NoticeRecord[], day: PlainDate): Asked {
  const before = new Map(start.milestones!.map((row) => [milestoneKey(row), row]));
  const told = new Map<string, Set<string>>();
  for (const { key } of sent) {
    const { kind, subject, recipient } = partsOf(key);
    const name = `${kind} ${subject}`;
    told.set(name, (told.get(name) ?? new Set()).add(recipient));
  }
  const owed = [
    ...rows.milestones!.flatMap((row) => milestoneOwed(row, before.get(milestoneKey(row)), day)),
    ...rows.issues!.flatMap((row) => issueOwed(row, day)),
  ];
  const faults = owed
    .filter(({ kind, subject, role, unit }) => {
      const people = told.get(`${kind} ${subject}`) ?? new Set();
      const wanted = PEOPLE.filter((person) => person.unit === unit && person.roles === role);
      return role === "" ? people.size === 0 : !wanted.some(({ email }) => people.has(email));
    })
    .map(({ kind, subject, role }) => `${day}: nobody ${role} was told of ${kind} ${subject}`);
  return { owed: owed.length, faults };
}

/** The same of an office's ledger. */
export async function askedOn(office: Office, { start }: World, rows: TemplateRows, day: PlainDate): Promise<Asked> {
  const { outside, close } = await office.open(day);
  const sent = await outside.store.notices({ state: "sent" });
  await close();
  return unasked(rows, start, sent, day);
}
