import { lacksOf, type StartReadiness } from "../../domain/starts/readiness.ts";

/** Codes alone: the project, how ready it is, each of the six, and what it waits for with who owes it. */
export const readinessJson = (readiness: Omit<StartReadiness, "planned">) => ({
  project: readiness.file.project.code,
  state: readiness.state,
  matters: Object.fromEntries(readiness.matters.map(({ matter, state }) => [matter, state])),
  lacking: lacksOf(readiness).map(({ matter, step, unit }) => ({
    ...{ matter, unit, milestone: step?.key ?? null },
    ...{ planned: step?.planned ?? null, daysLate: step?.daysLate ?? null },
  })),
});
