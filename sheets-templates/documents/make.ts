import type { Document } from "docx";
import type { DocumentKind } from "../../lib/ports/document-file.ts";
import { docxBytes } from "./archive.ts";
import { blankReport } from "./blank-report.ts";
import { circular } from "./circular.ts";
import { disclosureReport } from "./disclosure-report.ts";
import { letter, summons } from "./letters.ts";
import { listChange } from "./list-change.ts";
import { assignment, meetingPack, minutes, quarterPack } from "./meeting-papers.ts";
import { observation } from "./observation.ts";
import { scoreNote } from "./score-note.ts";
import { starts } from "./starts.ts";
import { writtenReport } from "./written-report.ts";

const TEMPLATES: Readonly<Record<DocumentKind, () => Document>> = {
  通报: circular,
  提醒函: () => letter("提醒函"),
  督办函: () => letter("督办函"),
  约谈通知: summons,
  交办单: assignment,
  会议纪要: minutes,
  季调度材料: quarterPack,
  工作例会材料: meetingPack,
  书面报告: writtenReport,
  观摩结果: observation,
  计分说明: scoreNote,
  清单调整通知: listChange,
  集中开工通知: starts,
  信息公开年度报告: disclosureReport,
};

/** The blank form that travels with a letter; the others are filled. */
const DRAWN: Readonly<Record<string, () => Document>> = { ...TEMPLATES, "书面报告-空白": blankReport };

export interface DrawnDocument {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Every template and form, drawn in the layout of GB/T 9704-2012. */
export const drawnDocuments = (): Promise<readonly DrawnDocument[]> =>
  Promise.all(Object.entries(DRAWN).map(async ([name, draw]) => ({ name, content: await docxBytes(draw()) })));

export const blankReportDocx = (): Promise<Uint8Array> => docxBytes(blankReport());
