import type { PlainDate } from "../domain/dates.ts";
import type { LetterDraft, LetterDraftMatter } from "../domain/letter-draft.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import type { Entry } from "./letter-model.ts";
import { stepWord } from "./loop-words.ts";
import { dutyOf, factList, factText, type Matter } from "./notice-lines.ts";
import { oneLine, prose } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

type Unworded = Omit<LetterDraft, "text">;

/** The paragraphs of a letter: the matters first, then what is asked. It asks, it does not accuse. */
export const letterParagraphs = (letter: Unworded): readonly string[] => [
  `下列 ${letter.matters.length} 件事项所列环节已过时限，台账中尚无完成记录（截至${letter.asOf.slice(0, 4)}年${shortDayWords(letter.asOf)}）：`,
  ...letter.matters.map((matter, at) => `${at + 1}．${matterWords(matter, letter.asOf)}`),
  `${REQUESTS[letter.type](letter.answerWithin)}${mendWords(letter)}`,
];

const matterWords = (matter: LetterDraftMatter, asOf: PlainDate): string =>
  `${oneLine(matter.key, 40)} ${prose(matter.title, 120)}（${stepDueWords(matter, asOf)}，${lateWords(matter)}）`;

/** 应于6月2日完成 */
export const stepDueWords = ({ tab, step, due }: LetterDraftMatter, asOf: PlainDate): string =>
  `应于${shortDayWords(due, asOf)}${stepWord(tab, step)}`;

export const lateWords = ({ workingDaysLate }: LetterDraftMatter): string => `已过 ${workingDaysLate} 个工作日`;

const REQUESTS: Readonly<Record<LetterDraft["type"], (days: number) => string>> = {
  提醒函: (days) => `请贵单位抓紧办理，自本函发出之日起 ${days} 个工作日内告知办理安排。`,
  督办函: (days) => `请贵单位说明卡点、办结时间和责任人，自本函发出之日起 ${days} 个工作日内书面反馈。`,
  约谈: (days) =>
    `请贵单位主要负责人就上述事项当面说明情况，时间由本办与贵单位商定，并自本通知发出之日起 ${days} 个工作日内书面反馈办理安排。`,
  通报: (days) => `以上情况予以通报。请贵单位自本通报发出之日起 ${days} 个工作日内书面反馈办理安排。`,
};

/** Where it is mended: 「问题」 and 「任务」 as they occur. */
function mendWords({ matters }: Unworded): string {
  const tabs = [...new Set(matters.map(({ tab }) => `「${TAB_TITLES[tab]}」`))].join("");
  return `已经办理的，请在${tabs}表填写日期，办结的并附佐证；确有困难的，请一并说明，可按程序申请延期或提请上一级协调。`;
}

const MOST_LINES = 42;

/** What is asked stands last and is never left out; the paper has every matter. */
const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES - 2), `（其余 ${lines.length - MOST_LINES + 1} 件见附件。）`, ...lines.slice(-1)];

/** A letter inside somebody's mail: number and day to answer, then its text. The head of the office gets a copy. */
export function letterEntry(matter: Matter, asOf: PlainDate): Entry {
  const { item } = matter;
  const copy = dutyOf(matter) === "office-head" ? "（抄送）" : "";
  const unit = oneLine(item.unit, 40);
  const [sentOn, due] = [factText(item, "sentOn"), item.due === null ? "" : dayWords(item.due, asOf)];
  return {
    badge: { word: oneLine(item.name, 10), light: null },
    title: `${oneLine(item.subject, 40)}${copy}`,
    status: `致${unit}，${shortDayWords(sentOn, asOf)}发出，请于${due}前书面反馈`,
    lines: shortened(factList(item, "text")),
  };
}
