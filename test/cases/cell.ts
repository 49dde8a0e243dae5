import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Field, UNREADABLE } from "../../lib/domain/field.ts";

/** A cell of a case table: empty is absent, ? is unreadable. */
export const dateCell = (text: string): Field<PlainDate> => (text === "?" ? UNREADABLE : text === "" ? null : text);

/** 万元 as typed, in whole 元. */
export const moneyCell = (text: string): Field<number> => {
  if (text === "?") return UNREADABLE;
  return text === "" || text === "-" ? null : Math.round(Number(text) * 10_000);
};
