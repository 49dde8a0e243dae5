import { existsSync } from "node:fs";

/** A file that travels with the program: where it lies in the sources, and beside a bundle under a name that every archive can carry. */
export interface Travelling {
  readonly source: string;
  readonly bundled: string;
}

/**
 * What is heavy and seldom used has a file of its own beside a bundle, with all it needs, and is read by whoever uses it: it is no part of what a
 * door carries. `mostBytes`: its own limit.
 */
export interface Room extends Travelling {
  readonly mostBytes: number;
}

/** Fills templates of documents: the library for it alone has a third of a megabyte. */
export const WRITER: Room = {
  source: "functions/document-writer.ts",
  bundled: "documents/writer.mjs",
  mostBytes: 450_000,
};

/** The wall chart's page, with its style and its script. */
export const BOARD_PAGE: Room = { source: "lib/views/board/page.ts", bundled: "board/page.mjs", mostBytes: 120_000 };

/** Beside the bundle where there is one, else in the sources. */
export function placeOf({ source, bundled }: Travelling): URL {
  const beside = new URL(`./${bundled}`, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../${source}`, import.meta.url);
}
