import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { copyFile, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";

const DAY = "2026-06-12T08:00";

async function opened(now = DAY) {
  const dir = folder();
  const settings = office(dir, now);
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return { dir, settings, file: settings.DUBAN_REGISTRY };
}

const sentTo = (json: Record<string, unknown>): readonly string[] =>
  (json.messages as { to: string; state: string }[])
    .filter(({ state }) => state === "sent")
    .map(({ to }) => to)
    .sort();

describe("duban run daily", () => {
  it("writes the verdict beside the row and mails the people concerned", async () => {
    const { settings, file } = await opened();
    const ran = await duban(["run", "daily", "--json"], settings);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(sentTo(ran.json())).toContain("wang@jia.example");
    const rows = await sheetRows(file, "节点");
    const header = rows[0]!.map(String);
    const late = rows.find((row) => row[0] === "P-001" && row[header.indexOf("节点序号")] === 20)!;
    expect(late[header.indexOf("预警")]).toBe("红");
    expect(late[header.indexOf("逾期天数")]).toBe(23);
    expect(String(late[header.indexOf("系统说明")])).toMatch(/^P-001\/20：红：逾期 23 天（超过 15 天为红）/);
  });

  it("a registry without the tab 月报: nobody is asked for reports, no light hangs on them, one finding says so", async () => {
    const dir = folder();
    const settings = office(dir, DAY);
    await writeRegistry(settings.DUBAN_REGISTRY, { ...smallOffice(), monthlyReports: [] });
    const ran = await duban(["run", "daily", "--json"], settings);
    expect(ran).toMatchObject({ code: 0, err: "" });
    const findings = ran.json().findings as { tab: string; code: string }[];
    expect(findings.filter(({ tab }) => tab === "monthlyReports")).toMatchObject([{ code: "tab-missing" }]);
    const owed = await sheetRows(settings.DUBAN_REGISTRY, "系统-通知");
    expect(owed.flat().filter((cell) => cell === "月报未报")).toEqual([]);
    const rows = await sheetRows(settings.DUBAN_REGISTRY, "项目");
    const lights = rows[0]!.map(String).indexOf("预警");
    expect(rows.slice(1).map((row) => row[lights])).toEqual(["红", "绿"]);
    const next = await duban(["run", "weekly", "--json"], { ...settings, DUBAN_NOW: "2026-06-15T08:00" });
    expect(next.code).toBe(0);
    const texts = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".html"));
    for (const name of texts) expect(await readFile(join(dir, "outbox", name), "utf8")).not.toContain("月报未报");
  });

  it("a second run the same day mails nobody, changes no cell and does not touch the file", async () => {
    const { settings, file } = await opened();
    await duban(["run", "daily"], settings);
    const before = { bytes: await readFile(file), changed: statSync(file).mtimeMs };
    const again = await duban(["run", "daily", "--json"], settings);
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [] });
    expect(statSync(file).mtimeMs).toBe(before.changed);
    expect((await readFile(file)).equals(before.bytes)).toBe(true);
  });

  it("--dry-run shows cells and mails and leaves no trace", async () => {
    const { dir, settings, file } = await opened();
    const before = await readFile(file);
    const ran = await duban(["run", "daily", "--dry-run", "--json"], settings);
    const { changes, messages } = ran.json() as { changes: unknown[]; messages: { to: string; text: string }[] };
    expect(changes.length).toBeGreaterThan(5);
    expect(messages.find(({ to }) => to === "wang@jia.example")!.text).toContain("P-001/20");
    expect((await readFile(file)).equals(before)).toBe(true);
    expect(readdirSync(dir)).toEqual(["台账.xlsx"]);
  });

  it("check lists the very findings of a run of that day, those of the plans included", async () => {
    const { settings, file } = await opened();
    const rows = smallOffice();
    const more = [
      milestone("P-002", 20, "2026-09-30", { predecessors: "20" }),
      milestone("P-002", 30, "2026-09-30", { predecessors: "99" }),
      milestone("P-002", 40, "2026-06-01", { actual: { date: "2026-06-20" } }),
    ];
    await writeRegistry(file, { ...rows, milestones: [...rows.milestones!, ...more] });
    const found = async (...args: string[]) => (await duban([...args, "--json"], settings)).json().findings;
    const checked = (await found("check")) as { code: string }[];
    expect(checked).toEqual(await found("run", "daily", "--dry-run"));
    expect(new Set(checked.map(({ code }) => code)).size).toBe(3);
  });

  it("--dry-run promises no letter that a real run would not send, and says why", async () => {
    const { settings } = await opened();
    const other = { ...settings, DUBAN_ALLOWED_DOMAINS: "city.example" };
    const refused = await duban(["run", "daily", "--dry-run"], other);
    expect(refused.code).toBe(0);
    expect(refused.out).toContain("  wang@jia.example：域名不在允许范围");
    expect(refused.out).not.toContain("—— 致");
    const resting = await duban(["run", "daily", "--dry-run"], { ...settings, DUBAN_NOW: "2026-06-13T08:00" });
    expect(resting.out).toMatch(/6月13日是休息日，只算不发信[\s\S]*\n应发、因上述原因不会发出的信：\n—— 致/);
    const { DUBAN_MAIL: _, ...mailless } = settings;
    expect((await duban(["run", "daily", "--dry-run"], mailless)).out).toMatch(
      /未设置 DUBAN_MAIL[\s\S]*\n应发、因上述原因不会发出的信：\n—— 致/,
    );
    await duban(["run", "daily"], settings);
    expect((await duban(["run", "daily", "--dry-run"], settings)).out).toContain("没有要发的信。");
  });

  it("what will be known on a day to come is not asked for: exit 2", async () => {
    const { settings } = await opened();
    for (const command of [["run", "daily", "--dry-run"], ["explain", "P-001"], ["rules"]]) {
      const ran = await duban([...command, "--known-at", "2026-06-13"], settings);
      expect([ran.code, ran.err]).toEqual([2, "--known-at 不能晚于今天：2026-06-13 还没有到，今天是 2026-06-12。\n"]);
    }
    expect((await duban(["run", "daily", "--dry-run", "--known-at", "2026-06-12"], settings)).code).toBe(0);
  });

  it("--out writes a copy, mails nobody and leaves the original alone", async () => {
    const { dir, settings, file } = await opened();
    const before = await readFile(file);
    const ran = await duban(["run", "daily", "--out", join(dir, "副本.xlsx")], settings);
    expect(ran.code).toBe(0);
    expect((await readFile(file)).equals(before)).toBe(true);
    expect((await sheetRows(join(dir, "副本.xlsx"), "系统-节点")).length).toBe(5);
    expect(existsSync(join(dir, "outbox"))).toBe(false);
  });

  it("a day before the last applied run is refused, and after today too", async () => {
    const { settings } = await opened();
    await duban(["run", "daily"], settings);
    const past = await duban(["run", "daily", "--as-of", "2026-06-11"], settings);
    expect(past.code).toBe(2);
    expect(past.err).toContain("不能按 2026-06-11 写回或发信：最近一次运行已截至 2026-06-12");
    const future = await duban(["run", "daily", "--as-of", "2026-06-15"], settings);
    expect(future.code).toBe(2);
    expect(future.err).toContain("今天是 2026-06-12");
    expect((await duban(["run", "daily", "--as-of", "2026-06-11", "--dry-run"], settings)).code).toBe(0);
  });

  it("after three missed days one current digest goes out, not three", async () => {
    const { dir, settings } = await opened("2026-06-08T08:00");
    await duban(["run", "daily"], settings);
    const first = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml")).length;
    await duban(["run", "daily"], { ...settings, DUBAN_NOW: DAY });
    const all = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
    const recipients = (await duban(["outbox", "--json"], settings)).json() as unknown as { to: string }[];
    const perPerson = Map.groupBy(recipients, ({ to }) => to);
    expect(all.length).toBeGreaterThan(first);
    expect(Math.max(...[...perPerson.values()].map((letters) => letters.length))).toBe(2);
  });

  it("nothing is mailed on a rest day; the next working day tells it", async () => {
    const { settings } = await opened("2026-06-13T08:00");
    const saturday = await duban(["run", "daily", "--json"], settings);
    expect(sentTo(saturday.json())).toEqual([]);
    const monday = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: "2026-06-15T08:00" });
    expect(sentTo(monday.json())).toContain("wang@jia.example");
  });

  it("an open workbook stops the run with exit 1; the second time in a row the admin hears of it", async () => {
    const { dir, settings, file } = await opened();
    await duban(["run", "daily"], settings);
    const day = (d: string) => ({ ...settings, DUBAN_NOW: `2026-06-${d}T08:00` });
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    const before = await readFile(file);
    const blocked = await duban(["run", "due", "--json"], day("15"));
    expect(blocked.code).toBe(1);
    expect(blocked.json()).toMatchObject({ job: "daily+weekly+monthly", messages: [] });
    const again = await duban(["run", "due", "--json"], day("16"));
    expect(again.code).toBe(1);
    expect(sentTo(again.json())).toEqual(["sun@jia.example"]);
    expect(again.json()).toMatchObject({ messages: [{ subject: "【督办运行】1 项请处理（6月16日）" }] });
    expect((await readFile(file)).equals(before)).toBe(true);
    await rm(join(dir, "~$台账.xlsx"));
    expect((await duban(["run", "daily"], day("17"))).code).toBe(0);
  }, 120_000);
});

describe("the pairing of workbook and store", () => {
  it("a lost store floods nobody and is not silent: the admin is told, and adopt settles it", async () => {
    const { settings, file } = await opened();
    await duban(["run", "daily"], settings);
    await rm(`${file}.duban.sqlite`);
    const lost = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: "2026-06-15T08:00" });
    expect(lost.code).toBe(1);
    expect(sentTo(lost.json())).toEqual(["sun@jia.example"]);
    expect(lost.json()).toMatchObject({ messages: [{ subject: "【督办运行】提醒未发出，请核对（6月15日）" }] });
    expect((await duban(["adopt"], settings)).code).toBe(0);
    const after = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: "2026-06-16T08:00" });
    expect(after.code).toBe(0);
    expect(sentTo(after.json()).filter((to) => to !== "sun@jia.example")).toEqual([]);
  });

  it("a copied workbook is recognised", async () => {
    const { dir, settings, file } = await opened();
    await duban(["run", "daily"], settings);
    const copy = join(dir, "台账 - 副本.xlsx");
    await copyFile(file, copy);
    const store = `sqlite:${file}.duban.sqlite`;
    const ran = await duban(["run", "daily", "--json"], { ...settings, DUBAN_REGISTRY: copy, DUBAN_STORE: store });
    expect(ran.code).toBe(1);
    expect(JSON.stringify(ran.json().remarks)).toContain("副本");
    expect(sentTo(ran.json())).toEqual([]);
  });

  it("a workbook put back from a back-up is recognised", async () => {
    const { dir, settings, file } = await opened();
    await duban(["run", "daily"], settings);
    await copyFile(file, join(dir, "旧.xlsx"));
    await duban(["run", "daily"], { ...settings, DUBAN_NOW: "2026-06-15T08:00" });
    await rename(join(dir, "旧.xlsx"), file);
    const ran = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: "2026-06-16T08:00" });
    expect(JSON.stringify(ran.json().remarks)).toContain("standing-older-copy");
  });
});

describe("a past day recomputes", () => {
  it("--known-at gives yesterday's verdicts after today's edits", async () => {
    const { dir, settings, file } = await opened();
    const first = await duban(["run", "daily", "--out", join(dir, "当时.xlsx")], settings);
    expect(first.code).toBe(0);
    await duban(["run", "daily"], settings);
    const edited = smallOffice();
    await writeRegistry(file, {
      ...edited,
      milestones: [milestone("P-001", 20, "2026-05-20", { actual: { date: "2026-05-19" } })],
    });
    const later = { ...settings, DUBAN_NOW: "2026-06-15T08:00" };
    await duban(["run", "daily"], later);
    const replay = await duban(
      ["run", "daily", "--as-of", "2026-06-12", "--known-at", "2026-06-12T09:00", "--out", join(dir, "复算.xlsx")],
      later,
    );
    expect(replay.code).toBe(0);
    const then = await sheetRows(join(dir, "当时.xlsx"), "系统-节点");
    const again = await sheetRows(join(dir, "复算.xlsx"), "系统-节点");
    expect(again.slice(1)).toEqual(then.slice(1));
    for (const ledger of ["系统-通知", "系统-运行"])
      expect(JSON.stringify((await sheetRows(join(dir, "复算.xlsx"), ledger)).slice(1))).not.toContain("2026-06-15");
  });

  it("a rehearsed morning of several jobs is found the same again, though DUBAN_NOW stands on one minute", async () => {
    const { settings } = await opened();
    const monday = { ...settings, DUBAN_NOW: "2026-06-15T07:30" };
    expect((await duban(["run", "due", "--json"], monday)).json().job).toBe("daily+weekly+monthly");
    const replayed = await duban(["replay", "daily@2026-06-15"], monday);
    expect(replayed.out).toContain("与当时一致");
    expect(replayed.code).toBe(0);
  });
});
