import { join } from "node:path";
import { readConfig } from "../../functions/config.ts";
import { googlePlace } from "../../functions/open-registry.ts";
import { wire } from "../../functions/wire.ts";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import type { OpenOffice, RehearsalOffice, TypedRow, TypedRows } from "../../lib/jobs/rehearsal/office.ts";
import type { Spreadsheet } from "../../lib/ports/spreadsheet.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import { CREDENTIALS, type Dynalite } from "../adapters/dynamodb/dynalite.ts";
import { asWritten } from "./google/as-written.ts";
import type { Cell, Sheet } from "./google/model.ts";
import { cellOf } from "./google/new-workbook.ts";
import type { FakeGoogle } from "./google/server.ts";
import { moving, saved } from "./living/days.ts";
import { writeOver } from "./registry-file.ts";
import type { FakeSes } from "./ses.ts";
import type { FakeSmtp } from "./smtp.ts";

/** As its people call the workbook, wherever it lies. */
export const BOOK = "台账.xlsx";
const FROM = "duban@duban.example";

/** An office to be rehearsed in, and what can be looked at in it from outside. */
export interface LookedOffice extends RehearsalOffice {
  /** The workbook as anybody else reads it. */
  readonly book: () => Spreadsheet;
  /** Letters as they arrived, in their order. */
  readonly arrived: () => readonly { readonly to: string; readonly raw: Uint8Array }[];
}

/** One xlsx, SQLite beside it, letters by SMTP. */
export function officeOfFiles(dir: string, smtp: FakeSmtp): LookedOffice {
  const file = join(dir, BOOK);
  const settings = (day: PlainDate) => ({
    DUBAN_REGISTRY: file,
    DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}`,
    DUBAN_MAIL_FROM: FROM,
    DUBAN_ALLOWED_DOMAINS: "duban.example",
    DUBAN_NOW: `${day}T07:30`,
  });
  return {
    type: (rows) => saved(file, () => writeOver(file, rows)),
    open: async (day) => opened(await wire(readConfig(settings(day), undefined), { store: "keep" })),
    book: () => openXlsx(file, { name: BOOK }),
    arrived: () => smtp.received,
  };
}

/** How long a run takes is no part of what it decides. */
const opened = ({ outside, close }: OpenOffice): OpenOffice => ({
  outside: { ...moving(outside), ticks: () => 0 },
  close,
});

export interface Cloud {
  readonly google: FakeGoogle;
  readonly dynamo: Dynalite;
  readonly ses: FakeSes;
}

/** A spreadsheet at Google, DynamoDB, letters by SES. The endpoints are those of this process from now on. */
export async function officeInTheCloud({ google, dynamo, ses }: Cloud): Promise<LookedOffice> {
  const id = "rehearsed-in-the-cloud";
  ses.verified.add(FROM);
  const settings = {
    ...CREDENTIALS,
    DUBAN_REGISTRY: `gsheet:${id}`,
    DUBAN_STORE: `dynamodb:${await dynamo.table()}`,
    DUBAN_MAIL: `ses:${CREDENTIALS.AWS_REGION}`,
    DUBAN_MAIL_FROM: FROM,
    DUBAN_ALLOWED_DOMAINS: "duban.example",
    DUBAN_GOOGLE_URL: google.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
  };
  Object.assign(process.env, settings);
  const configOn = (day: PlainDate) => readConfig({ ...settings, DUBAN_NOW: `${day}T07:30` }, undefined);
  const { options } = await googlePlace({ ...configOn("2026-01-01"), store: null });
  const book = (): Spreadsheet => openGoogleSheet(id, { name: BOOK, ...options });
  return {
    type: async (rows) => typedAtGoogle(google, id, rows),
    open: async (day) => {
      const { outside, close } = await wire(configOn(day), { store: "keep" });
      return opened({ outside: { ...outside, workbook: BOOK, spreadsheet: likeAFile(book()) }, close });
    },
    book,
    arrived: () => ses.received,
  };
}

/** A file has no address that a letter could open, and nobody's right to the tab 控制台: without both the letters of the two offices are the same. */
const likeAFile = (book: Spreadsheet): Spreadsheet => ({
  ...book,
  read: async (wanted) => {
    const { editors: _, ...snapshot } = await book.read(wanted);
    return { ...snapshot, sheets: snapshot.sheets.map(({ url: _, ...sheet }) => sheet) };
  },
});

/** Blank rows that people keep below the last: a fake's time goes by the size of its tabs. */
const SPARE_ROWS = 50;

/** People's cells of every tab; what stands right of them is ours and stays. */
function typedAtGoogle(google: FakeGoogle, id: string, rows: TypedRows): void {
  const known = google.spreadsheets.get(id) ?? google.create({ id, tabs: TABS.map(blankTab) });
  const sheets = known.sheets.map((sheet) => {
    const tab = TABS.find(({ title }) => title === sheet.properties.title);
    return tab === undefined ? sheet : retyped(sheet, tab, rows[tab.code] ?? []);
  });
  google.spreadsheets.set(id, { ...known, sheets, calculated: null });
}

const blankTab = ({ title, columns }: TabDef) => ({
  title,
  rows: [columns.map(({ header }) => header)],
  rowCount: SPARE_ROWS,
  columnCount: columns.length,
});

function retyped(sheet: Sheet, { columns }: TabDef, rows: readonly TypedRow[]): Sheet {
  const typed = rows.map((row) => columns.map(({ code }): Cell => cellOf(asWritten(row[code] ?? null))));
  const last = Math.max(typed.length, sheet.rows.length - 1);
  const below = Array.from({ length: last }, (_, at): Cell[] => {
    const ours = sheet.rows[at + 1]?.slice(columns.length) ?? [];
    return [...(typed[at] ?? columns.map((): Cell => ({}))), ...ours];
  });
  const { gridProperties } = sheet.properties;
  const rowCount = Math.max(gridProperties.rowCount, last + SPARE_ROWS);
  const properties = { ...sheet.properties, gridProperties: { ...gridProperties, rowCount } };
  return { ...sheet, properties, rows: [sheet.rows[0]!, ...below] };
}

/** Rows of every tab from the last to the first: a registry somebody sorted. */
export const turned = (office: RehearsalOffice): RehearsalOffice => ({
  ...office,
  type: (rows) => office.type(Object.fromEntries(Object.entries(rows).map(([tab, own]) => [tab, own?.toReversed()]))),
});
