/**
 * npm run soak:year [-- demo]: one generated year in two offices, day by day, with the office's own acts: an xlsx with SQLite and SMTP, then Google with
 * DynamoDB and SES; once more in memory, as `duban rehearse` plays it, with the rows of every tab turned round and the machine in Los Angeles. Exit 1 when a
 * decision, a draft, a verdict in the workbook, a letter or the report differs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryOffice } from "../../functions/rehearsal/memory-office.ts";
import { addDays } from "../../lib/domain/dates.ts";
import { rehearse } from "../../lib/jobs/rehearsal/rehearse.ts";
import { rehearsalPage } from "../../lib/views/rehearsal/page.ts";
import { yearCity } from "../../sheets-templates/year/year-city.ts";
import { startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { startFakeGoogle } from "../fakes/google/server.ts";
import { type LookedOffice, officeInTheCloud, officeOfFiles, turned } from "../fakes/rehearsal-offices.ts";
import { differences, lived, type Seen, withoutCells } from "../fakes/same-year.ts";
import { fakeSes } from "../fakes/ses.ts";
import { fakeSmtp } from "../fakes/smtp.ts";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(dir: string): Promise<readonly string[]> {
  const city = yearCity(process.argv[2] === "demo" ? "demo" : "town", 2026);
  const span = { from: city.from, to: process.argv[3] ?? city.to };
  const live = (name: string, office: LookedOffice): Promise<Seen> => {
    const begin = performance.now();
    const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(0);
    return lived(office, city, span, (day) => {
      if (addDays(day, 1).endsWith("-01")) say(`${name}, ${day}: ${seconds()} s`);
    });
  };
  const [smtp, google, dynamo, ses] = [
    await fakeSmtp(),
    await startFakeGoogle(),
    await startDynalite(),
    await fakeSes("cn-north-1"),
  ];
  const files = await live("files", officeOfFiles(dir, smtp));
  const cloud = await live("cloud", await officeInTheCloud({ google, dynamo, ses }));
  await Promise.all([smtp.close(), google.close(), dynamo.close(), ses.close()]);
  say(
    `${files.size} readings of each: ${smtp.received.length} letters, ${kindOf(files, "run")} runs, ${kindOf(files, "draft")} drafts`,
  );
  process.env.TZ = "America/Los_Angeles";
  const memory = await memoryOffice();
  const facts = await rehearse({ name: "town", year: 2026, city, ...span, onDay: () => {} }, turned(memory));
  const report = new Map([["report", withoutCells(rehearsalPage(facts))]]);
  const told = new Map([["report", files.get("report") ?? ""]]);
  return [...differences(files, cloud), ...differences(told, report)];
}

const kindOf = (seen: Seen, kind: string): number =>
  [...seen.keys()].filter((name) => name.startsWith(`${kind} `)).length;

const folder = mkdtempSync(join(tmpdir(), "duban-year-"));
try {
  const faults = await main(folder);
  for (const fault of faults) say(fault);
  say(faults.length === 0 ? "the same in both" : `${faults.length} differences`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
