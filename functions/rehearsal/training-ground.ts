import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { adoptWorkbook } from "../../lib/jobs/adopt.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { registrySheets } from "../../sheets-templates/registry-sheets.ts";
import { ownOffice } from "../own-office.ts";
import { wire } from "../wire.ts";
import type { MemoryOffice } from "./memory-office.ts";

/**
 * The workbook as it stands on the evening of a day, beside the store that knows its year: commands can be tried on it as in an office, and letters go into
 * its outbox. Returns the workbook's file.
 */
export async function trainingGround(dir: string, day: PlainDate, office: MemoryOffice): Promise<string> {
  const file = join(dir, "台账.xlsx");
  await writeFile(file, await writeWorkbook({ title: "项目台账", sheets: registrySheets(office.workbook.rows()) }));
  await office.close();
  const { outside, close } = await wire(ownOffice(file, `${day}T18:00`), { store: "keep" });
  try {
    await adoptWorkbook(outside, false);
    const jobs = [{ job: "daily" as const, runKey: `manual:daily:${day}T18:00:rehearsed` }];
    await runJobs({ jobs, asOf: day, today: day, period: null, knownAt: null, mode: "apply" }, outside);
    return file;
  } finally {
    await close();
  }
}
