import { valueOr } from "../domain/field.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { CellRef } from "../domain/light.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import { type PlanFinish, planFinishes, tightestFinish } from "../domain/plan-finishes.ts";
import { hollowSteps } from "../domain/plan-margin.ts";
import { planParts } from "../domain/plan-parts.ts";
import { planRoot } from "../domain/plan-root.ts";
import { type ScheduleCase, stepsWithFinish } from "../domain/project-schedule.ts";
import { recoveryOf } from "../domain/recovery.ts";
import type { RuleRef } from "../domain/rule.ts";
import type { ProjectSchedule, ScheduleRemark, ScheduleStep } from "../domain/schedule.ts";
import { workingDaysBetween } from "../domain/working-days.ts";
import { overlapShare, sideBySidePapers } from "../rules/recovery-rules.ts";
import { minimumOf } from "../rules/step-rules.ts";
import type { PlacedRemark, PlanRow, PlanStanding } from "../views/plan-facts.ts";
import { staleWords } from "../views/workbook-words.ts";
import type { JobInput } from "./job.ts";
import { cellWords } from "./plan-cells.ts";

/** Where the plan of a project stands on the day asked, and what would save it; null for a code that no project has. */
export function planStanding(input: JobInput, code: string): PlanStanding | null {
  const judgement = input.judge(input.asOf, null);
  const [given, schedule] = [judgement.scheduleCase(code), judgement.schedules(code)];
  if (given === null || schedule === null) return null;
  const { steps } = stepsWithFinish(given);
  const finishes = planFinishes(given, schedule);
  const [papers, share] = [sideBySidePapers(input.book, input.asOf), overlapShare(input.book, input.asOf)];
  return {
    ...{ code, name: given.file.project.name, asOf: input.asOf, schedule, finishes },
    rows: rowsOf(given, schedule),
    workingDays: (from, to) => workingDaysBetween(given.calendar, from, to),
    root: rootOf(given, schedule, finishes),
    ...waysOf(input, given, schedule, steps),
    remarks: schedule.remarks.map((remark) => placed(input, given, remark)),
    hollow: schedule.state === "scheduled" ? hollowSteps(schedule) : [],
    cycleCells: cellWords(input, cellsOf(given, schedule.cycle, "predecessors")),
    sideBySide: { ...refOf(papers), papers: [...papers.value] },
    overlap: { ...refOf(share), share: share.value },
    leastRuleOf: (seq) => {
      const rule = minimumOf(input.book, input.asOf, nameOf(given, seq));
      return rule === null ? null : refOf(rule);
    },
    stale: staleLines(input, judgement, given),
  };
}

const refOf = ({ name, from, source }: RuleRef): RuleRef => ({ name, from, source });

const nameOf = ({ verdicts }: ScheduleCase, seq: number): string =>
  verdicts.find((verdict) => verdict.seq === seq)?.milestone.name ?? "";

const rowsOf = ({ verdicts }: ScheduleCase, { stepOf }: ProjectSchedule): readonly PlanRow[] =>
  verdicts
    .map(({ seq, milestone, ownUnit, planned, actual }) => ({
      ...{ seq, name: milestone.name, unit: ownUnit, planned, actual },
      predecessors: valueOr(milestone.predecessors, ""),
      duration: valueOr(milestone.duration, null),
      days: stepOf(seq) ?? null,
    }))
    .toSorted((a, b) => a.seq - b.seq);

/** Of the open finish with the least to spare, where it is missed. */
function rootOf(
  { verdicts }: ScheduleCase,
  { stepOf }: ProjectSchedule,
  finishes: readonly PlanFinish[],
): PlanStanding["root"] {
  const tightest = tightestFinish(finishes);
  return tightest === null || tightest.spare >= 0 ? null : planRoot(tightest.seq, stepOf, verdicts);
}

function waysOf(
  { book, asOf }: JobInput,
  given: ScheduleCase,
  { state }: ProjectSchedule,
  steps: readonly ScheduleStep[],
): Pick<PlanStanding, "recovery" | "parts"> {
  if (state !== "scheduled") return { recovery: null, parts: null };
  const { calendar } = given;
  return {
    recovery: recoveryOf({
      ...{ steps, calendar, asOf },
      nameOf: (seq) => nameOf(given, seq),
      minimumOf: (name) => minimumOf(book, asOf, name)?.value ?? null,
      papers: sideBySidePapers(book, asOf).value,
      share: overlapShare(book, asOf).value,
    }),
    parts: planParts(steps, calendar, asOf),
  };
}

/** The column to be mended for each kind of remark; "" where the row itself is right. */
const MENDED: Readonly<Record<ScheduleRemark["code"], string>> = {
  "no-fixed-finish": "",
  "two-finishes": "predecessors",
  orphan: "predecessors",
  "fixed-on-rest-day": "",
  "planned-on-rest-day": "planned",
  "done-before-predecessor": "actual",
  "duration-missing": "duration",
  "predecessor-unknown": "predecessors",
  "duration-unreadable": "duration",
  "predecessor-unreadable": "predecessors",
};

function placed(input: JobInput, given: ScheduleCase, remark: ScheduleRemark): PlacedRemark {
  const field = MENDED[remark.code];
  return { ...remark, cells: field === "" ? "" : cellWords(input, cellsOf(given, remark.seqs, field)) };
}

const cellsOf = ({ verdicts }: ScheduleCase, seqs: readonly number[], field: string): readonly CellRef[] =>
  seqs.flatMap((seq) =>
    verdicts
      .filter((verdict) => verdict.seq === seq)
      .map(({ workbook, key }) => ({ workbook, tab: "milestones", key, field })),
  );

function staleLines({ stale }: JobInput, { asOf }: Judgement, { verdicts, file }: ScheduleCase): readonly string[] {
  const used = new Set([file.project.workbook, ...verdicts.map(({ workbook }: MilestoneVerdict) => workbook)]);
  return stale.filter(({ name }) => used.has(name)).map((one) => `${staleWords(one, asOf)}。`);
}
