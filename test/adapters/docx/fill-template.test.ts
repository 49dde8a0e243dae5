import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fillTemplate } from "../../../lib/adapters/docx/fill-template.ts";
import { parseXml } from "../../../lib/adapters/xlsx/xml-tree.ts";
import type { Fields } from "../../../lib/domain/document-draft.ts";
import type { FieldCatalogue } from "../../../lib/ports/document-fields.ts";
import { p, partOf, row, table, textLines, tinyDocx } from "./tiny.ts";

const TEXT = { is: "text", what: "" } as const;
const CATALOGUE: FieldCatalogue = {
  标题: TEXT,
  草稿: { is: "condition", what: "" },
  段落: { is: "loop", what: "", of: { 正文: TEXT } },
};
const FIELDS: Fields = { 标题: "通报", 草稿: false, 段落: [{ 正文: "甲" }, { 正文: "乙" }, { 正文: "丙" }] };

const filled = (body: string, fields: Fields = FIELDS): Uint8Array =>
  fillTemplate("t.docx", tinyDocx(body), CATALOGUE, fields);
const lines = (body: string, fields?: Fields): readonly string[] => textLines(partOf(filled(body, fields)));
const written = (标题: string): string => lines(p("{标题}"), { ...FIELDS, 标题 })[0]!;

describe("a template filled", () => {
  it("has a paragraph for each round, and none where only a loop's sign stood", () => {
    expect(lines(p("{#段落}") + p("{正文}") + p("{/段落}"))).toEqual(["甲", "乙", "丙"]);
  });

  it("has a row for each round", () => {
    expect(lines(table(row(p("名")), row(p("{#段落}{正文}{/段落}"))))).toEqual(["名", "甲乙丙"]);
    expect(lines(table(row(p("名"), p("次")), row(p("{#段落}{正文}"), p("一{/段落}"))))).toEqual([
      "名 | 次",
      "甲 | 一",
      "乙 | 一",
      "丙 | 一",
    ]);
  });

  it("knows the first and the last round, and whether there is any", () => {
    const inside = "{#首}首{/首}{正文}{^末}、{/末}";
    expect(lines(p(`{#段落}${inside}{/段落}{#有段落}。{/有段落}`))).toEqual(["首甲、乙、丙。"]);
    expect(lines(p(`{#段落}${inside}{/段落}{^有段落}无{/有段落}`), { ...FIELDS, 段落: [] })).toEqual(["无"]);
    expect(lines(p("{#有标题}有{/有标题}{^有标题}空{/有标题}"), { ...FIELDS, 标题: "" })).toEqual(["空"]);
  });

  it("has the same bytes for the same fields", () => {
    const body = p("{标题}") + p("{#段落}") + p("{正文}") + p("{/段落}");
    expect(Buffer.from(filled(body)).equals(Buffer.from(filled(body)))).toBe(true);
    expect(Buffer.from(filled(body)).equals(Buffer.from(filled(body, { ...FIELDS, 标题: "函" })))).toBe(false);
  });

  it("takes a placeholder that was cut over several runs", () => {
    expect(lines(p("关于", "{", "标", "题", "}", "的函"))).toEqual(["关于通报的函"]);
  });
});

describe("a value is text", () => {
  const CASES: readonly (readonly [situation: string, value: string, expected: string])[] = [
    ["with braces, which ask for nothing", "{标题}{#段落}{/段落}{", "{标题}{#段落}{/段落}{"],
    ["with markup", '<w:p/>&amp;<![CDATA[x]]>"', '<w:p/>&amp;<![CDATA[x]]>"'],
    ["with breaks of any kind, which are breaks", "一\n二\r\n三\r四\u2028五", "一⏎二⏎三⏎四⏎五"],
    ["with a tab, which is a space", "一\t二", "一 二"],
    ["with control characters, which are dropped", "一\u0000\u0007\u001b二\u009f", "一二"],
    ["with marks that turn the writing, which are dropped", "甲\u202e乙\u2066丙\u200b", "甲乙丙"],
    ["with half a surrogate pair, which is told as lost", "一\ud83d二", "一\ufffd二"],
    ["with what is no character, which is dropped", "一\uffff\ufffe二", "一二"],
    ["with signs beyond the first plane", "𠮷野家😀", "𠮷野家😀"],
  ];
  test.each(CASES)("%s", (_, value, expected) => expect(written(value)).toBe(expected));

  it("whatever it is: the paper stays well-formed and asks for nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const xml = partOf(filled(p("{标题}"), { ...FIELDS, 标题: value }));
        expect(() => parseXml(xml, "document")).not.toThrow();
        expect(xml.match(/<w:p>/g)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });
});

describe("fields not given, or of another shape, are a bug", () => {
  const CASES: readonly (readonly [situation: string, fields: Fields, path: string])[] = [
    ["a text", { 草稿: true, 段落: [] }, "标题 is missing or is no text"],
    ["a condition", { 标题: "", 段落: [], 草稿: "是" }, "草稿 is missing or is no condition"],
    ["a loop", { 标题: "", 草稿: true, 段落: "甲" }, "段落 is missing or is no loop"],
    ["a text of a round", { 标题: "", 草稿: true, 段落: [{ 正文: "甲" }, {}] }, "段落.正文 is missing or is no text"],
    ["a text that every object has", Object.create({ 标题: "甲" }), "标题 is missing or is no text"],
  ];
  test.each(CASES)("%s", (_, fields, path) => expect(() => filled(p("{标题}"), fields)).toThrow(path));
});
