import { monthOf, type PlainDate } from "../../domain/dates.ts";
import type { IssueVerdict } from "../../domain/issue-loop.ts";
import type { Judgement } from "../../domain/judgement.ts";
import { isOnYearList } from "../../domain/list-change/list-sums.ts";
import type { MessageRecord } from "../../domain/notice.ts";
import { partsOf } from "../../domain/notice-key.ts";
import { addresseeOf, type Directory, directoryOf } from "../../domain/recipients.ts";
import type { TaskVerdict } from "../../domain/task.ts";
import { isWorkday } from "../../domain/working-days.ts";
import { summaryRulesOn } from "../../rules/summary-rules.ts";
import type {
  LoopCount,
  MonthFacts,
  ProofFacts,
  RehearsalFacts,
  RehearsalFault,
  SampleLetter,
} from "../../views/rehearsal/facts.ts";
import { documentsIn } from "../documents.ts";
import type { JobInput } from "../job.ts";
import { look } from "../look.ts";
import type { Outside } from "../outside.ts";
import { cheatFacts } from "./cheats.ts";
import type { Act } from "./desk.ts";
import { listsFacts } from "./list-facts.ts";
import { mailFacts, mailFaults } from "./mail-facts.ts";
import type { RehearsalSpan, RehearsedCity } from "./office.ts";
import type { RehearsalRecord } from "./record.ts";
import { draftFacts, resultFacts } from "./results.ts";
import { type Left, mechanismFacts } from "./traces.ts";

interface Rehearsed extends RehearsalSpan {
  readonly name: string;
  readonly isWhole?: boolean;
  readonly city: RehearsedCity;
  readonly record: RehearsalRecord;
  readonly outside: Outside;
}

/** The year as it stands in store and workbook after its last day. */
export async function rehearsalFacts(rehearsed: Rehearsed): Promise<RehearsalFacts> {
  const { name, city, record, outside, from, to, isWhole = false } = rehearsed;
  const input = await look(outside, { asOf: to, period: null, knownAt: null });
  const judgement = input.judge(to, null);
  const sent = await outside.store.messages({ states: ["sent"], withRaw: false });
  const directory = directoryOf(input.reading.registry, to);
  const drafts = await outside.store.drafts();
  const documents = await documentsIn(outside.store);
  const { acts } = record;
  const end = yearEnd(from, to);
  const left: Left = {
    ...{ to: end, judgement: input.judge(end, null), drafts, documents, acts, months: record.months },
    largeLimit: summaryRulesOn(input.book, to).largePlan,
    told: sent.flatMap(({ noticeKeys, day }) => noticeKeys.map((key) => ({ key, day }))),
  };
  const mechanisms = mechanismFacts(left);
  const cheats = cheatFacts(city.planted, judgement, to);
  return {
    ...{ city: name, from, to, isWhole, mechanisms, cheats },
    size: sizeOf(input, judgement),
    months: monthsOf(record, sent, directory, input),
    mail: mailFacts(sent, input.calendar, directory),
    drafts: draftFacts(drafts),
    documents: documents
      .filter(({ state }) => state === "sent")
      .map(({ day, number, document, title }) => ({ day: day!, number, document, title }))
      .toReversed(),
    results: resultFacts(drafts),
    findings: findingsOf(record),
    lists: await listsFacts(input, { drafts, store: outside.store, end }),
    loops: { issues: loopCount(judgement.issues, solvedInTime), tasks: loopCount(judgement.tasks, doneInTime) },
    proofs: proofsOf(acts),
    samples: samplesOf(record, directory),
    faults: [
      ...mailFaults(sent, input.calendar),
      ...record.failures.map(({ day, what }): RehearsalFault => ({ code: "run-failed", what, day })),
      ...cheats.filter(({ said }) => said === null).map(missedCheat),
      ...acts.filter(({ code }) => code === "differs").map(differing),
      ...(isWhole ? untraced(mechanisms) : []),
    ],
  };
}

/** The year's own rows are judged on its last day: inspections and tasks of a year count in it. */
const yearEnd = (from: PlainDate, to: PlainDate): PlainDate => {
  const end = `${from.slice(0, 4)}-12-31`;
  return to < end ? to : end;
};

const untraced = (mechanisms: RehearsalFacts["mechanisms"]): readonly RehearsalFault[] =>
  mechanisms.flatMap(({ mechanism, traces }) =>
    traces
      .filter(({ count }) => count === 0)
      .map(({ kind }): RehearsalFault => ({ code: "no-trace", what: `${mechanism} ${kind}`, day: "" })),
  );

const missedCheat = ({ cheat, tab, key, on }: RehearsalFacts["cheats"][number]): RehearsalFault => ({
  code: "cheat-missed",
  what: `${cheat} ${tab} ${key}`,
  day: on,
});

const differing = ({ key, about, day }: Act): RehearsalFault => ({ code: "differs", what: `${key} ${about}`, day });

function sizeOf({ reading }: JobInput, { projects, milestones, issues, tasks, listed }: Judgement) {
  const { units, people } = reading.registry;
  const ofYear = listed.filter(({ project }) => isOnYearList(project));
  const plans = ofYear.map(({ project }) => project.annualPlan);
  return {
    projects: projects.length,
    listed: ofYear.length,
    reserve: listed.length - ofYear.length,
    milestones: milestones.length,
    units: units.length,
    people: people.length,
    annualPlan: plans.reduce<number>((sum, plan) => sum + (typeof plan === "number" ? plan : 0), 0),
    issues: issues.length,
    tasks: tasks.length,
  };
}

type Sent = Pick<MessageRecord, "recipient" | "day" | "noticeKeys">;

function monthsOf(
  { days, months, acts }: RehearsalRecord,
  sent: readonly Sent[],
  directory: Directory,
  { calendar }: JobInput,
): readonly MonthFacts[] {
  const inMonth = (month: string) => (day: PlainDate) => monthOf(day) === month;
  return months.map(({ month, lights, sums, findings }) => {
    const own = sent.filter(({ day }) => monthOf(day) === month);
    const lived = days.filter(inMonth(month));
    return {
      ...{ month, lights, findings, days: lived.length },
      workdays: lived.filter((day) => isWorkday(calendar, day)).length,
      mails: own.length,
      byKind: counted(own.flatMap(({ noticeKeys }) => noticeKeys.map((key) => partsOf(key).kind))),
      byRole: counted(own.map(({ recipient }) => roleOf(directory, recipient))),
      ...{ done: sums.done, planned: sums.planned, annualPlan: sums.annualPlan, uncounted: sums.uncounted },
      reported: sums.month,
      confirmed: acts.filter(({ code, day }) => code === "confirmed" && monthOf(day) === month).length,
    };
  });
}

const counted = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, same]) => [name, same.length]).sort());

/** The first of a person's roles by weight: leaders, then heads, then those who type. */
const WEIGHT = ["管理员", "包联领导", "主要负责人", "办公室主任", "联络员"] as const;

const roleOf = (directory: Directory, address: string): string => {
  const { roles } = addresseeOf(directory, address);
  return WEIGHT.find((role) => roles.includes(role)) ?? "其他";
};

function findingsOf({ findings: { raised, mended } }: RehearsalRecord): RehearsalFacts["findings"] {
  return [...raised].sort().map(([code, count]) => ({ code, raised: count, mended: mended.get(code) ?? 0 }));
}

function loopCount<T extends { readonly state: string }>(
  loops: readonly T[],
  isInTime: (loop: T) => boolean,
): LoopCount {
  const closed = loops.filter(({ state }) => state === "closed");
  const inTime = closed.filter(isInTime).length;
  return { all: loops.length, closed: closed.length, inTime, open: loops.length - closed.length };
}

/** As 问题办结率 counts it: nothing is late any more once it is closed. */
const solvedInTime = ({ limit, closing: { solvedOn } }: IssueVerdict): boolean =>
  limit !== null && solvedOn !== null && solvedOn <= limit.day;
const doneInTime = ({ inTime }: TaskVerdict): boolean => inTime === true;

/** What was made again, drawn and reckoned beside the jobs. */
const PROOFS = ["recomputed", "replayed", "explained", "plan-standing", "chart", "backtested", "sampled"];

const proofsOf = (acts: readonly Act[]): readonly ProofFacts[] =>
  PROOFS.flatMap((code) => {
    const own = acts.filter((act) => act.code === code);
    return own.length === 0 ? [] : [{ code, count: own.length, example: own[0]!.key, day: own[0]!.day }];
  });

const READERS: Readonly<Record<string, SampleLetter["reader"]>> = {
  联络员: "clerk",
  包联领导: "leader",
  管理员: "admin",
};

/** Of each kind of reader the letter that says most. */
function samplesOf({ letters }: RehearsalRecord, directory: Directory): readonly SampleLetter[] {
  const byReader = Map.groupBy(letters.values(), ({ to }) => READERS[roleOf(directory, to)]);
  return (["clerk", "leader", "admin"] as const).flatMap((reader) => {
    const own = (byReader.get(reader) ?? []).toSorted(
      (a, b) => b.text.length - a.text.length || (a.to < b.to ? -1 : 1),
    );
    return own.slice(0, 1).map(({ day, subject, text }) => ({ reader, day, subject, text }));
  });
}
