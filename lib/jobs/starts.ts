import type { Month, PlainDate } from "../domain/dates.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { type BatchRule, batchDay } from "../domain/starts/batch.ts";
import type { StartBatchDraft } from "../domain/starts/batch-block.ts";
import { type BatchList, batchList, isBlocking, type StartFigures, startFigures } from "../domain/starts/batch-list.ts";
import {
  isCandidate,
  type ReadinessInput,
  readinessOf,
  type StartReadiness,
  type StartSuggestion,
  startedBefore,
  startSuggestions,
} from "../domain/starts/readiness.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { batchRuleOn } from "../rules/start-rules.ts";
import { startsFields, startsText, startsTitle } from "../views/documents/starts.ts";
import { proposeDocument } from "./document-proposal.ts";
import { registryDigest } from "./drafting.ts";
import type { JobInput } from "./job.ts";

/** A batch as it is being made ready. */
export interface BatchInPreparation {
  readonly batch: Month;
  readonly day: PlainDate;
  readonly rule: RuleInForce<BatchRule>;
  /** Earliest 计划开工 first, those without one last. */
  readonly candidates: readonly StartReadiness[];
  readonly suggestions: readonly StartSuggestion[];
  readonly list: BatchList;
  readonly figures: StartFigures;
}

/** The last working day of the batch's month, where nobody named another. */
export const ceremonyOf = ({ calendar }: Pick<JobInput, "calendar">, batch: Month): PlainDate =>
  batchDay(calendar, batch).day;

/** Readiness, list and figures of a batch (2026-05) on the as-of day. */
export function batchOfStarts(input: JobInput, batch: Month, day = ceremonyOf(input, batch)): BatchInPreparation {
  const { asOf, book } = input;
  const judgement = input.judge(asOf, null);
  const all = readinessOfAll(judgement).toSorted(earliestFirst);
  const candidates = all.filter((one) => isCandidate(one, batch));
  const looked = all.filter((one) => isCandidate(one, batch) || startedBefore(one, batch, day));
  const projects = judgement.files.map(({ project }) => project);
  const list = batchList({ batch, day, projects, members: judgement.list.members });
  return {
    ...{ batch, day, candidates, list },
    rule: batchRuleOn(book, asOf),
    suggestions: startSuggestions(looked, batch),
    figures: startFigures(list.block.entries, readingRules(book, asOf).categories),
  };
}

/** How ready the projects on the list are; each is looked at once. */
function readinessOfAll(judgement: Judgement): readonly StartReadiness[] {
  const input = readinessInput(judgement);
  return judgement.listed.map((file) => readinessOf(file, input));
}

export function readinessInput({ milestones, projects, asOf }: Judgement): ReadinessInput {
  const steps = Map.groupBy(milestones, ({ project }) => project);
  const exempt = new Set(projects.filter(({ exemption }) => exemption !== null).map(({ key }) => key));
  return { asOf, milestonesOf: (code) => steps.get(code) ?? [], isExempt: (code) => exempt.has(code) };
}

const dayOf = ({ planned }: StartReadiness): PlainDate => planned ?? "9999-12-31";

const earliestFirst = (a: StartReadiness, b: StartReadiness): number =>
  dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.file.project.code < b.file.project.code ? -1 : 1;

export interface ProposedStarts {
  readonly starts: BatchInPreparation;
  /** null: the list is empty, a row has no 会场, or there is not exactly one 主会场 (`starts.list.faults` say which). */
  readonly proposal: DraftProposal | null;
}

/**
 * The notice of a batch with its list, on its way into the drafts: `proposeStarts(input, "2026-05")`, with `input` of `look` for the day it is drawn on (about
 * the 20th of February, May, August and November); the ceremony is on the month's last working day unless `day` says another. Give `proposal` to
 * recordDraft, then let an admin confirm it: from then on the block in its body is the batch, whatever the sheet says. Projects that are not ready are
 * in it all the same; they are named to the admin in `starts.suggestions`.
 */
export function proposeStarts(input: JobInput, batch: Month, day?: PlainDate): ProposedStarts {
  const starts = batchOfStarts(input, batch, day);
  return { starts, proposal: starts.list.faults.some(isBlocking) ? null : proposalOf(input, starts) };
}

function proposalOf(input: JobInput, { list: { block }, figures, rule }: BatchInPreparation): DraftProposal {
  const units = block.entries.flatMap(({ unit, county }) => [unit, county]);
  const draft: StartBatchDraft & { readonly document: "集中开工通知" } = {
    document: "集中开工通知",
    title: startsTitle(block),
    asOf: input.asOf,
    period: block.batch,
    numbered: true,
    fields: startsFields(block, { figures, rule: rule.value, office: officeNameOn(input.book, input.asOf) }),
    readers: { units: [...new Set(units)].sort(), leaders: true },
    text: startsText(block),
    starts: block,
  };
  return proposeDocument(draft, {
    inputDigest: registryDigest(input.reading.registry),
    rulesDigest: input.rulesDigest,
  });
}
