import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { withRole } from "../demo-units.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { YEAR_FROM, YEAR_TO } from "./cast.ts";
import { habitOf } from "./habits.ts";
import { type Deed, dateCell, dayIn, goingThrough, isOfficeDay } from "./world.ts";

/** Whatever letter the office sent is answered, some after its day; the office accepts most answers two days later. */
export function letterAnswers(): readonly Deed[] {
  const days = Array.from({ length: daysBetween(YEAR_FROM, YEAR_TO) + 1 }, (_, index) => addDays(YEAR_FROM, index));
  return days.filter(isOfficeDay).map((on) => goingThrough("letters", on, answered));
}

function answered(row: TemplateRow, key: string, today: PlainDate): TemplateRow | null {
  const sent = dayIn(row.sentOn);
  if (sent === null || row.type === "通报") return null;
  const random = seeded(`year letter ${key}`);
  const { kind } = habitOf(String(row.unit));
  const due = dayIn(row.answerDue) ?? addDays(sent, 7);
  const day = addDays(due, random.chance(kind === "poor" ? 0.3 : 0.08) ? random.int(1, 5) : -random.int(0, 3));
  const accepted = random.chance(0.8);
  const replied = dayIn(row.answeredOn);
  if (replied === null) return today < day ? null : { answeredOn: dateCell(today) };
  if (!accepted || row.accepted != null || today < addDays(replied, 2)) return null;
  return { accepted: "是", acceptedBy: withRole("管理员")[0]!.name };
}
