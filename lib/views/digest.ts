import type { PlainDate } from "../domain/dates.ts";
import { compareLights } from "../domain/light.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { answerEntry } from "./appeal-words.ts";
import { consultationEntry } from "./consultation.ts";
import { disclosureDueLine } from "./disclosure-words.ts";
import { type Brief, type Entry, explainedOnce, type Section } from "./letter-model.ts";
import { isAboutLevel, isCooperating, isDueToday, loopDueLine, matterStanding } from "./loop-lines.ts";
import { dueLine, dutyOf, factText, type Matter, withUnitNamed } from "./notice-lines.ts";
import { observationEntry } from "./observation-letter.ts";
import { oneLine } from "./one-line.ts";
import { entriesOf } from "./report-group.ts";
import { documentsSection, documentsWords, sentDocuments } from "./sent-document.ts";
import { letterEntry } from "./supervision-letter.ts";
import { isInWeek, weekSections, weekSubject } from "./week-sections.ts";
import { shortDayWords } from "./words.ts";

/** What a unit's people are sent: to do, to mend, to answer, soon due, the week ahead, and what still stands. */
export interface DigestInput {
  readonly asOf: PlainDate;
  /** The reader's own unit: 贵单位. */
  readonly unit: string;
  readonly matters: readonly Matter[];
  readonly standing: readonly Matter[];
}

/** What stands from before is named, not told again in full: so many lines at most. */
const STANDING_LINES = 10;

/** What the head of a unit reads on a phone; the whole list is attached. */
const MOST_FOR_HEADS = 10;

/** An early word is no list to work through. */
const MOST_FORECASTS = 10;

export function digestSections({ asOf, unit, matters, standing }: DigestInput): Section[] {
  const of = (...kinds: NoticeKind[]): Matter[] => matters.filter((matter) => kinds.includes(matter.kind));
  const numbered = (title: string, list: readonly Matter[]): Section => {
    const entries = entriesOf(list, asOf, (entry, whose) => toReader(entry, whose, unit));
    return {
      form: "matters",
      title: `${title}（${list.length} 件）`,
      total: entries.length,
      entries: explainedOnce(entries),
    };
  };
  const weeks = of("unit-week");
  const inWeek = isInWeek(weeks);
  const [today, later] = splitDue(of("loop-due"), asOf);
  return [
    lettersSection(of("letter-sent"), asOf),
    documentsSection(of("document-sent"), asOf),
    entriesSection(
      "评分征求意见",
      of("consultation").map((matter) => consultationEntry(matter, asOf)),
    ),
    entriesSection("申诉答复", of("appeal-answered").map(answerEntry)),
    entriesSection("观摩结果", of("observation-own").map(observationEntry)),
    numbered("新交办", newFirst(of("loop-assigned"))),
    numbered(
      "今天请办",
      redFirst([
        ...of(
          "milestone-light",
          "report-missing",
          "written-report",
          "start-check",
          "disclosure-overdue",
          "loop-overdue",
        ),
        ...today,
      ]),
    ),
    numbered("协调层级", of("issue-to-raise", "issue-lowered")),
    numbered(
      "需本级协调",
      of("matter-to-decide").filter((matter) => !isPassedOn(matter) && !isForCouncil(matter)),
    ),
    numbered("请提交市调度会、报省研究", of("matter-to-decide").filter(isForCouncil)),
    {
      ...numbered("请过问", redFirst(of("milestone-raised", "loop-raised").filter((matter) => !isPassedOn(matter)))),
      most: MOST_FOR_HEADS,
    },
    numbered("请转报领导（尚无可用邮箱，或请假未设代理人）", redFirst(matters.filter(isPassedOn))),
    numbered("请更正", of("correction")),
    numbered("请核对（督查核实与填报不一致）", of("inspection-question")),
    numbered("请说明（只问贵单位，不对外显示）", of("review-question", "history-question")),
    brief(
      "快到期",
      byDue([...of("milestone-due", "disclosure-due", "disclosure-report"), ...later]).map((matter) =>
        soonLine(matter, asOf),
      ),
    ),
    { ...numbered("可能逾期（预测，不计分、不排名）", byDue(of("milestone-forecast"))), most: MOST_FORECASTS },
    ...weekSections(weeks, matters, asOf),
    standingSection(
      standing.filter((matter) => !inWeek(matter)),
      asOf,
    ),
  ].filter((section) => section.entries.length > 0);
}

const lettersSection = (letters: readonly Matter[], asOf: PlainDate): Section => ({
  form: "matters",
  title: `督办函件，请书面反馈（${letters.length} 件）`,
  total: letters.length,
  entries: byDue(letters).map((matter) => letterEntry(matter, asOf)),
});

const entriesSection = (title: string, entries: readonly Entry[]): Section => ({
  form: "matters",
  title: `${title}（${entries.length} 件）`,
  total: entries.length,
  entries,
});

/** Heads who are asked themselves, not for a leader. */
const splitDue = (due: readonly Matter[], asOf: PlainDate): readonly [Matter[], Matter[]] => [
  due.filter((matter) => isDueToday(matter, asOf)),
  due.filter((matter) => !isDueToday(matter, asOf)),
];

function soonLine(matter: Matter, asOf: PlainDate): Brief {
  if (matter.kind === "loop-due") return loopDueLine(matter, asOf);
  return matter.kind === "milestone-due" ? dueLine(matter, asOf) : disclosureDueLine(matter, asOf);
}

/** What the unit answers for before what it helps with, each by its day. */
const newFirst = (matters: readonly Matter[]): Matter[] =>
  byDue(matters).toSorted((a, b) => Number(isCooperating(a)) - Number(isCooperating(b)));

/** Who reads for another unit, for want of an address there or during a leave, is told whose matter it is. */
function toReader(entry: Entry, unit: string, own: string): Entry {
  if (unit === "" || unit === own) return entry;
  const name = oneLine(unit, 40);
  const named = (text: string): string => withUnitNamed(text, unit);
  const lines = entry.lines.map(named);
  const isNamed = [named(entry.status), ...lines].some((text) => text.includes(name));
  return { ...entry, status: named(entry.status), lines: isNamed ? lines : [...lines, `责任单位：${name}。`] };
}

/** At these levels the office brings the problem there itself. Source: domain.md "逾期升级". */
const isForCouncil = (matter: Matter): boolean =>
  matter.kind === "matter-to-decide" &&
  dutyOf(matter) === "admin" &&
  ["市调度会", "省"].includes(factText(matter.item, "level"));

/** Meant for a leader who cannot be written to. */
const isPassedOn = (matter: Matter): boolean => {
  const duty = dutyOf(matter);
  if (isForCouncil(matter)) return false;
  if (matter.kind === "project-red" || matter.kind === "matter-to-decide") return duty !== "unit-head";
  return (
    (matter.kind === "milestone-raised" || matter.kind === "loop-raised") && (duty === "liaison" || duty === "admin")
  );
};

const brief = (title: string, entries: readonly Brief[]): Section => ({
  form: "brief",
  title,
  entries,
  total: entries.length,
});

function standingSection(standing: readonly Matter[], asOf: PlainDate): Section {
  const entries = redFirst(standing)
    .slice(0, STANDING_LINES)
    .map((matter) => matterStanding(matter, asOf));
  const count = standing.length > STANDING_LINES ? `（共 ${standing.length} 件，列出 ${STANDING_LINES} 件）` : "";
  return { form: "brief", title: `仍未办结，前已提醒${count}`, entries };
}

/** Worst light first, then the longest overdue. */
export const redFirst = (matters: readonly Matter[]): Matter[] =>
  matters.toSorted((a, b) => compareLights(b.item.light, a.item.light) || lateness(b) - lateness(a) || byKey(a, b));

const byDue = (matters: readonly Matter[]): Matter[] =>
  matters.toSorted((a, b) => compareText(a.item.due ?? "", b.item.due ?? "") || byKey(a, b));

const lateness = ({ item }: Matter): number => Number(item.facts.daysLate ?? item.facts.workingDaysLate ?? 0);
const byKey = (a: Matter, b: Matter): number => compareText(a.key, b.key);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 【督办】今天要办 3 件：1 红、1 份月报、1 处更正（6月12日） */
export function digestSubject(matters: readonly Matter[], asOf: PlainDate): string {
  const day = `（${shortDayWords(asOf)}）`;
  const todo = countWords(matters, todoCounters(asOf));
  if (todo.count > 0) return `【督办】今天要办 ${todo.count} 件：${todo.words}${day}`;
  const raised = countWords(matters, RAISED);
  if (raised.count > 0) return `【督办】请过问 ${raised.count} 件：${raised.words}${day}`;
  const passedOn = matters.filter(isPassedOn).length;
  if (passedOn > 0) return `【督办】请转报 ${passedOn} 件${day}`;
  const documents = sentDocuments(matters);
  if (documents.length > 0) return `【督办】${documentsWords(documents)}${day}`;
  if (matters.some(({ kind }) => kind === "observation-own")) return `【督办】观摩结果已发布${day}`;
  const answered = matters.filter(({ kind }) => kind === "appeal-answered").length;
  if (answered > 0) return `【督办】${answered} 件申诉已答复${day}`;
  const due = countWords(matters, DUE);
  if (due.count > 0) return `【督办】${due.words}快到期${day}`;
  const forecast = countWords(matters, FORECAST);
  if (forecast.count > 0) return `【督办】${forecast.words}可能逾期（预测）${day}`;
  return weekSubject(matters, asOf);
}

type Counter = readonly [word: string, counts: (matter: Matter) => boolean];

const ofLight =
  (kind: NoticeKind, light: string) =>
  (matter: Matter): boolean =>
    matter.kind === kind && matter.item.light === light;
const ofKind =
  (kind: NoticeKind) =>
  (matter: Matter): boolean =>
    matter.kind === kind;

const todoCounters = (asOf: PlainDate): readonly Counter[] => [
  ["件函", ofKind("letter-sent")],
  ["份评分核对", ofKind("consultation")],
  ["件新交办", ofKind("loop-assigned")],
  ["红", ofLight("milestone-light", "red")],
  ["黄", ofLight("milestone-light", "yellow")],
  ["蓝", ofLight("milestone-light", "blue")],
  ["件问题", (matter) => isOwedLoop(matter, "issues", asOf)],
  ["件任务", (matter) => isOwedLoop(matter, "tasks", asOf)],
  ["件协调层级事项", isAboutLevel],
  ["份月报", ofKind("report-missing")],
  ["份书面报告", ofKind("written-report")],
  ["项开工核查", ofKind("start-check")],
  ["项信息公开", ofKind("disclosure-overdue")],
  ["处更正", ofKind("correction")],
  ["处核对", ofKind("inspection-question")],
  ["处说明", (matter) => ["review-question", "history-question"].includes(matter.kind)],
];

const isOwedLoop = (matter: Matter, tab: string, asOf: PlainDate): boolean =>
  matter.item.tab === tab && (matter.kind === "loop-overdue" || isDueToday(matter, asOf));

const DUE: readonly Counter[] = [
  ["个节点", ofKind("milestone-due")],
  ["项信息公开", ofKind("disclosure-due")],
  ["份公开年度报告", ofKind("disclosure-report")],
  ["件问题", (matter) => matter.kind === "loop-due" && matter.item.tab === "issues"],
  ["件任务", (matter) => matter.kind === "loop-due" && matter.item.tab === "tasks"],
];

const FORECAST: readonly Counter[] = [["个节点", ofKind("milestone-forecast")]];

const raised =
  (light: string) =>
  (matter: Matter): boolean =>
    !isPassedOn(matter) && ofLight("milestone-raised", light)(matter);

const isRaisedLoop = (matter: Matter, tab: string): boolean =>
  matter.kind === "loop-raised" && matter.item.tab === tab && !isPassedOn(matter);

const RAISED: readonly Counter[] = [
  ["红", raised("red")],
  ["黄", raised("yellow")],
  ["件需协调", (matter) => matter.kind === "matter-to-decide" && !isPassedOn(matter)],
  ["件问题", (matter) => isRaisedLoop(matter, "issues")],
  ["件任务", (matter) => isRaisedLoop(matter, "tasks")],
];

function countWords(matters: readonly Matter[], counters: readonly Counter[]): { count: number; words: string } {
  const counts = counters.map(([word, is]) => [word, matters.filter(is).length] as const).filter(([, n]) => n > 0);
  return {
    count: counts.reduce((sum, [, n]) => sum + n, 0),
    words: counts.map(([word, n]) => `${n} ${word}`).join("、"),
  };
}
