import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { bundleDoor } from "../../functions/bundle.ts";
import { DAILY } from "../fakes/lambda-scene.ts";
import { type RunScene, runScene } from "../fakes/run-scene.ts";
import { BEARER, SECRET, started } from "../security/door-process.ts";
import { ROOT } from "./packaged.ts";

/** Laid out as the project, without any package: the bundles carry what they need. */
const folder = mkdtempSync(join(tmpdir(), "duban-doors-"));
let at: RunScene;

beforeAll(async () => {
  for (const door of ["lambda", "http"] as const) await bundleDoor(door, ROOT, join(folder, "build", door));
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  at = await runScene(2);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(async () => {
  await at.close();
  rmSync(folder, { recursive: true });
});

test("the bundled door is a process of its own that answers and rehearses a run", async () => {
  const settings = { ...at.settings("2026-06-12T07:30"), DUBAN_HTTP_SECRET: SECRET, PORT: "0" };
  const door = await started([join(folder, "build", "http", "http.mjs")], settings);
  try {
    expect((await door.ask("GET", "/health")).json).toMatchObject({ ok: true, lastRun: null });
    const run = await door.ask("POST", "/run/daily", { headers: BEARER, body: { dryRun: true } });
    expect([run.status, run.json.state, await at.names()]).toEqual([200, "done", ["台账.xlsx"]]);
  } finally {
    await door.stop();
  }
});

test("the bundled function takes an event from the queue, reads, decides, writes, mails, and settles it", async () => {
  for (const [name, value] of Object.entries(at.settings("2026-06-12T07:31"))) vi.stubEnv(name, value);
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const { scheduled } = await import(pathToFileURL(join(folder, "build", "lambda", "lambda.mjs")).href);
  const record = { eventSource: "aws:sqs", messageId: "m-1", body: JSON.stringify(DAILY) };
  const answer = await scheduled({ Records: [record] }, { getRemainingTimeInMillis: () => 900_000 });
  expect(log.mock.calls.flat().map((line) => JSON.parse(line).state)).toEqual(["done"]);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect((await at.letters()).length).toBe(4);
  expect(await at.faults()).toEqual([]);
});
