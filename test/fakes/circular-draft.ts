import type { DocumentDraft } from "../../lib/domain/document-draft.ts";
import type { DocumentKind } from "../../lib/ports/document-file.ts";
import type { DraftRecord } from "../../lib/ports/store.ts";
import type { DocumentFields } from "../../lib/views/documents/fields.ts";
import { paragraphFields } from "../../lib/views/documents/tables.ts";
import { draftRecord } from "./draft-office.ts";

const TEXT = ["5月份，全市重点项目总体平稳。", "=HYPERLINK(1)，<b>请</b>各单位抓紧，{不是占位符}。"];
const TITLE = "关于2026年5月重点项目推进情况的通报";

const FIELDS: DocumentFields["通报"] = {
  草稿: true,
  标志: "重点项目建设办公室",
  发文字号: "",
  标题: TITLE,
  主送: "各县区、市直各单位",
  段落: paragraphFields(TEXT),
  ...{ 章: [], 排名: [], 红榜: [], 黑榜: [], 注: [], 办公室段落: [], 附件: [] },
  ...{ 落款: "重点项目建设办公室", 日期: "", 联系人: "", 联系电话: "", 抄送: "", 印发机关: "", 印发日期: "" },
};

/** A circular to 甲县 and the leaders, as a command would have drafted it. */
export const circular = (more: Partial<DocumentDraft> = {}): DocumentDraft & { readonly document: DocumentKind } =>
  ({
    document: "通报" as const,
    title: TITLE,
    asOf: "2026-06-12",
    period: "2026-05",
    numbered: true,
    fields: { ...FIELDS, 标题: more.title ?? TITLE },
    readers: { units: ["甲县"], leaders: false },
    text: TEXT,
    ...more,
  }) as DocumentDraft & { readonly document: DocumentKind };

export const CIRCULAR_ID = "TB-2026-05";

export const circularRecord = (draft: DocumentDraft = circular(), more: Partial<DraftRecord> = {}): DraftRecord =>
  draftRecord(draft, {
    ...{ id: CIRCULAR_ID, kind: "document", period: `${draft.document} ${draft.period}` },
    ...more,
  });
