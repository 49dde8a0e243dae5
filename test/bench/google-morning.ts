import { document, writeDocument } from "../../functions/document.ts";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { composeMail } from "../../lib/adapters/mime.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import type { Outside, RunOutcome } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import type { Store } from "../../lib/ports/store.ts";
import { serialOf } from "../fakes/google/as-written.ts";
import type { NewTab, Written } from "../fakes/google/new-workbook.ts";
import type { FakeGoogle } from "../fakes/google/server.ts";
import { bigCity, type CitySize } from "./big-city.ts";
import type { Cell } from "./big-workbook.ts";

/** A city's registry on Google Sheets, and how many cells people have filled in it. */
export function cityOnGoogle(google: FakeGoogle, id: string, size: CitySize): number {
  const tabs = bigCity(size).map(({ title, headers, rows }): NewTab => {
    const lines = [headers, ...[...rows()].map((row) => row.map(written))];
    return { title, rows: lines, rowCount: lines.length + 100 };
  });
  google.create({ id, tabs });
  return tabs.reduce((sum, { rows }) => sum + rows!.flat().filter((cell) => cell !== null).length, 0);
}

function written(cell: Cell): Written {
  if (cell === null || typeof cell !== "object") return cell;
  if ("formula" in cell) return { formula: cell.formula };
  return cell.day === null ? null : { date: serialOf(cell.day) };
}

/** A whole `daily`, mails left out. */
export async function morning(google: FakeGoogle, id: string, store: Store, day: PlainDate): Promise<RunOutcome> {
  const name = `gsheet:${id}`;
  const spreadsheet = openGoogleSheet(id, { name, auth: async () => "token", rootUrl: google.url });
  const outside: Outside = {
    ...{
      workbook: name,
      spreadsheet,
      openWorkbook: () => spreadsheet,
      store,
      mailer: null,
      composeMail,
      writeWorkbook,
      writeDocument,
      document,
    },
    links: null,
    mail: { from: "duban@city.example", replyTo: null, allowedDomains: [] },
    ...{ now: () => `${day}T00:00:00.000Z`, ticks: () => performance.now(), onStep: () => {} },
    ...{ wait: (ms) => new Promise((done) => setTimeout(done, ms)), chance: Math.random },
  };
  const request = { asOf: day, today: day, period: null, knownAt: null, mode: "apply" as const };
  return runJobs({ ...request, jobs: [{ job: "daily", runKey: `daily@${day}` }] }, outside);
}

export const newStore = (): Promise<Store> => openSqliteStore(":memory:");
