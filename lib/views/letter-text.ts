import { leftOutWords } from "./letter-html.ts";
import { type Entry, headline, type LetterModel, leftOut, type Section } from "./letter-model.ts";

/** The letter as plain text: complete, indented, one matter after the other. */
export function letterText(model: LetterModel): string {
  const parts = [
    model.greeting,
    ...model.lead,
    ...sectionsText(model.sections),
    ...model.tail,
    `——\n${[...model.closing, ...boardText(model)].join("\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

const boardText = ({ board }: LetterModel): string[] => (board === null ? [] : [`${board.words}${board.url}`]);

function sectionsText(sections: readonly Section[]): string[] {
  let number = 1;
  return sections.map((section) => {
    const first = number;
    if (section.form === "matters") number += section.entries.length;
    const more = leftOut(section) === 0 ? [] : [leftOutWords(leftOut(section))];
    return [`■ ${section.title}`, ...linesOf(section, first), ...more].join("\n");
  });
}

function linesOf(section: Section, first: number): string[] {
  if (section.form === "matters") return section.entries.map((entry, index) => entryText(entry, first + index));
  if (section.form === "table") return section.entries.map((row) => rowText(section.headers, row));
  return section.entries.map(({ badge, text }) => `${badge === null ? "· " : `【${badge.word}】`}${text}`);
}

const entryText = (entry: Entry, number: number): string =>
  [`${number}. 【${entry.badge.word}】${headline(entry)}`, ...entry.lines.map((line) => `   ${line}`)].join("\n");

/** First cell as the name of the row, the others with their headers. */
const rowText = (headers: readonly string[], row: readonly string[]): string => {
  const [name = "", ...rest] = row;
  return `· ${name}：${rest.map((cell, index) => `${headers.length > 2 ? `${headers[index + 1]} ` : ""}${cell}`).join("，")}`;
};
