import { type NamesPeople, namesPeople, type PublicNames } from "./named-people.ts";
import { type PersonalData, personalDataIn, personalDataInLink, unquoted } from "./personal-data.ts";
import {
  columnsOf,
  type PublicRow,
  type PublicTableCode,
  type PublicValue,
  type RowSource,
  type ValueKind,
} from "./public-columns.ts";
import { publicLink } from "./public-link.ts";

/** Why a row stays in the office. */
export type HeldBack =
  | PersonalData
  | "named-person"
  | "secrecy"
  | "unknown-category"
  | "before-formed"
  | "bad-link"
  | "not-on-list"
  | "changed";

export interface Privacy {
  readonly namesPeople: NamesPeople;
  /** 公开放行词 that look like personal data, as a public telephone does. */
  readonly clearedNumbers: readonly string[];
}

export const privacyOf = (registry: PublicNames, cleared: readonly string[]): Privacy => ({
  namesPeople: namesPeople(registry, cleared),
  clearedNumbers: cleared.filter((word) => personalDataIn(word) !== null),
});

const LONGEST = 200;
const IS_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const IS_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** A row as it may leave, copied column by column of the allow-list; or the column that keeps it in. */
export function publicRow<T extends PublicTableCode>(
  table: T,
  source: RowSource<T>,
  privacy: Privacy,
): { readonly row: PublicRow } | { readonly column: string; readonly because: HeldBack } {
  const row: Record<string, PublicValue> = {};
  for (const [column, kind] of columnsOf(table)) {
    const value = publicValue(kind, (source as Readonly<Record<string, unknown>>)[column]);
    const because = typeof value === "string" ? whyHeld(kind, value, privacy) : null;
    if (because !== null) return { column, because };
    row[column] = value;
  }
  return { row };
}

/** What is not of its kind is nothing: an unreadable cell, an object, a figure no number can hold. */
function publicValue(kind: ValueKind, value: unknown): PublicValue {
  if (kind === "text") return typeof value === "string" ? plainText(value) : null;
  if (kind === "link") return typeof value === "string" ? publicLink(value) : null;
  if (kind === "day") return typeof value === "string" && IS_DAY.test(value) ? value : null;
  if (kind === "month") return typeof value === "string" && IS_MONTH.test(value) ? value : null;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function whyHeld(kind: ValueKind, text: string, { namesPeople, clearedNumbers }: Privacy): HeldBack | null {
  if (kind === "link") return personalDataInLink(text) ?? (namesPeople(unquoted(text)) ? "named-person" : null);
  if (kind !== "text") return null;
  const left = clearedNumbers.reduce((so, word) => so.replaceAll(word, "\n"), text);
  return personalDataIn(left) ?? (namesPeople(text) ? "named-person" : null);
}

/** One line without anything that cannot be seen; what was looked at is what is shown. */
export function plainText(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, "")
    .trim();
  return [...plain].length <= LONGEST ? plain : `${[...plain].slice(0, LONGEST - 1).join("")}…`;
}
