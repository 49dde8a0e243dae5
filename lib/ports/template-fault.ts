/** What is wrong with one placeholder of an office's template. */
export type TemplateFaultReason =
  /** No field of that name. */
  | "unknown"
  /** A field of another loop. */
  | "elsewhere"
  | "unclosed"
  | "unopened"
  /** ｛ ｝ ＃ ／ for { } # /. */
  | "full-width"
  /** Another sign before the name than # ^ /. */
  | "sign"
  /** A text opened as a loop, or a loop written as a text. */
  | "not-a-loop"
  | "loop-as-text"
  | "loop-unclosed"
  | "loop-unopened"
  /** {#a}{#b}{/a}{/b} */
  | "loop-crossed"
  /** Opened in a table and closed outside of it, or the other way round. */
  | "loop-place"
  /** Stands where nothing is filled. */
  | "not-filled-here"
  /** What the filling library found beyond these. */
  | "other";

export interface TemplateFault {
  /** "document", "header" … */
  readonly place: string;
  /** Text of the paragraph, clipped. */
  readonly near: string;
  /** As typed. */
  readonly placeholder: string;
  readonly because: TemplateFaultReason;
  /** The nearest known placeholder, or the loop it belongs to; "" when there is none. */
  readonly instead: string;
}
