import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, report, smallOffice } from "../fakes/small-office.ts";

/** May is due on 06-05, locked on 06-10. */
const LOCKED = "2026-06-12T08:00";

/** Both units started a project this year: enough live weight for a place in the ranking. */
const rankedOffice = () => {
  const started = { annualClass: "新开工", plannedStart: { date: "2026-01-10" }, actualStart: { date: "2026-01-10" } };
  return {
    ...smallOffice(),
    projects: [project("P-001", "甲县", started), project("P-002", "市水务局", started)],
  };
};

async function opened(now: string, rows = smallOffice()) {
  const dir = folder();
  const settings = office(dir, now);
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  return { dir, settings, file: settings.DUBAN_REGISTRY };
}

async function attachments(dir: string, recipient: string): Promise<readonly Uint8Array[]> {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails
    .filter((mail) => mail.to?.[0]?.address === recipient)
    .flatMap((mail) => mail.attachments.map(({ content }) => new Uint8Array(content as ArrayBuffer)));
}

/** What one person got, oldest first. */
async function letters(dir: string, recipient: string) {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails
    .filter((mail) => mail.to?.[0]?.address === recipient)
    .map(({ subject, text, date }) => ({ subject: subject ?? "", text: text ?? "", date: date ?? "" }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

describe("the monthly ranking", () => {
  it("is a draft: nothing that ranks enters the sheet or leaves but to the admin", async () => {
    const { dir, settings, file } = await opened(LOCKED);
    const ran = await duban(["run", "monthly", "--json"], settings);
    expect(ran.json()).toMatchObject({ drafts: [{ id: "M-2026-05", state: "draft" }] });
    expect(await sheetRows(file, "系统-排名")).toEqual([]);
    expect(await attachments(dir, "sun@jia.example")).toHaveLength(1);
    expect(await attachments(dir, "zhou@jia.example")).toHaveLength(0);
  });

  it("cannot be confirmed before the lock, by somebody who is no admin, or when there is none", async () => {
    const { settings } = await opened("2026-06-09T08:00");
    await duban(["run", "monthly"], settings);
    const early = await duban(["confirm", "M-2026-05", "--by", "孙管"], settings);
    expect([early.code, early.err]).toEqual([2, "M-2026-05 还不能确认：6月10日（周三）锁定，锁定之后可确认。\n"]);
    const later = { ...settings, DUBAN_NOW: LOCKED };
    const other = await duban(["confirm", "M-2026-05", "--by", "王联"], later);
    expect([other.code, other.err]).toEqual([2, "“王联” 不是「人员」表中在用的管理员，不能确认。\n"]);
    expect((await duban(["confirm", "M-2026-04", "--by", "孙管"], later)).err).toContain("没有草稿 M-2026-04");
  });

  it("once confirmed stands in 系统-排名 and reaches the leaders, byte for byte as drafted", async () => {
    const { dir, settings, file } = await opened(LOCKED);
    await duban(["run", "monthly"], settings);
    const confirmed = await duban(["confirm", "M-2026-05", "--by", "孙管", "--json"], settings);
    expect(confirmed.code).toBe(0);
    const [, header, ...rows] = await sheetRows(file, "系统-排名");
    expect(header!.slice(0, 5)).toEqual(["期间", "组别", "名次", "单位", "总分"]);
    expect(rows.map((row) => row[3])).toEqual(["甲县", "市水务局"]);
    const store = await openSqliteStore(`${file}.duban.sqlite`, { readOnly: true });
    const [draft] = await store.drafts();
    await store.close();
    expect(draft).toMatchObject({ state: "confirmed", confirmedBy: "孙管" });
    const [received] = await attachments(dir, "zhou@jia.example");
    expect(Buffer.from(received!).equals(Buffer.from(draft!.attachment!.content))).toBe(true);
    const stranger = await duban(["confirm", "M-2026-05", "--by", "王联"], settings);
    expect([stranger.code, stranger.err]).toEqual([2, expect.stringContaining("不是「人员」表中在用的管理员")]);
    const again = await duban(["confirm", "M-2026-05", "--by", "孙管", "--json"], settings);
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [] });
  });

  it("missed for weeks, it is drafted for the month that was locked, not for the one that has just ended", async () => {
    const { settings } = await opened("2026-07-03T08:00");
    const ran = await duban(["run", "due", "--json"], settings);
    expect(ran.json()).toMatchObject({
      runKey: "daily@2026-07-03+weekly@2026-06-29+monthly@2026-05",
      drafts: [{ id: "M-2026-05", state: "draft" }],
    });
  });

  it("is frozen at the lock; what is known later makes a re-issue that says what differs, never a silent change", async () => {
    const { settings, file } = await opened("2026-06-09T08:00", rankedOffice());
    const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
    await duban(["run", "daily"], settings);
    await duban(["run", "monthly"], at(LOCKED));
    await duban(["confirm", "M-2026-05", "--by", "孙管"], at(LOCKED));
    const rows = rankedOffice();
    const late = [...rows.monthlyReports!, report("P-002", "2026-05", 4900, "2026-06-11")];
    await writeRegistry(file, { ...rows, monthlyReports: late });
    await duban(["adopt"], at("2026-06-16T08:00"));
    const frozen = await duban(["run", "monthly", "--json"], at("2026-06-16T08:00"));
    expect(frozen.json().drafts).toEqual([]);
    const known = ["run", "monthly", "--known-at", "2026-06-17", "--json"];
    const reissued = (await duban(known, at("2026-06-17T08:00"))).json();
    expect(reissued.drafts).toEqual([{ id: "M-2026-05-2", state: "draft", reissue: true }]);
    const [draft, again] = (await duban(["drafts", "--json"], at("2026-06-17T08:00"))).json() as unknown as {
      differences: string;
    }[];
    expect(again!.differences).toMatch(/^市水务局：第 1 名 [\d.]+ 分改为第 1 名 [\d.]+ 分$/);
    expect(draft).toMatchObject({ id: "M-2026-05", state: "confirmed" });
  });

  it("confirmed again after a correction tells the leaders that it is a correction, and of what", async () => {
    const { dir, settings, file } = await opened("2026-06-09T08:00", rankedOffice());
    const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
    await duban(["run", "daily"], settings);
    await duban(["run", "monthly"], at(LOCKED));
    await duban(["confirm", "M-2026-05", "--by", "孙管"], at(LOCKED));
    const rows = rankedOffice();
    await writeRegistry(file, {
      ...rows,
      monthlyReports: [...rows.monthlyReports!, report("P-002", "2026-05", 4900, "2026-06-11")],
    });
    await duban(["adopt"], at("2026-06-16T08:00"));
    await duban(["run", "monthly", "--known-at", "2026-06-17"], at("2026-06-17T08:00"));
    const confirmed = await duban(["confirm", "M-2026-05-2", "--by", "孙管"], at("2026-06-17T08:00"));
    expect(confirmed.code).toBe(0);
    const [first, again] = (await letters(dir, "zhou@jia.example")).filter(({ subject }) => subject.includes("排名"));
    expect(first!.subject).toBe("【重点项目】2026年5月重点项目排名已发布（6月12日）");
    expect(first!.text).not.toContain("更正");
    expect(again!.subject).toBe("【重点项目】2026年5月重点项目排名（更正）已发布（6月17日）");
    expect(again!.text).toMatch(/更正此前发布的排名：市水务局：第 1 名 [\d.]+ 分改为第 1 名 [\d.]+ 分。/);
  });
});
