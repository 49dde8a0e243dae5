import type { Disclosure } from "../registry.ts";

export type DecisionKind = "permit" | "penalty";

/** Where it was found that a row is a permit or a penalty: its 文书类型, the milestone of its name, or its 事项. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly seen: "row" | "milestone" | "item";
}

const KINDS: Readonly<Record<Disclosure["documentType"], DecisionKind | null>> = {
  行政许可: "permit",
  行政处罚: "penalty",
  其他: null,
};

/** 办事指南 of a permit is no decision. */
const SERVICE = "批准服务";
const PENALTY = /行政处罚|处罚(?:决定|信息|情况)/;
const PERMIT = /许可/;

/** The stricter of what is said of a row: whoever calls a permit 其他 has no longer term. `ofMilestone`: 文书类型 of the milestone the row came from. */
export function decisionOf(
  { documentType, category, item }: Pick<Disclosure, "documentType" | "category" | "item">,
  ofMilestone: Disclosure["documentType"],
): Decision | null {
  const own = KINDS[documentType];
  if (own !== null) return { kind: own, seen: "row" };
  const milestone = KINDS[ofMilestone];
  if (milestone !== null) return { kind: milestone, seen: "milestone" };
  if (category === SERVICE) return null;
  if (PENALTY.test(item)) return { kind: "penalty", seen: "item" };
  return PERMIT.test(item) ? { kind: "permit", seen: "item" } : null;
}
