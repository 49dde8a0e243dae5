import type { AnswerKind, Answers } from "../../ports/answers.ts";
import { MOST_TRIES } from "./asking.ts";
import { bodyOf, valuesIn } from "./body.ts";
import { type Item, keyNumber } from "./items.ts";
import { openTable, type Table, type TableOptions } from "./table.ts";

/** What lies there, and beside it a small item that says so: who only counts does not pay for what was put. */
const bodyKey = (kind: AnswerKind, place: number) => ({ pk: `answer-${kind}`, sk: keyNumber(place) });
const signKey = (kind: AnswerKind, place: number) => ({ pk: `answered-${kind}`, sk: keyNumber(place) });

/**
 * One item for each place, written over by the next round, so they do not grow in number. No fence is needed: the number of the round is one.
 * The sign is put after its body, and again by whoever comes after a death in between.
 */
export function openAnswers(name: string, options: TableOptions = {}): Answers & { readonly close: () => void } {
  const table = openTable(name, options);
  return {
    put: async (round, kind, place, value) => {
      await putFirst(table, { ...bodyKey(kind, place), round, ...(await bodyOf(table, value)) });
      await putFirst(table, { ...signKey(kind, place), round });
    },
    get: async <T extends object>(round: number, kind: AnswerKind, place: number) => {
      const found = await table.get(bodyKey(kind, place));
      return found?.round === round ? (await valuesIn<T>(table, [found]))[0]! : null;
    },
    places: async (round, kind) => {
      const signs = await table.query(signKey(kind, 0).pk);
      return new Set(signs.filter((sign) => sign.round === round).map(({ sk }) => Number(sk)));
    },
    close: table.close,
  };
}

/** Refused is as good as done: this round's, or a later one's, lies there already. */
async function putFirst(table: Table, item: Item & { readonly round: number }): Promise<void> {
  const condition = { expression: "attribute_not_exists(pk) OR round < :round", values: { ":round": item.round } };
  for (let n = 0; (await table.put(item, condition)) === "unclear"; n++) {
    if (n === MOST_TRIES) throw table.busy();
    await table.pause(n);
  }
}
