import { addMonths, type Month, monthOf, monthsBetween, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import type { Light } from "./light.ts";
import { type ProjectFile, startedOn } from "./project-file.ts";
import type { RegistrationLamp, RegistrationRule, StartLamp, StartRule } from "./project-lamps.ts";
import type { RuleInForce } from "./rule.ts";

interface StartCase {
  readonly asOf: PlainDate;
  /** The last month that is over for this judgement. */
  readonly endedMonth: Month;
  readonly exempt: boolean;
  readonly rule: RuleInForce<StartRule>;
}

/** Not started by the end of the planned month. Only 新开工 has a start to make this year. Source: domain.md "Project lights". */
export function startLamp(file: ProjectFile, { asOf, endedMonth, exempt, rule }: StartCase): StartLamp {
  const { plannedStart, annualClass } = file.project;
  const started = startedBy(startedOn(file), asOf);
  const lamp = (light: Light, because: StartLamp["because"], monthsBehind = 0): StartLamp => ({
    kind: "start",
    light,
    because,
    plannedStart: isValue(plannedStart) ? plannedStart : null,
    startedOn: isValue(started) ? started : null,
    monthsBehind,
    rule,
  });
  if (exempt) return lamp("exempt", "exempt");
  if (annualClass !== "新开工") return lamp("none", "not-new-this-year");
  if (isValue(started)) return lamp("green", "started");
  if (plannedStart === null) return lamp("none", "no-planned-start");
  if (!isValue(plannedStart) || started === UNREADABLE) return lamp("grey", "unreadable");
  const behind = monthsBetween(monthOf(plannedStart), endedMonth) + 1;
  if (behind < rule.value.yellowFrom) return lamp("green", "not-yet-planned", Math.max(behind, 0));
  return lamp(behind >= rule.value.redFrom ? "red" : "yellow", "not-started", behind);
}

const startedBy = (day: Field<PlainDate>, asOf: PlainDate): Field<PlainDate> =>
  isValue(day) && day > asOf ? null : day;

interface RegistrationCase {
  readonly asOf: PlainDate;
  readonly exempt: boolean;
  readonly rule: RuleInForce<RegistrationRule>;
}

/** Started this year and not in the statistics after more than one month, two months. Source: domain.md "Project lights". */
export function registrationLamp(file: ProjectFile, { asOf, exempt, rule }: RegistrationCase): RegistrationLamp {
  const { registeredOn, totalInvestment } = file.project;
  const started = startedBy(startedOn(file), asOf);
  const from = isValue(started) ? started : null;
  const lamp = (light: Light, because: RegistrationLamp["because"], due: Due = NO_TERM): RegistrationLamp => ({
    kind: "registration",
    light,
    because,
    startedOn: from,
    registeredOn: isValue(registeredOn) ? registeredOn : null,
    ...due,
    rule,
  });
  if (exempt) return lamp("exempt", "exempt");
  if (totalInvestment < rule.value.minimumTotal) return lamp("none", "below-threshold");
  if (started === UNREADABLE && file.project.annualClass !== "续建") return lamp("grey", "unreadable");
  if (from === null || yearOf(from) !== yearOf(asOf)) return lamp("none", "not-started-this-year");
  if (isValue(registeredOn) && registeredOn <= asOf) return lamp("green", "registered");
  if (registeredOn === UNREADABLE) return lamp("grey", "unreadable");
  const due = dueFrom(from, rule.value);
  if (asOf <= due.yellowAfter) return lamp("green", "in-term", due);
  return lamp(asOf > due.redAfter ? "red" : "yellow", "not-registered", due);
}

type Due = Pick<RegistrationLamp, "yellowAfter" | "redAfter">;
const NO_TERM: Due = { yellowAfter: null, redAfter: null };

/** The last days without yellow, without red: months end as in 民法典 202; a bound for a light, so it does not roll. */
const dueFrom = (from: PlainDate, { yellowAfter, redAfter }: RegistrationRule) => ({
  yellowAfter: addMonths(from, yellowAfter),
  redAfter: addMonths(from, redAfter),
});
