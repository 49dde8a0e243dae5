import type { PlainDate } from "../dates.ts";
import { type ExemptionIndex, exemptionOn, projectExemptions } from "../exemption.ts";
import { type Field, isValue } from "../field.ts";
import type { ComputedDay } from "../working-days.ts";

/** What every check of a batch asks. */
export interface CheckMoment {
  readonly asOf: PlainDate;
  readonly exemptions: ExemptionIndex;
}

/** The check's day, or the as-of day before it. */
export const judgedDay = ({ day }: ComputedDay, { asOf }: CheckMoment): PlainDate => (asOf < day ? asOf : day);

/** Exempt on the day that is judged: no case. */
export const isExempt = (project: string, due: ComputedDay, moment: CheckMoment): boolean =>
  exemptionOn(projectExemptions(moment.exemptions, project), judgedDay(due, moment)) !== null;

/** A deed of a later day is none yet. */
export const by = (day: Field<PlainDate>, asOf: PlainDate): Field<PlainDate> =>
  isValue(day) && day > asOf ? null : day;
