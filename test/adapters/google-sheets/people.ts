import fc from "fast-check";
import type { Edit } from "../../fakes/google/edits.ts";

export const TAB = "节点";

/** What one of them does. */
export interface Deed {
  readonly who: "wang@example.com" | "li@example.com";
  /** For the count: the kind of the edit, or that both are at one row. */
  readonly as: Edit["kind"] | "two on one row";
  readonly edit: Edit;
}

const row = fc.integer({ min: 2, max: 16 });
const text = fc.constantFrom(
  ...["P-1", "p-1", "Ｐ－１", "P-2", "003", "3", "10", "20", "3.1", "2026-05", "=1+1", "新", "", "P-*"],
);
const texts = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 3 });
const columns = (...names: readonly string[]) => fc.constantFrom(...names);
const count = fc.integer({ min: 1, max: 3 });
const its = <K extends Edit["kind"]>(kind: K) => ({ kind: fc.constant(kind), tab: fc.constant(TAB) });

/** Where the row matters. */
const atRow = (at: number): readonly fc.Arbitrary<Edit>[] => [
  fc.record({ ...its("type"), text, cell: columns("A", "B", "C").map((name) => name + at) }),
  fc.record({ ...its("paste"), cell: fc.constant(`A${at}`), texts }),
  fc.record({ ...its("insertRows"), at: fc.constant(at), count }),
  fc.record({ ...its("deleteRows"), at: fc.constant(at), count }),
  fc.record({ ...its("moveRows"), at: fc.constant(at), count: fc.constant(1), to: fc.integer({ min: 2, max: 20 }) }),
];

const sort: fc.Arbitrary<Edit> = fc.record({
  ...its("sort"),
  column: columns("A", "B", "C"),
  descending: fc.boolean(),
});

/** Also above the header, at the grid's end, and into our columns and among them. */
const elsewhere: readonly fc.Arbitrary<Edit>[] = [
  sort,
  fc.record({ ...its("insertRows"), at: fc.constant(1), count: fc.constant(1) }),
  fc.record({ ...its("paste"), cell: fc.constantFrom("A39", "A41"), texts }),
  fc.record({ ...its("type"), text, cell: fc.constantFrom("D5", "E3", "F8") }),
  fc.record({ ...its("insertColumn"), column: columns("A", "B", "C", "D", "E") }),
  fc.record({ ...its("deleteColumn"), column: columns("C", "D", "E", "F") }),
  fc.record({ ...its("rename"), title: fc.constantFrom("节点（新）", TAB) }),
];

const who = fc.constantFrom<Deed["who"]>("wang@example.com", "li@example.com");

const alone: fc.Arbitrary<readonly Deed[]> = fc
  .tuple(
    who,
    fc.oneof(
      fc.oneof(...elsewhere),
      row.chain((at) => fc.oneof(...atRow(at))),
    ),
  )
  .map(([person, edit]) => [{ who: person, as: edit.kind, edit }]);

/** Both have the same row in front of them, and neither sees in time what the other does. */
const together: fc.Arbitrary<readonly Deed[]> = row
  .chain((at) => fc.tuple(fc.oneof(...atRow(at)), fc.oneof(...atRow(at), sort)))
  .map(([first, second]) => [
    { who: "wang@example.com", as: "two on one row", edit: first },
    { who: "li@example.com", as: "two on one row", edit: second },
  ]);

/** A pair counts as one here. */
export const deeds = (fewest: number, most: number): fc.Arbitrary<readonly Deed[]> =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: alone }, { weight: 1, arbitrary: together }), {
      minLength: fewest,
      maxLength: most,
    })
    .map((list) => list.flat());
