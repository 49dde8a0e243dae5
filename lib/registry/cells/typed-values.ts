import type { PlainDate } from "../../domain/dates.ts";
import type { Money } from "../../domain/registry.ts";
import { readDate } from "./date.ts";
import { readMoney } from "./money.ts";

/** 新值 and 原值 of 调整 are text as typed: read as the column they change would be. null: cannot be read. */
export function readPlannedDayText(text: string, planYear: number | null): PlainDate | null {
  const read = readDate(text, { planned: true, planYear });
  return typeof read === "string" ? read : null;
}

export function readMoneyText(text: string): Money | null {
  const read = readMoney(text);
  return typeof read === "number" ? read : null;
}
