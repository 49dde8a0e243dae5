import type { PlainDate } from "../domain/dates.ts";
import { LIGHTS, type Light } from "../domain/light.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { Role } from "../domain/registry.ts";
import { lightWord } from "./notice-lines.ts";
import { KIND_WORDS } from "./notice-tab.ts";
import { oneLine, prose } from "./one-line.ts";
import { remarkWords } from "./outcome.ts";
import { dayWords } from "./words.ts";

export interface SimulatedNotice {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly level: string;
  /** The key of its row, as people know it; "" where it is about no row. */
  readonly row: string;
  readonly light: Light;
  readonly project: string;
  readonly projectName: string;
  readonly name: string;
}

export interface SimulatedLetter {
  readonly to: string;
  readonly subject: string;
  readonly notices: readonly SimulatedNotice[];
}

export interface SimulatedDay {
  readonly day: PlainDate;
  readonly state: string;
  readonly jobs: readonly string[];
  readonly letters: readonly SimulatedLetter[];
  /** Drafts that would arise. */
  readonly drafts: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
  /** Who would get nothing although something is owed. */
  readonly unsent: readonly { readonly to: string; readonly state: string }[];
  readonly remarks: readonly { readonly code: string; readonly facts: Readonly<Record<string, string | number>> }[];
}

export interface SimulatedPerson {
  readonly address: string;
  readonly unit: string;
  readonly title: string | null;
  readonly roles: readonly Role[];
  readonly letters: number;
}

export interface Simulation {
  readonly days: readonly SimulatedDay[];
  /** Everybody who would get a letter. */
  readonly people: readonly SimulatedPerson[];
  /** No domain is allowed yet: letters to all addresses are shown. */
  readonly anyDomain: boolean;
}

/** What is told, worded: 节点预警 红, 逾期升级 主要负责人, with how often. */
interface Count {
  readonly kind: string;
  readonly level: string;
  readonly count: number;
}

const LEVELS: Readonly<Record<string, string>> = {
  contact: "责任人",
  "office-head": "办公室主任",
  "unit-head": "主要负责人",
  letter: "督办函",
  talk: "约谈通报",
  lead: "牵头",
  cooperating: "配合",
};

const isLight = (level: string): level is Light => (LIGHTS as readonly string[]).includes(level);

/** Steps of several duties are joined by +; a level that is no step or colour says nothing to people. */
export const levelWords = (level: string): string =>
  level
    .split("+")
    .map((part) => (isLight(part) ? lightWord(part) : (LEVELS[part] ?? "")))
    .filter((word) => word !== "")
    .join("、");

export function simulationCounts({ days }: Simulation): readonly Count[] {
  const notices = days.flatMap(({ letters }) => letters.flatMap((letter) => letter.notices));
  const groups = Map.groupBy(notices, ({ kind, level }) => `${kind}|${levelWords(level)}`);
  return [...groups.values()]
    .map((same) => ({ kind: KIND_WORDS[same[0]!.kind], level: levelWords(same[0]!.level), count: same.length }))
    .sort((a, b) => compare(a.kind, b.kind) || compare(a.level, b.level));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const dutyWords = ({ unit, title, roles }: SimulatedPerson): string =>
  [oneLine(unit, 40), oneLine(title ?? roles.join("、"), 40)].filter((part) => part !== "").join(" ") || "收件人";

/** Day by day, then who gets how many letters and what is raised how often. */
export function simulationWords(simulation: Simulation): string {
  const { days, people } = simulation;
  const names = new Map(people.map((person) => [person.address, dutyWords(person)]));
  const letters = days.reduce((sum, day) => sum + day.letters.length, 0);
  const drafts = days.reduce((sum, day) => sum + day.drafts.length, 0);
  const counts = simulationCounts(simulation);
  return [
    `推演 ${days[0]!.day} 至 ${days.at(-1)!.day}（${days.length} 天）：假定此后无人改表、无人确认。共 ${letters} 封信，${drafts} 份草稿。没有写入，没有发信。`,
    ...(simulation.anyDomain ? ["未设置 DUBAN_ALLOWED_DOMAINS，以下按所有邮箱都可发信推演。"] : []),
    ...days.flatMap((day) => dayLines(day, names)),
    "",
    "每人收信：",
    ...byLetters(people).map(
      (person) => `  ${dutyWords(person)}（${oneLine(person.address, 80)}）${person.letters} 封`,
    ),
    "各类事项：",
    ...counts.map(({ kind, level, count }) => `  ${[kind, level].filter((word) => word !== "").join(" ")} ${count} 件`),
  ].join("\n");
}

export const byLetters = (people: readonly SimulatedPerson[]): readonly SimulatedPerson[] =>
  people.toSorted((a, b) => b.letters - a.letters || compare(a.address, b.address));

function dayLines(day: SimulatedDay, names: ReadonlyMap<string, string>): readonly string[] {
  const remarks = day.remarks.map((remark) => `  ${remarkWords(remark)}`);
  return [
    "",
    `${dayWords(day.day)}：${day.letters.length === 0 ? "没有信" : `${day.letters.length} 封信`}`,
    ...day.letters.flatMap((letter) => [
      `  ${names.get(letter.to) ?? ""}（${oneLine(letter.to, 80)}）：${letter.subject}`,
      ...letter.notices.map((notice) => `    ${noticeWords(notice)}`),
    ]),
    ...day.drafts.map(({ id, title }) => `  草稿 ${id}：${title}`),
    ...remarks,
  ];
}

/** 节点预警 红：P-031/30 滨河路改造 主体封顶 */
function noticeWords(notice: SimulatedNotice): string {
  const what = [KIND_WORDS[notice.kind], levelWords(notice.level)].filter((word) => word !== "").join(" ");
  return `${what}：${matterWords(notice)}`;
}

export const matterWords = ({ kind, subject, row, projectName, name }: SimulatedNotice): string =>
  [row === "" && kind !== "run-summary" ? subject : row, projectName, name]
    .filter((part) => part !== "")
    .map((part) => prose(part, 40))
    .join(" ");
