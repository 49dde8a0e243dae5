import { AlignmentType, type Document, type Paragraph } from "docx";
import { agendaLines, chapterLoop, itemsTable } from "./chapters.ts";
import { closing } from "./foot.ts";
import { bodyOf, letterTop, officialHead, plainTop } from "./head.ts";
import { copies, imprint } from "./imprint.ts";
import { body, bodyLoop, emptyLine, lastBodyLoop, line, run, within } from "./lines.ts";
import { characters, HEI, SONG, TITLE } from "./measures.ts";
import { type Block, paper } from "./page.ts";

/** 交办单. */
export const assignment = (): Document =>
  paper(
    "交办单",
    [
      ...letterTop(),
      ...bodyOf("会议", "{#有会议日期}{会议日期}，{/有会议日期}{会议}议定下列事项，现予交办。"),
      ...bodyLoop("段落"),
      ...itemsTable("事项", "交办事项"),
      ...lastBodyLoop("要求"),
      ...closing(),
      ...copies(),
    ],
    "letter",
  );

/** 出席 and the like: the word in 黑体, further lines below the first name. Source: GB/T 9704-2012, 10.3. */
const present = (name: string, word = name): readonly Paragraph[] =>
  within(
    `有${name}`,
    line([run(`${word}：`, { font: HEI }), run(`{${name}}`)], {
      indent: { left: characters(3 + word.length), hanging: characters(1 + word.length) },
      keepNext: true,
    }),
  );

/** 会议纪要. */
export const minutes = (): Document =>
  paper("会议纪要", [
    ...officialHead(),
    body(
      "{时间}，{#有主持人}{主持人}主持召开{/有主持人}{^有主持人}召开{/有主持人}{会议}{#有地点}（地点：{地点}）{/有地点}。现将会议议定事项纪要如下。",
    ),
    ...bodyLoop("段落"),
    ...chapterLoop(),
    ...itemsTable("事项", "交办事项"),
    emptyLine(),
    ...present("出席"),
    ...present("列席"),
    ...present("请假"),
    ...present("记录"),
    ...closing(),
    ...imprint(),
  ]);

const byline = (): Paragraph => line([run("{机关}{#有日期}　{日期}{/有日期}")], { alignment: AlignmentType.CENTER });

const scope = (text: string): Paragraph => line([run(text)], { alignment: AlignmentType.CENTER });

/** The draft minutes on a page of their own, their items numbered. */
const draftMinutes = (): readonly Block[] =>
  within<Block>(
    "有纪要标题",

    line([run("{纪要标题}", { font: SONG, size: TITLE, characterSpacing: 0 })], {
      alignment: AlignmentType.CENTER,
      pageBreakBefore: true,
    }),
    emptyLine(),
    ...bodyLoop("纪要段落"),
  );

const pack = (title: string, before: readonly Block[]): Document =>
  paper(title, [
    ...plainTop(),
    byline(),
    scope("（{期间}）"),
    emptyLine(),
    ...before,
    ...bodyLoop("段落"),
    ...agendaLines(),
    ...chapterLoop(),
    ...draftMinutes(),
    ...itemsTable("交办", "拟交办事项"),
  ]);

export const quarterPack = (): Document => pack("季调度材料", []);

export const meetingPack = (): Document =>
  pack("工作例会材料", [body("工作机制：{机制}{#有召集人}；召集人：{召集人}{/有召集人}。")]);
