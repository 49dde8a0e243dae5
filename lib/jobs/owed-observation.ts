import { addDays } from "../domain/dates.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { directoryOf, merge, reachResponsible, reachRole } from "../domain/recipients.ts";
import { ownLines, parseObservationBlock } from "../views/observation.ts";
import type { JobInput } from "./job.ts";
import { type Candidate, NO_ITEM, noticesOf } from "./owed.ts";

/** What visited units hear of their own projects. */
export const OBSERVATION_KINDS: readonly NoticeKind[] = ["observation-own"];

/** A published visit is news for so many days. */
const NEWS_DAYS = 31;

/** To the heads, office heads and contacts of each unit whose projects were visited: their own places and points, once published. Source: domain.md M13. */
export function observationNotices(
  input: Pick<JobInput, "published" | "asOf" | "reading" | "ledger">,
): readonly Notice[] {
  const { published, asOf, reading, ledger } = input;
  const since = addDays(asOf, -NEWS_DAYS);
  const fresh = published.filter(({ kind, at }) => kind === "observation" && dayAt(at) >= since);
  if (fresh.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  const candidates = fresh.flatMap(({ id, body, differences }): readonly Candidate[] => {
    const block = parseObservationBlock(body);
    return [...new Set(block.projects.map(({ unit }) => unit))].map((unit) => ({
      ...{ kind: "observation-own", subject: `${block.period}/${unit}`, level: id, due: "" },
      item: {
        ...NO_ITEM,
        ...{ tab: "observations", subject: block.period, unit },
        ...ownLines(block, unit, differences),
        facts: { unitName: unit },
      },
      reached: merge([
        reachRole(directory, unit, "主要负责人", "unit-head"),
        reachRole(directory, unit, "办公室主任", "office-head"),
        reachResponsible(directory, unit, null),
      ]),
    }));
  });
  return noticesOf(candidates, ledger);
}
