import { isGroup } from "./cell-names.ts";
import type { DuePhrase } from "./due-form.ts";
import type { Mention } from "./mentions.ts";

/** A unit or person as the minutes name it; `group`: nobody by name. */
export interface Named {
  readonly words: string;
  readonly group: boolean;
}

/** An item as read, before names are looked up and days computed. */
export interface RawItem {
  readonly mark: string;
  readonly content: string;
  /** What it was read from. */
  readonly source: string;
  readonly lead: readonly Named[];
  readonly cooperating: readonly Named[];
  readonly leaders: readonly Named[];
  readonly phrases: readonly DuePhrase[];
  readonly vague: string | null;
  /** The unit, or the limit, stands in the sentence before, after or in the heading. */
  readonly carried: readonly ("lead" | "due" | "cooperating")[];
}

/** While the sentences after it may still add to it. */
export type OpenItem = { -readonly [K in keyof RawItem]: RawItem[K] };

export const namedOf = ({ words, kind }: Mention): Named => ({
  words,
  group: kind === "group" || (kind === "unit" && isGroup(words)),
});

/** Said to be a limit, not only a day. */
export const isLimit = ({ limit }: DuePhrase): boolean => limit;

/** Bullets and ends that are no part of what is to be done. */
export const tidy = (content: string): string =>
  content.replace(/\n+/g, "").replace(/^[\s、,，;；:：。]+|[\s、,，;；:：]+$/g, "");
