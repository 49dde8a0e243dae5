import { DEADLINE_RULES } from "./deadlines.ts";
import { MILESTONE_RULES } from "./milestone-rules.ts";
import { READING_RULES } from "./reading-rules.ts";
import type { RuleDef } from "./rulebook.ts";

/** Every parameter the tab 规则 knows. A new rule is one more entry of its list: a name missing here is refused as unknown. */
export const ALL_RULES: readonly RuleDef<unknown>[] = [...READING_RULES, ...DEADLINE_RULES, ...MILESTONE_RULES];
