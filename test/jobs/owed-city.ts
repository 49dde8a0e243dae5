import type { PlainDate } from "../../lib/domain/dates.ts";
import type { Finding } from "../../lib/domain/finding.ts";
import { type History, NO_HISTORY } from "../../lib/domain/history.ts";
import { judge } from "../../lib/domain/judgement.ts";
import { type Ledger, NO_LEDGER, type Notice, type NoticeRecord } from "../../lib/domain/notice.ts";
import { directoryOf } from "../../lib/domain/recipients.ts";
import type { Registry } from "../../lib/domain/registry.ts";
import type { StartBatchBlock } from "../../lib/domain/starts/batch-block.ts";
import { toldDays } from "../../lib/domain/told-days.ts";
import type { NoticeWords } from "../../lib/jobs/owed.ts";
import type { LeaderInput } from "../../lib/jobs/owed-leaders.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { judgeRules } from "../../lib/rules/judge-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { newPerson } from "../fakes/people.ts";
import { EMPTY_REGISTRY, newMilestone, newProject, newUnit } from "../fakes/registry-rows.ts";

export const CALENDAR = officeCalendarFor(NO_OVERRIDES, [], null);

const plain = () => ({ reason: "原因", action: "请办" });
const finding = () => ({ ...plain(), problem: "原因", found: "所填" });
const WORDS: NoticeWords = {
  milestone: plain,
  forecast: plain,
  project: plain,
  report: plain,
  writtenReport: plain,
  disclosure: plain,
  question: plain,
  history: plain,
  loop: plain,
  finding,
};

/** 甲局 with a contact, a head and a person responsible; 市府 with two leaders; the office. No report is owed: nothing is under way. */
export const CITY: Registry = {
  ...EMPTY_REGISTRY,
  units: [{ ...newUnit("甲局", "市直"), sponsor: "分管" }, newUnit("乙局", "市直")],
  people: [
    newPerson("甲局", "联络", "联络员"),
    newPerson("甲局", "主管", "主要负责人"),
    newPerson("甲局", "经办", "评委"),
    newPerson("乙局", "对接", "联络员"),
    newPerson("市府", "包联", "包联领导"),
    newPerson("市府", "分管", "包联领导"),
    newPerson("办", "管理", "管理员"),
  ],
  projects: [
    {
      ...newProject("P-1"),
      annualClass: "前期",
      responsibleUnit: "甲局",
      responsiblePerson: "经办",
      sponsor: "包联",
    },
  ],
  milestones: [{ ...newMilestone("P-1", 10), planned: "2026-05-20" }],
};

export interface Asked {
  readonly asOf: PlainDate;
  readonly registry?: Registry;
  readonly findings?: readonly Finding[];
  readonly ledger?: Ledger;
  readonly history?: History;
  readonly startBatches?: readonly StartBatchBlock[];
}

export function owedInput({
  asOf,
  registry = CITY,
  findings = [],
  ledger = NO_LEDGER,
  history = NO_HISTORY,
  startBatches = [],
}: Asked) {
  const judgement = judge({
    registry,
    history,
    asOf,
    period: null,
    knownAt: `${asOf}T00:00:00.000Z`,
    calendar: CALENDAR,
    calendarOf: () => CALENDAR,
    rules: judgeRules(NO_OVERRIDES),
    reportsAsked: true,
    stale: [],
    planYear: 2026,
    orphans: { milestones: [], monthlyReports: [], monthlyPlans: [] },
    setAside: new Set(),
    aside: new Map(),
    asked: new Map(),
    told: toldDays(ledger),
    readPlannedDay: () => null,
    readMoney: () => null,
  });
  const directory = directoryOf(registry, asOf);
  const address = ({ key, field }: { key: string; field: string }): string => `「表」第 9 行 ${key} ${field} H9`;
  const input: LeaderInput = {
    ...{ asOf, registry, judgement, findings, history, ledger, directory, address },
    ...{ link: () => "", isRead: () => true },
    ...{ book: NO_OVERRIDES, calendar: CALENDAR, startBatches, words: WORDS },
  };
  return input;
}

/** The ledger after these notices left on a day, on top of an earlier one. */
export function sentOn(day: PlainDate, notices: readonly Notice[], before: Ledger = NO_LEDGER): Ledger {
  const at = `${day}T00:00:00.000Z`;
  const records = notices
    .filter(({ key }) => before.notices.get(key)?.state !== "sent")
    .map((notice): NoticeRecord => ({ ...notice, state: "sent", firstOwed: at, changedAt: at, messageId: `m-${day}` }));
  const lastLetter = new Map(before.lastLetter);
  for (const { recipient } of records) lastLetter.set(recipient, day);
  return {
    notices: new Map([...before.notices, ...records.map((record) => [record.key, record] as const)]),
    lastLetter,
    bounces: before.bounces,
  };
}

/** kind level>recipient, the way the tests name a notice. */
export const told = (notices: readonly Notice[]): string[] =>
  notices.map(({ key, kind, recipient }) => `${kind} ${key.split("|")[2]} > ${recipient.split("@")[0]}`).sort();
