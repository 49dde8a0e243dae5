import type { PlainDate } from "../../domain/dates.ts";
import type { TabCode } from "../../domain/registry.ts";
import { isSheetDate, type NewRows } from "../../ports/spreadsheet.ts";
import { TABS, type TabDef, tabOf } from "../../registry/tabs.ts";
import type { RehearsedCity, TypedRow, TypedRows } from "./office.ts";

/** What stands in people's cells, morning after morning. */
export interface CityRows {
  /** Rows as typed up to the evening before; null: nobody typed anything since the last morning. */
  readonly morning: (day: PlainDate) => TypedRows | null;
  /** Rows that a confirmed draft appended: people's from then on. */
  readonly append: (rows: NewRows) => void;
  readonly now: () => TypedRows;
}

const textOf = (cell: TypedRow[string] | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? cell.date : String(cell);

/** The key of a row in its tab, as the registry makes it. */
export const typedKey = (tab: TabCode, row: TypedRow): string =>
  tabOf(tab)
    .key.map((code) => textOf(row[code]))
    .join("/");

export function cityRows({ start, deeds }: Pick<RehearsedCity, "start" | "deeds">): CityRows {
  const tabs = new Map<TabCode, Map<string, TypedRow>>(
    TABS.map(({ code }) => [code, new Map((start[code] ?? []).map((row) => [typedKey(code, row), row]))]),
  );
  let next = 0;
  let touched = true;
  const now = (): TypedRows => Object.fromEntries([...tabs].map(([tab, rows]) => [tab, [...rows.values()]]));
  return {
    now,
    morning: (day) => {
      for (; next < deeds.length && deeds[next]!.on < day; next++) {
        deeds[next]!.change(tabs.get(deeds[next]!.tab)!);
        touched = true;
      }
      const rows = touched ? now() : null;
      touched = false;
      return rows;
    },
    append: (added) => {
      const tab = TABS.find(({ title }) => title === added.sheet)!;
      for (const row of added.rows.map((values) => appendedRow(tab, added, values)))
        tabs.get(tab.code)!.set(typedKey(tab.code, row), row);
      touched = true;
    },
  };
}

/** The sheet has the columns of the tab, in its order. */
const appendedRow = (tab: TabDef, { positions }: NewRows, values: NewRows["rows"][number]): TypedRow =>
  Object.fromEntries(positions.map((position, at) => [tab.columns[position]!.code, values[at] ?? null]));

/** The value of a date cell; null where there is none. */
export const typedDay = (cell: TypedRow[string] | undefined): PlainDate | null =>
  cell !== undefined && isSheetDate(cell) ? cell.date : null;
