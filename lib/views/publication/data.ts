import type { PlainDate } from "../../domain/dates.ts";
import { columnsOf, type ValueKind } from "../../domain/publication/public-columns.ts";
import type { PublicSite, PublicTable } from "../../domain/publication/public-site.ts";
import { sectionOf, titleOfColumn } from "./public-words.ts";

const UNITS: Readonly<Record<ValueKind, string>> = {
  ...{ text: "", day: "", month: "", link: "", whole: "" },
  ...{ money: "元", score: "百分之一分", share: "千分之一" },
};

/** A table for programs: whole numbers in the units it names, null where nothing is shown. The form is versioned. */
export function jsonOf({ office }: Pick<PublicSite, "office">, table: PublicTable, day: PlainDate): string {
  const columns = columnsOf(table.code);
  const text = JSON.stringify(
    {
      schema: "duban-public-table",
      version: 1,
      table: table.code,
      title: sectionOf(table.code).title,
      office,
      period: table.period,
      asOf: day,
      confirmedOn: table.confirmedOn,
      reissued: table.reissued,
      columns: columns.map(([code, kind]) => ({
        ...{ code, title: titleOfColumn(table.code, code).replace(/（万元）$/, ""), kind, unit: UNITS[kind] },
      })),
      rows: table.rows.map((row) => Object.fromEntries(columns.map(([code]) => [code, row[code] ?? null]))),
    },
    null,
    1,
  );
  return `${text.replace(/[<>&\u2028\u2029]/g, escaped)}\n`;
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
