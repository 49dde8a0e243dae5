import type { BoardQuery } from "./query.ts";

export interface PageOptions {
  /** served: without JavaScript the form asks the server; file: a file by itself, whose form works with JavaScript only. */
  readonly mode: "served" | "file";
  readonly query: BoardQuery;
  /** The office's wall: 1080p, no scrolling, pages turn, fetched anew; off on desks and phones. */
  readonly wall: boolean;
}

/** One self-contained page and the content security policy it was made for: hashes of its own style and script, nothing else. */
export interface BoardPage {
  readonly html: string;
  readonly policy: string;
}
