import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { bundleDoor } from "../../functions/bundle.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { CREDENTIALS, type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { asWritten } from "../adapters/google-sheets/scene.ts";
import type { NewTab } from "../fakes/google/new-workbook.ts";
import { type FakeGoogle, startFakeGoogle } from "../fakes/google/server.ts";
import { DAILY } from "../fakes/lambda-scene.ts";
import { largeOffice } from "../fakes/large-office.ts";
import { createCity } from "../fakes/many-books.ts";
import { openPlatform } from "../fakes/many-platform.ts";
import { type FakeSes, fakeSes } from "../fakes/ses.ts";
import { BEARER, SECRET, started } from "../security/door-process.ts";
import { ROOT } from "./packaged.ts";

const SPREADSHEET = "a-spreadsheet-of-this-test-alone";
/** Laid out as the project, without any package. */
const folder = mkdtempSync(join(tmpdir(), "duban-cloud-"));
let google: FakeGoogle;
let dynamo: Dynalite;
let ses: FakeSes;
let settings: Record<string, string>;

beforeAll(async () => {
  for (const door of ["lambda", "http"] as const) await bundleDoor(door, ROOT, join(folder, "build", door));
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  [google, dynamo, ses] = await Promise.all([startFakeGoogle(), startDynalite(), fakeSes(CREDENTIALS.AWS_REGION)]);
  google.create({ id: SPREADSHEET, tabs: tabsOf(largeOffice(2)) });
  ses.verified.add("jia.example");
});

beforeEach(async () => {
  settings = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
    DUBAN_GOOGLE_URL: google.url,
    DUBAN_REGISTRY: `gsheet:${SPREADSHEET}`,
    DUBAN_STORE: `dynamodb:${await dynamo.table()}`,
    DUBAN_MAIL: `ses:${CREDENTIALS.AWS_REGION}`,
    DUBAN_MAIL_FROM: "duban@jia.example",
    DUBAN_SES_CONFIGURATION_SET: "duban-test",
    DUBAN_ALLOWED_DOMAINS: "jia.example",
    DUBAN_NOW: "2026-06-12T07:31",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(async () => {
  await Promise.all([google.close(), dynamo.close(), ses.close()]);
  rmSync(folder, { recursive: true });
});

const tabsOf = (rows: TemplateRows): readonly NewTab[] =>
  TABS.filter(({ code }) => (rows[code] ?? []).length > 0).map(({ code, title, columns }) => ({
    title,
    rows: [
      columns.map(({ header }) => header),
      ...rows[code]!.map((row) => columns.map((column) => asWritten(row[column.code] ?? null))),
    ],
  }));

test("the bundled function does a morning on Sheets, DynamoDB and SES with the SDKs it carries", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const { scheduled } = await import(pathToFileURL(join(folder, "build", "lambda", "lambda.mjs")).href);
  const event = { Records: [{ eventSource: "aws:sqs", messageId: "m-1", body: JSON.stringify(DAILY) }] };
  const context = { getRemainingTimeInMillis: () => 900_000 };
  expect(await scheduled(event, context)).toEqual({ batchItemFailures: [] });
  expect(await scheduled(event, context)).toEqual({ batchItemFailures: [] });
  const states = log.mock.calls.flat().map((line) => JSON.parse(line).state);
  expect(states).toEqual(["done", "already-done"]);
  expect(ses.received.length).toBe(4);
  expect(new Set(ses.received.map(({ configurationSet }) => configurationSet))).toEqual(new Set(["duban-test"]));
});

test("the bundled door is a process of its own that answers, rehearses a run and shows the board", async () => {
  const door = await started([join(folder, "build", "http", "http.mjs")], {
    ...settings,
    DUBAN_HTTP_SECRET: SECRET,
    PORT: "0",
  });
  try {
    expect((await door.ask("GET", "/health")).json).toMatchObject({ ok: true, lastRun: null });
    const run = await door.ask("POST", "/run/daily", { headers: BEARER, body: { dryRun: true } });
    expect([run.status, run.json.state]).toEqual([200, "done"]);
    expect(run.json.figures).toMatchObject({ milestones: expect.any(Number) });
    const board = await door.ask("GET", "/board", { headers: { ...BEARER, Accept: "text/html" } });
    expect([board.status, /<article class="project" id="p-/.test(board.text)]).toEqual([200, true]);
  } finally {
    await door.stop();
  }
});

test("the bundled functions have many workbooks read one message at a time", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const at = await openPlatform();
  try {
    createCity(at.google, 40, 1);
    const { scheduled, part } = await import(pathToFileURL(join(folder, "build", "lambda", "lambda.mjs")).href);
    const context = { getRemainingTimeInMillis: () => 900_000 };
    const message = (body: string) => ({ Records: [{ eventSource: "aws:sqs", messageId: "m-1", body }] });
    const comesAgain = { batchItemFailures: [{ itemIdentifier: "m-1" }] };
    expect(await scheduled(message(JSON.stringify(DAILY)), context)).toEqual(comesAgain);
    expect(at.waiting("parts")).toHaveLength(40);
    expect(await part(message(at.waiting("parts")[0]!), context)).toEqual({ batchItemFailures: [] });
    expect(log.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([{ state: "gathering" }, { part: "read" }]);
  } finally {
    await at.close();
  }
});
