import type { Judgement } from "../domain/judgement.ts";
import type { CellRef } from "../domain/light.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import { hollowSteps, planMargin } from "../domain/plan-margin.ts";
import type { ScheduleCase } from "../domain/project-schedule.ts";
import type { ProjectSchedule } from "../domain/schedule.ts";
import { workingDaysBetween } from "../domain/working-days.ts";
import { circularPlanSentence, projectPlanSentence, stepPlanSentence } from "../views/plan-explained.ts";

interface Said {
  readonly sentences: readonly string[];
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly restsOn: readonly CellRef[];
}

const NOTHING: Said = { sentences: [], values: {}, restsOn: [] };

/** The last moment and the float of an open milestone, where a fixed finish hangs on it. */
export function explainedStep({ scheduleCase, schedules, asOf }: Judgement, verdict: MilestoneVerdict): Said {
  const [given, schedule] = [scheduleCase(verdict.project), schedules(verdict.project)];
  const days = schedule?.stepOf(verdict.seq);
  if (given === null || days === undefined || days.done || days.lateStart === null) return NOTHING;
  const hollow = hollowSteps(schedule!);
  if (hollow.includes(verdict.seq)) return NOTHING;
  const workingDays = (from: string, to: string): number => workingDaysBetween(given.calendar, from, to);
  const { workbook, key } = verdict;
  const own = (field: string): CellRef => ({ workbook, tab: "milestones", key, field });
  const { earlyFinish, lateStart, lateFinish, totalFloat } = days;
  return {
    sentences: [stepPlanSentence(days, asOf, workingDays, hollow.length === 0)],
    values: { earlyFinish, lateStart, lateFinish, totalFloat },
    restsOn: [own("predecessors"), own("duration"), ...finishCells(given, schedule!)],
  };
}

/** Whether the project's fixed finish can be met; nothing where its plan is not whole. */
export function explainedPlan({ scheduleCase, schedules, asOf }: Judgement, code: string): Said {
  const [given, schedule] = [scheduleCase(code), schedules(code)];
  if (given === null || schedule === null) return NOTHING;
  if (schedule.state === "circular") return { ...NOTHING, sentences: [circularPlanSentence(code)] };
  const margin = planMargin(given, schedule);
  if (margin === null) return NOTHING;
  const waits = given.verdicts.find(({ seq }) => seq === margin.waits)?.milestone.name ?? "";
  return {
    sentences: [projectPlanSentence(margin, waits, code, asOf)],
    values: {},
    restsOn: finishCells(given, schedule),
  };
}

/** The cell the backward pass begins from. */
function finishCells({ file, verdicts }: ScheduleCase, { finish }: ProjectSchedule): readonly CellRef[] {
  if (finish === null) return [];
  const { workbook, key } = file.project;
  if (finish.from !== "planned") return [{ workbook, tab: "projects", key, field: finish.from }];
  return verdicts
    .filter(({ seq }) => seq === finish.seq)
    .map((last) => ({ workbook: last.workbook, tab: "milestones", key: last.key, field: "planned" }));
}
