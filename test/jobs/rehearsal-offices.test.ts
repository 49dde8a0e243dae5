import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { yearCity } from "../../sheets-templates/year/year-city.ts";
import { type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { type FakeGoogle, startFakeGoogle } from "../fakes/google/server.ts";
import { officeInTheCloud, officeOfFiles } from "../fakes/rehearsal-offices.ts";
import { differences, lived } from "../fakes/same-year.ts";
import { type FakeSes, fakeSes } from "../fakes/ses.ts";
import { type FakeSmtp, fakeSmtp } from "../fakes/smtp.ts";

/** Days around a lock, with the month's ranking drafted and let out for consultation; the whole year is `npm run soak:year`. */
const SPAN = { from: "2026-02-05", to: "2026-02-12" };
const CITY = yearCity("town", 2026);

let dir: string;
let smtp: FakeSmtp;
let google: FakeGoogle;
let dynamo: Dynalite;
let ses: FakeSes;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "duban-offices-"));
  [smtp, google, dynamo, ses] = await Promise.all([
    fakeSmtp(),
    startFakeGoogle(),
    startDynalite(),
    fakeSes("cn-north-1"),
  ]);
});
afterAll(async () => {
  await Promise.all([smtp.close(), google.close(), dynamo.close(), ses.close()]);
  rmSync(dir, { recursive: true, force: true });
});

describe("one city in two offices", () => {
  test("an xlsx with SQLite and SMTP, and Google with DynamoDB and SES, come to the same verdicts and letters", async () => {
    const files = await lived(officeOfFiles(dir, smtp), CITY, SPAN);
    const cloud = await lived(await officeInTheCloud({ google, dynamo, ses }), CITY, SPAN);
    expect(differences(files, cloud)).toEqual([]);
    expect([...files.keys()].filter((name) => name.startsWith("letter ")).length).toBeGreaterThan(40);
    expect([...files.keys()]).toContain("draft M-2026-01");
  }, 300_000);
});
