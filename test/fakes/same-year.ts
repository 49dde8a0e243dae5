import { createHash } from "node:crypto";
import PostalMime from "postal-mime";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { RehearsalSpan, RehearsedCity, TypedRows } from "../../lib/jobs/rehearsal/office.ts";
import { rehearse } from "../../lib/jobs/rehearsal/rehearse.ts";
import { SYSTEM_TABS } from "../../lib/registry/system-tabs.ts";
import { rehearsalPage } from "../../lib/views/rehearsal/page.ts";
import type { LookedOffice } from "./rehearsal-offices.ts";

/** What can be seen of an office from outside, by name: the report, a run's decisions, a draft, a tab of verdicts, a letter. Equal text = the same. */
export type Seen = ReadonlyMap<string, string>;

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** Rehearses the span in an office; `said` hears of every day. Verdicts are looked up before people type again in a new month, and at the end. */
export async function lived(
  office: LookedOffice,
  city: RehearsedCity,
  span: RehearsalSpan,
  said: (day: PlainDate) => void = () => {},
): Promise<Seen> {
  const seen = new Map<string, string>();
  let today = span.from;
  const looked = async (): Promise<void> => {
    for (const [title, rows] of await verdicts(office)) seen.set(`${today} ${title}`, rows);
  };
  const onDay = (day: PlainDate): void => {
    today = day;
    said(day);
  };
  const type = async (rows: TypedRows): Promise<void> => {
    if (today !== span.from && addDays(today, 1).slice(8) <= "03") await looked();
    await office.type(rows);
  };
  const facts = await rehearse(
    { name: "town", year: Number(span.from.slice(0, 4)), city, ...span, onDay },
    { ...office, type },
  );
  await looked();
  seen.set("report", withoutCells(rehearsalPage(facts)));
  const { outside, close } = await office.open(span.to);
  for (const { runKey, state, planDigest } of await outside.store.runs())
    seen.set(`run ${runKey}`, `${state} ${planDigest}`);
  for (const { id, state, digest } of await outside.store.drafts()) seen.set(`draft ${id}`, `${state} ${digest}`);
  await close();
  for (const [name, letter] of await letters(office)) seen.set(name, letter);
  return seen;
}

/** Our tabs as they stand in the workbook, row by row below their stamp. */
async function verdicts(office: LookedOffice): Promise<readonly (readonly [string, string])[]> {
  const ours = SYSTEM_TABS.filter(({ ridesAlong }) => !ridesAlong).map(({ title }) => title);
  const { sheets } = await office.book().read((title) => ours.includes(title));
  return sheets.map(({ title, rows }) => [
    title,
    JSON.stringify(rows.filter(({ number }) => number > 1).map(({ cells }) => trimmed(cells))),
  ]);
}

/** Blank cells at a row's end are there or not, as a workbook likes it. */
const trimmed = (cells: readonly unknown[]): readonly unknown[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== undefined && cell !== "") + 1);

/** Every letter that arrived, by its reader and how many that person had before: its words, what it carries, never its own number. */
async function letters(office: LookedOffice): Promise<readonly (readonly [string, string])[]> {
  const had = new Map<string, number>();
  const found: (readonly [string, string])[] = [];
  for (const { to, raw } of office.arrived()) {
    const count = (had.get(to) ?? 0) + 1;
    had.set(to, count);
    const { subject, text, html, attachments, date } = await PostalMime.parse(raw);
    const carried = attachments.map(({ filename, content }) => [filename, digest([...bytesOf(content)])]);
    found.push([
      `letter ${count} to ${to}`,
      JSON.stringify({ subject, date, text: withoutCells(text), html: withoutCells(html), carried }),
    ]);
  }
  return found;
}

/**
 * What a run had to write is the workbook's affair: beside the rows of a file there are values, at Google a formula that shows them, in memory nothing is
 * counted.
 */
export const withoutCells = (words: string | undefined): string =>
  (words ?? "").replaceAll(/，写 \d+ 次，改动 [\d,]+ 格/gu, "");

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);

/** What differs between two offices, in sentences with both readings around the first difference. */
export function differences(a: Seen, b: Seen): readonly string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.flatMap((name) => {
    const [one, other] = [a.get(name), b.get(name)];
    if (one === other) return [];
    if (one === undefined || other === undefined)
      return [`${name}: only in the ${one === undefined ? "second" : "first"}`];
    let at = 0;
    while (one[at] === other[at]) at++;
    const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
    return [`${name}: “${around(one)}” against “${around(other)}”`];
  });
}
