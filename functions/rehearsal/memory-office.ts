import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { Instant, PlainDate } from "../../lib/domain/dates.ts";
import { imaginedStore } from "../../lib/jobs/imagined-store.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import type { RehearsalOffice } from "../../lib/jobs/rehearsal/office.ts";
import { type TypedWorkbook, typedWorkbook } from "../../lib/jobs/rehearsal/typed-workbook.ts";
import type { Mailer } from "../../lib/ports/mailer.ts";
import type { Store } from "../../lib/ports/store.ts";
import { officeMoment } from "../clock.ts";
import { document, writeDocument } from "../document.ts";

export interface MemoryOffice extends RehearsalOffice {
  readonly workbook: TypedWorkbook;
  readonly store: Store;
  /** Closed once, however often it is asked. */
  readonly close: () => Promise<void>;
}

const NAME = "台账.xlsx";

/** An office without a folder: rows for a workbook, letters that go nowhere, a store in memory or, where a `file` is named, kept there. */
export async function memoryOffice(file: string | null = null): Promise<MemoryOffice> {
  const kept = await openSqliteStore(file ?? ":memory:");
  const store = file === null ? imaginedStore(kept) : kept;
  const workbook = typedWorkbook(NAME);
  let isOpen = true;
  return {
    workbook,
    store,
    type: async (rows) => workbook.type(rows),
    open: async (day) => ({ outside: outsideOn(day, workbook, store), close: async () => {} }),
    close: async () => {
      if (isOpen) await kept.close();
      isOpen = false;
    },
  };
}

const outsideOn = (day: PlainDate, workbook: TypedWorkbook, store: Store): Outside => ({
  workbook: NAME,
  spreadsheet: workbook,
  openWorkbook: () => {
    throw new Error("a rehearsed city has one workbook");
  },
  store,
  mailer: SILENT,
  composeMail: async () => NO_BYTES,
  writeWorkbook,
  writeDocument,
  document,
  links: null,
  mail: { from: "duban@duban.example", replyTo: null, allowedDomains: ["duban.example"] },
  now: goingOn(officeMoment(day, "07:30")),
  ticks: () => 0,
  wait: async () => {},
  chance: () => 0,
  onStep: () => {},
});

/** A second passes with each look. */
function goingOn(begin: Instant): () => Instant {
  let looks = 0;
  return () => new Date(Date.parse(begin) + 1000 * looks++).toISOString();
}

const NO_BYTES = new Uint8Array();

const SILENT: Mailer = {
  send: async (_letter, beforeData) => {
    await beforeData();
    return { state: "sent", response: "rehearsed" };
  },
  close: async () => {},
};
