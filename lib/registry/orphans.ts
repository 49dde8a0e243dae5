import type { Finding } from "../domain/finding.ts";
import type { Orphans } from "../domain/judge-input.ts";
import type { Reading } from "./reading.ts";

const TABS = ["milestones", "monthlyReports", "monthlyPlans"] as const satisfies readonly (keyof Orphans)[];
const CODE = "project-unknown";

/** Rows set aside for nothing but that their project has no row: those of a project that stays on the list count with it. */
export function orphansOf({ tabs, findings }: Pick<Reading, "tabs" | "findings">): Orphans {
  const found = Map.groupBy(findings, ({ tab, key }) => `${tab}/${key}`);
  const onlyOrphaned = (tab: string, key: unknown): boolean => {
    const own = found.get(`${tab}/${key}`) ?? [];
    return own.length === 1 && own[0]!.code === CODE;
  };
  const rows = TABS.map((tab) => {
    const readings = tabs.get(tab) ?? [];
    return [tab, readings.flatMap(({ aside }) => [...aside.values()]).filter(({ key }) => onlyOrphaned(tab, key))];
  });
  return Object.fromEntries(rows) as Orphans;
}

/** Without what is said of each child of a project whose own finding says that its row is gone. */
export function withoutOrphansOf(
  findings: readonly Finding[],
  kept: readonly { readonly code: string }[],
): readonly Finding[] {
  if (kept.length === 0) return findings;
  const codes = new Set(kept.map(({ code }) => code));
  return findings.filter(
    ({ code, key }) => code !== CODE || !codes.has(key.slice(0, Math.max(0, key.lastIndexOf("/")))),
  );
}
