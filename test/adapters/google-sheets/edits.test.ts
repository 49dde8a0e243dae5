import fc from "fast-check";
import { expect, test } from "vitest";
import type { Edit } from "../../fakes/google/edits.ts";
import { GoogleError } from "../../fakes/google/errors.ts";
import type { Written } from "../../fakes/google/new-workbook.ts";
import { keyOf, publicationFor } from "./city.ts";
import { googleForTests, open, workbookWith } from "./scene.ts";

const google = googleForTests();
const unmoved = googleForTests({ sortMovesMetadata: false });
const ALL = () => true;

const ROWS: readonly (readonly Written[])[] = [
  ["项目编号", "节点序号", "节点名称"],
  ...["P-1", "Ｐ－２", "003", "P-4"].flatMap((code) => [10, 20, 3.1].map((seq) => [code, seq, `${code}·${seq}`])),
];

const row = fc.integer({ min: 2, max: 16 });
const text = fc.constantFrom(
  "P-1",
  "p-1",
  "Ｐ－１",
  "P-2",
  "003",
  "3",
  "10",
  "20",
  "3.1",
  "2026-05",
  "=1+1",
  "新",
  "",
  "P-*",
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant("type" as const),
    tab: fc.constant("节点"),
    text,
    cell: fc.tuple(fc.constantFrom("A", "B", "C"), row).map(([c, r]) => c + r),
  }),
  fc.record({
    kind: fc.constant("paste" as const),
    tab: fc.constant("节点"),
    cell: row.map((r) => `A${r}`),
    texts: fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("sort" as const),
    tab: fc.constant("节点"),
    column: fc.constantFrom("A", "B", "C"),
    descending: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("insertRows" as const),
    tab: fc.constant("节点"),
    at: row,
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant("deleteRows" as const),
    tab: fc.constant("节点"),
    at: row,
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant("moveRows" as const),
    tab: fc.constant("节点"),
    at: row,
    count: fc.constant(1),
    to: fc.integer({ min: 2, max: 20 }),
  }),
  fc.record({
    kind: fc.constant("insertColumn" as const),
    tab: fc.constant("节点"),
    column: fc.constantFrom("A", "B", "C", "D"),
  }),
  fc.record({
    kind: fc.constant("rename" as const),
    tab: fc.constant("节点"),
    title: fc.constantFrom("节点（新）", "节点"),
  }),
);

type Server = ReturnType<typeof google>;

/** What people wrote: everything typed but our formula. */
const typed = (server: Server, id: string, tab: string) =>
  server
    .human(id)
    .typed(tab)
    .map((cells) => cells.filter((value) => value !== undefined && value.formulaValue?.includes("系统-对照") !== true));

const titleOf = (server: Server, id: string): string => server.spreadsheets.get(id)!.sheets[0]!.properties.title;

interface SeenRow {
  readonly key: string | null;
  readonly said: string;
}

/** What the page says beside each key; empty when our columns are not shown. */
function seenRows(server: Server, id: string): readonly SeenRow[] {
  const rows = server.human(id).see(titleOf(server, id));
  const head = rows.findIndex((cells) => cells.includes("项目编号"));
  const columns = ["项目编号", "节点序号"].map((title) => rows[head]!.indexOf(title));
  const last = rows[head]!.indexOf("系统说明");
  if (last < 0) return [];
  const asKey = (cell: string) => (/^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell.slice(0, 7) : cell);
  return rows.slice(head + 1).map((cells) => ({ key: keyOf(cells.map(asKey), columns), said: cells[last] ?? "" }));
}

/** Every verdict names the key of its own row; the other rows are 未匹配 or, without a key, empty. */
function checkRows(rows: readonly SeenRow[]): void {
  for (const { key, said } of rows) if (said !== "" && said !== "未匹配") expect(said.split(" ")[0]).toBe(key);
}

/** After a run that nobody disturbed every key has its verdict, but those that a lookup could mistake. */
function checkHealed(rows: readonly SeenRow[], day: number): void {
  const capitals = Map.groupBy(new Set(rows.map(({ key }) => key)), (key) => key?.toUpperCase());
  const clear = (key: string | null) =>
    key !== null && !key.includes("*") && capitals.get(key.toUpperCase())!.length === 1;
  for (const { key, said } of rows) if (clear(key)) expect(said).toBe(`${key} 第 ${day} 天`);
}

async function living(server: Server, before: readonly Edit[], during: readonly Edit[]): Promise<void> {
  const id = workbookWith(server, [{ title: "节点", rows: ROWS, rowCount: 40 }]);
  const human = server.human(id);
  const tried = (one: Edit): void => {
    try {
      human.edit({ ...one, tab: titleOf(server, id) } as Edit);
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
    }
  };
  const book = open(server, id);
  const first = await book.read(ALL);
  await book.publish(publicationFor(first, 1), first.revision);
  before.forEach(tried);
  const second = await book.read(ALL);
  const tab = second.sheets[0]!;
  const place = placeIn(tab.rows);
  if (place === null) return;
  let people: unknown;
  server.beforeNext("spreadsheets.batchUpdate", () => {
    during.forEach(tried);
    people = typed(server, id, titleOf(server, id));
  });
  await book.publish(publicationFor(second, 2, { sheet: tab.title, ...place }), second.revision);
  if (people !== undefined) expect(typed(server, id, titleOf(server, id))).toEqual(people);
  checkRows(seenRows(server, id));
  const third = await book.read(ALL);
  const now = placeIn(third.sheets[0]!.rows);
  if (now === null) return;
  expect(third.unshown).toEqual([]);
  await book.publish(publicationFor(third, 3, { sheet: third.sheets[0]!.title, ...now }), third.revision);
  checkRows(seenRows(server, id));
  checkHealed(seenRows(server, id), 3);
}

function placeIn(rows: readonly { number: number; cells: readonly unknown[] }[]) {
  const head = rows.find(
    ({ number, cells }) => number <= 5 && cells.includes("项目编号") && cells.includes("节点序号"),
  );
  if (head === undefined) return null;
  return { headerRow: head.number, keyColumns: [head.cells.indexOf("项目编号"), head.cells.indexOf("节点序号")] };
}

test.each([
  ["carries metadata along", google],
  ["leaves metadata where it is", unmoved],
] as const)(
  "people sort, insert, delete, paste, move and rename between our reading and our batch: no verdict on a wrong row, no cell of theirs changed (a sort %s)",
  async (_, server) => {
    const edits = fc.array(edit, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, edits, (before, during) => living(server(), before, during)),
      { seed: 20260612, numRuns: 60 },
    );
  },
  120_000,
);
