import type { Document, Paragraph } from "docx";
import { blank, inRightHalf } from "./blanks.ts";
import { body, emptyLine, heading, run, titleLine } from "./lines.ts";
import { paper } from "./page.ts";

const HEADINGS = [
  ["一、情况", "（本月计划安排、实际完成及形象进度，如实填写。）"],
  ["二、具体问题", "（影响进度的具体问题、涉及单位、已采取的办法。）"],
  ["三、下一步措施", "（措施、责任人、完成时间，需要协调解决的事项。）"],
] as const;

/** The same, blank: whoever missed the month's target fills it in. Source: domain.md M9, "Documents" (GB/T 9704-2012). */
export const blankReport = (): Document =>
  paper("未完成当月计划的书面报告", [
    titleLine("未完成当月计划的书面报告"),
    emptyLine(),
    body("项目编号和名称：", blank(14)),
    body("责任单位：", blank(10), "　月份：", blank(4)),
    ...HEADINGS.flatMap(([title, hint]): Paragraph[] => [heading(title), body(hint), emptyLine(), emptyLine()]),
    emptyLine(),
    inRightHalf(run("责任单位（盖章）："), blank(6)),
    inRightHalf(run("牵头领导（签字）："), blank(6)),
    inRightHalf(run("日期："), blank(3), run("年"), blank(2), run("月"), blank(2), run("日")),
  ]);
