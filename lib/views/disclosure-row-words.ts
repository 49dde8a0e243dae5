import type { ProposedDisclosure } from "../domain/disclosure/proposed-rows.ts";
import type { ProposedCells } from "../domain/rows-draft.ts";

/** 2026年5月完成的节点: what the draft of a month is made from. */
export const disclosureRowsSource = (month: string): string =>
  `${+month.slice(0, 4)}年${+month.slice(5, 7)}月完成的节点`;

/** Cells of a row of 公开; 公开日期, 公开链接 and 公开方式 are people's. */
export const disclosureRowCells = (row: ProposedDisclosure, projectName: string): ProposedCells => ({
  project: row.project,
  ...(projectName === "" ? {} : { projectName }),
  category: row.category,
  item: row.item,
  documentType: row.documentType,
  formedOn: row.formedOn,
  discloser: row.discloser,
});

export const disclosureRowNotes = ({ guessed }: ProposedDisclosure): readonly string[] => [
  "形成日期按节点实际完成填写，以文书所署日期为准；公开主体按节点责任单位填写，由其他部门作出决定的请改正",
  ...(guessed ? ["节点没有填公开类别，按节点名称推定，请核对"] : []),
];
