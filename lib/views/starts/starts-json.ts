import type { PlainDate } from "../../domain/dates.ts";
import type { BatchChecks } from "../../domain/starts/batch-checks.ts";
import { batchHonesty } from "../../domain/starts/batch-honesty.ts";
import { readinessJson } from "./readiness-json.ts";
import type { StartsTold } from "./starts-text.ts";

/** Money in whole 元. */
export const startsJson = (told: StartsTold): object => ({
  version: 1,
  ...{ asOf: told.asOf, batch: told.batch, day: told.day },
  candidates: told.candidates.map((one) => ({ ...readinessJson(one), planned: one.planned })),
  suggestions: told.suggestions.map(({ kind, readiness }) => ({ kind, project: readiness.file.project.code })),
  list: told.list.block.entries,
  faults: told.list.faults.map(({ because, projects }) => ({ because, projects: projects.map(({ code }) => code) })),
  figures: told.figures,
  confirmed: told.confirmed,
  setAside: told.setAside,
  checks: told.checks === null ? null : checksJson(told.checks, told.asOf),
  before: told.before === null ? null : checksJson(told.before, told.asOf),
});

export function checksJson(batch: BatchChecks, asOf: PlainDate): object {
  const { starts, registrations } = batchHonesty(batch, asOf);
  return {
    ...{ batch: batch.block.batch, day: batch.block.day, confirmed: batch.confirmed },
    startDay: batch.days.start.day,
    registrationDay: batch.days.registration.day,
    starts: { due: starts.due, cases: starts.cases, good: starts.good },
    registrations: { due: registrations.due, cases: registrations.cases, good: registrations.good },
    projects: batch.checks.map((check) => ({
      ...{ project: check.entry.project, start: check.start, startedOn: check.startedOn, lacks: check.lacks },
      ...{ inspection: check.inspection?.code ?? null, beforeCeremony: check.beforeCeremony },
      ...{ registration: check.registration, registeredOn: check.registeredOn },
    })),
  };
}
