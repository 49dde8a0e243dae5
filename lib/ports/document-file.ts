import type { Fields } from "../domain/document-draft.ts";

/** The kinds of paper the office draws, each from the template of its name in sheets-templates/documents/. */
export const DOCUMENT_KINDS = [
  "通报",
  "提醒函",
  "督办函",
  "约谈通知",
  "交办单",
  "会议纪要",
  "季调度材料",
  "工作例会材料",
  "书面报告",
  "观摩结果",
  "计分说明",
  "清单调整通知",
  "集中开工通知",
  "信息公开年度报告",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** One paper to draw. Text is text: never markup, field code or path. The same template and fields give the same bytes. */
export interface NewDocument {
  readonly kind: DocumentKind;
  readonly fields: Fields;
}

/**
 * Fills the office's template of that kind. Throws PortError "template-missing", "template-unreadable", or "template-fault" with every fault
 * of the template at once (file, paragraph, the placeholder as typed, the nearest known one).
 */
export type WriteDocument = (document: NewDocument) => Promise<Uint8Array>;
