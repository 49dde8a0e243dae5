import { describe, expect, it } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { RowHistory, Version } from "../../lib/domain/history.ts";
import { opensMatter } from "../../lib/domain/honesty.ts";
import type { Inspection, Registry, TabCode } from "../../lib/domain/registry.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { changesIn, ROWS } from "../fakes/changes.ts";
import { newAdjustment, newExemption, reading } from "../fakes/plan-rows.ts";
import { newProject } from "../fakes/registry-rows.ts";

const valueIn = (text: string): unknown =>
  text === "空" ? null : text === "坏" ? UNREADABLE : /^\d+$/.test(text) ? Number(text) : text;

interface Seen {
  readonly day: string;
  /** Cells typed since the version before; null: the row is not there, or aside. */
  readonly cells: object | null;
  readonly aside: boolean;
}

/** 06-12 2026-06-05+planned=2026-06-01: what was first seen on 12 June. */
function seenIn(text: string, cell: string): Seen {
  const [day = "", cells = ""] = text.trim().split(" ");
  const [own = "", ...others] = cells.split("+");
  const typed = [...(cell === "" ? [] : [`${cell}=${own}`]), ...others].map((one) => one.split("="));
  const isThere = own !== "删" && own !== "旁";
  const values = Object.fromEntries(typed.map(([name, value]) => [name, valueIn(value!)]));
  return { day: `2026-${day}`, cells: isThere ? values : null, aside: own === "旁" };
}

/** Cells typed once stay until they are typed again. */
function lifeOf({ readings, between, start, tab, cell }: Case): RowHistory<unknown> {
  const seen = readings!.split("|").map((text) => seenIn(text, cell!));
  let row: object = ROWS[tab as TabCode]!;
  return seen.map(({ day, cells, aside }, index): Version<unknown> => {
    row = { ...row, ...cells };
    const before = between === "无" && index > 0 ? seen[index - 1]!.day : addDays(day, -1);
    const isFirst = index === 0 && start === "首日";
    const times = { firstSeen: reading(day), lastSeenAbsent: isFirst ? null : reading(before) };
    if (cells !== null) return { ...times, row };
    return aside ? { ...times, row: null, aside } : { ...times, row: null };
  });
}

const said: Readonly<Record<string, (rest: readonly string[]) => Partial<Registry>>> = {
  调整: ([to = ""]) => ({ adjustments: [{ ...newAdjustment("变更节点", "P-1", "2026-06-12"), seq: 10, to }] }),
  调出: () => ({ adjustments: [newAdjustment("调出", "P-1", "2026-06-01")] }),
  豁免: ([from = "", to = ""]) => ({ exemptions: [newExemption("P-1", from, to)] }),
  督查不属实: () => ({ inspections: [{ project: "P-1", seq: 10, milestoneTrue: false } as Inspection] }),
};

function officeOf(text: string): Partial<Registry> {
  const [what = "", ...rest] = text.split(" ");
  return said[what]?.(rest) ?? {};
}

describe("what a change of a cell is", () => {
  it.each(readCases("./honesty.csv").map((given) => [given.situation!, given] as const))("%s", (_, given) => {
    const tab = given.tab as TabCode;
    const rows = { ...(tab === "projects" ? {} : { projects: [newProject("P-1")] }), ...officeOf(given.office!) };
    const changes = changesIn({ [tab]: { [ROWS[tab]!.key]: lifeOf(given) } }, rows);
    const last = changes.filter(({ field }) => field === given.cell).at(-1);
    expect(last?.code ?? "none").toBe(given.expected);
    const asked = last?.isAsked !== true ? "否" : opensMatter(last) ? "是" : "同前";
    expect(asked).toBe(given.asked);
  });
});
