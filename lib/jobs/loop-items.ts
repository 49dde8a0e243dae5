import type { CellRef } from "../domain/light.ts";
import type { Loop, LoopStep } from "../domain/loop.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { isReportRow } from "../domain/task.ts";
import { workingDaysBetween } from "../domain/working-days.ts";
import { escalationRuleOn } from "../rules/escalation-rules.ts";
import { type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";

/** Cells that answer for each step. */
const ISSUE_CELLS: Readonly<Record<LoopStep, string>> = {
  assign: "assignedOn",
  arrange: "arrangedOn",
  "first-feedback": "firstFeedbackOn",
  solve: "resolvedOn",
  "monthly-feedback": "lastFeedbackOn",
  "re-plan": "extendedTo",
  verify: "verification",
  none: "code",
};

const cellRef = (loop: Loop): CellRef => {
  const { workbook, tab, key, step } = loop;
  const done = isReportRow(loop) ? "feedbackOn" : "doneOn";
  return {
    workbook,
    tab,
    key,
    field: tab === "issues" ? ISSUE_CELLS[step] : step === "verify" ? "verification" : done,
  };
};

/** Issues and tasks may share numbers. */
export const loopSubject = ({ tab, key }: Loop): string => `${tab}/${key}`;

/** The version of what is owed: a deadline that moved, or a matter that came back, is owed anew. */
export const loopVersion = ({ due, round }: Loop): string => (round === "" ? (due ?? "") : `${due ?? ""}/${round}`);

export function loopItem(input: OwedInput, contacts: Contacts, loop: Loop): NoticeItem {
  const place = placeOf(input, cellRef(loop));
  const left = loop.due === null ? null : Math.max(0, workingDaysBetween(input.calendar, input.asOf, loop.due));
  return {
    ...NO_ITEM,
    ...input.words.loop(loop, place, escalationRuleOn(input.book, input.asOf)),
    light: loop.light,
    workbook: loop.workbook,
    tab: loop.tab,
    subject: loop.key,
    cell: cellOf(place),
    unit: loop.unit,
    project: loop.project,
    projectName: contacts.projects.get(loop.project)?.name ?? "",
    name: loop.title,
    due: loop.due,
    facts: {
      place,
      step: loop.step,
      round: loop.round,
      state: loop.state,
      workingDaysLate: loop.workingDaysLate,
      workingDaysLeft: left,
      provisional: loop.provisional,
    },
  };
}
