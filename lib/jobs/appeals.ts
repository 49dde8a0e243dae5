import { isAccepted, isConcluded, objectionsTo } from "../domain/appeals.ts";
import { periodKind } from "../domain/assessment/periods.ts";
import { type Consulted, lastConsultation, objectionDay } from "../domain/consultation.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { Notice } from "../domain/notice.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import { type Directory, directoryOf } from "../domain/recipients.ts";
import type { Appeal } from "../domain/registry.ts";
import type { DraftRecord, Store, StoreLock } from "../ports/store.ts";
import { answeredWords, openAppealLines } from "../views/appeal-words.ts";
import type { ConsultationStanding } from "../views/consultation.ts";
import { isConsultable } from "./consulted.ts";
import type { JobInput } from "./job.ts";
import { type Candidate, NO_ITEM, noticesOf } from "./owed.ts";
import { toAdmins } from "./owed-admin.ts";

const KINDS = { month: "ranking", quarter: "quarter", year: "year" } as const;

/** The last day on which the result of a period could be objected to: the circular day, or a later one that units were told. */
export function lastDayOf(calendar: OfficeCalendar, consulted: readonly Consulted[], period: string): PlainDate {
  const circular = objectionDay(calendar, period);
  const told = lastConsultation(consulted, KINDS[periodKind(period) ?? "month"], period);
  return told !== null && told > circular ? told : circular;
}

/** Of a day: all that wait for a conclusion. */
export function appealNotices(input: JobInput): readonly Notice[] {
  const { asOf, calendar, consulted, reading, ledger } = input;
  const { appeals } = reading.registry;
  if (appeals.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  return noticesOf(owedAppeals({ asOf, calendar, consulted, directory, appeals }), ledger);
}

interface AppealInput {
  readonly asOf: PlainDate;
  readonly calendar: OfficeCalendar;
  readonly consulted: readonly Consulted[];
  readonly directory: Directory;
  readonly appeals: readonly Appeal[];
}

/** Each objection without a conclusion, to the admins, once; whether it came in time is said. */
const owedAppeals = ({ asOf, calendar, consulted, directory, appeals }: AppealInput): readonly Candidate[] =>
  appeals
    .filter((appeal) => !isConcluded(appeal))
    .map((appeal) =>
      toAdmins(directory, "admin-alert", `appeal/${appeal.key}`, "", {
        ...NO_ITEM,
        ...{ workbook: appeal.workbook, tab: "appeals", subject: appeal.code, unit: appeal.unit },
        ...openAppealLines(appeal, lastDayOf(calendar, consulted, appeal.period), asOf),
      }),
    );

/** How the consultation about a draft that waits stands; null for what nobody is consulted about. */
export function standingOf(
  { id, kind, period }: Pick<DraftRecord, "id" | "kind" | "period">,
  { calendar, consulted, appeals }: Pick<AppealInput, "calendar" | "consulted" | "appeals">,
): ConsultationStanding | null {
  if (!isConsultable(kind)) return null;
  const { open, late } = objectionsTo(period, appeals, lastDayOf(calendar, consulted, period));
  const keys = (list: readonly Appeal[]) => list.map(({ code }) => code);
  const until = consulted.find(({ draft }) => draft === id)?.until ?? null;
  return { until, open: keys(open), late: keys(late) };
}

const factName = (draft: string): string => `draft-answers:${draft}`;

/** What a draft answers, as its list names it; empty for the first of its period. */
export async function answersOf(store: Pick<Store, "fact">, draft: string): Promise<readonly string[]> {
  const text = await store.fact(factName(draft));
  return text === null ? [] : Object.values(JSON.parse(text) as Readonly<Record<string, string>>);
}

/** A result drawn again answers the objections accepted by then that no earlier draft of its period answers. */
export async function keepAnswers(
  store: Store,
  lock: StoreLock,
  draft: DraftRecord,
  appeals: readonly Appeal[],
): Promise<void> {
  if (!isConsultable(draft.kind)) return;
  const accepted = appeals.filter((appeal) => appeal.period === draft.period && isAccepted(appeal));
  const earlier = await store.drafts({ kind: draft.kind, period: draft.period });
  if (accepted.length === 0 || earlier.every(({ id }) => id === draft.id)) return;
  const before = await Promise.all(earlier.map(({ id }) => store.fact(factName(id))));
  const known = new Set(before.flatMap((text) => (text === null ? [] : Object.keys(JSON.parse(text) as object))));
  const answered = accepted.filter(({ key }) => !known.has(key)).map((appeal) => [appeal.key, answeredWords(appeal)]);
  if (answered.length === 0) return;
  await store.setFact(lock.token, factName(draft.id), JSON.stringify(Object.fromEntries(answered)));
}
