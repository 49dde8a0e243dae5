import { describe, expect, test } from "vitest";
import {
  documentNumber,
  highestNumber,
  type NumberAsked,
  type NumberBook,
  numbered,
  voided,
} from "../../lib/domain/document-number.ts";

const SERIES = { office: "重点办", kind: "letter/督办函", year: 2026 } as const;

describe("a number", () => {
  test("has the office's word, the kind, the year in 〔〕 and no padding", () => {
    expect(documentNumber(SERIES, 3)).toBe("重点办督函〔2026〕3号");
    expect(documentNumber({ ...SERIES, kind: "letter/约谈" }, 12)).toBe("重点办约函〔2026〕12号");
    expect(documentNumber({ ...SERIES, kind: "letter/提醒函" }, 1)).toBe("重点办提函〔2026〕1号");
    expect(documentNumber({ ...SERIES, kind: "交办单" }, 12)).toBe("重点办交办〔2026〕12号");
  });

  test("of a circular and one of a circular to one unit are told apart", () => {
    expect(documentNumber({ ...SERIES, kind: "通报" }, 3)).toBe("重点办通报〔2026〕3号");
    expect(documentNumber({ ...SERIES, kind: "letter/通报" }, 3)).toBe("重点办通函〔2026〕3号");
  });

  test("is counted on from the highest of its own office, kind and year, however it was typed", () => {
    const typed = [
      ...["重点办督函〔2026〕3号", "重点办督函[2026]7号", "重点办督函 （2026） 5号", "重点办督函〔2025〕40号"],
      ...["重点办约函〔2026〕9号", "督查室督函〔2026〕50号", "重点办督函〔2026〕号", "重点办督函〔２０２６〕６号"],
    ];
    expect(highestNumber(SERIES, typed)).toBe(7);
    expect(highestNumber(SERIES, ["重点办督函【2026】012号"])).toBe(12);
    expect(highestNumber(SERIES, [])).toBe(0);
  });
});

const asked = (draft: string, registered: readonly string[] = []): NumberAsked => ({
  ...{ draft, registered },
  by: "孙管",
  at: "2026-06-12T00:00:00.000Z",
});

const NEW: NumberBook = { series: SERIES, last: 0, taken: [] };

describe("the book of numbers", () => {
  test("gives each draft one number, and the same one when it asks again", () => {
    const first = numbered(NEW, asked("L-1"));
    const second = numbered(first.book, asked("L-2"));
    expect([first.n, second.n, numbered(second.book, asked("L-1")).n]).toEqual([1, 2, 1]);
    expect(numbered(second.book, asked("L-2")).book).toBe(second.book);
  });

  test("counts what people number by hand, also while a draft of ours waits with that very number", () => {
    const { book } = numbered(NEW, asked("L-1", ["重点办督函[2026]3号"]));
    expect(book.last).toBe(4);
    const again = numbered(book, asked("L-1", ["重点办督函[2026]3号", "重点办督函(2026)4号"]));
    expect(again.n).toBe(5);
    expect(again.book.taken.map(({ n, void: because }) => [n, because])).toEqual([
      [4, "typed-by-hand"],
      [5, null],
    ]);
  });

  test("never gives a void number out again", () => {
    const { book } = numbered(NEW, asked("L-1"));
    const void1 = voided(book, "L-1", "other-series");
    expect(numbered(void1, asked("L-1")).n).toBe(2);
    expect(numbered(void1, asked("L-2")).n).toBe(2);
    expect(voided(void1, "L-9", "other-series")).toBe(void1);
  });
});
