import type { PlainDate } from "./dates.ts";

/** Text, a condition, or the rounds of a loop, as the template's placeholders take them. */
export type FieldValue = string | boolean | readonly Fields[];
export type Fields = { readonly [name: string]: FieldValue };

/** Who is sent a document that was confirmed: heads of the units named (all ranked ones when null), leaders, admins, or nobody by mail. */
export interface DocumentReaders {
  readonly units: readonly string[] | "ranked";
  readonly leaders: boolean;
}

/**
 * Body of a draft of kind "document": 通报, 交办单, 会议纪要, 季调度材料 … Everything but number and day, which the confirmation gives. Plain JSON.
 */
export interface DocumentDraft {
  readonly document: string;
  readonly title: string;
  readonly asOf: PlainDate;
  readonly period: string;
  /** false: no 发文字号 (meeting material). */
  readonly numbered: boolean;
  readonly fields: Fields;
  /** null: nobody by mail. */
  readonly readers: DocumentReaders | null;
  /** Results it quotes, by their drafts: it may leave only while each is confirmed and not issued anew. Left out: none. */
  readonly restsOn?: readonly string[];
  /** Its paragraphs as plain text, for the mail and for reading on screen. */
  readonly text: readonly string[];
}
