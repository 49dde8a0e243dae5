import type { Instant, PlainDate } from "./dates.ts";

/** waiting: nobody has confirmed it; sent: confirmed, its bytes frozen; void: its number was given out and is used by nothing. */
export type DocumentState = "waiting" | "sent" | "void";

/** Why a number stands void; a draft that was withdrawn says why in `detail`. */
export type DocumentVoid = "dropped" | "superseded" | "other-series" | "typed-by-hand";

/** One document, or one void number, as lists show it. */
export interface DocumentRecord {
  /** The draft it was. */
  readonly draft: string;
  /** "" where its kind has none, and while it waits without one. */
  readonly number: string;
  /** 通报, 督办函 … */
  readonly document: string;
  readonly title: string;
  /** Of a letter the unit, else "". */
  readonly unit: string;
  readonly state: DocumentState;
  readonly because: DocumentVoid | null;
  readonly detail: string;
  /** Of one that was sent; null while it waits. */
  readonly day: PlainDate | null;
  readonly at: Instant;
  /** Who confirmed it, or took its number. */
  readonly by: string;
  /** SHA-256 of the frozen bytes; "" where nothing is frozen. */
  readonly digest: string;
  /** Its paragraphs. */
  readonly text: readonly string[];
  /** What was issued in place of a result it quotes; left out: nothing. */
  readonly quotesOld?: string;
  /** The document on the same matter that left after it; left out: none. */
  readonly replacedBy?: string;
}

/** A document that was confirmed, as it leaves. */
export interface SentDocument {
  readonly draft: string;
  /** What a later issue of the same matter replaces. */
  readonly period: string;
  readonly number: string;
  readonly document: string;
  readonly title: string;
  readonly sentOn: PlainDate;
  readonly units: readonly string[] | "ranked";
  readonly leaders: boolean;
  readonly text: readonly string[];
}
