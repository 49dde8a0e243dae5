import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { CREDENTIALS, type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { asWritten } from "../adapters/google-sheets/scene.ts";
import { duban } from "../fakes/cli.ts";
import { type FakeGoogle, startFakeGoogle } from "../fakes/google/server.ts";
import { type FakeSes, fakeSes } from "../fakes/ses.ts";
import { smallOffice } from "../fakes/small-office.ts";

const DAY = "2026-06-12T08:00";
const FROM = "duban@jia.example";

let google: FakeGoogle;
let dynamo: Dynalite;
let ses: FakeSes;
beforeAll(async () => {
  [google, dynamo, ses] = await Promise.all([startFakeGoogle(), startDynalite(), fakeSes("ap-east-1")]);
  ses.verified.add(FROM);
});
afterAll(() => Promise.all([google.close(), dynamo.close(), ses.close()]));

let books = 0;

/** An office whose registry, records and mails all live elsewhere. */
async function cloudOffice(rows: TemplateRows = smallOffice()) {
  const id = `registry-of-the-office-${++books}`;
  const tabs = TABS.filter(({ code }) => rows[code] !== undefined).map(({ code, title, columns }) => ({
    title,
    rows: [
      columns.map(({ header }) => header),
      ...rows[code]!.map((row) => columns.map((column) => asWritten(row[column.code] ?? null))),
    ],
  }));
  google.create({ id, tabs });
  const table = await dynamo.table();
  const settings = (now = DAY) => ({
    ...CREDENTIALS,
    DUBAN_REGISTRY: `gsheet:${id}`,
    DUBAN_STORE: `dynamodb:${table}`,
    DUBAN_MAIL: "ses:ap-east-1",
    DUBAN_MAIL_FROM: FROM,
    DUBAN_ALLOWED_DOMAINS: "jia.example",
    DUBAN_GOOGLE_URL: google.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
    DUBAN_NOW: now,
  });
  return { id, settings };
}

const callsOf = (from: number): readonly string[] => google.calls.slice(from).map(({ method }) => method);

describe("an office in the cloud: Google Sheets, DynamoDB, SES, through the command line", () => {
  test("one run is one reading, one batch and one letter a person; the next run of the day nothing", async () => {
    const { settings } = await cloudOffice();
    const [before, received] = [google.calls.length, ses.received.length];
    const ran = await duban(["run", "daily", "--json"], settings());
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(callsOf(before)).toEqual(["spreadsheets.get", "spreadsheets.batchUpdate"]);
    const letters = ses.received.slice(received);
    expect(new Set(letters.map(({ to }) => to)).size).toBe(letters.length);
    expect(letters.map(({ to }) => to)).toContain("wang@jia.example");
    const again = await duban(["run", "daily", "--json"], settings());
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [] });
    expect(ses.received.length).toBe(received + letters.length);
  });

  test("the verdict stands beside the row for people to see, whatever they do to the rows meanwhile", async () => {
    const { id, settings } = await cloudOffice();
    await duban(["run", "daily"], settings());
    const person = google.human(id);
    const lightOf = (seq: string): string | undefined => {
      const [header, ...seen] = person.see("节点");
      const [code, number, light] = ["项目编号", "节点序号", "预警"].map((title) => header!.indexOf(title));
      return seen.find((row) => row[code!] === "P-001" && row[number!] === seq)?.[light!];
    };
    expect(lightOf("20")).toBe("红");
    person.sort("节点", "B", true);
    person.insertRows("节点", 2, 2);
    expect(lightOf("20")).toBe("红");
    expect(lightOf("10")).toBe("绿");
    expect((await duban(["check", "--json"], settings())).code).toBe(0);
  });

  test("drafts, confirmation, records and explanations work as with a file", async () => {
    const { settings } = await cloudOffice();
    const monthly = await duban(["run", "monthly", "--json"], settings());
    expect(monthly).toMatchObject({ code: 0, err: "" });
    const [draft] = monthly.json().drafts as { id: string }[];
    const confirmed = await duban(["confirm", draft!.id, "--by", "孙管", "--json"], settings());
    expect(confirmed).toMatchObject({ code: 0, err: "" });
    const titles = google.spreadsheets.get((settings().DUBAN_REGISTRY ?? "").slice("gsheet:".length))!.sheets;
    expect(titles.map(({ properties }) => properties.title)).toContain("系统-排名");
    expect((await duban(["explain", "P-001", "--json"], settings())).code).toBe(0);
    expect((await duban(["jobs", "--json"], settings())).code).toBe(0);
  });

  test("a spreadsheet that does not exist, or is not shared, is said so: exit 3", async () => {
    const { settings } = await cloudOffice();
    const gone = { ...settings(), DUBAN_REGISTRY: "gsheet:nobody-ever-made-this-spreadsheet" };
    const ran = await duban(["run", "daily"], gone);
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/[\u4e00-\u9fff]/);
    expect(ran.err).not.toContain("Bearer");
  });
});
