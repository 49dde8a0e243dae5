import type { Finding } from "../domain/finding.ts";
import { textMark } from "../domain/notice-key.ts";
import type { StoreLock } from "../ports/store.ts";
import type { Decided } from "./decide.ts";
import type { Outside } from "./outside.ts";

/** How many findings were not there at the last daily run; 0 at the first one, which has nothing to compare with. */
export async function countNew(
  { store, workbook }: Outside,
  lock: StoreLock,
  { plans, findings }: Pick<Decided, "plans" | "findings">,
): Promise<number> {
  if (!plans.some(({ job }) => job === "daily")) return 0;
  const name = `findings:${workbook}`;
  const before = await store.fact(name);
  const marks = findings.map(markOf);
  await store.setFact(lock.token, name, JSON.stringify(marks));
  if (before === null) return 0;
  const known = new Set(JSON.parse(before) as readonly string[]);
  return marks.filter((mark) => !known.has(mark)).length;
}

/** A sort moves a finding's cell; what it is about stays. */
const markOf = ({ tab, key, header, code, found }: Finding): string =>
  textMark([tab, key, header, code, found].join("\n"));
