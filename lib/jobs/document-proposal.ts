import type { DocumentDraft } from "../domain/document-draft.ts";
import { textMark } from "../domain/notice-key.ts";
import type { DocumentKind } from "../ports/document-file.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { fileNameOf } from "../views/document-words.ts";
import { digestOf } from "./drafting.ts";

export interface DocumentSources {
  /** Digests of what its sentences rest on. */
  readonly inputDigest: string;
  readonly rulesDigest: string;
}

/** TB-2026-05: what the id of a draft of this paper begins with. */
const STEMS: Readonly<Record<DocumentKind, string>> = {
  通报: "TB",
  提醒函: "TX",
  督办函: "DB",
  约谈通知: "YT",
  交办单: "JB",
  会议纪要: "JY",
  季调度材料: "DD",
  工作例会材料: "LH",
  书面报告: "SM",
  观摩结果: "GM",
  计分说明: "JF",
  清单调整通知: "TZ",
  集中开工通知: "KG",
  信息公开年度报告: "GK",
};

/**
 * A document on its way into the drafts, with its paper as it will look but for number and day: one draft for each paper and period; another text
 * replaces one that waits, and a confirmed one gets a successor with a number of its own. Give it to recordDraft, or to a plan's drafts.
 */
export function proposeDocument(
  draft: DocumentDraft & { readonly document: DocumentKind },
  { inputDigest, rulesDigest }: DocumentSources,
): DraftProposal {
  const { document, period, asOf, fields, title } = draft;
  return {
    kind: "document",
    period: `${document} ${period}`,
    idStem: `${STEMS[document]}-${typeable(period)}`,
    lockDay: asOf,
    body: JSON.stringify(draft),
    attachment: { filename: fileNameOf(title), document: { kind: document, fields } },
    inputDigest: inputDigest === "" ? digestOf(JSON.stringify(draft)) : inputDigest,
    rulesDigest,
  };
}

/** 2026-05 and 2026Q3 as they are; anything else by a mark and the day or period at its end. */
function typeable(period: string): string {
  const [, words = "", end = ""] = /^(.*?)((?:\d{4}(?:-\d{2}){0,2}|\d{4}Q[1-4])?)$/su.exec(period) ?? [];
  if (words === "") return end || "1";
  return `${textMark(words).toUpperCase()}-${end === "" ? "1" : end}`;
}
