import type { PlainDate } from "../dates.ts";
import { isValue, UNREADABLE } from "../field.ts";
import type { ProjectFile } from "../project-file.ts";
import type { BatchRule, CheckDays } from "./batch.ts";
import type { StartEntry } from "./batch-block.ts";
import { by, type CheckMoment, isExempt } from "./judged-day.ts";

/** Is it in the statistics? */
export type RegistrationState =
  | "registered"
  | "late"
  | "not-registered"
  | "pending"
  /** 总投资 below the limit: no case. */
  | "below-threshold"
  | "moved-out"
  | "exempt"
  | "unknown";

export interface RegistrationPart {
  readonly registration: RegistrationState;
  readonly registeredOn: PlainDate | null;
}

export interface RegistrationCheckInput extends CheckMoment {
  readonly days: CheckDays;
  readonly rule: BatchRule;
}

export function registrationCheck(
  { project, totalInvestment }: StartEntry,
  file: ProjectFile | null,
  removed: ReadonlySet<string>,
  input: RegistrationCheckInput,
): RegistrationPart {
  const { asOf, days, rule } = input;
  const plain = (registration: RegistrationState): RegistrationPart => ({ registration, registeredOn: null });
  if (isExempt(project, days.registration, input)) return plain("exempt");
  if ((file?.project.totalInvestment ?? totalInvestment) < rule.minimumTotal) return plain("below-threshold");
  if (file === null) return plain(removed.has(project) ? "moved-out" : "unknown");
  const on = by(file.project.registeredOn, asOf);
  const { day } = days.registration;
  if (isValue(on)) return { registration: on > day ? "late" : "registered", registeredOn: on };
  if (removed.has(project)) return plain("moved-out");
  if (on === UNREADABLE) return plain("unknown");
  return plain(asOf <= day ? "pending" : "not-registered");
}
