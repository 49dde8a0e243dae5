import { AlignmentType, BorderStyle, LineRuleType, type Paragraph, TextRun } from "docx";
import { body, line, run, titleLines } from "./lines.ts";
import { LINE, mm, points, RED, SONG } from "./measures.ts";
import type { Block } from "./page.ts";

const DRAFT = "{#草稿}（草稿，未经确认，不得外传）{/草稿}";

/** 发文机关标志 35 mm below the text's upper edge, red, narrow enough for seventeen characters. Source: 7.2.4. */
const sign = (): Paragraph =>
  line([new TextRun({ text: "{标志}", font: SONG, size: 72, scale: 70, color: RED })], {
    alignment: AlignmentType.CENTER,
    spacing: { line: points(44), lineRule: LineRuleType.EXACT, before: mm(35), after: 2 * LINE.line },
  });

/** 发文字号 two lines below, and the red line 4 mm below it. Source: 7.2.5, 7.2.7. */
const numberAndLine = (): Paragraph =>
  line([run(`{发文字号}${DRAFT}`)], {
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 8 } },
  });

const addressee = (): readonly Paragraph[] => [
  line([run("{#有主送}")]),
  line([run("{主送}：")], { alignment: AlignmentType.LEFT }),
  line([run("{/有主送}")]),
];

/** 通报 and other papers with a red head. */
export const officialHead = (): readonly Block[] => [sign(), numberAndLine(), ...titleLines("{标题}"), ...addressee()];

/** Below a letter's double line: the number at the right edge. Source: 10.1. */
export const letterTop = (): readonly Block[] => [
  line([run(`{发文字号}${DRAFT}`)], { alignment: AlignmentType.RIGHT }),
  ...titleLines("{标题}"),
  ...addressee(),
];

/** Material for a meeting: no head, no number. */
export const plainTop = (): readonly Block[] => [
  line([run("{#草稿}")]),
  line([run("（草稿，未经确认，不得外传）")], { alignment: AlignmentType.CENTER }),
  line([run("{/草稿}")]),
  ...titleLines("{标题}").slice(1),
];

export const bodyOf = (name: string, text: string): readonly Paragraph[] => [
  line([run(`{#有${name}}`)]),
  body(text),
  line([run(`{/有${name}}`)]),
];
