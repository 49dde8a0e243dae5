import { type PlainDate, yearOf } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { Calendar } from "../domain/working-days.ts";

/**
 * How many deadlines ahead rest on a year whose holidays are not announced (暂定), and which year that is; nothing when there are none. The
 * reports of a month share one deadline. Source: domain.md "Days", voice.md "An admin's run summary".
 */
export function provisionalDays(
  { asOf, milestones, reports, issues, tasks, disclosures }: Judgement,
  { announced }: Pick<Calendar, "announced">,
): Readonly<Record<string, number>> {
  const open = milestones.filter(({ provisional, milestone }) => provisional && !isValue(milestone.actual));
  const due = reports.filter(
    ({ provisional, state }) => provisional && (state === "not-due-yet" || state === "missing"),
  );
  const loops = [...issues, ...tasks].filter((loop) => loop.provisional && loop.due !== null);
  const running = disclosures().filter(({ provisional, remaining }) => provisional && remaining !== null);
  const provisional =
    open.length + loops.length + running.length + new Set(due.map((report): PlainDate => report.due)).size;
  if (provisional === 0) return {};
  let unannouncedYear = yearOf(asOf);
  while (announced.has(unannouncedYear)) unannouncedYear++;
  return { provisional, unannouncedYear };
}
