import type { NewDocument } from "../../ports/document-file.ts";
import type { PackPaper } from "../packs/paper.ts";
import { newDocument } from "./fields.ts";
import { agendaFields, itemFields, packChapters } from "./pack-fields.ts";
import { paragraphFields } from "./tables.ts";

/** What 季调度材料 and 工作例会材料 have in common. */
export const packFields = (paper: PackPaper, office: string) => ({
  草稿: true,
  标题: paper.title,
  机关: office,
  期间: paper.period,
  日期: "",
  段落: paragraphFields([...paper.agendaNotes, ...paper.head]),
  章: packChapters(paper),
  议程: agendaFields(paper),
  纪要标题: `${paper.minutesTitle}（草稿）`,
  纪要段落: paragraphFields([paper.opening, ...paper.minutes]),
  交办: itemFields(paper),
});

/** 季调度材料 on paper. */
export const quarterDocument = (paper: PackPaper, office: string): NewDocument =>
  newDocument("季调度材料", packFields(paper, office));
