import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { Finding } from "../../lib/domain/finding.ts";
import type { RawCell, WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import { headerOf } from "../../lib/registry/places.ts";
import { type Reading, readRegistry, readSettings, SecrecyError } from "../../lib/registry/reading.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import { MONTH_CODES } from "../../lib/registry/tabs-projects.ts";
import { mirrorTab, systemColumns } from "../../lib/registry/writing.ts";
import { wordFinding } from "../../lib/views/findings.ts";
import { GOOD_ROWS, plainSheet, SETTINGS, workbookOf } from "../fakes/sheets.ts";
import { storedTabs } from "../fakes/stored.ts";

const HOSTILE: readonly RawCell[] = [
  ...[
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a\r\nBcc: x@y.cn",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "#REF!",
    "\ud800",
    "\udfff\ud800",
    "\u202e倒着",
    "👨‍👩‍👧‍👦",
    "\u0000",
    "　",
    "\u200b",
    "合计",
  ],
  ...[
    "2026-02-30",
    "３月底",
    "二〇二六年十三月",
    "1.2.3",
    "1e308",
    "-0",
    "NaN",
    "Infinity",
    "12,34",
    "１２３亿",
    "46086",
    "00001",
    "9".repeat(400),
  ],
  ...[
    "长".repeat(32_767),
    "/".repeat(300),
    "(".repeat(500),
    "，".repeat(500),
    "1,".repeat(500),
    "张三（",
    "P-031/10",
    "P-031#2",
    "!1",
  ],
  ...[
    0,
    -0,
    -1,
    1e308,
    5e-324,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    46_086,
    46_086.5,
    20_260_305,
    2026.1,
    0.1 + 0.2,
    2 ** 53,
  ],
  ...[
    true,
    false,
    { date: "2026-03-05" },
    { date: "1899-12-30" },
    { date: "" },
    { date: "9999-99-99" },
    { error: "#REF!" },
    { error: "" },
  ],
];

const cell: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.double() },
);
/** Good cells, some of them spoilt. */
const rowOf = (tab: TabDef): fc.Arbitrary<readonly RawCell[]> =>
  fc.tuple(
    ...tab.columns.map(({ code }) =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constant(GOOD_ROWS[tab.code]![code] ?? null) },
        { weight: 1, arbitrary: cell },
      ),
    ),
  );

const rowsOf = (tab: TabDef) =>
  fc.array(fc.oneof(rowOf(tab), fc.array(cell, { maxLength: tab.columns.length })), { maxLength: 4 });
const workbook: fc.Arbitrary<WorkbookSnapshot> = fc
  .tuple(...TABS.map(rowsOf))
  .map((rows) =>
    workbookOf(
      TABS.map((tab, index) => plainSheet(tab.title, [tab.columns.map(({ header }) => header), ...rows[index]!])),
    ),
  );

/** Reads as a run does; null = stopped for secrecy. */
function readOrStop(books: readonly WorkbookSnapshot[]): Reading | null {
  try {
    readSettings(books);
    return readRegistry(books, SETTINGS);
  } catch (error) {
    if (error instanceof SecrecyError) return null;
    throw error;
  }
}

const unreadableFields = (row: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(row).flatMap(([code, value]) => {
    if (Array.isArray(value)) return value.flatMap((one, index) => (one === UNREADABLE ? [MONTH_CODES[index]!] : []));
    return value === UNREADABLE ? [code] : [];
  });

/** An issue or task of a set-aside project loses its reference in silence: the finding stands with the project. */
const isSilent = (code: string): boolean => code === "project";

function expectEveryUnreadableCellFound({ registry, findings }: Reading): void {
  const found = new Set(findings.map(({ tab, key, header }) => `${tab}|${key}|${header}`));
  for (const { code } of TABS)
    for (const row of registry[code])
      for (const field of unreadableFields({ ...row }))
        if (!isSilent(field)) expect(found).toContain(`${code}|${row.key}|${headerOf(code, field)}`);
}

function expectQuotable(finding: Finding): void {
  expect(finding.found.length).toBeLessThanOrEqual(200);
  for (const text of [finding.found, ...Object.values(wordFinding(finding))]) {
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  }
}

describe("random and hostile sheets", () => {
  test("are read without a crash; every unreadable cell is a finding, every finding can be quoted", () => {
    let rows = 0;
    fc.assert(
      fc.property(workbook, (book) => {
        const reading = readOrStop([book]);
        if (reading === null) return;
        rows += book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
        expectEveryUnreadableCellFound(reading);
        reading.findings.forEach(expectQuotable);
      }),
      { seed: 20260612, numRuns: 250, endOnFailure: true },
    );
    expect(rows).toBeGreaterThan(10_000);
  });

  test("every data row is either in the registry or counted as set aside", () => {
    fc.assert(
      fc.property(workbook, (book) => {
        const reading = readOrStop([book]);
        for (const { tab, keys } of reading?.places ?? [])
          expect(reading!.registry[tab].length + reading!.registry.setAside[tab]!, tab).toBe(keys.length);
      }),
      { seed: 7, numRuns: 100, endOnFailure: true },
    );
  });

  test("are stored and written to without a crash", () => {
    fc.assert(
      fc.property(workbook, (book) => {
        const reading = readOrStop([book]);
        if (reading === null) return;
        for (const { tab, rows } of storedTabs(book)) {
          for (const { json } of rows) JSON.parse(json);
          expect(new Set(rows.map(({ key }) => key)).size, tab).toBe(rows.length);
        }
        for (const tab of TABS.filter(({ system }) => system.length > 0)) {
          systemColumns(reading, book.name, { tab: tab.code, values: new Map() });
          for (const row of mirrorTab(reading, book.name, { tab: tab.code, values: new Map() }).rows)
            expect(row.length).toBeGreaterThan(tab.system.length);
        }
      }),
      { seed: 11, numRuns: 100, endOnFailure: true },
    );
  });

  test("whole sheets of nonsense, with any merges, are read without a crash", () => {
    const nat = (max: number) => fc.integer({ min: 0, max });
    const merge = fc.record({ top: nat(8), bottom: nat(1_048_576), left: nat(30), right: nat(30) });
    const sheet = fc
      .tuple(
        fc.constantFrom(...TABS),
        fc.array(fc.array(fc.oneof(cell, fc.constantFrom("项目编号", "节点序号", "预警")), { maxLength: 12 }), {
          maxLength: 12,
        }),
        fc.array(merge, { maxLength: 5 }),
      )
      .map(([tab, rows, merges]) => ({ ...plainSheet(tab.title, rows), merges }));
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 6 }), (sheets) => {
        readOrStop([workbookOf(sheets)]);
        storedTabs(workbookOf(sheets));
      }),
      { seed: 3, numRuns: 400, endOnFailure: true },
    );
  });

  test("hostile text is read in linear time: 32,767 characters in every cell of every tab within seconds", () => {
    const long = ["1", "（", "年", "a@", "t", "0"].map((part) => part.repeat(32_767 / part.length));
    const sheets = TABS.map((tab) =>
      plainSheet(tab.title, [
        tab.columns.map(({ header }) => header),
        ...long.map((text) => tab.columns.map(() => text)),
      ]),
    );
    expect(readOrStop([workbookOf(sheets)])!.findings.length).toBeGreaterThan(500);
  }, 20_000);
});
