import type { PlainDate } from "../domain/dates.ts";
import { publicLink } from "../domain/publication/public-link.ts";
import { listRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";

/** Words of public texts that are neither a person's name nor personal data, though they look like it. 无 = none. */
const CLEARED_WORDS = listRule({
  name: "公开放行词",
  entries: [{ from: FROM, value: ["无"], source: "《政府信息公开条例》第十七条：公开前由本机关审查" }],
});

/** Where people reach the public site, with a slash at its end; "" = not said: news go from where they lie. */
const SITE_ADDRESS: RuleDef<string> = {
  rule: {
    name: "公开网址",
    entries: [{ from: FROM, value: "", source: "RSS 2.0 与 RFC 4287：没有网址时，链接从文件所在处算起" }],
  },
  hint: "请填公开网站首页所在的网址，如 https://www.example.gov.cn/zdxm/；没有的填 无",
  parse: (text) => (text === "无" ? "" : siteAddress(text)),
  show: (value) => value || "无",
};

function siteAddress(text: string): string | undefined {
  const link = /[?#]/u.test(text) ? null : publicLink(text);
  return link === null ? undefined : link.replace(/\/?$/u, "/");
}

export const PUBLICATION_RULES: readonly RuleDef<unknown>[] = [CLEARED_WORDS, SITE_ADDRESS];

export const clearedWordsOn = (book: Rulebook, day: PlainDate): readonly string[] =>
  ruleOn(book, CLEARED_WORDS, day).value.filter((word) => word !== "无");

export const siteAddressOn = (book: Rulebook, day: PlainDate): string => ruleOn(book, SITE_ADDRESS, day).value;
