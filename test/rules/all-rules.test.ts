import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { NO_OVERRIDES, type RuleDef, rulesInForce } from "../../lib/rules/rulebook.ts";

const ROOM = new URL("../../lib/rules/", import.meta.url);
const isRuleDef = (value: unknown): value is RuleDef<unknown> =>
  typeof value === "object" && value !== null && "rule" in value && "parse" in value && "hint" in value;

/** Rule definitions exported by a module, alone or in lists and records. */
async function exportedRules(file: string): Promise<readonly RuleDef<unknown>[]> {
  const room: Record<string, unknown> = await import(new URL(file, ROOM).href);
  const values = Object.values(room).flatMap((value) => (isRuleDef(value) ? [value] : Object.values(value ?? {})));
  return values.filter(isRuleDef);
}

describe("the rules the tab 规则 knows", () => {
  it("hold every rule that any file of the room defines", async () => {
    const files = readdirSync(ROOM).filter((file) => file.endsWith(".ts"));
    const defined = (await Promise.all(files.map(exportedRules))).flat().map((def) => def.rule.name);
    const known = new Set(ALL_RULES.map((def) => def.rule.name));
    expect([...new Set(defined)].filter((name) => !known.has(name))).toEqual([]);
  });

  it("have names of their own", () => {
    const names = ALL_RULES.map((def) => def.rule.name.replace(/\s/g, ""));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("name their source and their entries ascend", () => {
    for (const { rule, hint } of ALL_RULES) {
      expect([rule.name, hint.length > 0, rule.entries.length > 0]).toEqual([rule.name, true, true]);
      expect(rule.entries.every(({ source }) => source.length > 1)).toBe(true);
      expect(rule.entries.map(({ from }) => from)).toEqual(rule.entries.map(({ from }) => from).toSorted());
    }
  });

  it("refuse nonsense and show every value in force in words", () => {
    for (const def of ALL_RULES) expect([def.rule.name, def.parse("")]).toEqual([def.rule.name, undefined]);
    for (const listed of rulesInForce(NO_OVERRIDES, ALL_RULES, "2026-06-12")) {
      expect([listed.name, listed.value.length > 0, listed.overridden]).toEqual([listed.name, true, false]);
      expect(listed.value).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
