import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hides, queryOf, searchOf } from "../../../lib/views/board/browser/address.ts";
import { ALL_PROJECTS, BOARD_FIELDS, type BoardQuery, readBoardQuery } from "../../../lib/views/board/query.ts";

const query = (asked: Partial<BoardQuery>): BoardQuery => ({ ...ALL_PROJECTS, ...asked });

describe("the address of the board", () => {
  it("holds what is asked for and nothing else", () => {
    expect(searchOf(query({ light: "红", q: "a&b" }), "")).toBe(`?light=${encodeURIComponent("红")}&q=a%26b`);
    expect(searchOf(ALL_PROJECTS, "?light=x&q=y")).toBe("");
  });

  it("keeps what is not its own", () => {
    expect(searchOf(query({ sort: "code" }), "?wall=1&light=x&seconds=30")).toBe("?wall=1&seconds=30&sort=code");
  });

  it("is read by the script as by the server", () => {
    const text = fc.stringMatching(/^[一-龥a-z0-9 &=+%#]{0,12}$/);
    fc.assert(
      fc.property(fc.record(Object.fromEntries(BOARD_FIELDS.map((field) => [field, text]))), (asked) => {
        const plain = { ...query(asked), sort: "code" };
        const search = searchOf(plain, "");
        expect(queryOf(search)).toEqual(readBoardQuery(new URLSearchParams(search)));
      }),
    );
  });

  it("names are read as cells are, what is looked for stays as it was typed", () => {
    const search = searchOf(query({ county: "丁县（试验区）", q: "（试验" }), "");
    const read = query({ county: "丁县(试验区)", q: "（试验" });
    expect([queryOf(search), readBoardQuery(new URLSearchParams(search))]).toEqual([read, read]);
  });

  it("a sort hides nothing, everything else does", () => {
    expect(BOARD_FIELDS.filter((field) => hides(query({ [field]: "x" })))).toEqual(
      BOARD_FIELDS.filter((field) => field !== "sort"),
    );
  });
});
