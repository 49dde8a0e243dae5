import type { Light } from "../domain/light.ts";
import { type Html, html } from "./html.ts";
import {
  type Badge,
  type Brief,
  type BriefSection,
  type Entry,
  headlineGap,
  type LetterModel,
  leftOut,
  type MattersSection,
  type Section,
  type TableSection,
} from "./letter-model.ts";

/** White on these passes WCAG AA; the word in the badge says the colour anyway. */
const PAINT: Readonly<Record<Light, string>> = {
  red: "#b3261e",
  yellow: "#8a5a00",
  blue: "#1f5fa8",
  grey: "#5f6368",
  green: "#1e6b3a",
  exempt: "#5f6368",
  none: "#5f6368",
};

const WRAP =
  "max-width:600px;margin:0 auto;padding:12px 14px;font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:16px;line-height:1.7;word-break:break-word;overflow-wrap:anywhere";
const HEADING = "font-size:17px;line-height:1.4;margin:26px 0 10px;padding:0 0 6px;border-bottom:2px solid #9aa0a6";
const ENTRY = "margin:0 0 18px";
const TITLE = "margin:0";
const LINE = "margin:4px 0 0";
const BRIEF = "margin:0 0 6px";
const TAIL = "margin:16px 0 0";
const CELL = "padding:6px 6px 6px 0;border-bottom:1px solid #c4c7c5;text-align:left;vertical-align:top;font-size:15px";
const BOARD = "margin:10px 0 0;font-size:15px;line-height:1.7";
const CLOSING = "margin:0 0 4px;font-size:13px;line-height:1.6;color:#80868b";

/** The letter in one column, inline styles only, nothing fetched from anywhere; without CSS it still reads from top to bottom. */
export function letterHtml(model: LetterModel): string {
  const body = html`<div style="${WRAP}">
<p style="margin:0 0 10px">${model.greeting}</p>
${model.lead.map((line) => html`<p style="margin:0 0 8px">${line}</p>\n`)}${sectionsHtml(model.sections)}${model.tail.map((line) => html`<p style="${TAIL}">${line}</p>\n`)}<hr style="border:0;border-top:1px solid #c4c7c5;margin:26px 0 10px">
${model.closing.map((line) => html`<p style="${CLOSING}">${line}</p>\n`)}${boardHtml(model)}</div>`;
  return page(model.subject, body).markup;
}

/** The address people see and photograph has no token in it. */
const boardHtml = ({ board }: LetterModel): Html =>
  board === null
    ? html``
    : html`<p style="${BOARD}">${board.words}<a href="${board.url}">${board.url.replace(/\?.*$/, "")}</a></p>\n`;

const page = (title: string, body: Html): Html => html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${title}</title>
</head>
<body style="margin:0">
${body}
</body>
</html>
`;

function sectionsHtml(sections: readonly Section[]): Html[] {
  let number = 1;
  return sections.map((section) => {
    const first = number;
    if (section.form === "matters") number += section.entries.length;
    return html`<h2 style="${HEADING}">${section.title}</h2>
${sectionHtml(section, first)}${more(section)}`;
  });
}

const sectionHtml = (section: Section, first: number): Html => {
  if (section.form === "matters") return mattersHtml(section, first);
  return section.form === "brief" ? briefHtml(section) : tableHtml(section);
};

const more = (section: Section): Html =>
  leftOut(section) === 0 ? html`` : html`<p style="${LINE}">${leftOutWords(leftOut(section))}</p>\n`;

export const leftOutWords = (count: number): string => `另有 ${count} 项未在此列出，全部事项见附件。`;

const mattersHtml = (section: MattersSection, first: number): Html =>
  html`${section.entries.map((entry, index) => entryHtml(entry, first + index))}`;

const entryHtml = (entry: Entry, number: number): Html => html`<div style="${ENTRY}">
<p style="${TITLE}"><b>${number}. ${badgeHtml(entry.badge)}${entry.title === "" ? "" : ` ${entry.title}`}</b>${headlineGap(entry)}${entry.status}</p>
${entry.lines.map((line) => html`<p style="${LINE}">${line}</p>\n`)}</div>
`;

const briefHtml = (section: BriefSection): Html => html`${section.entries.map(lineHtml)}`;

const lineHtml = (entry: Brief): Html =>
  html`<p style="${BRIEF}">${entry.badge === null ? "· " : html`${badgeHtml(entry.badge)} `}${entry.text}</p>\n`;

const badgeHtml = (badge: Badge): Html =>
  badge.light === null
    ? html`【${badge.word}】`
    : html`<span style="background-color:${PAINT[badge.light]};color:#ffffff;border-radius:3px">【${badge.word}】</span>`;

const tableHtml = (section: TableSection): Html => html`<table style="width:100%;border-collapse:collapse">
<tr>${section.headers.map((header) => html`<th style="${CELL}">${header}</th>`)}</tr>
${section.entries.map((row) => html`<tr>${row.map((cell) => html`<td style="${CELL}">${cell}</td>`)}</tr>\n`)}</table>
`;
