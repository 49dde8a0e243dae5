import type { PlainDate } from "../domain/dates.ts";
import { WEEK_PARTS, type WeekPart } from "../domain/unit-week.ts";
import type { Brief, Section } from "./letter-model.ts";
import { dueWords, factList, factText, type Matter } from "./notice-lines.ts";
import { shortDayWords } from "./words.ts";

/** Lists of a week in the order they are told: what to do, then what to know. */
const LISTS = [...WEEK_PARTS, "large"] as const;
type WeekList = (typeof LISTS)[number];

/** A phone's screen of each list, worst or nearest first; the whole week is attached. */
const MOST_IN_LIST = 5;

interface WeekRow {
  /** What the line is about: milestones/P-060/90. */
  readonly id: string;
  readonly text: string;
}

/** The lists of all units this person answers for, each matter once and without what is `told` above; of one unit the first says its name. */
export function weekSections(weeks: readonly Matter[], told: readonly Matter[], asOf: PlainDate): Section[] {
  const seen = new Set(told.map(idOf));
  const [only, ...more] = weeks.map(({ item }) => `${factText(item, "unitName")} `);
  let unit = only === undefined || more.length > 0 ? "" : only;
  return LISTS.flatMap((list): Section[] => {
    const all = rowsOf(weeks, list);
    const rows = all.filter(({ id }) => !seen.has(id));
    if (rows.length === 0) return [];
    for (const { id } of rows) seen.add(id);
    const entries = rows.map(({ text }): Brief => ({ badge: null, text }));
    const title = `${unit}${titleOf(list, rows, { until: untilOf(weeks, asOf), others: rows.length < all.length })}`;
    unit = "";
    return [{ form: "brief", title, entries, total: entries.length, most: MOST_IN_LIST }];
  });
}

/** What stands from before and is named among the week's lists needs no second line. */
export function isInWeek(weeks: readonly Matter[]): (matter: Matter) => boolean {
  const listed = new Set(
    LISTS.filter((list) => list !== "large").flatMap((list) => rowsOf(weeks, list).map(({ id }) => id)),
  );
  return (matter) => listed.has(idOf(matter));
}

/** All rows a week lists: issues/W-012. */
export const listedInWeek = ({ item }: Matter): readonly string[] =>
  WEEK_PARTS.flatMap((part) => factList(item, `${part}Ids`));

/** The row a matter is about; a cell to mend is another matter than its row. */
const idOf = ({ key, kind, item }: Matter): string =>
  kind.startsWith("milestone-") || kind.startsWith("loop-") || kind === "report-missing"
    ? `${item.tab}/${item.subject}`
    : key;

/** Each row once, though several units of the reader list it. */
function rowsOf(weeks: readonly Matter[], list: WeekList): readonly WeekRow[] {
  const rows = new Map<string, WeekRow>();
  for (const { item } of weeks) {
    const ids = factList(item, `${list}Ids`);
    factList(item, list).forEach((text, index) => {
      const id = ids[index] ?? text;
      if (!rows.has(id)) rows.set(id, { id, text });
    });
  }
  return [...rows.values()];
}

interface Naming {
  readonly until: string;
  /** Some of the list is told above. */
  readonly others: boolean;
}

function titleOf(list: WeekList, rows: readonly WeekRow[], { until, others }: Naming): string {
  const more = others ? "其他" : "";
  if (list === "overdue") return `逾期未完成的${more}${thingsOf(rows)}`;
  if (list === "due") return `${until}前到期的${more}${thingsOf(rows)}`;
  if (list === "missing") return `${more}未报的月报`;
  if (list === "fresh") return `${more}新交办的${thingsOf(rows)}`;
  if (list === "blocked") return `受其他单位影响的${more}事项`;
  return list === "solved" ? "上次周清单以来已办结" : `超亿元项目（${rows.length} 个：${lightsOf(rows)}）`;
}

/** 红 8、黄 6、绿 34: each line begins with its light. */
function lightsOf(rows: readonly WeekRow[]): string {
  const lights = Map.groupBy(rows, ({ text }) => text.slice(0, text.indexOf("：")));
  return [...lights].map(([light, same]) => `${light} ${same.length}`).join("、");
}

const untilOf = ([first]: readonly Matter[], asOf: PlainDate): string =>
  first === undefined ? "" : dueWords(factText(first.item, "until"), asOf);

const THINGS: Readonly<Record<string, string>> = { milestones: "节点", issues: "问题", tasks: "任务" };

function thingsOf(rows: readonly WeekRow[]): string {
  const tabs = new Set(rows.map(({ id }) => id.split("/")[0]!));
  return tabs.size === 1 ? (THINGS[[...tabs][0]!] ?? "事项") : "事项";
}

const SUBJECTS: readonly (readonly [WeekPart, (count: number, things: string, until: string) => string])[] = [
  ["overdue", (count) => `${count} 项逾期`],
  ["due", (count, things, until) => `${until}前 ${count} ${things === "节点" ? "个节点" : "项"}到期`],
  ["missing", (count) => `${count} 份月报未报`],
  ["fresh", (count) => `${count} 件新交办`],
  ["blocked", (count) => `${count} 项受其他单位影响`],
];

/** 【督办】2 项逾期，6月26日前 3 个节点到期，1 份月报未报（6月12日） */
export function weekSubject(matters: readonly Matter[], asOf: PlainDate): string {
  const weeks = matters.filter((matter) => matter.kind === "unit-week");
  const parts = SUBJECTS.flatMap(([part, say]) => {
    const rows = rowsOf(weeks, part);
    return rows.length === 0 ? [] : [say(rows.length, thingsOf(rows), untilOf(weeks, asOf))];
  });
  return `【督办】${parts.slice(0, MOST_PARTS).join("，")}（${shortDayWords(asOf)}）`;
}

/** What a phone shows of a subject. */
const MOST_PARTS = 3;
