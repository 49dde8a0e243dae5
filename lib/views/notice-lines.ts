import type { PlainDate } from "../domain/dates.ts";
import type { Light } from "../domain/light.ts";
import type { NoticeItem, NoticeKind } from "../domain/notice.ts";
import { type Badge, type Brief, type Entry, headline } from "./letter-model.ts";
import { oneLine, prose } from "./one-line.ts";
import { dayWords, periodWords, shortDayWords } from "./words.ts";

/** A notice as the letter needs it: of the ledger, or still standing from before. */
export interface Matter {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly item: NoticeItem;
}

const LIGHT_WORDS: Readonly<Record<Light, string>> = {
  red: "红",
  yellow: "黄",
  blue: "蓝",
  green: "绿",
  grey: "灰",
  exempt: "免",
  none: "无",
};

/** One character for a light, in every mail and table. */
export const lightWord = (light: Light): string => LIGHT_WORDS[light];
export const lightBadge = (light: Light): Badge => ({ word: lightWord(light), light });
const plainBadge = (word: string): Badge => ({ word, light: null });

/** Clips of the parts of a line, in characters: what a person wrote may be 32,767 long. */
const NAME = 40;
const SENTENCE = 320;

/** In what duty the person hears of it; "" for matters without one. */
export const dutyOf = ({ item }: Matter): string => String(item.facts.duty ?? "");
export const isForLeader = (matter: Matter): boolean => LEADING.includes(dutyOf(matter));
const LEADING: readonly string[] = ["sponsor", "city-leader"];

const sentence = (text: string): string => oneLine(text, SENTENCE);
export const factText = (item: NoticeItem, name: string): string => oneLine(String(item.facts[name] ?? ""), SENTENCE);
export const factNumber = (item: NoticeItem, name: string): number | null => {
  const value = item.facts[name];
  return typeof value === "number" ? value : null;
};
export const factList = (item: NoticeItem, name: string): readonly string[] => {
  const value = item.facts[name];
  return Array.isArray(value) ? value.map((line) => sentence(String(line))) : [];
};

/** 贵单位 is the reader's own unit only: to others it is named. */
export const withUnitNamed = (text: string, unit: string): string =>
  unit === "" ? text : text.replaceAll("贵单位", oneLine(unit, NAME));

/** P-031/30 滨河路改造 ·「主体封顶」 */
const milestoneName = (item: NoticeItem): string =>
  `${oneLine(item.subject, 30)} ${oneLine(item.projectName, NAME)} ·「${oneLine(item.name, NAME)}」`;

/** P-044 职教园区 */
export const projectTitle = (item: NoticeItem): string =>
  `${oneLine(item.project, 30)} ${oneLine(item.projectName, NAME)}`.trim();

export const dueWords = (due: PlainDate | null, asOf: PlainDate): string =>
  due === null ? "未定日期" : shortDayWords(due, asOf);

const lateWords = (item: NoticeItem): string => {
  const late = factNumber(item, "daysLate");
  return late === null ? "" : `，已逾期 ${late} 天`;
};

/** A matter in full: title, what to do, why, where. */
export function entryOf(matter: Matter, asOf: PlainDate): Entry {
  const { item } = matter;
  const lines = [actionLine(matter), whyLine(matter), whereLine(item)].map(sentence).filter((line) => line !== "");
  return { badge: badgeOf(matter), title: titleOf(matter), status: statusOf(matter, asOf), lines };
}

/** The head of a unit is asked to see to it; whoever is responsible, to do it. */
const actionLine = ({ kind, item }: Matter): string =>
  kind === "milestone-raised" && item.facts.duty === "unit-head" ? `请督促办理。${item.action}` : item.action;

/** 待复核: of figures that disagree, and of changes. */
const isQuestion = (kind: NoticeKind): boolean => kind === "review-question" || kind === "history-question";

function badgeOf({ kind, item }: Matter): Badge {
  if (kind === "report-missing") return plainBadge("月报");
  if (kind === "written-report") return plainBadge("报告");
  if (kind === "correction") return plainBadge("更正");
  if (isQuestion(kind)) return plainBadge("复核");
  if (kind === "inspection-question") return plainBadge("核实");
  if (kind === "matter-to-decide") return plainBadge("协调");
  if (kind === "milestone-forecast") return plainBadge("预测");
  if (kind === "start-check") return plainBadge("开工");
  if (kind === "disclosure-overdue") return plainBadge("公开");
  return lightBadge(item.light);
}

const ABOUT_MILESTONES: readonly NoticeKind[] = [
  "inspection-question",
  "milestone-light",
  "milestone-raised",
  "milestone-forecast",
];

function titleOf({ kind, item }: Matter): string {
  if (ABOUT_MILESTONES.includes(kind)) return milestoneName(item);
  if (kind === "correction" || isQuestion(kind)) return "";
  if (kind === "disclosure-overdue") return `${projectTitle(item)} ·「${prose(item.name, NAME)}」`;
  return `${projectTitle(item)}${kind === "report-missing" || item.name === "" ? "" : ` · ${oneLine(item.name, NAME)}`}`;
}

function statusOf({ kind, item }: Matter, asOf: PlainDate): string {
  if (kind === "milestone-light" || kind === "milestone-raised")
    return `计划${dueWords(item.due, asOf)}完成${lateWords(item)}`;
  if (kind === "milestone-forecast") return `计划${dueWords(item.due, asOf)}完成`;
  if (kind === "report-missing") return reportStatus(item, asOf);
  if (kind === "disclosure-overdue")
    return `应于${dueWords(item.due, asOf)}公开，已逾期 ${factNumber(item, "workingDaysLate") ?? 0} 个工作日`;
  return kind === "correction" || isQuestion(kind) ? sentence(item.reason) : "";
}

/** 5月月报尚未收到，应于6月5日（周五）报送，已晚 5 个工作日（贵单位报送为黄） */
function reportStatus(item: NoticeItem, asOf: PlainDate): string {
  const late = factNumber(item, "workingDaysLate") ?? 0;
  const due = item.due === null ? "" : `，应于${dayWords(item.due, asOf)}报送`;
  const mark = item.light === "none" ? "" : `（贵单位报送为${lightWord(item.light)}）`;
  return `${monthWords(factText(item, "month"), asOf)}月报尚未收到${due}，已晚 ${late} 个工作日${mark}`;
}

/** 5月; with its year when that is another one. */
export const monthWords = (month: string, asOf: PlainDate): string =>
  month.slice(0, 4) === asOf.slice(0, 4) ? `${+month.slice(5, 7)}月` : periodWords(month);

function whyLine({ kind, item }: Matter): string {
  if (item.reason === "" || kind === "correction" || isQuestion(kind)) return "";
  if (kind === "milestone-light" || kind === "milestone-raised")
    return `为什么是${lightWord(item.light)}：${item.reason}`;
  return item.reason;
}

/** Only where the action does not name the place already. */
const whereLine = (item: NoticeItem): string => {
  const place = factText(item, "place");
  return place === "" || item.action.includes(place) || item.reason.includes(place) ? "" : `位置：${place}`;
};

/** P-060/90 东湖泵站 ·「竣工验收」6月18日（周四）到期，还有 4 个工作日; 到期（计划5月20日，扣除豁免 27 天） where exempt days moved it. */
export function dueLine(matter: Matter, asOf: PlainDate): Brief {
  const { item } = matter;
  const left = factNumber(item, "workingDaysLeft") ?? 0;
  const when =
    item.due === null ? "" : `${item.due === asOf ? "今天" : dayWords(item.due, asOf)}到期${exemptWords(item, asOf)}`;
  const rest = left > 0 ? `，还有 ${left} 个工作日` : "";
  return { badge: item.light === "blue" ? lightBadge("blue") : null, text: `${milestoneName(item)}${when}${rest}` };
}

function exemptWords(item: NoticeItem, asOf: PlainDate): string {
  const days = factNumber(item, "exemptDays") ?? 0;
  return days === 0 ? "" : `（计划${shortDayWords(factText(item, "planned"), asOf)}，扣除豁免 ${days} 天）`;
}

/** One line of what was told before and still stands. */
export function standingLine(matter: Matter, asOf: PlainDate): Brief {
  const text = oneLine(headline({ title: titleOf(matter), status: statusOf(matter, asOf) }), 120);
  return { badge: badgeOf(matter), text };
}
