import type { Resources } from "./packaged.ts";

/** Names that a value refers to by Ref, Fn::GetAtt, Fn::Sub or DependsOn. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref") return [String(inner)];
    if (key === "Fn::GetAtt") return [String((inner as readonly unknown[])[0])];
    if (key === "DependsOn") return [inner].flat().map(String);
    if (key === "Fn::Sub") return [...String(inner).matchAll(/\$\{([\w:]+)/g)].map((found) => found[1]!);
    return referencesIn(inner);
  });
}

/** References to what neither the template nor CloudFormation itself has. */
export const strangeReferences = (resources: Resources): readonly string[] =>
  referencesIn(resources).filter((name) => resources[name] === undefined && !name.startsWith("AWS::"));
