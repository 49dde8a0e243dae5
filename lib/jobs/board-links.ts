import { mayLook } from "../domain/board-scope.ts";
import { addDays, type PlainDate } from "../domain/dates.ts";
import type { Directory } from "../domain/recipients.ts";
import { LINK_DAYS } from "../rules/mail-rules.ts";
import { type Rulebook, ruleOn } from "../rules/rulebook.ts";
import type { Links } from "./outside.ts";

/** The way to the board in one person's letter; null: none. */
export type BoardLinks = (recipient: string) => { readonly url: string; readonly until: PlainDate } | null;

/**
 * Links for those who have something to see: everybody in use in 人员 who is more than 评委. What they see is decided when they look. It is no part of any
 * plan or notice: a letter has one or not, and is frozen as it is.
 */
export function boardLinks(links: Links | null, book: Rulebook, directory: Directory): BoardLinks {
  if (links === null) return () => null;
  const until = addDays(directory.day, ruleOn(book, LINK_DAYS, directory.day).value);
  const maySee = (recipient: string): boolean =>
    (directory.byAddress.get(recipient) ?? []).some((one) => mayLook(one) && one.roles.some((role) => role !== "评委"));
  return (recipient) => (maySee(recipient) ? { url: links.linkFor(recipient, until), until } : null);
}

/** For letters that are only shown: whoever reads over a shoulder, or a log, gets no way in. */
export const unsigned = (links: Links | null): Links | null =>
  links === null ? null : { ...links, linkFor: () => links.unsigned };
