import { lastDayOf, type Month } from "../domain/dates.ts";
import type { VisitGround } from "../domain/observation/ballots.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import type { VisitRules } from "../domain/observation/visit-score.ts";
import { directoryOf, findPerson } from "../domain/recipients.ts";
import { observationRuleOn } from "../rules/observation-rules.ts";
import { scoringRulesOn } from "../rules/scoring.ts";
import { parseObservationBlock } from "../views/observation.ts";
import type { JobInput } from "./job.ts";

type Known = Pick<JobInput, "reading" | "book" | "asOf" | "published">;

export function visitGround({ reading: { registry }, asOf }: Pick<Known, "reading" | "asOf">): VisitGround {
  const projects = new Map(registry.projects.map((project) => [project.code, project]));
  const directory = directoryOf(registry, asOf);
  return {
    project: (code) => projects.get(code) ?? null,
    unitOfJudge: (judge) => findPerson(directory, judge, "")?.unit ?? null,
  };
}

/** The rules as they stood on the visit's last day. */
export const visitRules =
  ({ book }: Pick<Known, "book">) =>
  (visit: Month): VisitRules => ({
    rule: observationRuleOn(book, lastDayOf(visit)).value,
    ties: scoringRulesOn(book, lastDayOf(visit)).ties,
  });

export const publishedVisits = ({ published }: Pick<Known, "published">): readonly ObservationBlock[] =>
  published.filter(({ kind }) => kind === "observation").map(({ body }) => parseObservationBlock(body));
