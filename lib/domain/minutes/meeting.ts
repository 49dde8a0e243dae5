import { dateOf, isRealDay, type PlainDate, yearOf } from "../dates.ts";
import { markOf } from "./blocks.ts";
import type { MinutesDays } from "./due-day.ts";
import { numberIn, plainForm } from "./plain-form.ts";

/** What the head and the foot of the minutes say. "" and null: not to be told. */
export interface Meeting extends MinutesDays {
  readonly title: string;
  /** Two different days stand there. */
  readonly dayDoubted: boolean;
  /** 现场办公会 and not a meeting in a room. */
  readonly onSite: boolean;
}

const NUMBER = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})";
const DATE = `(?:(?<year>\\d{4}|[〇一二三四五六七八九]{4})[年./-])?(?<month>${NUMBER})[月./-](?<day>${NUMBER})(?:[日号]|(?![\\d年月]))(?!至|到|-|、\\d)`;
const SAID = new RegExp(`^(?:会议)?(?:时间|日期|召开时间):?${DATE}`);
const SAID_LABEL = new RegExp(`(?:会议时间|会议日期|召开时间|时间):${DATE}`);
const HELD = new RegExp(
  `${DATE}(?:\\([^)]{1,6}\\))?(?:上午|下午|晚上?)?[^。;]{0,120}?(?:召开|召集|主持|现场办公|调度|听取|专题研究)`,
);
const IN_BRACKETS = new RegExp(`^\\(${DATE}\\)$`);
const ISSUED = new RegExp(`${DATE}(?:印发|印)$`);
const ISSUED_LABEL = new RegExp(`(?:印发日期|印发时间|签发日期):${DATE}`);
const DATED = new RegExp(`^[^,。;:]{0,30}?${DATE}$`);
const NUMBERED = /[〔[(](\d{4})[〕\])](?:第)?\d+号/;

/** Days are looked for in the head, and the day of issue at the foot. */
const HEAD = 25;

export function meetingOf(paragraphs: readonly string[]): Meeting {
  const plain = paragraphs.map(plainForm);
  const issue = issueDay(plain);
  const years = { issue: issue ?? datedLine(plain), number: numberYear(plain) };
  const said = days(plain, [SAID, SAID_LABEL], years);
  const all = said.length > 0 ? said : days(plain, [IN_BRACKETS, HELD], years);
  const distinct = [...new Set(all)];
  const title = titleOf(paragraphs, plain);
  const meeting = distinct.length === 1 ? distinct[0]! : null;
  const onSite = /现场办公/.test(title) || (title === "" && /现场办公/.test(plain.slice(0, 5).join()));
  return { meeting, issue, dayDoubted: distinct.length > 1, title, onSite };
}

interface Years {
  readonly issue: PlainDate | null;
  readonly number: number | null;
}

const days = (plain: readonly string[], patterns: readonly RegExp[], years: Years): readonly PlainDate[] =>
  plain.slice(0, HEAD).flatMap((line) => {
    const found = patterns.map((words) => words.exec(line)?.groups).find((groups) => groups !== undefined);
    const day = found === undefined ? null : dayOf(found, years);
    return day === null ? [] : [day];
  });

/** A day without its year lies in the twelve months before the issue, else in the year of the number 〔2026〕, but not late in it: that may be the year before. */
function dayOf({ year, month, day }: Readonly<Record<string, string | undefined>>, years: Years): PlainDate | null {
  const [m, d] = [numberIn(month!), numberIn(day!)];
  if (year !== undefined) return realDay(numberIn(year), m, d);
  if (years.issue !== null) {
    const own = realDay(yearOf(years.issue), m, d);
    return own !== null && own <= years.issue ? own : realDay(yearOf(years.issue) - 1, m, d);
  }
  return years.number === null || m >= 11 ? null : realDay(years.number, m, d);
}

const realDay = (year: number, month: number, day: number): PlainDate | null =>
  year >= 1990 && year <= 2099 && isRealDay(year, month, day) ? dateOf(year, month, day) : null;

function issueDay(plain: readonly string[]): PlainDate | null {
  for (const line of [...plain].reverse()) {
    const groups = (ISSUED.exec(line) ?? ISSUED_LABEL.exec(line))?.groups;
    if (groups?.year !== undefined) return dayOf(groups, { issue: null, number: null });
  }
  return null;
}

/** 市政府办公室 2026年3月20日 below the name of the paper: no meeting's day, but a year. */
function datedLine(plain: readonly string[]): PlainDate | null {
  for (const line of [...plain.slice(0, 12), ...plain.slice(12).slice(-8)]) {
    const groups = DATED.exec(line)?.groups;
    if (groups?.year !== undefined) return dayOf(groups, { issue: null, number: null });
  }
  return null;
}

function numberYear(plain: readonly string[]): number | null {
  const found = plain
    .slice(0, HEAD)
    .map((line) => NUMBERED.exec(line)?.[1])
    .find((year) => year !== undefined);
  return found === undefined ? null : Number(found);
}

const LONGEST_TITLE = 80;
/** Names of a kind of paper, which say nothing of what it is about. */
const GENERIC =
  /^(?:[\u4e00-\u9fff]{0,20}(?:人民政府|办公室|指挥部|政府))?(?:专题|调度|工作|协调|现场办公)?(?:会议|会)?纪要$/;

/** The line 关于…纪要, also broken in two, else the first line that says 纪要 and more; "" when none does. */
function titleOf(paragraphs: readonly string[], plain: readonly string[]): string {
  const lines = plain.slice(0, 12).map((line, index) => ({ line, text: paragraphs[index]! }));
  const body = lines.findIndex(({ line }) => markOf(line) !== null || line.includes("。"));
  const head = lines
    .slice(0, body < 0 ? lines.length : body)
    .filter(({ line }) => !line.includes(":") && line.length <= LONGEST_TITLE);
  const at = head.findIndex(({ line }) => /(?:纪要|备忘录)(?:\([^)]*\))?$/.test(line) && !GENERIC.test(line));
  if (at >= 0) return joinedTitle(head, at);
  const about = head.find(({ line }) => /^关于.*(?:会议|会|事宜|问题|工作)$/.test(line));
  const generic = head.find(({ line }) => /纪要$/.test(line));
  return [generic?.text, about?.text].filter((one) => one !== undefined).join("：");
}

/** 关于…有关问题的 on one line, 会议纪要 on the next. */
function joinedTitle(head: readonly { readonly line: string; readonly text: string }[], at: number): string {
  const before = head[at - 1];
  const broken =
    before !== undefined &&
    /^(?:关于|研究)/.test(before.line) &&
    !/纪要$/.test(before.line) &&
    !head[at]!.line.includes("关于");
  return broken ? before.text + head[at]!.text : head[at]!.text;
}
