import type { PlainDate } from "../domain/dates.ts";
import { listRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

const FROM: PlainDate = "2025-01-01";

/** Words of public texts that are neither a person's name nor personal data, though they look like it. 无 = none. */
const CLEARED_WORDS = listRule({
  name: "公开放行词",
  entries: [{ from: FROM, value: ["无"], source: "《政府信息公开条例》第十七条：公开前由本机关审查" }],
});

export const PUBLICATION_RULES: readonly RuleDef<unknown>[] = [CLEARED_WORDS];

export const clearedWordsOn = (book: Rulebook, day: PlainDate): readonly string[] =>
  ruleOn(book, CLEARED_WORDS, day).value.filter((word) => word !== "无");
