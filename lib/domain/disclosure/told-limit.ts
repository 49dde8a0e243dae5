import { valueOr } from "../field.ts";
import type { Disclosure } from "../registry.ts";
import { type MovedDay, type ToldDays, toldKey } from "../told-days.ts";
import type { DisclosureClock } from "./clock.ts";
import type { DisclosureVerdict } from "./disclosure.ts";

/** The version of a clock: what people typed that moves its end, and no holiday. */
export function clockVersion({ row, clock }: Pick<DisclosureVerdict, "row" | "clock">): string {
  const { formedOn, manner, consultFrom, consultTo } = row;
  const asked = manner === "依申请" ? `${valueOr(consultFrom, "")}~${valueOr(consultTo, "")}` : "";
  return `${formedOn}/${clock?.days ?? ""}/${asked}`;
}

type Kept = Pick<DisclosureVerdict, "limit" | "moved">;
export const NOT_RECKONED: Kept = { limit: null, moved: null };

/** Never earlier than the same clock was told. */
export function keptLimit(row: Disclosure, clock: DisclosureClock, told: ToldDays): Kept {
  if (clock.limit === null) return NOT_RECKONED;
  const computed = clock.limit.day;
  const version = clockVersion({ row, clock });
  const same = (told.get(toldKey({ tab: "disclosures", key: row.key })) ?? []).filter(({ round }) => round === version);
  const last = same.reduce<(typeof same)[number] | null>((a, b) => (a === null || b.due > a.due ? b : a), null);
  if (last === null) return { limit: computed, moved: null };
  const limit = last.due > computed ? last.due : computed;
  return { limit, moved: last.provisional && last.due !== computed ? { told: last.due, computed } : null };
}

/** Limits told as 暂定 that are others now, for the list of moved days. */
export const movedDisclosures = (verdicts: readonly DisclosureVerdict[]): readonly MovedDay[] =>
  verdicts.flatMap(({ key, moved, limit, remaining }) =>
    moved === null || limit === null || remaining === null
      ? []
      : [{ ...moved, due: limit, loop: { tab: "disclosures", key, step: "none" } }],
  );
