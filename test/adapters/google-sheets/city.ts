import type { CellValue, Publication, SystemColumns, SystemHeader, SystemTab } from "../../../lib/ports/spreadsheet.ts";
import {
  isSheetDate,
  type RawCell,
  type SheetSnapshot,
  type WorkbookSnapshot,
} from "../../../lib/ports/spreadsheet.ts";

const header = (title: string, more: Partial<SystemHeader> = {}): SystemHeader => ({
  ...{ title, format: "text", width: 10, light: false },
  ...more,
});

export const HEADERS: readonly SystemHeader[] = [
  header("预警", { light: true }),
  header("当前时限", { format: "date" }),
  header("系统说明", { width: 40 }),
];

/** How this little registry reads a key: width and blanks do not matter. */
const keyPart = (cell: RawCell | undefined): string => {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return isSheetDate(cell) ? cell.date.slice(0, 7) : "";
  return String(cell).normalize("NFKC").trim();
};

export function keyOf(cells: readonly RawCell[], keyColumns: readonly number[]): string | null {
  const parts = keyColumns.map((column) => keyPart(cells[column]));
  return parts.includes("") ? null : parts.join("/");
}

/** What is said of a key: it names the key, so that a verdict on a wrong row is seen. */
export const verdict = (key: string, day: number): readonly CellValue[] => [
  "红黄蓝绿"[(key.length + day) % 4]!,
  { date: "2026-07-01" },
  `${key} 第 ${day} 天`,
];

export interface CityOptions {
  readonly sheet?: string;
  readonly keyColumns?: readonly number[];
  readonly headerRow?: number;
}

/** Verdicts on every row of the tab, and the tab of ours that mirrors them. */
export function publicationFor(snapshot: WorkbookSnapshot, day: number, options: CityOptions = {}): Publication {
  const { sheet = "节点", keyColumns = [0, 1], headerRow = 1 } = options;
  const tab = snapshot.sheets.find(({ title }) => title === sheet)!;
  const rows = tab.rows.filter(({ number }) => number > headerRow);
  const rowKeys = new Map(rows.map(({ number, cells }) => [number, keyOf(cells, keyColumns)]));
  const keys = [...new Set(rowKeys.values())].filter((key) => key !== null);
  return {
    asOf: "2026-06-12",
    computedAt: "2026-06-11T23:30:00.000Z",
    stamp: { storeId: "store-1", run: day },
    systemTabs: [mirror(sheet, keys, day)],
    columns: [
      {
        ...{ sheet, headerRow, headers: HEADERS, rowKeys, keyColumns },
        positions: positionsIn(tab, headerRow),
        values: new Map(keys.map((key) => [key, verdict(key, day)])),
      },
    ],
  };
}

const mirror = (sheet: string, keys: readonly string[], day: number): SystemTab => ({
  title: `系统-${sheet}`,
  headers: [header("键"), ...HEADERS],
  rows: keys.map((key) => [key, ...verdict(key, day)]),
  ridesAlong: false,
});

function positionsIn({ rows }: SheetSnapshot, headerRow: number): SystemColumns["positions"] {
  const cells = rows.find(({ number }) => number === headerRow)?.cells ?? [];
  return HEADERS.map(({ title }) => cells.indexOf(title)).map((at) => (at < 0 ? null : at));
}
