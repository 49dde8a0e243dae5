import type { DraftRecord } from "../../ports/store.ts";
import type { DraftFacts, ResultFacts, ResultRow } from "../../views/rehearsal/facts.ts";

interface Block {
  readonly rows?: readonly (ResultRow & { readonly rank: number | null })[];
  readonly lists?: readonly { readonly unit: string; readonly color: "red" | "black"; readonly stands: boolean }[];
}

const SCORED = ["ranking", "quarter", "year"];

/** Places of every published month, quarter and year, the newest issue of each, in the order of time. */
export function resultFacts(drafts: readonly DraftRecord[]): readonly ResultFacts[] {
  const published = drafts.filter(({ kind, state }) => SCORED.includes(kind) && state === "confirmed");
  const newest = new Map(published.map((draft) => [`${draft.kind} ${draft.period}`, draft]));
  return [...newest.values()].map(({ id, kind, period, body }) => {
    const { rows = [], lists = [] } = JSON.parse(body) as Block;
    const on = (color: "red" | "black") =>
      lists.filter((one) => one.color === color && one.stands).map(({ unit }) => unit);
    return { id, kind, period, rows: rows.flatMap(rowOf), red: on("red"), black: on("black") };
  });
}

function rowOf({ group, unit, rank, total, change }: NonNullable<Block["rows"]>[number]): readonly ResultRow[] {
  return rank === null ? [] : [{ group, unit, rank, total, change }];
}

/** Every draft of the year, by kind and by what became of it. */
export const draftFacts = (drafts: readonly DraftRecord[]): readonly DraftFacts[] =>
  [...Map.groupBy(drafts, ({ kind }) => kind)].map(([kind, own]) => {
    const of = (state: DraftRecord["state"]): number => own.filter((draft) => draft.state === state).length;
    return {
      kind,
      confirmed: of("confirmed"),
      dropped: of("dropped"),
      superseded: of("superseded"),
      waiting: of("draft"),
    };
  });
