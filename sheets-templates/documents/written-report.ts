import type { Document, Paragraph } from "docx";
import { blank, inRightHalf } from "./blanks.ts";
import { plainTop } from "./head.ts";
import { bodyLoop, emptyLine, heading, lastBodyLoop, line, run } from "./lines.ts";
import { characters } from "./measures.ts";
import { paper } from "./page.ts";

const entry = (name: string): Paragraph =>
  line([run(`${name}：{${name}}`)], {
    indent: { left: characters(3 + name.length), hanging: characters(1 + name.length) },
  });

/** 书面报告, filled as far as the registry knows it. Source: domain.md M9. */
export const writtenReport = (): Document =>
  paper("书面报告", [
    ...plainTop(),
    ...["项目编号", "项目名称", "责任单位", "月份"].map(entry),
    ...["情况", "具体问题", "下一步措施"].flatMap((part, at) => [
      heading(`${"一二三"[at]}、${part}`),
      ...(part === "下一步措施" ? lastBodyLoop(part) : bodyLoop(part)),
    ]),
    emptyLine({ keepNext: true }),
    inRightHalf(run("责任单位（盖章）："), blank(6)),
    inRightHalf(run("牵头领导（签字）："), blank(6)),
    inRightHalf(run("日期："), run("{日期}"), run("{^有日期}　　　年　　月　　日{/有日期}")),
  ]);
