import type { PlainDate } from "../../domain/dates.ts";
import type { NewDocument } from "../../ports/document-file.ts";
import { fullDayWords } from "../document-words.ts";
import { itemWords } from "../packs/pack-text.ts";
import type { PackPaper } from "../packs/paper.ts";
import { newDocument } from "./fields.ts";
import { itemFields } from "./pack-fields.ts";
import { paragraphFields } from "./tables.ts";

/** Who issues it, and the day of the meeting. `settled`: to be confirmed, no longer a proposal for the meeting. */
export interface AssignmentsHead {
  readonly office: string;
  readonly meetingDay: PlainDate;
  readonly settled: boolean;
}

const footOf = (office: string) => ({
  附件: [],
  落款: office,
  日期: "",
  联系人: "",
  联系电话: "",
  抄送: "",
});

/** 会议纪要 with its items numbered: what was said in the meeting is for people to write. */
export const minutesDocument = (paper: PackPaper, { office, meetingDay, settled }: AssignmentsHead): NewDocument =>
  newDocument("会议纪要", {
    草稿: true,
    标志: "会议纪要",
    发文字号: "",
    标题: paper.minutesTitle,
    主送: "",
    会议: paper.meeting,
    时间: fullDayWords(meetingDay),
    地点: "",
    主持人: "",
    段落: paragraphFields(settled ? [] : paper.minutes),
    章: [],
    事项: itemFields(paper),
    ...{ 出席: "", 列席: "", 请假: "", 记录: "" },
    ...footOf(office),
    ...{ 印发机关: office, 印发日期: "" },
  });

/** 交办单: the same items, to the units that lead or help. */
export const assignmentsDocument = (paper: PackPaper, { office, meetingDay, settled }: AssignmentsHead): NewDocument =>
  newDocument("交办单", {
    草稿: true,
    标志: office,
    发文字号: "",
    标题: assignmentsTitle(paper),
    主送: "各有关单位",
    会议: paper.meeting,
    会议日期: fullDayWords(meetingDay),
    段落: paragraphFields(settled ? [] : paper.minutes),
    事项: itemFields(paper),
    要求: paragraphFields(ASKED),
    ...footOf(office),
  });

const ASKED: readonly string[] = [
  "请各牵头单位在 3 日内反馈办理安排，在「任务」表填写进展；办结后填写完成日期并附佐证，经核查通过后销号。",
  "不能按期办结的，请在时限届满前申请延期。",
];

/** As it is read in a mail and on screen. */
export const settledText = (paper: PackPaper, part: "纪要" | "交办单"): readonly string[] => [
  paper.opening,
  ...paper.items.map(itemWords),
  ...(part === "交办单" ? ASKED : []),
];

export const assignmentsTitle = ({ meeting }: Pick<PackPaper, "meeting">): string => `${meeting}交办单`;

/** Whom the items name. */
export const unitsOf = ({ items }: Pick<PackPaper, "items">): readonly string[] => [
  ...new Set(items.flatMap(({ lead, cooperating }) => [lead, ...cooperating]).filter((unit) => unit !== "")),
];
