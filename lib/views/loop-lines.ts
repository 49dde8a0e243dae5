import type { PlainDate } from "../domain/dates.ts";
import type { LoopStep } from "../domain/loop.ts";
import type { NoticeItem, NoticeKind } from "../domain/notice.ts";
import { type Badge, type Brief, type Entry, headline } from "./letter-model.ts";
import { stepWord } from "./loop-words.ts";
import { entryOf, factList, factNumber, factText, lightBadge, type Matter, standingLine } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { dayWords } from "./words.ts";

const LOOP_KINDS: readonly NoticeKind[] = [
  "loop-assigned",
  "loop-due",
  "loop-overdue",
  "loop-raised",
  "loop-to-verify",
  "issue-to-raise",
  "issue-lowered",
];
export const isLoop = ({ kind }: Matter): boolean => LOOP_KINDS.includes(kind);

/** Cooperating units are told of a matter that another unit answers for. */
export const isCooperating = ({ item }: Matter): boolean => item.facts.part === "cooperating";

/** 协调层级: proposed, or fallen. To the admins it stands apart from what is theirs to do in units. */
export const isAboutLevel = ({ kind }: Matter): boolean => kind === "issue-to-raise" || kind === "issue-lowered";

/** The day has come: to be done today, no longer a reminder. */
export const isDueToday = ({ kind, item }: Matter, asOf: PlainDate): boolean =>
  kind === "loop-due" && item.due !== null && item.due <= asOf;

/** A matter of any kind in full. */
export const matterEntry = (matter: Matter, asOf: PlainDate): Entry =>
  isLoop(matter) ? loopEntry(matter, asOf) : entryOf(matter, asOf);

/** A matter of any kind that was told before, in one line. */
export const matterStanding = (matter: Matter, asOf: PlainDate): Brief =>
  isLoop(matter)
    ? { badge: badgeOf(matter), text: oneLine(headline(headOf(matter, asOf)), 120) }
    : standingLine(matter, asOf);

/** What a matter told in full says of its content, and what a line of it does. */
const WHOLE = 120;
const SHORT = 40;

/** I-012 滨河路改造 ·「110 千伏线路迁改」 */
export const loopTitle = ({ subject, projectName, name }: NoticeItem, most = SHORT): string => {
  const project = projectName === "" ? "" : ` ${oneLine(projectName, 30)} ·`;
  return `${oneLine(subject, 30)}${project}「${prose(name, most)}」`;
};

const loopEntry = (matter: Matter, asOf: PlainDate): Entry => {
  const lines = linesOf(matter).map((line) => oneLine(line, 320));
  const head = headOf(matter, asOf, WHOLE);
  return { badge: badgeOf(matter), ...head, lines: lines.filter((line) => line !== "") };
};

const headOf = (matter: Matter, asOf: PlainDate, most = SHORT) => ({
  title: loopTitle(matter.item, most),
  status: statusOf(matter, asOf),
});

function badgeOf(matter: Matter): Badge {
  const { kind, item } = matter;
  if (kind === "issue-to-raise") return { word: "提级", light: null };
  if (kind === "issue-lowered") return { word: "下调", light: null };
  if (kind !== "loop-assigned") return item.light === "none" ? { word: "逾期", light: null } : lightBadge(item.light);
  if (isCooperating(matter)) return { word: "配合", light: null };
  return { word: item.facts.back === true ? "退回重办" : "新交办", light: null };
}

/** 应于6月8日（周一）部署，已逾期 2 个工作日; 今天应办结; 由甲局牵头，应于6月12日（周五）完成。 */
function statusOf(matter: Matter, asOf: PlainDate): string {
  const { item } = matter;
  const lead = isCooperating(matter) ? `由${oneLine(item.unit, 40)}牵头，` : "";
  return `${lead}${dueWords(item, asOf)}`;
}

const stepOf = (item: NoticeItem): string => stepWord(item.tab, factText(item, "step") as LoopStep);

function dueWords(item: NoticeItem, asOf: PlainDate): string {
  if (item.due === null) return "";
  const step = stepOf(item);
  const late = factNumber(item, "workingDaysLate") ?? 0;
  const provisional = item.facts.provisional === true ? "（节假日安排暂定）" : "";
  if (late > 0) return `应于${dayWords(item.due, asOf)}${step}，已逾期 ${late} 个工作日`;
  if (item.due === asOf) return `今天应${step}`;
  const left = factNumber(item, "workingDaysLeft") ?? 0;
  const rest = left > 0 ? `，还有 ${left} 个工作日` : "";
  return `应于${dayWords(item.due, asOf)}${step}${rest}${provisional}`;
}

/** Who is to see to it, who works with whom, then why. */
function linesOf(matter: Matter): string[] {
  const { kind, item } = matter;
  if (isCooperating(matter)) return [`请配合${oneLine(item.unit, 40)}办理，进展由牵头单位填报。`];
  if (kind === "loop-assigned") return [item.action, helpersWords(item), item.reason];
  if (kind === "loop-raised") return [raisedAction(item), item.reason];
  return [item.action, item.reason];
}

const helpersWords = (item: NoticeItem): string => {
  const units = factList(item, "cooperating").map((unit) => oneLine(unit, 40));
  return units.length === 0 ? "" : `配合单位：${units.join("、")}。`;
};

/** The heads of a unit are asked to see to it, a leader is told whose it is; who hears it in their place does what is to be done. */
function raisedAction({ unit, facts, action }: NoticeItem): string {
  if (facts.duty === "unit-head" || facts.duty === "office-head")
    return `请督促办理。${action.replace(/^请部署办理，并/, "请")}`;
  return facts.duty === "sponsor" ? `责任单位：${oneLine(unit, 40)}。` : action;
}

/** Soon due: I-012 滨河路改造 ·「线路迁改」应于6月18日（周四）办结，还有 4 个工作日 */
export const loopDueLine = ({ item }: Matter, asOf: PlainDate): Brief => ({
  badge: item.light === "blue" ? lightBadge("blue") : null,
  text: `${loopTitle(item)}${dueWords(item, asOf)}`,
});

/** Of the admins: 待核查 I-012 滨河路改造 ·「线路迁改」甲局，应于6月18日（周四）核查. */
export function officeLine({ item }: Matter, asOf: PlainDate): Brief {
  const word = factText(item, "state") === "to-verify" ? "待核查" : item.unit === "" ? "无责任单位" : "待交办";
  const unit = item.unit === "" ? "" : oneLine(item.unit, 40);
  const parts = [unit, dueWords(item, asOf), factText(item, "place")].filter((part) => part !== "");
  return { badge: { word, light: null }, text: `${loopTitle(item)}${parts.join("，")}` };
}
