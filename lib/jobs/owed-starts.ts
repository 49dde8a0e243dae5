import { isValue } from "../domain/field.ts";
import type { CellRef } from "../domain/light.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { Duty, Reached } from "../domain/recipients.ts";
import type { BatchCheck, BatchChecks } from "../domain/starts/batch-checks.ts";
import { batchHonesty } from "../domain/starts/batch-honesty.ts";
import { askedRegistration, askedStart, startCell } from "../domain/starts/open-checks.ts";
import { type CheckKind, checkName, registrationAsked, startAsked } from "../views/starts/check-asked.ts";
import { batchReviews, type ReviewInput } from "./batch-review.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";

/**
 * What a unit itself can still say of its start or its 入统, from the check's day on: to whoever is responsible, once; whoever was asked stays asked. A
 * record of 督查 is not a unit's to make. Source: domain.md M14.
 */
export function owedStartChecks(input: OwedInput, contacts: Contacts): Candidate[] {
  const open = batchReviews(input).flatMap((batch) => openChecks(batch, input));
  if (open.length === 0) return [];
  const asked = askedBefore(input.ledger.notices.values());
  return open.map((one) => candidateOf(one, input, contacts, asked));
}

interface OpenCheck {
  readonly kind: CheckKind;
  readonly batch: BatchChecks;
  readonly check: BatchCheck;
}

function openChecks(batch: BatchChecks, { asOf }: OwedInput): readonly OpenCheck[] {
  const { start, registration } = batch.days;
  return batch.checks.flatMap((check): readonly OpenCheck[] => [
    ...(asOf >= start.day && askedStart(check) ? [{ kind: "start", batch, check } as const] : []),
    ...(asOf >= registration.day && askedRegistration(check) ? [{ kind: "registration", batch, check } as const] : []),
  ]);
}

/** By subject, whom it left to already in the unit. */
const askedBefore = (notices: Iterable<NoticeRecord>): ReadonlyMap<string, readonly NoticeRecord[]> =>
  Map.groupBy(
    [...notices].filter(
      ({ kind, state, item }) => kind === "start-check" && state === "sent" && item.facts.duty !== "admin",
    ),
    ({ key }) => partsOf(key).subject,
  );

function candidateOf(
  { kind, batch, check }: OpenCheck,
  input: OwedInput,
  contacts: Contacts,
  asked: ReadonlyMap<string, readonly NoticeRecord[]>,
): Candidate {
  const { project } = check.file!;
  const subject = `${project.code}/${batch.block.batch}/${kind}`;
  const cell = cellToFill(kind, check);
  const place = placeOf(input, cell);
  const person = isValue(project.responsiblePerson) ? project.responsiblePerson : null;
  const words = kind === "start" ? startAsked : registrationAsked;
  return {
    ...{ kind: "start-check", subject, level: "", due: "" },
    item: {
      ...NO_ITEM,
      ...words(batch, check, place, input.asOf),
      ...{ workbook: cell.workbook, tab: cell.tab, subject: cell.key, cell: cellOf(place) },
      unit: project.responsibleUnit,
      ...{ project: project.code, projectName: project.name, name: checkName(kind, batch.block.batch) },
      due: batch.days[kind].day,
      facts: { place },
    },
    reached: reachedAgain(asked.get(subject) ?? []) ?? contacts.responsible(project.responsibleUnit, person),
  };
}

function cellToFill(kind: CheckKind, check: BatchCheck): CellRef {
  const { workbook, key } = check.file!.project;
  return kind === "start" ? startCell(check) : { workbook, tab: "projects", key, field: "registeredOn" };
}

const reachedAgain = (records: readonly NoticeRecord[]): Reached | null =>
  records.length === 0
    ? null
    : {
        told: records.map(({ recipient, item }) => ({ address: recipient, duty: item.facts.duty as Duty })),
        gaps: [],
      };

/** For the admins' summary: announced and not shown to have started, or not in the statistics, once the days for it are over. */
export function startCheckFigures(input: ReviewInput): Readonly<Record<string, number>> {
  const counts = batchReviews(input).map((batch) => batchHonesty(batch, input.asOf));
  const open = (which: "starts" | "registrations"): number =>
    counts.reduce((sum, { [which]: { due, others } }) => sum + (due ? others.length : 0), 0);
  const [unproven, unregistered] = [open("starts"), open("registrations")];
  return {
    ...(unproven === 0 ? {} : { startsUnproven: unproven }),
    ...(unregistered === 0 ? {} : { startsUnregistered: unregistered }),
  };
}
