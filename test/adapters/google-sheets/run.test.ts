import { expect, test } from "vitest";
import { document, writeDocument } from "../../../functions/document.ts";
import { openGoogleSheet } from "../../../lib/adapters/google-sheets/google-sheet.ts";
import { provisionGoogle } from "../../../lib/adapters/google-sheets/provision.ts";
import { composeMail } from "../../../lib/adapters/mime.ts";
import { openSqliteStore } from "../../../lib/adapters/sqlite/store.ts";
import { writeWorkbook } from "../../../lib/adapters/xlsx/new-workbook.ts";
import type { Outside } from "../../../lib/jobs/outside.ts";
import { runJobs } from "../../../lib/jobs/run.ts";
import { lookupKeys, registrySheets } from "../../../sheets-templates/registry-sheets.ts";
import { smallOffice } from "../../fakes/small-office.ts";
import { googleForTests, TOKEN, workbookWith } from "./scene.ts";

const google = googleForTests();
const NAME = "台账";

const daily = (outside: Outside, asOf: string) =>
  runJobs(
    {
      ...{ asOf, today: asOf, period: null, knownAt: null, mode: "apply" },
      jobs: [{ job: "daily", runKey: `daily@${asOf}#${outside.now()}` }],
    },
    outside,
  );

test("daily runs on a spreadsheet of Google's: one reading and one batch, and the same day again changes nothing", async () => {
  const id = workbookWith(google(), []);
  const access = { name: NAME, auth: async () => TOKEN, rootUrl: google().url };
  const sheets = registrySheets(smallOffice()).map((sheet) => ({ ...sheet, roomTo: 40 }));
  await provisionGoogle(id, { ...access, sheets, keys: lookupKeys() });
  google().calls.length = 0;
  let clock = Date.parse("2026-06-12T00:00:00.000Z");
  const spreadsheet = openGoogleSheet(id, access);
  const outside: Outside = {
    ...{ workbook: NAME, spreadsheet, openWorkbook: () => spreadsheet },
    ...{ store: await openSqliteStore(":memory:"), mailer: null, composeMail, writeWorkbook, writeDocument, document },
    links: null,
    mail: { from: "duban@jia.example", replyTo: null, allowedDomains: [] },
    now: () => {
      clock += 1000;
      return new Date(clock).toISOString();
    },
    ...{ ticks: () => 0, wait: async () => {}, chance: () => 0.5, onStep: () => {} },
  };
  const first = await daily(outside, "2026-06-12");
  expect(first.workbooks.length + first.published["系统-节点"]!).toBeGreaterThan(2);
  const rows = google().human(id).see("节点");
  const [light, why] = ["预警", "系统说明"].map((title) => rows[0]!.indexOf(title)) as [number, number];
  expect(rows[2]!.slice(0, 2)).toEqual(["P-001", "20"]);
  expect(rows[2]![light]).toBe("红");
  expect(rows[2]![why]).toMatch(/^P-001\/20/);
  expect(google().human(id).see("月报")[3]!.join("|")).toMatch(/P-001\|2026-03/);
  const again = await daily(outside, "2026-06-12");
  expect(again.cellsChanged).toBe(0);
  expect(google().calls.map(({ method }) => method.replace("spreadsheets.", ""))).toEqual([
    "get",
    "batchUpdate",
    "get",
  ]);
  await outside.store.close();
});
