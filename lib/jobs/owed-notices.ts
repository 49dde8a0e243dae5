import type { Instant } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import { type History, lifeOf } from "../domain/history.ts";
import type { Ledger, Notice, NoticeKind, NoticeRecord } from "../domain/notice.ts";
import { matterOf } from "../domain/notice-key.ts";
import type { Disclosure, Issue, Milestone, MonthlyReport, Task } from "../domain/registry.ts";
import { leaderBook } from "./leader-book.ts";
import { contactsOf, gapsOf, noticesOf } from "./owed.ts";
import { owedCorrections, owedQuestions, owedReports } from "./owed-cells.ts";
import { owedDecisions } from "./owed-decisions.ts";
import { owedDisclosureReports, owedDisclosures } from "./owed-disclosures.ts";
import { owedForecasts } from "./owed-forecasts.ts";
import { owedHistory } from "./owed-history.ts";
import { owedLeaderWeeks, withLightsTold } from "./owed-leader-weeks.ts";
import { type LeaderInput, leadersOf, owedProjectReds } from "./owed-leaders.ts";
import { owedLoops } from "./owed-loops.ts";
import { owedMilestones } from "./owed-milestones.ts";
import { owedMovedDays } from "./owed-moved-days.ts";
import { owedRaising } from "./owed-raising.ts";
import { owedStartChecks } from "./owed-starts.ts";
import { owedToAdmins } from "./owed-to-admins.ts";
import { owedWeeks } from "./owed-weeks.ts";
import { owedWrittenReports } from "./owed-written-reports.ts";
import { mendedCells } from "./slips.ts";

/** Kinds the daily job answers for: those still owed and not in its list are withdrawn. */
export const DAILY_KINDS: readonly NoticeKind[] = [
  "milestone-light",
  "milestone-due",
  "milestone-forecast",
  "milestone-raised",
  "report-missing",
  "written-report",
  "correction",
  "correction-mended",
  "review-question",
  "history-question",
  "inspection-question",
  "loop-assigned",
  "loop-due",
  "loop-overdue",
  "loop-raised",
  "loop-to-verify",
  "issue-to-raise",
  "issue-lowered",
  "disclosure-due",
  "disclosure-overdue",
  "disclosure-report",
  "start-check",
  "project-red",
  "matter-to-decide",
  "admin-alert",
];
export const WEEKLY_KINDS: readonly NoticeKind[] = ["unit-week", "leader-week"];

/** Everything that stands today, told before or not: the ledger knows what was sent. */
export function dailyNotices(input: LeaderInput): readonly Notice[] {
  const contacts = contactsOf(input);
  const leaders = leaderBook(input, contacts, leadersOf);
  const candidates = [
    ...owedMilestones(input, contacts),
    ...owedForecasts(input, contacts),
    ...owedLoops(input, contacts, [...input.judgement.issues, ...input.judgement.tasks]),
    ...owedRaising(input, contacts, input.judgement.issues),
    ...owedReports(input, contacts),
    ...owedWrittenReports(input, contacts),
    ...owedStartChecks(input, contacts),
    ...owedDisclosures(input, contacts),
    ...owedDisclosureReports(input, contacts),
    ...owedCorrections(input, contacts),
    ...owedQuestions(input, contacts),
    ...owedHistory(input, contacts),
    ...owedProjectReds(input, contacts, leaders),
    ...owedDecisions(input, contacts, leaders),
  ];
  const forAdmins = [...owedToAdmins(input, gapsOf(candidates)), ...owedMovedDays(input)];
  const notices = noticesOf([...candidates, ...forAdmins], input.ledger);
  return [...withLightsTold(notices, leaders, input), ...mendedCells(input)];
}

export function weeklyNotices(input: LeaderInput): Notice[] {
  const contacts = contactsOf(input);
  const leaders = leaderBook(input, contacts, leadersOf);
  return noticesOf([...owedWeeks(input, contacts), ...owedLeaderWeeks(input, leaders)], input.ledger);
}

/** For one person's letter: what was told before and stands, and how many matters were done since that person's last letter. */
export interface SinceLastLetter {
  readonly standing: readonly Notice[];
  readonly doneSince: number;
}

/**
 * `notices` are all that stand today of these `kinds`: what other jobs look after is not known to be done. A row tells when it was done.
 */
export function sinceLastLetter(
  notices: readonly Notice[],
  ledger: Ledger,
  history: History,
  kinds: readonly NoticeKind[] = DAILY_KINDS,
): (recipient: string) => SinceLastLetter {
  const standing = Map.groupBy(notices, ({ recipient }) => recipient);
  const toVerify = notices.filter(isProblemToVerify);
  const sent = Map.groupBy(
    [...ledger.notices.values()].filter(({ state }) => state === "sent"),
    ({ recipient }) => recipient,
  );
  return (recipient) => {
    const own = standing.get(recipient) ?? [];
    return {
      standing: own.filter(({ key }) => ledger.notices.get(key)?.state === "sent"),
      doneSince: doneCount([...own, ...toVerify], sent.get(recipient) ?? [], history, kinds),
    };
  };
}

/** 通过 may stand in its row and not count. */
const isProblemToVerify = ({ kind, item }: Notice): boolean => kind === "loop-to-verify" && item.tab === "issues";

function doneCount(
  standing: readonly Notice[],
  sent: readonly NoticeRecord[],
  history: History,
  kinds: readonly NoticeKind[],
): number {
  const last = sent.reduce((latest, { changedAt }) => (changedAt > latest ? changedAt : latest), "");
  const open = new Set(standing.map(({ key }) => matterOf(key)));
  const toVerify = new Set(standing.filter(isProblemToVerify).map(({ item }) => item.subject));
  const known = sent.filter(
    ({ kind, item }) => kinds.includes(kind) && (item.tab !== "issues" || !toVerify.has(item.subject)),
  );
  const gone = new Map(
    known.map((record) => [matterOf(record.key), record] as const).filter(([matter]) => !open.has(matter)),
  );
  return [...gone.values()].filter((record) => doneAt(record, history) > last).length;
}

/** "" when nothing says that it was done: a deadline moved or an exemption is not thanked for. Mended cells are notices of their own. */
function doneAt({ kind, item }: NoticeRecord, history: History): Instant {
  if (kind.startsWith("milestone-"))
    return firstSeenWith<Milestone>(history, item.tab, item.subject, (row) => isValue(row.actual));
  if (kind.startsWith("disclosure-"))
    return firstSeenWith<Disclosure>(history, item.tab, item.subject, (row) => isValue(row.disclosedOn));
  if (kind !== "loop-to-verify" && kind.startsWith("loop-")) return loopDoneAt(history, item);
  if (kind === "report-missing")
    return firstSeenWith<MonthlyReport>(
      history,
      item.tab,
      item.subject,
      (row) => isValue(row.invested) || isValue(row.investedYtd),
    );
  return "";
}

/** A problem is thanked for once it is closed, a task once it is handed in. */
function loopDoneAt(history: History, { tab, subject }: NoticeRecord["item"]): Instant {
  if (tab === "tasks") return firstSeenWith<Task>(history, tab, subject, (row) => isValue(row.doneOn));
  return firstSeenWith<Issue>(history, tab, subject, (row) => isValue(row.closedOn) || row.verification === "通过");
}

/** The reading at which the row came to hold it, and has held it since. */
function firstSeenWith<T>(history: History, tab: string, key: string, holds: (row: T) => boolean): Instant {
  let since: Instant = "";
  for (const { row, firstSeen } of lifeOf<T>(history, tab, key)) {
    if (row === null || !holds(row)) since = "";
    else if (since === "") since = firstSeen;
  }
  return since;
}
