import { describe, expect, it, test } from "vitest";
import { titled, titleLines } from "../../../lib/views/documents/title.ts";

describe("a title", () => {
  const CASES: readonly (readonly [situation: string, title: string, lines: readonly string[]])[] = [
    ["of one line stays", "关于约谈甲县人民政府主要负责人的通知", ["关于约谈甲县人民政府主要负责人的通知"]],
    [
      "of just twenty characters stays",
      "一二三四五六七八九十一二三四五六七八九十",
      ["一二三四五六七八九十一二三四五六七八九十"],
    ],
    [
      "too long is broken between words, into even lines",
      "关于2026年上半年全市重点项目建设情况的通报",
      ["关于2026年上半年全市", "重点项目建设情况的通报"],
    ],
    [
      "counts the room between figures and Chinese, so that nothing is left over",
      "关于抓紧办理滨河路改造等30件事项的督办函",
      ["关于抓紧办理滨河路", "改造等30件事项的督办函"],
    ],
    [
      "for three lines has three",
      "甲市重点项目建设领导小组办公室关于2026年1至9月全市重点项目建设及重大基础设施项目前期工作推进情况的通报",
      [
        "甲市重点项目建设领导小组办公室",
        "关于2026年1至9月全市重点项目建设及",
        "重大基础设施项目前期工作推进情况的通报",
      ],
    ],
    ["with breaks of its own keeps them", `关于\n${"重".repeat(30)}`, ["关于", "重".repeat(30)]],
    ["that cannot be broken stays", "X".repeat(60), ["X".repeat(60)]],
    ["that is empty stays", "", [""]],
  ];
  test.each(CASES)("%s", (_, title, lines) => expect(titleLines(title).split("\n")).toEqual(lines));

  it("is broken in the fields that hold one, and nowhere else", () => {
    const long = "关于2026年上半年全市重点项目建设情况的通报";
    const fields = { 标题: long, 纪要标题: long, 会议: long, 章: [{ 标题: long }], 草稿: true };
    const broken = long.replace("全市", "全市\n");
    expect(titled(fields)).toEqual({ ...fields, 标题: broken, 纪要标题: broken });
  });
});
