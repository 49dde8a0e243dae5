import { BOARD_FIELDS, type BoardQuery, named } from "../fields.ts";

/** Blanks as the server reads them. */
export const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What an address asks for; what it does not name it leaves open. */
export function queryOf(search: string): BoardQuery {
  const asked = new URLSearchParams(search);
  const text = (field: (typeof BOARD_FIELDS)[number]): string => {
    const said = asked.get(field) ?? "";
    return tidy(field === "q" ? said : named(said));
  };
  return Object.fromEntries(BOARD_FIELDS.map((field) => [field, text(field)])) as unknown as BoardQuery;
}

/** The address that asks for `query`. Everything else in `search` stays: a signed link's token, the wall's seconds. */
export function searchOf(query: BoardQuery, search: string): string {
  const asked = new URLSearchParams(search);
  for (const field of BOARD_FIELDS) asked.delete(field);
  for (const field of BOARD_FIELDS) if (query[field] !== "") asked.set(field, query[field]);
  const text = asked.toString();
  return text === "" ? "" : `?${text}`;
}

/** A sort hides nothing. */
export const hides = (query: BoardQuery): boolean =>
  BOARD_FIELDS.some((field) => field !== "sort" && query[field] !== "");
