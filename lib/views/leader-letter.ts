import type { PlainDate } from "../domain/dates.ts";
import type { NoticeItem, NoticeKind } from "../domain/notice.ts";
import { redFirst } from "./digest.ts";
import { investmentWords, largeSection, lightCounts } from "./leader-figures.ts";
import { type Entry, explainedOnce, type Section } from "./letter-model.ts";
import { matterEntry } from "./loop-lines.ts";
import {
  entryOf,
  factList,
  factNumber,
  factText,
  lightBadge,
  type Matter,
  projectTitle,
  withUnitNamed,
} from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { documentsSection, documentsWords, sentDocuments } from "./sent-document.ts";
import { shortDayWords } from "./words.ts";

/** A leader is asked at most so many things at a time. Source: domain.md "Mail budget". */
const MOST_TO_DECIDE = 3;

const RELATIONS: Readonly<Record<string, string>> = {
  sponsor: "包联",
  "city-leader": "分管单位",
  both: "包联及分管单位",
};

/** 您包联的 9 个项目：红 2（新增 1）、黄 1、绿 6；年度投资完成 43.1%，计划进度 45.8%，差 2.7 个百分点。 */
export function leaderLead(matters: readonly Matter[], asOf: PlainDate): string[] {
  const figures = newestFigures(matters);
  if (figures === null) return [];
  const isAnew = beginsAnew(matters);
  const fresh = isAnew ? 0 : matters.filter((matter) => matter.kind === "project-red").length;
  const own = `您${RELATIONS[factText(figures, "relation")] ?? ""}的 ${factNumber(figures, "projects")} 个项目：${lightCounts(figures, fresh)}`;
  const anew = isAnew ? ["新年度各灯按本年情况重新起算，与上年末相比的变化不表示升降"] : [];
  return [own, ...investmentWords(figures, asOf), ...anew].map((line) => `${line}。`);
}

/** What this leader was told last is of a year that is over. */
const beginsAnew = (matters: readonly Matter[]): boolean =>
  matters.some(({ item }) => factNumber(item, "newYear") === 1);

const newestFigures = (matters: readonly Matter[]): NoticeItem | null =>
  matters.find((matter) => matter.kind === "leader-week" && factNumber(matter.item, "projects") !== null)?.item ??
  matters.find((matter) => factNumber(matter.item, "projects") !== null)?.item ??
  null;

export function leaderSections(matters: readonly Matter[], asOf: PlainDate): Section[] {
  const reds = redFirst(matters.filter((matter) => matter.kind === "project-red"));
  const raised = redFirst(matters.filter((matter) => matter.kind === "milestone-raised"));
  const shownWith = new Set(reds.map(({ item }) => item.project));
  const alone = raised.filter(({ item }) => !shownWith.has(item.project));
  return [
    decideSection(matters, asOf),
    redSection(reds, raised, beginsAnew(matters) ? "本年红灯" : "新增红灯"),
    numbered(
      "逾期节点",
      alone.map((matter) => raisedEntry(matter, asOf)),
    ),
    raisedLoops(matters, asOf),
    ...changeSections(matters),
    reportsSection(matters),
    largeSection(newestFigures(matters), asOf),
    forecastSection(matters),
    ...rankingSections(matters),
    documentsSection(sentDocuments(matters), asOf),
  ]
    .filter((section) => section.entries.length > 0)
    .map((section) => ({ ...section, most: MOST_LISTED }));
}

/** A leader reads on a phone: so many of each list, worst first; the whole list is attached. */
const MOST_LISTED = 10;

/** 1 件问题、2 件任务逾期升级 */
function raisedLoopWords(matters: readonly Matter[]): string {
  const of = (tab: string) => matters.filter(({ kind, item }) => kind === "loop-raised" && item.tab === tab).length;
  const parts = [
    ["问题", of("issues")],
    ["任务", of("tasks")],
  ].filter(([, count]) => count !== 0);
  return parts.length === 0 ? "" : `${parts.map(([word, count]) => `${count} 件${word}`).join("、")}逾期升级`;
}

/** Problems and tasks whose unit let three working days pass. */
function raisedLoops(matters: readonly Matter[], asOf: PlainDate): Section {
  const loops = redFirst(matters.filter((matter) => matter.kind === "loop-raised"));
  const entries = explainedOnce(loops.map((matter) => toLeader(matterEntry(matter, asOf), matter.item.unit)));
  return { form: "matters", title: `逾期问题、任务（${entries.length} 件）`, entries, total: entries.length };
}

const numbered = (title: string, entries: readonly Entry[]): Section => ({
  form: "matters",
  title: `${title}（${entries.length} 个）`,
  entries,
  total: entries.length,
});

/** To a leader a milestone is told with its unit, not with the cell to fill. */
function raisedEntry(matter: Matter, asOf: PlainDate): Entry {
  const unit = `责任单位：${oneLine(matter.item.unit, 40)}。`;
  const item = { ...matter.item, action: unit, facts: factsWithoutPlace(matter) };
  return toLeader(entryOf({ ...matter, item }, asOf), matter.item.unit);
}

/** A leader belongs to no unit that is told of here. */
const toLeader = (entry: Entry, unit: string): Entry => ({
  ...entry,
  lines: entry.lines.map((line) => withUnitNamed(line, unit)),
});

const factsWithoutPlace = ({ item }: Matter): NoticeItem["facts"] => ({ ...item.facts, place: "" });

/** What may go into this letter: of the matters to decide those that waited longest; the others stay owed. */
export function forOneLeader(matters: readonly Matter[]): Matter[] {
  const waiting = matters
    .filter((matter) => matter.kind === "matter-to-decide")
    .toSorted((a, b) => (factNumber(b.item, "daysAtLevel") ?? 0) - (factNumber(a.item, "daysAtLevel") ?? 0));
  const later = new Set(waiting.slice(MOST_TO_DECIDE));
  return matters.filter((matter) => !later.has(matter));
}

function decideSection(matters: readonly Matter[], asOf: PlainDate): Section {
  const toDecide = matters.filter((matter) => matter.kind === "matter-to-decide");
  const entries = toDecide.map((matter) => entryOf(matter, asOf));
  return { form: "matters", title: `需您协调（${entries.length} 件）`, entries };
}

const redSection = (reds: readonly Matter[], raised: readonly Matter[], title: string): Section =>
  numbered(
    title,
    reds.map((matter) =>
      redEntry(
        matter,
        raised.filter(({ item }) => item.project === matter.item.project),
      ),
    ),
  );

/** The project's milestones raised at the same time stand in its own entry. */
function redEntry({ item }: Matter, raised: readonly Matter[]): Entry {
  const before = factText(item, "before");
  const unit = oneLine(item.unit, 40);
  const about = [unit, before === "" ? "" : `此前为${before}`].filter((part) => part !== "").join("；");
  const unnamed = raised.filter((matter) => !item.reason.includes(matter.item.name));
  const overdue = unnamed.length === 0 ? "" : `同时逾期升级的节点：${unnamed.map(milestoneWords).join("、")}。`;
  const lines = [item.reason, overdue, item.action].map((line) => oneLine(line, 320));
  const entry = { badge: lightBadge("red"), title: projectTitle(item), status: about === "" ? "" : `（${about}）` };
  return toLeader({ ...entry, lines: lines.filter((line) => line !== "") }, item.unit);
}

const milestoneWords = ({ item }: Matter): string =>
  `「${oneLine(item.name, 40)}」（${oneLine(item.unit, 40)}，逾期 ${factNumber(item, "daysLate") ?? 0} 天）`;

/** Of the week, else of the letter that counts all: what differs from what this leader was told last, and what is red or yellow and was never told: no change, so it has no colour before. */
function changeSections(matters: readonly Matter[]): Section[] {
  const weeks = matters.filter((matter) => matter.kind === "leader-week");
  const bearers = weeks.length > 0 ? weeks : matters.filter(({ item }) => factList(item, "lights").length > 0);
  const told = new Set(matters.filter((matter) => matter.kind === "project-red").map(({ item }) => item.project));
  const section = (title: string, projects: string, lines: string): Section => {
    const entries = bearers
      .flatMap(({ item }) => zip(factList(item, projects), factList(item, lines)))
      .filter(([project]) => !told.has(project))
      .map(([, text]) => ({ badge: null, text: oneLine(text, 160) }));
    return { form: "brief", title: `${title}（${entries.length} 个）`, entries, total: entries.length };
  };
  return [
    section(weeks.length > 0 ? "本周变化" : "其他变化", "changedProjects", "changes"),
    section("此前未告知的红、黄项目", "untoldProjects", "untold"),
  ];
}

/** Asked of the unit; the leader in charge is told that it is due. */
function reportsSection(matters: readonly Matter[]): Section {
  const weeks = matters.filter((matter) => matter.kind === "leader-week");
  const entries = weeks.flatMap(({ item }) => factList(item, "reportLines")).map((text) => ({ badge: null, text }));
  return { form: "brief", title: `应交书面报告（${entries.length} 份）`, entries, total: entries.length };
}

/** One line: what may become late is the unit's to see to. */
function forecastSection(matters: readonly Matter[]): Section {
  const lines = matters.filter((matter) => matter.kind === "leader-week").map(({ item }) => factText(item, "forecast"));
  const entries = lines.filter((text) => text !== "").map((text) => ({ badge: null, text }));
  return { form: "brief", title: "预测（不计分、不排名）", entries };
}

const zip = (keys: readonly string[], lines: readonly string[]): (readonly [string, string])[] =>
  keys.map((key, index) => [key, lines[index] ?? ""] as const);

/** A section for each result: the reader's own units first, then the head of each group. */
/** So many results are told line by line; of more, as after weeks without mail, each in one. */
const MOST_RESULTS = 4;

function rankingSections(matters: readonly Matter[]): Section[] {
  const published = matters.filter((matter) => matter.kind === "ranking-published");
  const results = published.map(({ item }) => {
    const lines = factList(item, "lines");
    const entries = (lines.length > 0 ? lines : [item.reason]).map((text) => ({
      badge: null,
      text: oneLine(text, 320),
    }));
    return { form: "brief" as const, title: oneLine(item.name, 40), entries };
  });
  if (results.length <= MOST_RESULTS) return results;
  const firsts = results.map(({ title, entries }) => ({ badge: null, text: `${title}：${entries[0]?.text ?? ""}` }));
  return [{ form: "brief", title: `已发布的结果（${firsts.length} 个）`, entries: firsts, total: firsts.length }];
}

/** 【重点项目】本周新增 2 红，1 件需您协调 */
export function leaderSubject(matters: readonly Matter[], asOf: PlainDate): string {
  const count = (kind: NoticeKind): number => matters.filter((matter) => matter.kind === kind).length;
  const week = count("leader-week") > 0;
  const raised = matters.filter((matter) => matter.kind === "milestone-raised").length;
  const reports = reportsSection(matters).entries.length;
  const parts = [
    count("project-red") > 0
      ? `${beginsAnew(matters) ? "本年" : week ? "本周新增" : "新增"} ${count("project-red")} 红`
      : "",
    raised > 0 && count("project-red") === 0 ? `${raised} 个节点逾期升级` : "",
    raisedLoopWords(matters),
    count("matter-to-decide") > 0 ? `${count("matter-to-decide")} 件需您协调` : "",
    reports > 0 ? `${reports} 份书面报告应交` : "",
    ...matters
      .filter((matter) => matter.kind === "ranking-published")
      .map(({ item }) => `${oneLine(item.name, 20)}已发布`),
    sentDocuments(matters).length > 0 ? documentsWords(sentDocuments(matters)) : "",
  ].filter((part) => part !== "");
  const day = parts[0]?.startsWith("本周") ? "" : `（${shortDayWords(asOf)}）`;
  if (parts.length > 0) return `【重点项目】${parts.join("，")}${day}`;
  const changed = matters.some(({ item }) => factList(item, "changes").length > 0);
  return `【重点项目】本周项目预警${changed ? "有变化" : "情况"}（${shortDayWords(asOf)}）`;
}
