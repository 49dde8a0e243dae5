import { addDays, addToMonth, type Month, monthOf, type PlainDate } from "../domain/dates.ts";
import { indexExemptions } from "../domain/exemption.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { Registry } from "../domain/registry.ts";
import { batchDay, checkDays } from "../domain/starts/batch.ts";
import type { StartBatchBlock } from "../domain/starts/batch-block.ts";
import { type BatchChecks, batchChecks } from "../domain/starts/batch-checks.ts";
import { batchList } from "../domain/starts/batch-list.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import { batchRuleOn } from "../rules/start-rules.ts";
import type { JobInput } from "./job.ts";

export interface ReviewInput {
  readonly asOf: PlainDate;
  readonly judgement: Judgement;
  readonly registry: Registry;
  readonly book: Rulebook;
  readonly calendar: OfficeCalendar;
  /** What was confirmed. */
  readonly startBatches: readonly StartBatchBlock[];
}

export const reviewInput = (input: JobInput): ReviewInput => ({
  ...{ asOf: input.asOf, book: input.book, calendar: input.calendar },
  judgement: input.judge(input.asOf, null),
  registry: input.reading.registry,
  startBatches: input.letters.startBatches,
});

/** A batch looked at again, once its day has come: the confirmed one, else the rows marked with it; null where there is neither. Rules as on its day. */
export function batchReview(input: ReviewInput, batch: Month): BatchChecks | null {
  const { asOf, judgement, registry, book, calendar } = input;
  const confirmed = input.startBatches.find((one) => one.batch === batch);
  const block = confirmed ?? markedBlock(input, batch);
  if (block.entries.length === 0 || block.day > asOf) return null;
  const rule = batchRuleOn(book, block.day).value;
  const concerned = new Set(block.entries.map(({ project }) => project));
  const own = <T>(rows: readonly T[], codeOf: (row: T) => string) =>
    Map.groupBy(
      rows.filter((row) => concerned.has(codeOf(row))),
      codeOf,
    );
  const files = own(judgement.files, ({ project }) => project.code);
  const steps = own(judgement.milestones, ({ project }) => project);
  const inspections = own(registry.inspections, ({ project }) => project);
  return batchChecks({
    ...{ block, asOf, rule, confirmed: confirmed !== undefined, days: checkDays(calendar, rule, block.day) },
    fileOf: (project) => files.get(project)?.[0],
    milestonesOf: (project) => steps.get(project) ?? [],
    inspectionsOf: (project) => inspections.get(project) ?? [],
    exemptions: indexExemptions(registry.exemptions),
    adjustments: registry.adjustments,
  });
}

function markedBlock({ judgement, calendar }: ReviewInput, batch: Month): StartBatchBlock {
  const projects = judgement.files.map(({ project }) => project);
  const day = batchDay(calendar, batch).day;
  return batchList({ batch, day, projects, members: judgement.list.members }).block;
}

/** A batch is asked about for so long after its day: beyond its last check, and until the next one takes its place. */
const ASKED_DAYS = 120;
const MONTHS_BACK = 5;

/** Notices and figures of one run ask for the same. */
const reviewed = new WeakMap<ReviewInput, readonly BatchChecks[]>();

/** The batches whose checks may be open on the as-of day, oldest first. */
export function batchReviews(input: ReviewInput): readonly BatchChecks[] {
  const found = reviewed.get(input) ?? openReviews(input);
  reviewed.set(input, found);
  return found;
}

function openReviews(input: ReviewInput): readonly BatchChecks[] {
  const marked = new Set(input.registry.projects.map(({ startBatch }) => startBatch));
  const known = new Set(input.startBatches.map(({ batch }) => batch));
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, back) => addToMonth(monthOf(input.asOf), -back)).reverse();
  return months
    .filter((month) => marked.has(month) || known.has(month))
    .flatMap((month) => batchReview(input, month) ?? [])
    .filter(({ block }) => addDays(block.day, ASKED_DAYS) >= input.asOf);
}
