import { monthOf, type PlainDate } from "./dates.ts";
import type { Light } from "./light.ts";

/** Working days past the day due from which a matter is 蓝, 黄, 红, and working days before it from which it is 蓝 临期. */
export interface LoopLightRule {
  readonly blueFrom: number;
  readonly yellowFrom: number;
  readonly redFrom: number;
  readonly nearWithin: number;
}

/** Where a matter stands against its day. `daysLate`: working days late, until it was closed or until `asOf`; `daysLeft`: until the day due. */
export interface LoopTiming {
  readonly daysLate: number;
  readonly daysLeft: number;
  /** The day it was done; null while it is open. */
  readonly closedOn: PlainDate | null;
  readonly asOf: PlainDate;
}

/** Open: by working days late, else 蓝 临期. Done in time 绿; done late its colour, at most 黄, to the month's end, then 绿. */
export function loopLight({ daysLate, daysLeft, closedOn, asOf }: LoopTiming, rule: LoopLightRule): Light {
  const late = lateLight(daysLate, rule);
  if (closedOn === null) return late === "none" && daysLeft <= rule.nearWithin ? "blue" : late;
  if (late === "none" || monthOf(closedOn) < monthOf(asOf)) return "green";
  return late === "red" ? "yellow" : late;
}

function lateLight(days: number, { blueFrom, yellowFrom, redFrom }: LoopLightRule): Light {
  if (days >= redFrom) return "red";
  if (days >= yellowFrom) return "yellow";
  return days >= blueFrom ? "blue" : "none";
}
