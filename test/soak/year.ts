/**
 * npm run soak:year [-- demo]: one generated year in two offices, day by day, with the office's own acts: an xlsx with SQLite and SMTP, then Google with
 * DynamoDB and SES; once more in memory, as `duban rehearse` plays it, with the rows of every tab turned round and the machine in Los Angeles: the report and the words of
 * every letter, but for the numbers of rows. Exit 1 when a decision, a draft, a verdict in the workbook, a letter or the report differs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MemoryOffice, memoryOffice } from "../../functions/rehearsal/memory-office.ts";
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
  const { office, letters } = listened(await memoryOffice());
  const facts = await rehearse({ name: "town", year: 2026, city, ...span, onDay: () => {} }, turned(office));
  const again = new Map([["report", withoutCells(rehearsalPage(facts))], ...letters()]);
  const first = new Map([...files].filter(([name]) => name === "report" || name.startsWith("letter ")));
  const words = (text: string): string => (JSON.parse(text) as { readonly text: string }).text;
  const told = new Map([...first].map(([name, text]) => [name, name === "report" ? text : withoutRows(words(text))]));
  return [...differences(files, cloud), ...differences(told, again)];
}

/** The same office, whose letters are heard as they are written: by reader, with how many that person had before. */
function listened(office: MemoryOffice) {
  const heard: [name: string, text: string][] = [];
  const had = new Map<string, number>();
  const open: MemoryOffice["open"] = async (day) => {
    const { outside, close } = await office.open(day);
    const composeMail: typeof outside.composeMail = async (mail) => {
      const count = (had.get(mail.to) ?? 0) + 1;
      had.set(mail.to, count);
      heard.push([`letter ${count} to ${mail.to}`, withoutRows(withoutCells(mail.text))]);
      return outside.composeMail(mail);
    };
    return { outside: { ...outside, composeMail }, close };
  };
  return { office: { ...office, open }, letters: () => heard };
}

/** Where a row stands is another matter in another order; so are a text's line ends on its way by mail. */
const withoutRows = (text: string): string =>
  text
    .replaceAll(/第 \d+ 行|(?<![A-Za-z0-9-])[A-Z]{1,2}\d+(?![\d-])/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();

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
