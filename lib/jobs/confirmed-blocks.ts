import { compareText } from "../domain/compare-text.ts";
import { dayAt } from "../domain/office-calendar.ts";
import type { ConfirmedBlock } from "../domain/publication/site-of.ts";
import type { ResultKind } from "../ports/plan.ts";
import type { DraftRecord } from "../ports/store.ts";
import { digestOf } from "./drafting.ts";

/** What was confirmed, by what it says; `changed` are ids of drafts that are no longer what was confirmed. */
export interface ConfirmedBlocks {
  readonly results: <B>(kind: ResultKind) => readonly ConfirmedBlock<B>[];
  /** Blocks that documents carry beside their fields; the newest of each period. */
  readonly carried: <B>(
    blockOf: (body: unknown) => B | undefined,
    periodOf: (block: B) => string,
  ) => readonly ConfirmedBlock<B>[];
  readonly changed: readonly { readonly id: string; readonly period: string }[];
}

type Confirmed = DraftRecord & { readonly confirmedAt: string };
type Newest = { readonly draft: Confirmed; readonly reissued: boolean };

/** The newest confirmed issue of each matter. One that somebody wrote over in the store is shown to nobody, an earlier issue in its place neither. */
export function confirmedBlocks(drafts: readonly DraftRecord[]): ConfirmedBlocks {
  const confirmed = drafts.filter(
    (draft): draft is Confirmed => draft.state === "confirmed" && draft.confirmedAt !== null,
  );
  const newest = newestOf(confirmed, ({ kind, period }) => `${kind} ${period}`);
  const whole = newest.filter(({ draft }) => isWhole(draft));
  return {
    results: (kind) => blocksOf(whole.filter(({ draft }) => draft.kind === kind)),
    carried: (blockOf, periodOf) => carriedIn(whole, blockOf, periodOf),
    changed: newest.filter(({ draft }) => !isWhole(draft)).map(({ draft: { id, period } }) => ({ id, period })),
  };
}

const isWhole = ({ body, digest }: DraftRecord): boolean => digestOf(body) === digest;

function newestOf(drafts: readonly Confirmed[], matterOf: (draft: Confirmed) => string): readonly Newest[] {
  return [...Map.groupBy(drafts, matterOf).values()].map((issues) => ({
    draft: issues.reduce((a, b) => (a.confirmedAt >= b.confirmedAt ? a : b)),
    reissued: issues.length > 1,
  }));
}

const blocksOf = <B>(found: readonly Newest[]): readonly ConfirmedBlock<B>[] =>
  newestFirst(found.map((one) => confirmedBlock(one, one.draft.period, JSON.parse(one.draft.body) as B)));

function carriedIn<B>(
  whole: readonly Newest[],
  blockOf: (body: unknown) => B | undefined,
  periodOf: (block: B) => string,
): readonly ConfirmedBlock<B>[] {
  const found = whole.flatMap((one) => {
    const block = one.draft.kind === "document" ? blockOf(JSON.parse(one.draft.body)) : undefined;
    return block === undefined ? [] : [{ one, block, period: periodOf(block) }];
  });
  const byPeriod = Map.groupBy(found, ({ period }) => period);
  return newestFirst(
    [...byPeriod].map(([period, issues]) => {
      const { one, block } = issues.reduce((a, b) => (a.one.draft.confirmedAt >= b.one.draft.confirmedAt ? a : b));
      return confirmedBlock(one, period, block);
    }),
  );
}

const confirmedBlock = <B>({ draft, reissued }: Newest, period: string, block: B): ConfirmedBlock<B> => ({
  ...{ id: draft.id, period, confirmedOn: dayAt(draft.confirmedAt), reissued, block },
});

const newestFirst = <B>(blocks: readonly ConfirmedBlock<B>[]): readonly ConfirmedBlock<B>[] =>
  blocks.toSorted((a, b) => compareText(b.period, a.period));
