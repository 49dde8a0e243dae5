import type { PublicRow, PublicTableCode } from "../../lib/domain/publication/public-columns.ts";
import { columnsOf } from "../../lib/domain/publication/public-columns.ts";
import type { PublicSite, PublicTable } from "../../lib/domain/publication/public-site.ts";

/** A table of the site whose rows have what is given and nothing else. */
export const publicTable = (
  code: PublicTableCode,
  period: string,
  rows: readonly PublicRow[],
  more: Partial<PublicTable> = {},
): PublicTable => ({
  ...{ code, period, confirmedOn: period === "" ? null : "2026-10-20", reissued: false, held: 0 },
  rows: rows.map((row) => Object.fromEntries(columnsOf(code).map(([column]) => [column, row[column] ?? null]))),
  ...more,
});

export const publicSiteWith = (tables: readonly PublicTable[], asOf = "2026-10-23"): PublicSite => ({
  ...{ version: 1, office: "甲市重点项目建设办公室", address: "", asOf },
  tables: [
    ...tables,
    ...(["projects", "disclosures"] as const)
      .filter((code) => !tables.some((table) => table.code === code))
      .map((code) => publicTable(code, "", [])),
  ],
});

/** One project as the list has it. */
export const listedProject = (code: string, more: PublicRow = {}): PublicRow => ({
  ...{ code, name: `${code}工程`, category: "产业", annualClass: "续建", county: "甲县", responsibleUnit: "甲县" },
  ...{ totalInvestment: 600_000_000, annualPlan: 120_000_000, plannedStart: "2025-03-01", plannedFinish: "2026-12-20" },
  ...more,
});
