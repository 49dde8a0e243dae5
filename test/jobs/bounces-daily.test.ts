import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { openSes } from "../../lib/adapters/ses/ses.ts";
import { recordBounces } from "../../lib/jobs/bounces.ts";
import type { Outside, RunOutcome } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { outcomeWords } from "../../lib/views/outcome.ts";
import { folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { type FakeSes, fakeSes, type SesMail } from "../fakes/ses.ts";
import { bounceOf, complaintOf, snsEvent } from "../fakes/ses-events.ts";
import { smallOffice } from "../fakes/small-office.ts";

const WANG = "wang@jia.example";
const NEW_WANG = "wang.lian@jia.example";
const ADMIN = "sun@jia.example";
const [FRIDAY, MONDAY, TUESDAY, WEDNESDAY] = ["2026-06-12", "2026-06-15", "2026-06-16", "2026-06-17"] as const;

/** People's hands: what stands in 人员 instead of what the file says. */
const typed = (outside: Outside, changes: ReadonlyMap<string, string>): Outside["spreadsheet"] => ({
  ...outside.spreadsheet,
  read: async (wanted) => {
    const snapshot = await outside.spreadsheet.read(wanted);
    const sheets = snapshot.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (typeof cell === "string" ? (changes.get(cell) ?? cell) : cell)),
      })),
    }));
    return { ...snapshot, sheets };
  },
});

let ses: FakeSes;
let settings: Record<string, string>;

beforeEach(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLEEXAMPLE12");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "geheim, an example");
  ses = await fakeSes();
  ses.verified.add("jia.example");
  settings = office(folder(), "");
  await writeRegistry(settings.DUBAN_REGISTRY!, smallOffice());
});
afterEach(async () => {
  await ses.close();
  vi.unstubAllEnvs();
});

async function wired<T>(day: string, work: (outside: Outside) => Promise<T>): Promise<T> {
  const config = readConfig({ ...settings, DUBAN_NOW: `${day}T08:00` }, undefined);
  const { outside, close } = await wire(config, { store: "keep" });
  const mailer = openSes("eu-west-1", { endpoint: ses.endpoint });
  try {
    return await work({ ...outside, mailer, wait: async () => {}, chance: () => 0.5 });
  } finally {
    await mailer.close();
    await close();
  }
}

/** The outcome, and the letters that left, by address. */
async function morning(day: string, changes: Readonly<Record<string, string>> = {}) {
  const before = ses.received.length;
  const jobs = [{ job: "daily" as const, runKey: `daily@${day}` }];
  const request = { jobs, asOf: day, today: day, period: null, knownAt: null, mode: "apply" as const };
  const outcome: RunOutcome = await wired(day, (outside) =>
    runJobs(request, { ...outside, spreadsheet: typed(outside, new Map(Object.entries(changes))) }),
  );
  const letters = new Map(ses.received.slice(before).map((mail) => [mail.to, mail]));
  return { outcome, letters, emails: outcome.findings.filter(({ code }) => code.startsWith("email-")) };
}

const hear = (day: string, event: unknown) => wired(day, (outside) => recordBounces(event, outside));
const textOf = (mail: SesMail | undefined): string => {
  const parts = Buffer.from(mail?.raw ?? [])
    .toString("utf8")
    .split(/\r\n\r\n/);
  return parts.map((part) => Buffer.from(part, "base64").toString("utf8")).join("\n");
};
const noticeStates = async (): Promise<readonly string[]> => {
  const rows = await sheetRows(settings.DUBAN_REGISTRY!, "系统-通知");
  return rows.filter(([to]) => to === WANG).map((row) => String(row[3]));
};

test("a letter that came back: nothing more goes there, everybody who must know hears of it, and a corrected address gets what is owed", async () => {
  const friday = await morning(FRIDAY);
  const letter = friday.letters.get(WANG)!;
  expect(textOf(letter)).toContain("P-001/20");
  expect(friday.outcome.trouble).toBe(false);
  // Known by its tag alone, so what the adapter sets is what is looked for.
  const event = snsEvent(bounceOf({ ...letter, id: "0102-never-heard" }, "Permanent", "2026-06-12T01:00:00.000Z"));
  expect(await hear(FRIDAY, event)).toEqual({ marked: [WANG], passed: 0 });
  expect(await hear(MONDAY, event)).toEqual({ marked: [], passed: 1 });

  const monday = await morning(MONDAY);
  expect(monday.letters.has(WANG)).toBe(false);
  expect(monday.emails).toMatchObject([{ tab: "people", code: "email-bounced", cell: "D2", found: WANG }]);
  expect(textOf(monday.letters.get(ADMIN))).toContain("6月12日（周五）退信，不再向它发信");
  expect(await noticeStates()).toContain("已发，6月12日（周五）退信");
  const findings = await sheetRows(settings.DUBAN_REGISTRY!, "系统-数据问题");
  expect(findings.find((row) => row.includes("email-bounced"))?.join(" ")).toContain("请更正邮箱");

  const tuesday = await morning(TUESDAY, { [WANG]: NEW_WANG });
  expect(textOf(tuesday.letters.get(NEW_WANG))).toContain("P-001/20");
  expect(tuesday.emails).toEqual([]);
  expect(tuesday.outcome.trouble).toBe(false);

  const wednesday = await morning(WEDNESDAY);
  expect(wednesday.emails).toEqual([]);
});

test("what is owed to a marked address is refused and reported every run, and stays owed", async () => {
  const friday = await morning(FRIDAY);
  await hear(MONDAY, snsEvent(complaintOf(friday.letters.get(WANG)!)));
  expect((await morning(MONDAY)).emails).toMatchObject([{ code: "email-complained", cell: "D2" }]);

  const autumn = await morning("2026-09-30");
  expect(autumn.letters.has(WANG)).toBe(false);
  expect(autumn.outcome.trouble).toBe(true);
  expect(autumn.outcome.messages.find(({ to }) => to === WANG)).toMatchObject({
    state: "refused",
    detail: "6月13日（周六）被收件人标为垃圾邮件",
  });
  expect(outcomeWords(autumn.outcome)).toContain(`${WANG}：拒发（6月13日（周六）被收件人标为垃圾邮件）`);
  await morning("2026-10-09");
  expect(await noticeStates()).toContain("待发，6月13日（周六）被收件人标为垃圾邮件");
});
