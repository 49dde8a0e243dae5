import { describe, expect, test } from "vitest";
import { textTable, textWidth } from "../../lib/views/text-table.ts";

describe("a table of text", () => {
  test("Chinese characters and full-width signs take two columns, letters one, marks of direction and accents none", () => {
    expect(["环评", "「主体」", "P-031", "①", "－5", "e\u0301", "\u202e甲", "𠮷"].map(textWidth)).toEqual([
      4, 8, 5, 1, 3, 1, 2, 2,
    ]);
  });

  test("columns begin at the same place in every line, numbers end at the same place, nothing trails", () => {
    const columns = [{ header: "序号", right: true as const }, { header: "节点" }, { header: "关键" }];
    expect(
      textTable(columns, [
        ["5", "环评", "关键"],
        ["110", "EPC 招标", ""],
      ]),
    ).toEqual(["序号  节点      关键", "   5  环评      关键", " 110  EPC 招标"]);
  });
});
