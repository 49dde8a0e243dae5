import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../../functions/config.ts";
import { dueJobs } from "../../../functions/due.ts";
import { type Wired, wire } from "../../../functions/wire.ts";
import { EMPTY_PROPERTIES, withStamp } from "../../../lib/adapters/xlsx/document-properties.ts";
import { entryBytes } from "../../../lib/adapters/xlsx/inflate.ts";
import { openXlsx } from "../../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { archiveChunks, packEntry, readArchive } from "../../../lib/adapters/xlsx/zip.ts";
import { addDays, type Instant, type PlainDate } from "../../../lib/domain/dates.ts";
import type { Outside, RunOutcome } from "../../../lib/jobs/outside.ts";
import { runJobs } from "../../../lib/jobs/run.ts";
import type { WorkbookStamp } from "../../../lib/ports/spreadsheet.ts";
import { mornings } from "../../../sheets-templates/year/city.ts";
import type { World } from "../../../sheets-templates/year/world.ts";
import { writeRegistry } from "../registry-file.ts";

/** An office that lives day by day: its folder, and how to open it at 07:30 of a day. */
export interface Office {
  readonly file: string;
  readonly open: (day: PlainDate) => Promise<Wired>;
}

export const officeIn = (dir: string, mail: string): Office => {
  const file = join(dir, "台账.xlsx");
  const settings = (day: PlainDate) => ({
    DUBAN_REGISTRY: file,
    DUBAN_MAIL: mail,
    DUBAN_ALLOWED_DOMAINS: "duban.example",
    DUBAN_NOW: `${day}T07:30`,
  });
  return { file, open: (day) => wire(readConfig(settings(day), undefined), { store: "keep" }) };
};

/** Every morning people's rows of the evening before, then what is due. The clock goes on by a second with each look at it. */
export async function* livedDays(office: Office, world: World, from: PlainDate, to: PlainDate): AsyncGenerator<Day> {
  const rowsOn = mornings(world);
  for (let day = from; day <= to; day = addDays(day, 1)) {
    await saved(office.file, () => writeRegistry(office.file, rowsOn(day)));
    yield { day, outcome: await runDue(office, day) };
  }
}

export interface Day {
  readonly day: PlainDate;
  readonly outcome: RunOutcome;
}

export async function runDue(office: Office, day: PlainDate): Promise<RunOutcome> {
  const wired = await office.open(day);
  try {
    const request = { asOf: day, today: day, period: null, knownAt: null, mode: "apply" as const };
    return await runJobs({ jobs: await dueJobs(wired, day), ...request }, moving(wired.outside));
  } finally {
    await wired.close();
  }
}

export function moving(outside: Outside): Outside {
  const start = Date.parse(outside.now());
  let looks = 0;
  const now = (): Instant => new Date(start + 1000 * looks++).toISOString();
  return { ...outside, now };
}

/** People save the workbook: what they write, our stamp. */
export async function saved(file: string, write: () => Promise<void>): Promise<void> {
  const stamp = existsSync(file) ? (await openXlsx(file, { name: "" }).read(() => false)).stamp : null;
  await write();
  if (stamp !== null) carry(file, stamp);
}

const CUSTOM = "docProps/custom.xml";
const CONTENT = `<Override PartName="/${CUSTOM}" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`;
const RELATION = `<Relationship Id="rIdStamp" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="${CUSTOM}"/></Relationships>`;

function carry(file: string, stamp: WorkbookStamp): void {
  const entries = readArchive(readFileSync(file)).map((entry) => {
    const end = { "[Content_Types].xml": ["</Types>", CONTENT], "_rels/.rels": ["</Relationships>", RELATION] }[
      entry.name
    ];
    if (end === undefined) return entry;
    return packEntry(
      entry.name,
      entryBytes(entry, 2 ** 24)
        .toString("utf8")
        .replace(end[0]!, end[1]!),
      2,
    );
  });
  const custom = packEntry(CUSTOM, withStamp(EMPTY_PROPERTIES, stamp), 2);
  writeFileSync(file, Buffer.concat(archiveChunks([...entries, custom])));
}
