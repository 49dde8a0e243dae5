import { describe, expect, it, test } from "vitest";
import { checkTemplate } from "../../../lib/adapters/docx/fill-template.ts";
import type { FieldCatalogue } from "../../../lib/ports/document-fields.ts";
import { PortError } from "../../../lib/ports/port-error.ts";
import type { TemplateFault } from "../../../lib/ports/template-fault.ts";
import { portErrorWords } from "../../../lib/views/refusals.ts";
import { p, row, table, tinyDocx } from "./tiny.ts";

const CATALOGUE: FieldCatalogue = {
  标题: { is: "text", what: "" },
  草稿: { is: "condition", what: "" },
  段落: { is: "loop", what: "", of: { 正文: { is: "text", what: "" } } },
  排名: {
    is: "loop",
    what: "",
    of: {
      组名: { is: "text", what: "" },
      行: { is: "loop", what: "", of: { 名次: { is: "text", what: "" }, 单位: { is: "text", what: "" } } },
    },
  },
};

function refusal(body: string): PortError {
  try {
    checkTemplate("通报.docx", tinyDocx(body), CATALOGUE);
  } catch (error) {
    if (error instanceof PortError) return error;
    throw error;
  }
  throw new Error("the template was taken");
}

const faultsOf = (body: string): readonly TemplateFault[] => JSON.parse(String(refusal(body).facts.faults));
const short = (body: string): readonly (readonly string[])[] =>
  faultsOf(body).map(({ placeholder, because, instead }) => [placeholder, because, instead]);

const loop = (...children: string[]): string => [p("{#排名}"), ...children, p("{/排名}")].join("");

describe("a placeholder at fault is told with what it should be", () => {
  const CASES: readonly (readonly [situation: string, body: string, faults: readonly (readonly string[])[]])[] = [
    ["misspelt", p("{标提}"), [["{标提}", "unknown", "{标题}"]]],
    ["misspelt and cut over three runs", p("关于{", "标", "提}的通报"), [["{标提}", "unknown", "{标题}"]]],
    ["like nothing known", p("{abcdefgh}"), [["{abcdefgh}", "unknown", ""]]],
    ["outside of its loop", p("{单位}"), [["{单位}", "elsewhere", "{#排名}{#行}"]]],
    ["never closed", p("{标题"), [["{标题", "unclosed", "{标题}"]]],
    [
      "closed in the next paragraph",
      p("{标题") + p("}"),
      [
        ["{标题", "unclosed", "{标题}"],
        ["}", "unopened", ""],
      ],
    ],
    ["never opened", p("标题}"), [["标题}", "unopened", ""]]],
    ["in full-width braces", p("｛标题｝"), [["｛标题｝", "full-width", "{标题}"]]],
    ["closed by a full-width brace", p("{标题｝"), [["{标题｝", "full-width", "{标题}"]]],
    ["with a full-width sign", p("{＃段落}"), [["{＃段落}", "full-width", "{#段落}"]]],
    ["with markup's sign", p("{@标题}"), [["{@标题}", "sign", "{标题}"]]],
    ["that changes the braces", p("{=[[ ]]=}"), [["{=[[ ]]=}", "sign", ""]]],
    ["a text as a loop", p("{#标题}") + p("{/标题}"), [["{#标题}", "not-a-loop", "{#有标题}"]]],
    ["a loop as a text", p("{段落}"), [["{段落}", "loop-as-text", ""]]],
    ["a condition as a text", p("{草稿}"), [["{草稿}", "loop-as-text", ""]]],
    ["a loop without an end", p("{#段落}") + p("{正文}"), [["{#段落}", "loop-unclosed", ""]]],
    ["an end without a loop", p("{/段落}"), [["{/段落}", "loop-unopened", ""]]],
    [
      "a beginning misspelt, its end as it should be: nothing else is at fault for it",
      [p("{#排各}"), p("{组名}"), p("{/排名}")].join(""),
      [["{#排各}", "unknown", "{#排名}"]],
    ],
    ["an end misspelt", loop(p("{组名}")).replace("{/排名}", "{/排各}"), [["{/排各}", "loop-unopened", "{/排名}"]]],
    ["loops crossed", p("{#段落}{#草稿}{/段落}{/草稿}"), [["{/段落}", "loop-crossed", "{/草稿}"]]],
    [
      "a loop from a table's cell to after the table",
      table(row(p("{#段落}{正文}"))) + p("{/段落}"),
      [["{/段落}", "loop-place", ""]],
    ],
    ["the first round asked outside of a loop", p("{#首}{/首}"), [["{#首}", "unknown", ""]]],
    ["a round's field where there is no round", p("{^段落}{正文}{/段落}"), [["{正文}", "elsewhere", "{#段落}"]]],
    [
      "what every object has",
      p("{constructor}{__proto__}{toString}"),
      [
        ["{constructor}", "unknown", ""],
        ["{__proto__}", "sign", ""],
        ["{toString}", "unknown", ""],
      ],
    ],
  ];
  test.each(CASES)("%s", (_, body, faults) => expect(short(body)).toEqual(faults));
});

describe("a template is taken", () => {
  const CASES: readonly (readonly [situation: string, body: string])[] = [
    ["with texts, loops and conditions", p("{ 标题 }") + p("{#草稿}草稿{/草稿}{^草稿}正式{/草稿}") + loop(p("{组名}"))],
    [
      "with a loop over the rows of a table",
      loop(table(row(p("名次"), p("单位")), row(p("{#行}{名次}"), p("{单位}{/行}")))),
    ],
    ["with an outer field inside a loop", loop(p("{标题}{组名}"))],
    [
      "with the conditions of texts, loops and rounds",
      p("{#有标题}{标题}{/有标题}{^有段落}无{/有段落}{#段落}{#首}一{/首}{^末}、{/末}{/段落}"),
    ],
    ["with no placeholder at all", p("正文")],
  ];
  test.each(CASES)("%s", (_, body) =>
    expect(() => checkTemplate("通报.docx", tinyDocx(body), CATALOGUE)).not.toThrow(),
  );
});

describe("all faults", () => {
  const body = p("关于{标提}的通报") + loop(p("{组各}")) + table(row(p("{#段落}{正文}"))) + p("{/段落}{标题");

  it("are told at once, in the order of the text, with the words around them", () => {
    expect(faultsOf(body).map(({ near, placeholder, because }) => [near, placeholder, because])).toEqual([
      ["关于{标提}的通报", "{标提}", "unknown"],
      ["{组各}", "{组各}", "unknown"],
      ["{/段落}{标题", "{/段落}", "loop-place"],
      ["{/段落}{标题", "{标题", "unclosed"],
    ]);
  });

  it("are words with file, place and way out", () => {
    const { code, facts } = refusal(body);
    expect(portErrorWords(code, facts)).toBe(
      [
        "公文模板 通报.docx 有 4 处占位符写错：",
        "- 正文“关于{标提}的通报”中的 {标提}：没有这个占位符，最接近 {标题}。",
        "- 正文“{组各}”中的 {组各}：没有这个占位符，最接近 {组名}。",
        "- 正文“{/段落}{标题”中的 {/段落}：开始和结束要在同一个单元格、同一张表的行内，或都在表外。",
        "- 正文“{/段落}{标题”中的 {标题：“{” 没有对应的 “}”，或两者不在同一段，请写成 {标题}。",
      ].join("\n"),
    );
  });
});
