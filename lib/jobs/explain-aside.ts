import type { Finding } from "../domain/finding.ts";
import type { TabCode } from "../domain/registry.ts";
import { cellAddress } from "../registry/address.ts";
import { cellTextAt } from "../registry/places.ts";
import { rowList, type TabReading } from "../registry/read-tab.ts";
import { tabOf } from "../registry/tabs.ts";
import { asideSentences, rowsPlace } from "../views/aside-words.ts";
import type { Explained, ExplainedCell } from "../views/explain.ts";
import type { JobInput } from "./job.ts";

const KINDS: readonly (readonly [tab: TabCode, kind: Explained["kind"]])[] = [
  ["projects", "project"],
  ["milestones", "milestone"],
  ["units", "unit"],
];

interface AsideRows {
  readonly reading: TabReading;
  readonly numbers: readonly number[];
}

/** Rows that bear this key and count for nothing: where they stand, why, and what mends them; null: there are none. */
export function explainAside(input: JobInput, key: string): Explained | null {
  for (const [tab, kind] of KINDS) {
    const rows = asideRows(input, tab, key);
    if (rows.length > 0) return explained(input, { tab, kind, key, rows });
  }
  return null;
}

const asideRows = ({ reading }: JobInput, tab: TabCode, key: string): readonly AsideRows[] =>
  (reading.tabs.get(tab) ?? []).flatMap((one) => {
    const numbers = one.place.rowNumbers.filter((_, at) => one.rows[at] === null && one.place.keys[at] === key);
    return numbers.length === 0 ? [] : [{ reading: one, numbers }];
  });

interface Aside {
  readonly tab: TabCode;
  readonly kind: Explained["kind"];
  readonly key: string;
  readonly rows: readonly AsideRows[];
}

/** A row without a finding that sets it aside is silent because its project is aside. */
function explained(input: JobInput, { tab, kind, key, rows }: Aside): Explained {
  const own = whySetAside(input, tab, key);
  const project = tab === "milestones" ? key.slice(0, key.lastIndexOf("/")) : "";
  const above = project === "" || own.length > 0 ? [] : whySetAside(input, "projects", project);
  const findings = [...own, ...above];
  const cells = [...rows.flatMap((row) => keyCells(input, row)), ...findingCells(input, findings)];
  const places = rows.map(({ reading: { place }, numbers }) =>
    rowsPlace(input.snapshots.length > 1 ? place.workbook : null, place.sheet, rowList(numbers)),
  );
  return {
    kind,
    key,
    title: key,
    setAside: true,
    sentences: asideSentences({ places, findings, project: above.length > 0 ? project : null }),
    rules: [],
    values: {},
    cells: [...new Map(cells.map((one) => [`${one.workbook}/${one.sheet}/${one.cell}`, one])).values()],
  };
}

const whySetAside = ({ findings }: JobInput, tab: TabCode, key: string): readonly Finding[] =>
  findings.filter((finding) => finding.tab === tab && finding.key === key && setsAside(finding));

const setsAside = ({ code, facts }: Finding): boolean => facts.required === 1 || code === "key-duplicate";

/** The cell that bears the key, or the last part of it. */
function keyCells(input: JobInput, { reading: { place }, numbers }: AsideRows): readonly ExplainedCell[] {
  const column = place.layout.columns.find(({ column: { code } }) => code === tabOf(place.tab).key.at(-1));
  if (column === undefined) return [];
  const { workbook, sheet } = place;
  return numbers.map((number) =>
    cellOf(input, { workbook, sheet, cell: cellAddress(number, column.index) }, column.column.header),
  );
}

const findingCells = (input: JobInput, findings: readonly Finding[]): readonly ExplainedCell[] =>
  findings.flatMap(({ workbook, tab, cell, header }) => {
    const place = input.reading.places.find((one) => one.workbook === workbook && one.tab === tab);
    return place === undefined || cell === "" ? [] : [cellOf(input, { workbook, sheet: place.sheet, cell }, header)];
  });

function cellOf(
  { snapshots }: JobInput,
  address: { readonly workbook: string; readonly sheet: string; readonly cell: string },
  header: string,
): ExplainedCell {
  const snapshot = snapshots.find(({ name }) => name === address.workbook);
  return { ...address, header, value: snapshot === undefined ? "" : cellTextAt(snapshot, address) };
}
