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

describe("a spreadsheet made a registry", () => {
  test("init makes what is missing, a second time nothing, and never touches what people typed", async () => {
    const { id, settings } = await cloudOffice();
    const typed = google.human(id).typed("节点");
    const first = await duban(["init", `gsheet:${id}`, "--json"], settings());
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.json().created).toContain("控制台");
    const again = await duban(["init", `gsheet:${id}`, "--json"], settings());
    expect(again.json()).toMatchObject({ created: [], blocked: [] });
    const kept = google.human(id).typed("节点");
    expect(typed.map((row, at) => row.map((_, column) => kept[at]![column]))).toEqual(typed);
    expect((await duban(["run", "daily"], settings())).code).toBe(0);
  });

  test("a lookup that somebody deleted is put back by --repair; what somebody wrote in its place is named and stays", async () => {
    const { id, settings } = await cloudOffice();
    await duban(["run", "daily"], settings());
    const light = google.human(id).see("节点")[0]!.indexOf("预警");
    const cell = `${String.fromCharCode(65 + light)}1`;
    const owner = google.human(id, "owner@example.com");
    owner.setCell("节点", cell, "预警");
    const blocked = await duban(["init", `gsheet:${id}`, "--repair", "--json"], settings());
    expect(blocked.code).toBe(1);
    expect(blocked.json().blocked).toEqual([{ sheet: "节点", cell }]);
    owner.setCell("节点", cell, "");
    expect(google.human(id).see("节点").at(2)![light] ?? "").toBe("");
    const repaired = await duban(["init", `gsheet:${id}`, "--repair", "--json"], settings());
    expect(repaired.code).toBe(0);
    expect(
      google
        .human(id)
        .see("节点")
        .map((row) => row[light]),
    ).toContain("红");
  });

  test("poll refuses what is ticked while the tab 控制台 is anybody's", async () => {
    const asked = { code: "1", command: "日常", run: true, applicant: "孙管" };
    const { settings } = await cloudOffice({ ...smallOffice(), console: [asked] });
    const polled = await duban(["poll", "--json"], settings());
    expect(JSON.parse(polled.out)).toEqual([{ request: "1", state: "refused" }]);
    expect(JSON.parse((await duban(["poll", "--json"], settings())).out)).toEqual([]);
  });
});
