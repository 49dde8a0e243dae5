import { document, writeDocument } from "../../functions/document.ts";
import { openGovernor } from "../../lib/adapters/dynamodb/governor.ts";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { composeMail } from "../../lib/adapters/mime.ts";
import { openSes } from "../../lib/adapters/ses/ses.ts";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { Instant, PlainDate } from "../../lib/domain/dates.ts";
import type { Outside, RunOutcome } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { type Line, type Fault as LineFault, startLine } from "../adapters/dynamodb/line.ts";
import { asWritten } from "./google/as-written.ts";
import type { Fault as GoogleFault } from "./google/faults.ts";
import type { NewTab } from "./google/new-workbook.ts";
import { type FakeGoogle, startFakeGoogle } from "./google/server.ts";
import { isEndless, MISHAPS, type Mishap, PATIENCE_MS, type Service, SLOW_MS } from "./mishaps.ts";
import { type FakeSes, fakeSes, type Trouble } from "./ses.ts";

const REGION = "ap-east-1";
const FROM = "duban@jia.example";
export interface FaultyCloud {
  readonly google: FakeGoogle;
  readonly dynamo: Dynalite;
  readonly line: Line;
  readonly ses: FakeSes;
  /** A registry and a store that nobody has used yet. */
  readonly office: (rows: TemplateRows) => Promise<Office>;
  readonly close: () => Promise<void>;
}

export interface Office {
  readonly id: string;
  readonly table: string;
  /** One delivery of a scheduled run, at its own moment. */
  readonly run: (day: PlainDate, now: Instant, mishaps?: readonly Mishap[]) => Promise<RunOutcome>;
}

/** Three services on this machine, and somebody on the line to each. */
export async function faultyCloud(): Promise<FaultyCloud> {
  const [google, dynamo, ses] = await Promise.all([startFakeGoogle(), startDynalite(), fakeSes(REGION)]);
  const line = await startLine(dynamo.port);
  ses.verified.add(FROM);
  const cloud = { google, dynamo, line, ses };
  let offices = 0;
  return {
    ...cloud,
    office: async (rows) => {
      const id = `office-${++offices}`;
      google.create({ id, tabs: tabsOf(rows) });
      const table = await dynamo.table();
      return { id, table, run: (day, now, mishaps = []) => run(cloud, { id, table }, { day, now, mishaps }) };
    },
    close: async () => {
      await Promise.all([google.close(), line.close(), ses.close()]);
      await dynamo.close();
    },
  };
}

/** Small tabs: the stand-in for Google calculates every row of the grid. */
const tabsOf = (rows: TemplateRows): readonly NewTab[] =>
  TABS.filter(({ code }) => rows[code] !== undefined).map(({ code, title, columns }) => {
    const lines = [
      columns.map(({ header }) => header),
      ...rows[code]!.map((row) => columns.map((column) => asWritten(row[column.code] ?? null))),
    ];
    return { title, rows: lines, rowCount: lines.length + 5 };
  });

type Lines = Pick<FaultyCloud, "google" | "dynamo" | "line" | "ses">;

/** As functions/wire.ts opens it all, but for the addresses and for pauses that take no time. */
async function run(
  cloud: Lines,
  { id, table }: Pick<Office, "id" | "table">,
  { day, now, mishaps }: { readonly day: PlainDate; readonly now: Instant; readonly mishaps: readonly Mishap[] },
): Promise<RunOutcome> {
  const moment = Date.parse(now);
  const place = { endpoint: cloud.line.endpoint, now: () => moment, ...NO_PAUSES };
  const hurry = mishaps.some(isEndless);
  beset(cloud, mishaps);
  const governor = openGovernor(table, place, { account: "google", perMinute: 60, now: () => moment, ...NO_PAUSES });
  const mailer = openSes(REGION, {
    endpoint: cloud.ses.endpoint,
    ...(hurry ? { silenceMs: PATIENCE_MS } : {}),
    ...NO_PAUSES,
  });
  const spreadsheet = openGoogleSheet(id, {
    ...{ name: `gsheet:${id}`, auth: async () => "ya29.geheim", rootUrl: cloud.google.url, ...NO_PAUSES },
    governor: (kind) => governor.take(kind),
    ...(hurry ? { silenceMs: PATIENCE_MS } : {}),
  });
  try {
    const store = await openDynamoStore(table, place);
    const outside: Outside = {
      ...{ workbook: `gsheet:${id}`, spreadsheet, openWorkbook: () => spreadsheet, store, mailer },
      ...{
        composeMail,
        writeWorkbook,
        writeDocument,
        document,
        links: null,
        mail: { from: FROM, replyTo: null, allowedDomains: ["jia.example"] },
      },
      ...{ now: () => now, ticks: () => 0, onStep: () => {}, ...NO_PAUSES },
    };
    const request = { asOf: day, today: day, period: null, knownAt: null, mode: "apply" as const };
    return await runJobs({ ...request, jobs: [{ job: "daily", runKey: `daily@${day}` }] }, outside).finally(() =>
      store.close(),
    );
  } finally {
    governor.close();
    await mailer.close();
    beset(cloud, []);
  }
}

const NO_PAUSES = { wait: async () => {}, chance: () => 0.5 };

/** Puts the mishaps on the lines, and takes all others off. */
function beset({ google, line, ses }: Lines, mishaps: readonly Mishap[]): void {
  const of = (service: Service) => mishaps.filter((one) => one.service === service);
  google.faults.clear();
  google.faults.add(...of("google").map(({ nth, kind }) => ({ nth, ...(MISHAPS.google as Named<GoogleFault>)[kind] })));
  const before = line.calls.length;
  line.fault = async ({ n }) => {
    const kind = of("dynamodb").find(({ nth }) => nth === n - before)?.kind;
    const fault = kind === undefined ? undefined : (MISHAPS.dynamodb as Named<LineFault | "slow">)[kind];
    if (fault !== "slow") return fault;
    await new Promise((done) => setTimeout(done, SLOW_MS));
    return undefined;
  };
  let asked = 0;
  ses.trouble = () => {
    asked++;
    const kind = of("ses").find(({ nth }) => nth === asked)?.kind;
    return kind === undefined ? null : (MISHAPS.ses as Named<Trouble>)[kind]!;
  };
}

type Named<T> = Readonly<Record<string, T>>;
