import { describe, expect, it } from "vitest";
import { PUBLICATION_RULES } from "../../lib/rules/publication-rules.ts";

describe("公开网址", () => {
  const { parse, show } = PUBLICATION_RULES.find(({ rule }) => rule.name === "公开网址")!;

  it.each([
    ["https://www.example.gov.cn/zdxm", "https://www.example.gov.cn/zdxm/"],
    ["https://www.example.gov.cn/zdxm/", "https://www.example.gov.cn/zdxm/"],
    ["http://www.example.gov.cn", "http://www.example.gov.cn/"],
    ["无", ""],
  ])("%s", (typed, address) => expect(parse(typed)).toBe(address));

  it.each([
    "www.example.gov.cn",
    "https://10.0.0.7/",
    "https://a:b@example.gov.cn/",
    "https://example.gov.cn/?a=1",
    "https://example.gov.cn/#b",
    "javascript:alert(1)",
  ])("refuses %s", (typed) => expect(parse(typed)).toBeUndefined());

  it("is shown as it was typed", () => {
    expect(show("")).toBe("无");
    expect(show("https://www.example.gov.cn/")).toBe("https://www.example.gov.cn/");
  });
});
