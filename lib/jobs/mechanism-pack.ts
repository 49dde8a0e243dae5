import { chainIndicators } from "../domain/chain-rates.ts";
import type { Month, PlainDate } from "../domain/dates.ts";
import { type IndicatorValue, rateOf } from "../domain/indicator.ts";
import { lastMeeting, mechanismOf, openTasks } from "../domain/meeting-pack/last-meeting.ts";
import { mechanismMatters } from "../domain/meeting-pack/matters.ts";
import { type QuarterDays, quarterDays } from "../domain/meeting-pack/quarter-days.ts";
import { isUnsolved, levelSections } from "../domain/meeting-pack/unsolved.ts";
import { lastEndedMonth, quarterOf } from "../domain/office-calendar.ts";
import { sum } from "../domain/ratio.ts";
import type { UnitIndicator } from "../domain/registry.ts";
import { readingRules } from "../rules/reading-rules.ts";
import type { MechanismLine, MechanismPack } from "../views/packs/pack-facts.ts";
import type { JobInput } from "./job.ts";
import { figuresOf } from "./pack-figures.ts";
import { packGround, packIssues } from "./pack-ground.ts";

export interface MechanismRequest {
  readonly mechanism: string;
  readonly meetingDay: PlainDate;
}

/** The mechanisms of 机制, those the office added included, with what is open in each. Source: domain.md M21. */
export function mechanismLines(input: JobInput): readonly MechanismLine[] {
  const { mechanisms, mechanismLeaders } = readingRules(input.book, input.asOf);
  return mechanisms.map((name) => {
    const { issues, tasks } = ofMechanism(input, name);
    const overdue = [...issues, ...tasks].filter(({ workingDaysLate }) => workingDaysLate > 0).length;
    const leader = mechanismLeaders.get(name) ?? null;
    return { name, leader, issues: issues.length, tasks: openTasks(tasks, input.asOf).length, overdue };
  });
}

/** What the regular meeting of one mechanism is told on the as-of day. */
export function mechanismPack(input: JobInput, { mechanism, meetingDay }: MechanismRequest): MechanismPack {
  const { asOf, book, reading } = input;
  const { issues, tasks } = ofMechanism(input, mechanism);
  const sections = levelSections(packIssues(input, issues));
  const open = openTasks(tasks, asOf);
  const month = lastEndedMonth(asOf);
  const chain = mechanism === "招商引资" ? chainOf(reading.registry.unitIndicators, month) : [];
  const rates = mechanism === "重点项目" ? figuresOf(input, quarterOfMonth(month)).rates : null;
  const overdue = open.filter(({ workingDaysLate }) => workingDaysLate > 0);
  const hasFigures = rates !== null || chain.some((value) => rateOf(value) !== null);
  const matters = mechanismMatters(sections, overdue, hasFigures);
  return {
    kind: "mechanism",
    mechanism,
    leader: readingRules(book, asOf).mechanismLeaders.get(mechanism) ?? null,
    last: lastMeeting(tasks, asOf),
    tasks: open,
    ...{ month, chain, rates },
    ...packGround(input, { sections, matters, meetingDay }),
  };
}

function ofMechanism(input: JobInput, mechanism: string) {
  const { issues, tasks } = input.judge(input.asOf, null);
  return {
    issues: issues.filter((one) => mechanismOf(one.issue.mechanism) === mechanism && isUnsolved(one, input.asOf)),
    tasks: tasks.filter(({ task }) => mechanismOf(task.mechanism) === mechanism),
  };
}

const quarterOfMonth = (month: Month): QuarterDays => quarterDays(quarterOf(month))!;

const CHAIN: readonly IndicatorValue["code"][] = ["fulfilment", "contractStarts", "operation", "capacity"];

/** 签约 → 履约 → 开工 → 投产 → 达效 of the whole city: each unit's own counts, summed before the ratio. */
function chainOf(rows: readonly UnitIndicator[], month: Month): readonly IndicatorValue[] {
  const units = [...Map.groupBy(rows, ({ unit }) => unit).values()].map((own) => chainIndicators(own, month));
  return CHAIN.map((code) => {
    const values = units.flatMap((own) => own.filter((value) => value.code === code));
    const total = (figure: "numerator" | "denominator" | "due") => sum(values.map((value) => value[figure]));
    return {
      code,
      ...{ numerator: total("numerator"), denominator: total("denominator"), due: total("due") },
      parts: values.flatMap(({ parts }) => parts),
      leftOut: values.flatMap(({ leftOut }) => leftOut),
    };
  });
}
