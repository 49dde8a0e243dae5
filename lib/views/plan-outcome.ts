import type { PlainDate } from "../domain/dates.ts";
import { oneLine } from "./one-line.ts";
import type { ShownPlan } from "./plan-proposal.ts";
import { dayWords } from "./words.ts";

/** Whether there is time: what should have begun when, or how long there is till then. */
export function timeLines(plan: ShownPlan): readonly string[] {
  const { aim, today, rows, behind, proposal } = plan;
  const { shortage, earliestFinish } = proposal;
  const soonest = (day: PlainDate): string => `${dayWords(day, today)}${plan.isProvisional(day) ? "（暂定）" : ""}`;
  const last = rows.reduce((a, b) => (b.planned >= a.planned ? b : a));
  if (aim.kind === "start") return [`全部完成：${dayWords(last.planned, today)}（${oneLine(last.name, 20)}）。`];
  const first = rows.reduce((a, b) => (b.start < a.start ? b : a));
  if (shortage === null)
    return [`“${oneLine(first.name, 20)}”最迟${dayWords(first.start, today)}开始，还有 ${-behind} 个工作日。`];
  const can =
    earliestFinish === null
      ? "表中已有节点的计划完成排不下这些步骤，改完成日期也不行；请先核对已有节点的日期，需要改的按规定申请调整。"
      : `各步按工期排，最早${soonest(earliestFinish)}可以完成。`;
  const short = rows.find(({ seq }) => seq === shortage.seq)!;
  const why =
    behind > 0
      ? `来不及：“${oneLine(first.name, 20)}”应在 ${behind} 个工作日前、即${dayWords(first.start, today)}开始。`
      : `排不下：“${oneLine(short.name, 20)}”要在${dayWords(shortage.by, today)}前完成，最早${soonest(shortage.can)}才能完成，差 ${shortage.missing} 个工作日。`;
  return [why, can];
}

export function endLines({
  draft,
  out,
  elsewhere,
  proposal: { shortage, earliestFinish },
  project,
}: ShownPlan): readonly string[] {
  const shown = out === "" ? [] : [`核对用的表：${out}`];
  const { id, state } = draft;
  if (shortage !== null) {
    const way = earliestFinish === null ? "" : `，可改用 --finish ${earliestFinish}`;
    return [...shown, `这样排下来一开始就会逾期，没有起草${way}。`];
  }
  if (elsewhere !== "")
    return [
      ...shown,
      `${oneLine(project.code)} 在分表“${oneLine(elsewhere)}”中，系统不往分表加行，没有起草：请把核对用的表粘贴到该表「节点」最后一行之下。`,
    ];
  if (state === "none") return [...shown, "只看结果：没有起草，没有写文件。"];
  if (state === "confirmed") return [...shown, `草稿 ${id} 已经确认，没有再起草。`];
  const part = "只要其中几条的加 --items，前置节点所指的行也要在";
  return [
    ...shown,
    `${state === "same" ? "草稿没有变化" : "已起草"}：${id}，确认之前不写入「节点」。核对后运行 duban confirm ${id} --by 姓名（${part}）。`,
  ];
}
