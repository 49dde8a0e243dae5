import type { Consulted } from "../domain/consultation.ts";
import type { Instant, Month, PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import type { History, RowHistory } from "../domain/history.ts";
import type { JudgeInput } from "../domain/judge-input.ts";
import { type Judgement, judge } from "../domain/judgement.ts";
import type { Ledger, NoticeKind } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import { dayAt, type OfficeCalendar } from "../domain/office-calendar.ts";
import type { CalendarRow, Person, Project, Registry } from "../domain/registry.ts";
import { toldDays } from "../domain/told-days.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoredHistory } from "../ports/store.ts";
import { asideRowsOf } from "../registry/aside-rows.ts";
import { readMoneyText, readPlannedDayText } from "../registry/cells/typed-values.ts";
import { goneTabs } from "../registry/gone-tabs.ts";
import { readHistory } from "../registry/history-rows.ts";
import { orphansOf } from "../registry/orphans.ts";
import { type Reading, readRegistry, readSettings, type Settings, wantedTitle } from "../registry/reading.ts";
import { ruleFindings } from "../registry/rule-findings.ts";
import { type UnreadTab, unreadTabName, unreadTabs } from "../registry/unread-tabs.ts";
import { type UnreadWorkbook, withBooks, workbooksNotRead } from "../registry/workbooks-not-read.ts";
import { ALL_RULES } from "../rules/all-rules.ts";
import { officeCalendarFor } from "../rules/deadlines.ts";
import { judgeRules } from "../rules/judge-rules.ts";
import { type ReadingRules, readingRules } from "../rules/reading-rules.ts";
import { NO_OVERRIDES, type Rulebook, type RuleProblem, readRulebook, rulesDigestInput } from "../rules/rulebook.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput, Published } from "./job.ts";
import type { LetterBook } from "./letter-book.ts";
import type { Outside } from "./outside.ts";
import { isAssumed } from "./told.ts";

/** What is known: the workbooks as read, and what the store remembers of them. */
export interface Known {
  readonly snapshots: readonly WorkbookSnapshot[];
  readonly histories: ReadonlyMap<string, StoredHistory>;
  readonly ledger: Ledger;
  readonly published: readonly Published[];
  readonly letters: LetterBook;
  readonly consulted: readonly Consulted[];
  /** Workbooks of 分表 that could not be read. */
  readonly unread: readonly UnreadWorkbook[];
  /** The moment of the reading. */
  readonly at: Instant;
}

/** The rules and the calendar of the tabs 规则 and 节假日. */
export interface Book {
  readonly book: Rulebook;
  readonly problems: readonly RuleProblem[];
  readonly calendar: OfficeCalendar;
  readonly calendarRows: readonly CalendarRow[];
}

export function bookOf(settings: Pick<Settings, "rules" | "calendar">): Book {
  const { book, problems } = readRulebook(settings.rules, ALL_RULES);
  const calendar = officeCalendarFor(book, settings.calendar, null);
  return { book, problems, calendar, calendarRows: settings.calendar };
}

/** The announced calendar alone, for questions asked without a registry. */
export const builtInCalendar = (): OfficeCalendar => officeCalendarFor(NO_OVERRIDES, [], null);

interface Read {
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  readonly rules: ReadingRules;
  readonly books: Book;
}

/** Reads everything, judges nothing. Throws SecrecyError. */
export function readAll(
  snapshots: readonly WorkbookSnapshot[],
  asOf: PlainDate,
  unread: readonly UnreadWorkbook[] = [],
): Read {
  const books = bookOf(readSettings(snapshots));
  const rules = readingRules(books.book, asOf);
  const reading = readRegistry(snapshots, { asOf, ...rules });
  const findings = [
    ...reading.findings,
    ...ruleFindings(reading, books.problems),
    ...workbooksNotRead(reading, snapshots[0]?.name ?? "", unread),
  ];
  return { reading, findings: withBooks(findings, snapshots[0]?.name ?? ""), rules, books };
}

/** Reads everything once and gives the jobs their five values. Throws SecrecyError. */
export const assess = (known: Known, asOf: PlainDate, period: string | null): JobInput =>
  assessUnder(known, asOf, period, [(book) => book])[0]!;

/** The same reading under each of several rulebooks, none of which changes how sheets are read. Throws SecrecyError. */
export function assessUnder(
  known: Known,
  asOf: PlainDate,
  period: string | null,
  tries: readonly ((book: Rulebook) => Rulebook)[],
): readonly JobInput[] {
  const read = readAll(known.snapshots, asOf, known.unread);
  const { reading, findings: found, rules, books } = read;
  const main = known.snapshots[0]?.name ?? "";
  const isRead = (workbook: string) => known.snapshots.some(({ name }) => name === workbook);
  const gone = goneTabs(reading, known.histories, isRead);
  const findings = [...found, ...withBooks(gone, main)];
  const history = readHistory(known.histories, reading, { asOf, ...rules });
  const reportsAsked = reading.places.some(({ tab }) => tab === "monthlyReports") || "monthlyReports" in history.tabs;
  const unread = unreadTabs({ findings: [...reading.findings, ...gone], places: reading.places });
  const all = {
    reading,
    snapshots: known.snapshots,
    stale: [...known.unread, ...unread.map((tab) => ({ name: unreadTabName(tab, main), since: null }))],
    findings,
    readAt: known.at,
    history,
    ...{
      ledger: known.ledger,
      published: known.published,
      months: [],
      letters: known.letters,
      consulted: known.consulted,
    },
    ...{ asOf, period },
  };
  const common = {
    ...commonOf(reading, rules, known, unread),
    setAside: asideProjects(reading, history, unread),
    history,
    knownAt: known.at,
    stale: known.unread,
    reportsAsked,
  };
  return tries.map((tried) => {
    const { book, calendar, calendarRows } = withBook(books, tried(books.book));
    const judged = { ...common, ...ruled(book, calendar, calendarRows) };
    return {
      ...all,
      ...{ book, calendar },
      rulesDigest: digestOf(rulesDigestInput(book, ALL_RULES, asOf)),
      judge: remembered((day, month) => judge({ ...judged, asOf: day, period: month })),
    };
  });
}

const withBook = (books: Book, book: Rulebook): Book =>
  book === books.book ? books : { ...books, book, calendar: officeCalendarFor(book, books.calendarRows, null) };

/** What of the judge's input the rulebook gives. */
const ruled = (book: Rulebook, calendar: OfficeCalendar, calendarRows: readonly CalendarRow[]) => ({
  calendar,
  calendarOf: rememberedCalendar((county) => officeCalendarFor(book, calendarRows, county)),
  rules: judgeRules(book),
});

type Common = Omit<
  JudgeInput,
  "history" | "knownAt" | "stale" | "asOf" | "period" | "reportsAsked" | "setAside" | keyof ReturnType<typeof ruled>
>;

function commonOf(reading: Reading, rules: ReadingRules, known: Known, unread: readonly UnreadTab[]): Common {
  const { planYear } = rules;
  const orphans = orphansOf(reading);
  return {
    registry: reading.registry,
    planYear,
    orphans,
    aside: asideRowsOf(reading, orphans, unread),
    asked: askedDays(known.ledger),
    told: toldDays(known.ledger),
    readPlannedDay: (text) => readPlannedDayText(text, planYear),
    readMoney: readMoneyText,
  };
}

/** Rows that are there and do not count; of a tab 项目 that cannot be read all that were ever known of it: none of them is deleted. */
function asideProjects(reading: Reading, history: History, unread: readonly UnreadTab[]): ReadonlySet<string> {
  const codes = (reading.tabs.get("projects") ?? []).flatMap(({ aside }) =>
    [...aside.values()].flatMap(({ key }) => (typeof key === "string" && key !== "" ? [key] : [])),
  );
  const books = new Set(unread.filter(({ tab }) => tab === "projects").map(({ workbook }) => workbook));
  if (books.size === 0) return new Set(codes);
  const lives = [...(history.tabs.projects ?? [])].map(([, life]) => life as RowHistory<Project>);
  const known = lives.flatMap((life) => life.findLast(({ row }) => row !== null)?.row ?? []);
  return new Set([...codes, ...known.filter(({ workbook }) => books.has(workbook)).map(({ code }) => code)]);
}

const QUESTIONS: readonly NoticeKind[] = ["review-question", "history-question"];

/** When each question of 待复核 was first asked. What only counts as told after `adopt` was asked of nobody, so it is not called unanswered. */
function askedDays(ledger: Ledger): ReadonlyMap<string, PlainDate> {
  const days = new Map<string, PlainDate>();
  for (const { key, kind, state, changedAt, messageId } of ledger.notices.values()) {
    if (!QUESTIONS.includes(kind) || state !== "sent") continue;
    if (kind === "history-question" && isAssumed(messageId)) continue;
    const { subject } = partsOf(key);
    const day = dayAt(changedAt);
    if (day < (days.get(subject) ?? "9999")) days.set(subject, day);
  }
  return days;
}

function remembered(make: (day: PlainDate, month: Month | null) => Judgement): JobInput["judge"] {
  const known = new Map<string, Judgement>();
  return (day, month) => {
    const name = `${day} ${month}`;
    const found = known.get(name) ?? make(day, month);
    known.set(name, found);
    return found;
  };
}

function rememberedCalendar(make: (county: string) => OfficeCalendar): (county: string) => OfficeCalendar {
  const known = new Map<string, OfficeCalendar>();
  return (county) => {
    const found = known.get(county) ?? make(county);
    known.set(county, found);
    return found;
  };
}

/** Everybody who is 管理员 by this name and not 停用. */
export const adminsOf = ({ people }: Registry): readonly Person[] =>
  people.filter((person) => person.roles.includes("管理员") && person.disabled !== true);

/** The calendar of a workbook as it stands, 节假日 included. Throws SecrecyError, PortError. */
export async function readCalendar({ spreadsheet }: Pick<Outside, "spreadsheet">): Promise<OfficeCalendar> {
  const snapshot = await spreadsheet.read(wantedTitle);
  return bookOf(readSettings([snapshot])).calendar;
}
