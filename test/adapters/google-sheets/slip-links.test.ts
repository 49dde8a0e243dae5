import ExcelJS from "exceljs";
import PostalMime from "postal-mime";
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
import { milestone, smallOffice } from "../../fakes/small-office.ts";
import { googleForTests, TOKEN, workbookWith } from "./scene.ts";

const google = googleForTests();

test("the slip of a spreadsheet of Google's opens the very cell: document, tab and address", async () => {
  const id = workbookWith(google(), []);
  const access = { name: "台账", auth: async () => TOKEN, rootUrl: google().url };
  const rows = smallOffice();
  const office = { ...rows, milestones: [...rows.milestones!, milestone("P-001", 30, "", { planned: "2026-6-31" })] };
  const sheets = registrySheets(office).map((sheet) => ({ ...sheet, roomTo: 40 }));
  await provisionGoogle(id, { ...access, sheets, keys: lookupKeys() });
  const spreadsheet = openGoogleSheet(id, access);
  const raw: Uint8Array[] = [];
  const outside: Outside = {
    ...{
      workbook: "台账",
      spreadsheet,
      openWorkbook: () => spreadsheet,
      composeMail,
      writeWorkbook,
      writeDocument,
      document,
    },
    store: await openSqliteStore(":memory:"),
    mailer: {
      send: async (mail, sending) => {
        await sending();
        if (mail.to === "wang@jia.example") raw.push(mail.raw);
        return { state: "sent", response: "250" };
      },
      close: async () => {},
    },
    links: null,
    mail: { from: "duban@jia.example", replyTo: null, allowedDomains: ["jia.example"] },
    now: () => "2026-06-12T00:00:00.000Z",
    ...{ ticks: () => 0, wait: async () => {}, chance: () => 0.5, onStep: () => {} },
  };
  const jobs = [{ job: "daily" as const, runKey: "daily@2026-06-12" }];
  const day = { asOf: "2026-06-12", today: "2026-06-12", period: null, knownAt: null, mode: "apply" as const };
  await runJobs({ ...day, jobs }, outside);
  await outside.store.close();
  const [slip] = (await PostalMime.parse(raw[0]!)).attachments;
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(slip!.content as ArrayBuffer);
  const { sheetId } = google()
    .spreadsheets.get(id)!
    .sheets.find(({ properties }) => properties.title === "节点")!.properties;
  const cell = workbook.getWorksheet("更正清单")!.getCell("D4");
  expect(cell.value).toEqual({
    text: cell.text,
    hyperlink: `https://docs.google.com/spreadsheets/d/${id}/edit#gid=${sheetId}&range=${cell.text}`,
  });
  expect(cell.text).toMatch(/^[A-Z]5$/);
});
