import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PortError } from "../../../lib/ports/port-error.ts";
import type { Spreadsheet } from "../../../lib/ports/spreadsheet.ts";
import type { Edit } from "../../fakes/google/edits.ts";
import { GoogleError } from "../../fakes/google/errors.ts";
import type { Written } from "../../fakes/google/new-workbook.ts";
import type { FakeGoogle } from "../../fakes/google/server.ts";
import { publicationFor } from "./city.ts";
import { giveWay, placeIn, type SeenRow, seenRows, titleOf, typedBy } from "./page.ts";
import { type Deed, deeds, TAB } from "./people.ts";
import { googleForTests, open, workbookWith } from "./scene.ts";

const google = googleForTests();
const unmoved = googleForTests({ sortMovesMetadata: false });
const ALL = () => true;

const ROWS: readonly (readonly Written[])[] = [
  ["项目编号", "节点序号", "节点名称"],
  ...["P-1", "Ｐ－２", "003", "P-4"].flatMap((code) => [10, 20, 3.1].map((seq) => [code, seq, `${code}·${seq}`])),
];

/** Deeds done between a reading and its batch, by kind (what the box of Sheets refused is not among them), and what was seen to hold. */
const done = new Map<string, number>();
const held = { batches: 0, verdicts: 0, stepsBack: 0, reported: 0, healed: 0 };

interface Desk {
  readonly server: FakeGoogle;
  readonly id: string;
  readonly book: Spreadsheet;
}

function tried({ server, id }: Desk, { who, edit }: Deed): boolean {
  try {
    server.human(id, who).edit({ ...edit, tab: titleOf(server, id) } as Edit);
    return true;
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    return false;
  }
}

/** One run, with what people do between its reading and its batch; false when they took the header away. */
async function run(desk: Desk, day: number, meanwhile: readonly Deed[]): Promise<boolean> {
  const { server, id, book } = desk;
  const snapshot = await book.read(ALL);
  const { title, rows } = snapshot.sheets[0]!;
  const place = placeIn(rows);
  if (place === null) return false;
  let people: unknown;
  server.beforeNext("spreadsheets.batchUpdate", () => {
    for (const deed of meanwhile) if (tried(desk, deed)) done.set(deed.as, (done.get(deed.as) ?? 0) + 1);
    people = typedBy(server, id);
  });
  const written = await stepsBack(
    book.publish(publicationFor(snapshot, day, { sheet: title, ...place }), snapshot.revision),
  );
  expect(typedBy(server, id)).toEqual(people);
  checkRows(seenRows(server, id));
  held.batches++;
  return written || run(desk, day, []);
}

/** A batch that would not stand where it was meant for is refused whole, and the runner reads again. */
async function stepsBack(publishing: Promise<unknown>): Promise<boolean> {
  try {
    await publishing;
    return true;
  } catch (error) {
    if (!(error instanceof PortError && error.code === "workbook-changed")) throw error;
    held.stepsBack++;
    return false;
  }
}

/** Every verdict names the key of its own row; the other rows are 未匹配 or, without a key, empty. */
function checkRows(rows: readonly SeenRow[]): void {
  const verdicts = rows.filter(({ key, said }) => said !== "" && said !== "未匹配" && !isOddDay(key, said));
  for (const { key, said } of verdicts) expect(said.split(" ")[0]).toBe(key);
  held.verdicts += verdicts.length;
}

/** A 3 in a cell for days is 1900-01 to the reader, and to a lookup the same 3. */
const isOddDay = (...texts: readonly (string | null)[]): boolean => texts.some((text) => text?.includes("1900-"));

/** After a run that nobody disturbed every key has its verdict, but those that a lookup could mistake. */
function checkHealed(rows: readonly SeenRow[], day: number): void {
  if (rows.some(({ key }) => isOddDay(key))) return;
  const capitals = Map.groupBy(new Set(rows.map(({ key }) => key)), (key) => key?.toUpperCase());
  const clear = (key: string | null) =>
    key !== null && !key.includes("*") && capitals.get(key.toUpperCase())!.length === 1;
  for (const { key, said } of rows) if (clear(key)) expect(said).toBe(`${key} 第 ${day} 天`);
  held.healed++;
}

type Deeds = readonly Deed[];

async function living(server: FakeGoogle, first: Deeds, between: Deeds, during: Deeds): Promise<void> {
  const id = workbookWith(server, [{ title: TAB, rows: ROWS, rowCount: 40 }]);
  const desk = { server, id, book: open(server, id) };
  if (!(await run(desk, 1, first))) return;
  for (const deed of between) tried(desk, deed);
  if (!(await run(desk, 2, during))) return;
  for (let day = 3; day < 60; day++) {
    if (!(await run(desk, day, []))) return;
    const [unshown] = (await desk.book.read(ALL)).unshown ?? [];
    if (unshown === undefined) return checkHealed(seenRows(server, id), day);
    held.reported++;
    if (unshown.inTheWay !== "") giveWay(server, id, unshown.inTheWay);
  }
  expect.fail("what stood in the way was taken away, and the columns are still not shown");
}

describe("people sort, insert, delete, paste, move, rename and meet in one row between our reading and our batch", () => {
  test.each([
    ["carries metadata along", google],
    ["leaves metadata where it is", unmoved],
  ] as const)(
    "no verdict on a wrong row, no cell of theirs changed, and the next run heals what it reported (a sort %s)",
    async (_, server) => {
      const history = [deeds(0, 3), deeds(0, 3), deeds(4, 12)] as const;
      await fc.assert(
        fc.asyncProperty(...history, (first, between, during) => living(server(), first, between, during)),
        { seed: 20260612, numRuns: 130 },
      );
    },
    120_000,
  );

  test("2,000 edits or more between reading and batch, hundreds of them by two people on one row, dozens of every kind", () => {
    console.log(`edits between reading and batch: ${JSON.stringify({ ...Object.fromEntries(done), ...held })}`);
    const total = [...done.values()].reduce((sum, n) => sum + n, 0);
    expect(total).toBeGreaterThanOrEqual(2000);
    expect(done.size).toBe(10);
    expect(Math.min(...done.values())).toBeGreaterThan(40);
    expect(done.get("two on one row")).toBeGreaterThan(200);
    expect(held.reported).toBeGreaterThan(40);
    expect(held.healed).toBeGreaterThan(200);
  });
});
