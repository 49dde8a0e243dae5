import { PortError } from "../ports/port-error.ts";
import type { Spreadsheet, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { Store } from "../ports/store.ts";
import { wantedTitle } from "../registry/reading.ts";
import { isMarkedName, refuseSecrets, SecrecyError } from "../registry/secrecy.ts";
import { type ListedWorkbook, listedWorkbooks } from "../registry/workbook-list.ts";
import { SECRET, type UnreadWorkbook } from "../registry/workbooks-not-read.ts";
import { atOnce } from "./at-once.ts";
import { believed } from "./foreign-store.ts";
import type { Outside } from "./outside.ts";
import type { Standing } from "./standing.ts";

/** A workbook as read just now. */
export interface Book {
  readonly name: string;
  readonly spreadsheet: Spreadsheet;
  readonly snapshot: WorkbookSnapshot;
  readonly standing: Standing;
  /** As much of the store as holds for this workbook. */
  readonly store: Store;
}

/** A workbook of 分表 that was not read; whether something older stands in for it, the store knows. */
export type Unread = Pick<UnreadWorkbook, "name" | "error" | "facts">;

/** The registry and the workbooks of its tab 分表. */
export interface Books {
  readonly main: Book;
  readonly parts: readonly Book[];
  readonly unread: readonly Unread[];
  /** All names, the registry's first, then as 分表 lists them. */
  readonly order: readonly string[];
  /** How many workbooks were opened for it. */
  readonly reads: number;
}

export const booksOf = ({ main, parts }: Books): readonly Book[] => [main, ...parts];

/** Workbooks read and written at the same time: more would only meet the quota sooner, or fill the memory. */
export const WORKBOOKS_AT_ONCE = 4;

/**
 * Reads the registry and every workbook of its tab 分表. Throws SecrecyError and PortError of the registry itself; a 分表 that cannot be read is named
 * in the result and stops nobody.
 */
export async function readBooks(outside: Outside): Promise<Books> {
  const main = await readMain(outside);
  const listed = listedWorkbooks(main.snapshot);
  const found = await atOnce(WORKBOOKS_AT_ONCE, listed, (row, index) =>
    readListed(outside, row, clash(main.name, listed.slice(0, index), row)),
  );
  const order = [main.name, ...listed.map(({ name }) => name)];
  return gathered(main, found, { order, reads: 1 + found.length });
}

/** The same with these read once more: somebody saved them meanwhile. */
export async function readAgain(outside: Outside, books: Books, names: ReadonlySet<string>): Promise<Books> {
  const rows = listedWorkbooks(books.main.snapshot).filter(({ name }) => names.has(name));
  const found = await atOnce(WORKBOOKS_AT_ONCE, rows, (row) => readListed(outside, row, null));
  const kept = [...books.parts, ...books.unread].filter(({ name }) => !names.has(name));
  return gathered(books.main, [...kept, ...found], { order: books.order, reads: books.reads + found.length });
}

const gathered = (main: Book, found: readonly (Book | Unread)[], how: Pick<Books, "order" | "reads">): Books => ({
  ...how,
  main,
  parts: found.filter(isRead),
  unread: found.filter((one): one is Unread => !isRead(one)),
});

const isRead = (one: Book | Unread): one is Book => "snapshot" in one;

async function readMain(outside: Outside): Promise<Book> {
  const { workbook: name, spreadsheet } = outside;
  const snapshot = await spreadsheet.read(wantedTitle);
  refuseSecrets(snapshot);
  return { name, spreadsheet, snapshot, ...(await believed(outside, snapshot)) };
}

async function readListed(
  outside: Outside,
  { name, address }: ListedWorkbook,
  refused: Unread | null,
): Promise<Book | Unread> {
  if (refused !== null) return refused;
  const opened = await openListed(outside, name, address);
  if ("error" in opened) return { name, ...opened };
  return { name, ...opened, ...(await believed({ ...outside, workbook: name }, opened.snapshot)) };
}

const openListed = (outside: Outside, name: string, address: string) =>
  unlessRefused(address, async () => {
    const spreadsheet = outside.openWorkbook(address, name);
    const snapshot = await spreadsheet.read(wantedTitle);
    refuseSecrets(snapshot);
    return { spreadsheet, snapshot };
  });

/** What became of a workbook of 分表 that was to be read. */
export async function unlessRefused<T>(address: string, read: () => Promise<T>): Promise<T | Omit<Unread, "name">> {
  if (isMarkedName(lastPart(address))) return { error: SECRET, facts: {} };
  try {
    return await read();
  } catch (error) {
    if (error instanceof SecrecyError) return { error: SECRET, facts: {} };
    if (error instanceof PortError) return { error: error.code, facts: error.facts };
    throw error;
  }
}

const lastPart = (address: string): string => address.replace(/^.*[\\/]/, "").replace(/\.[a-z]{2,4}$/i, "");

/** One name for two workbooks, or one workbook under two names: nobody could say whose a row is. */
function clash(main: string, before: readonly ListedWorkbook[], { name, address }: ListedWorkbook): Unread | null {
  if (name === main) return { name, error: ADDRESS, facts: { reason: "name-taken" } };
  const twice = before.some((one) => addressForm(one.address) === addressForm(address));
  return twice ? { name, error: ADDRESS, facts: { reason: "twice" } } : null;
}

const ADDRESS = "workbook-address";

/** 乙县.xlsx, ./乙县.xlsx and 分表\..\乙县.xlsx are one. Capitals count: in gsheet: they part two spreadsheets. */
function addressForm(address: string): string {
  const parts: string[] = [];
  for (const part of address.normalize("NFKC").trim().replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
