import { lastDayOf, monthOf, type PlainDate } from "../../domain/dates.ts";
import { asksSomething, type Finding } from "../../domain/finding.ts";
import type { Judgement } from "../../domain/judgement.ts";
import type { Light } from "../../domain/light.ts";
import { isOnYearList } from "../../domain/list-change/list-sums.ts";
import { type ProgressSums, progressSums } from "../../domain/progress-sums.ts";
import type { Mail } from "../../ports/mailer.ts";
import { look } from "../look.ts";
import type { Outside } from "../outside.ts";
import type { RehearsedDay } from "./days.ts";
import type { Act } from "./desk.ts";

/** What a rehearsal keeps of its days: counts, and of each month how it stood on its last day. */
export interface RehearsalRecord {
  readonly days: PlainDate[];
  readonly acts: Act[];
  readonly failures: { readonly day: PlainDate; readonly what: string }[];
  readonly findings: FindingBook;
  readonly months: MonthStanding[];
  /** By recipient. */
  readonly letters: Map<string, KeptLetter>;
}

export interface MonthStanding {
  readonly month: string;
  readonly day: PlainDate;
  readonly lights: Readonly<Partial<Record<Light, number>>>;
  readonly sums: ProgressSums;
  readonly findings: number;
}

/** A letter somebody may want to read: of each person the one that says most. */
export interface KeptLetter {
  readonly to: string;
  readonly day: PlainDate;
  readonly subject: string;
  readonly text: string;
}

/** Bad cells by identity: raised once, mended once. */
export interface FindingBook {
  readonly open: Map<string, string>;
  readonly raised: Map<string, number>;
  readonly mended: Map<string, number>;
}

export const newRecord = (): RehearsalRecord => ({
  days: [],
  acts: [],
  failures: [],
  findings: { open: new Map(), raised: new Map(), mended: new Map() },
  months: [],
  letters: new Map(),
});

/** What a run says without anything being wrong. */
const NO_FAULT = ["rest-day"];

/** Takes down a day. The last day of a month, and the last of all, is judged once more for the month's line. */
export async function takeDown(
  record: RehearsalRecord,
  { day, outcome, acts, mails, outside }: RehearsedDay<Act>,
  isLast: boolean,
): Promise<void> {
  record.days.push(day);
  record.acts.push(...acts);
  if (outcome.state !== "done") record.failures.push({ day, what: outcome.state });
  for (const { code } of outcome.remarks) if (!NO_FAULT.includes(code)) record.failures.push({ day, what: code });
  for (const { to, state } of outcome.messages)
    if (state !== "sent") record.failures.push({ day, what: `${state} ${to}` });
  noteFindings(record.findings, outcome.findings.filter(asksSomething));
  for (const mail of mails) keepLetter(record, mail, day);
  if (day === lastDayOf(monthOf(day)) || isLast) record.months.push(await standingOn(day, outside, record));
}

function keepLetter({ letters }: RehearsalRecord, { to, subject, text: written }: Mail, day: PlainDate): void {
  const text = withoutRows(written);
  if (text.length > (letters.get(to)?.text.length ?? 0)) letters.set(to, { to, day, subject, text });
}

/** Which row of the sheet it is changes with every sorting: the report shall not. */
const withoutRows = (text: string): string =>
  text.replace(/第 [\d、–]+ 行(?:（[A-Z]+\d+）)?/g, "第 … 行").replace(/(「[^」]{1,10}」)[A-Z]{1,2}\d+/g, "$1…");

function noteFindings({ open, raised, mended }: FindingBook, found: readonly Finding[]): void {
  const now = new Map(found.map((finding) => [identityOf(finding), finding.code]));
  for (const [name, code] of open) if (!now.has(name)) count(mended, code);
  for (const [name, code] of now) if (!open.has(name)) count(raised, code);
  open.clear();
  for (const [name, code] of now) open.set(name, code);
}

const identityOf = ({ workbook, tab, key, header, code }: Finding): string =>
  JSON.stringify([workbook, tab, key, header, code]);

const count = (counts: Map<string, number>, name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);

/** Verdicts of the year's list: who waits in the pool is judged and not counted. */
export const yearListed = ({ projects, list }: Pick<Judgement, "projects" | "list">) =>
  projects.filter(({ key, file }) => list.members.has(key) && isOnYearList(file.project));

async function standingOn(
  day: PlainDate,
  outside: Outside,
  { findings }: Pick<RehearsalRecord, "findings">,
): Promise<MonthStanding> {
  const input = await look(outside, { asOf: day, period: null, knownAt: null });
  const listed = yearListed(input.judge(day, null));
  const lights: Partial<Record<Light, number>> = {};
  for (const { light } of listed) lights[light] = (lights[light] ?? 0) + 1;
  return { month: monthOf(day), day, lights, sums: progressSums(listed), findings: findings.open.size };
}
