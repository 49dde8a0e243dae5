import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import ExcelJS from "exceljs";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import type { QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import type { DraftRecord } from "../../lib/ports/store.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { confirmed, draftsOf, type RankedUnit, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { report } from "../fakes/small-office.ts";

/** April, May and June are locked on 05-09, 06-10 and 07-09. */
const APRIL = "2026-05-15T08:00";
const MAY = "2026-06-15T08:00";
const JUNE = "2026-07-13T08:00";

/** A unit that has done so many percent of what was due by the end of each month of the quarter. */
const unit = (name: string, group: RankedUnit["group"], percent: number): RankedUnit => ({
  ...{ name, group },
  ytd: Object.fromEntries([4, 5, 6].map((month) => [`2026-0${month}`, month * 10 * percent])),
});

const SIX = [115, 114, 100, 99, 98, 97].map((percent, at) => unit(`${"甲乙丙丁戊己"[at]}县`, "县区", percent));

async function opened(units = SIX, more = {}) {
  const dir = folder();
  const settings = office(dir, JUNE);
  await writeRegistry(settings.DUBAN_REGISTRY, rankedOffice(units, more));
  return { dir, settings, file: settings.DUBAN_REGISTRY };
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function published({ settings }: Opened, months = [APRIL, MAY, JUNE]): Promise<void> {
  for (const now of months) {
    const { drafts } = await ran(settings, now, "monthly");
    await confirmed(settings, now.replace("T08", "T09"), drafts[0]!.id);
  }
}

const draftOf = async (settings: Opened["settings"], id: string): Promise<DraftRecord> =>
  (await draftsOf(settings)).find((draft) => draft.id === id)!;

const blockOf = ({ body }: DraftRecord): QuarterBlock => JSON.parse(body) as QuarterBlock;

const cells = async (file: string, title: string) => (await sheetRows(file, title)).slice(2);

async function mailsTo(dir: string, recipient: string) {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails.filter((mail) => mail.to?.[0]?.address === recipient);
}

describe("a quarter waits for its months", () => {
  it("drafted before they are published it says so, cannot be confirmed, and is drawn again when they are", async () => {
    const all = await opened();
    const { settings } = all;
    await published(all, [APRIL, MAY]);
    expect((await ran(settings, JUNE, "quarterly")).drafts).toMatchObject([{ id: "Q-2026Q2" }]);
    const first = blockOf(await draftOf(settings, "Q-2026Q2"));
    expect(first.months.map(({ draft }) => draft)).toEqual(["M-2026-04", "M-2026-05", ""]);
    expect(first.notes[1]).toBe("4月、5月按已发布的月度排名；6月的排名尚未发布，暂按锁定时的数据计算，发布后重算。");
    const refused = await duban(["confirm", "Q-2026Q2", "--by", "孙管"], settings);
    expect([refused.code, refused.err]).toEqual([
      2,
      "Q-2026Q2 还不能确认：2026年6月的排名尚未发布。请先运行 duban run monthly --period 2026-06，逐月确认，再运行 duban run quarterly --period 2026Q2，核对新的草稿后确认。\n",
    ]);
    await ran(settings, JUNE, "monthly");
    const { drafts } = await confirmed(settings, "2026-07-13T09:00", "M-2026-06");
    expect(drafts).toMatchObject([{ id: "Q-2026Q2-2", state: "draft" }]);
    expect((await draftOf(settings, "Q-2026Q2")).state).toBe("superseded");
    const again = blockOf(await draftOf(settings, "Q-2026Q2-2"));
    expect(again.rows.map(({ total }) => total)).toEqual(first.rows.map(({ total }) => total));
    expect((await confirmed(settings, "2026-07-13T09:30", "Q-2026Q2-2")).state).toBe("done");
  });

  it("a month issued again makes the waiting draft outdated: refused, and drawn again by the next daily run", async () => {
    const all = await opened();
    const { settings, file } = all;
    await published(all);
    await ran(settings, "2026-07-13T10:00", "quarterly");
    const rows = rankedOffice(SIX);
    const late = rows.monthlyReports!.map((row) =>
      row.project === "P-006" && row.month === "2026-06" ? { ...row, investedYtd: 6600 } : row,
    );
    await writeRegistry(file, { ...rows, monthlyReports: late });
    const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
    await duban(["adopt"], at("2026-07-14T08:00"));
    await duban(["run", "monthly", "--period", "2026-06", "--known-at", "2026-07-14"], at("2026-07-14T10:00"));
    const before = await draftOf(settings, "Q-2026Q2");
    expect(before.state).toBe("draft");
    const ranked = await confirmed(settings, "2026-07-14T11:00", "M-2026-06-2");
    expect(ranked.drafts).toMatchObject([{ id: "Q-2026Q2-2" }]);
    const [old, now] = [before, await draftOf(settings, "Q-2026Q2-2")].map(blockOf);
    expect(now!.months[2]!.draft).toBe("M-2026-06-2");
    expect(old!.rows.at(-1)!.unit).toBe("己县");
    expect(now!.rows.find((row) => row.unit === "己县")!.rank).toBeLessThan(6);
    const stale = await duban(["confirm", "Q-2026Q2", "--by", "孙管"], at("2026-07-14T12:00"));
    expect([stale.code, stale.err]).toEqual([2, "Q-2026Q2 已被新的草稿取代，请核对 Q-2026Q2-2 后确认。\n"]);
  });

  it("is asked for by its own kind of period, and a quarter that is not over by none", async () => {
    const { settings } = await opened();
    const words = async (...args: string[]) => {
      const { code, err } = await duban(["run", ...args, "--dry-run"], settings);
      return [code, err];
    };
    expect(await words("quarterly", "--period", "2026-06")).toEqual([
      2,
      "quarterly 的期间请写成 2026Q3 这样的格式；2026-06 请用 duban run monthly --period 2026-06。\n",
    ]);
    expect(await words("monthly", "--period", "2026Q2")).toEqual([
      2,
      "monthly 的期间请写成 2026-05 这样的格式；2026Q2 请用 duban run quarterly --period 2026Q2。\n",
    ]);
    expect(await words("yearly", "--period", "2026Q5")).toEqual([2, "“2026Q5” 不是期间，请写成 2026 这样的格式。\n"]);
    expect(await words("quarterly", "--period", "2026Q3")).toEqual([
      2,
      "不能评2026年9月：到截至日期它还没有结束。最近可评的是2026年6月。\n",
    ]);
    expect(await words("daily", "--period", "2026Q2")).toEqual([2, "run daily 不能与 --period 同用。\n"]);
  });
});

describe("a quarter is published like a month", () => {
  it("nothing of it before it is confirmed: not in the sheet, not with daily, not by mail but to the admins", async () => {
    const all = await opened();
    const { settings, file, dir } = all;
    await published(all);
    await ran(settings, "2026-07-13T10:00", "quarterly");
    await ran(settings, "2026-07-14T08:00", "daily");
    expect((await cells(file, "系统-排名")).every(([period]) => String(period).startsWith("2026-0"))).toBe(true);
    expect(await sheetRows(file, "系统-红黑榜")).toEqual([]);
    const names = async (to: string) =>
      (await mailsTo(dir, to)).flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    expect(await names("zhou@jia.example")).not.toContain("2026Q2排名和红黑榜.xlsx");
    expect(await names("sun@jia.example")).toContain("2026Q2排名和红黑榜.xlsx");
    const early = await duban(["confirm", "Q-2026Q2", "--by", "联络0"], settings);
    expect([early.code, early.err]).toEqual([2, expect.stringContaining("不是「人员」表中在用的管理员")]);
  });

  it("then it stands above its months, the lists beside it, and the leaders read it next working day, byte for byte", async () => {
    const all = await opened();
    const { settings, file, dir } = all;
    await published(all);
    await ran(settings, "2026-07-13T10:00", "quarterly");
    await confirmed(settings, "2026-07-13T11:00", "Q-2026Q2");
    const rows = await cells(file, "系统-排名");
    expect(rows.slice(0, 6).map((row) => [row[0], row[2], row[3], row[4]])).toEqual([
      ["2026Q2", 1, "甲县", 89.11],
      ["2026Q2", 2, "乙县", 88.91],
      ["2026Q2", 3, "丙县", 86.11],
      ["2026Q2", 4, "丁县", 85.55],
      ["2026Q2", 5, "戊县", 84.99],
      ["2026Q2", 6, "己县", 84.44],
    ]);
    expect(rows[0]!.slice(5, -3).every((cell) => cell === undefined || cell === null)).toBe(true);
    expect(rows[0]!.at(-1)).toBe("第 1 名，89.11 分，上季无名次。4月 89.11 分、5月 89.11 分、6月 89.11 分的平均。");
    expect(rows[6]!.slice(0, 4)).toEqual(["2026-06", "县区、园区", 1, "甲县"]);
    expect(await cells(file, "系统-红黑榜")).toEqual([
      ["2026Q2", "县区、园区", "红榜", 1, "甲县", 57.5, 50, "第 1 名，投资完成率 57.5%，目标 50.0%，超过目标。"],
      ["2026Q2", "县区、园区", "红榜", 2, "乙县", 57, 50, "第 2 名，投资完成率 57.0%，目标 50.0%，超过目标。"],
      ["2026Q2", "县区、园区", "黑榜", 6, "己县", 48.5, 50, "第 6 名，投资完成率 48.5%，目标 50.0%，未达到目标。"],
      ["2026Q2", "县区、园区", "黑榜", 5, "戊县", 49, 50, "第 5 名，投资完成率 49.0%，目标 50.0%，未达到目标。"],
    ]);
    await ran(settings, "2026-07-14T08:00", "daily");
    const mail = (await mailsTo(dir, "zhou@jia.example")).find(({ subject }) => subject?.includes("第二季度"))!;
    expect(mail.subject).toContain("2026年第二季度排名和红黑榜已发布");
    expect(mail.text).toContain("第 1 名甲县 89.11 分");
    expect(mail.text).toContain("县区、园区红榜：甲县、乙县；黑榜：己县、戊县。");
    const attached = mail.attachments.find(({ filename }) => filename === "2026Q2排名和红黑榜.xlsx")!;
    const { attachment } = await draftOf(settings, "Q-2026Q2");
    expect(Buffer.from(attached.content as ArrayBuffer).equals(Buffer.from(attachment!.content))).toBe(true);
    await looksRight(attachment!.content, await draftsOf(settings));
    const twice = await ran(settings, "2026-07-15T08:00", "daily");
    expect(twice.messages.filter(({ subject }) => subject.includes("第二季度"))).toEqual([]);
  });

  it("never changes when the sheet does; what is known later makes a re-issue that names places and lists", async () => {
    const all = await opened();
    const { settings, file } = all;
    await published(all);
    await ran(settings, "2026-07-13T10:00", "quarterly");
    await confirmed(settings, "2026-07-13T11:00", "Q-2026Q2");
    const shown = async () => [await cells(file, "系统-排名"), await cells(file, "系统-红黑榜")];
    const before = await shown();
    const rows = rankedOffice(SIX);
    const changed = [...rows.monthlyReports!.filter(({ project }) => project !== "P-005")];
    for (const month of [4, 5, 6])
      changed.push(report("P-005", `2026-0${month}`, month * 1200, `2026-0${month + 1}-03`));
    await writeRegistry(file, { ...rows, monthlyReports: changed });
    const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
    await duban(["adopt"], at("2026-07-14T07:00"));
    await ran(settings, "2026-07-14T08:00", "daily");
    expect((await ran(settings, "2026-07-14T09:00", "quarterly", "2026Q2")).drafts).toEqual([]);
    expect((await shown())[0]).toEqual(before[0]);
    expect((await shown())[1]).toEqual(before[1]);
    for (const month of ["2026-04", "2026-05", "2026-06"])
      await duban(["run", "monthly", "--period", month, "--known-at", "2026-07-14T10:00"], at("2026-07-14T11:00"));
    for (const month of ["2026-04", "2026-05", "2026-06"])
      await confirmed(settings, "2026-07-14T12:00", `M-${month}-2`);
    const drafts = (await draftsOf(settings)).filter(({ kind }) => kind === "quarter");
    expect(drafts.map(({ state }) => state)).toEqual(["confirmed", "superseded", "superseded", "draft"]);
    expect(drafts.at(-1)!.differences).toBe(
      "戊县：第 5 名 84.99 分改为第 1 名 90.11 分；甲县：第 1 名 89.11 分改为第 2 名 89.11 分；乙县：第 2 名 88.91 分改为第 3 名 88.91 分；丙县：第 3 名 86.11 分改为第 4 名 86.11 分；丁县：第 4 名 85.55 分改为第 5 名 85.55 分；新列入红榜：戊县；新列入黑榜：丁县；移出红榜：乙县；移出黑榜：戊县",
    );
    await confirmed(settings, "2026-07-14T13:00", drafts.at(-1)!.id);
    expect((await cells(file, "系统-红黑榜")).map((row) => row[4])).toEqual(["戊县", "甲县", "己县", "丁县"]);
  });
});

/** Three sheets, read by another library: the ranking with its months, the lists, and every month taken with its draft and digest. */
async function looksRight(content: Uint8Array, drafts: readonly DraftRecord[]): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content.slice().buffer as ArrayBuffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(["排名", "红黑榜", "计算依据"]);
  const taken: unknown[] = [];
  workbook.getWorksheet("计算依据")!.eachRow((row) => taken.push((row.values as unknown[]).slice(3)));
  for (const { id, kind, digest } of drafts) if (kind === "ranking") expect(taken).toContainEqual([id, digest]);
}

describe("duban recompute", () => {
  it("reaches every published and waiting result again, and names each figure that was tampered with", async () => {
    const all = await opened();
    const { settings, file } = all;
    await published(all);
    await ran(settings, "2026-07-13T10:00", "quarterly");
    for (const id of ["M-2026-04", "M-2026-05", "M-2026-06", "Q-2026Q2"]) {
      const { code, out } = await duban(["recompute", id], settings);
      expect([code, out]).toEqual([
        0,
        expect.stringMatching(new RegExp(`^${id}  按.+复算：一致（摘要 [0-9a-f]{12}）。\n$`)),
      ]);
    }
    const json = (await duban(["recompute", "Q-2026Q2", "--json"], settings)).json();
    expect(json).toMatchObject({ id: "Q-2026Q2", kind: "quarter", same: true, tampered: false, differences: [] });
    tamper(file, "Q-2026Q2", (body) => body.replace('"total":8911', '"total":9911'));
    const found = await duban(["recompute", "Q-2026Q2"], settings);
    expect(found.code).toBe(1);
    expect(found.out).toContain("Q-2026Q2  按7月13日 10:00 的读数、锁定时的数据复算：不一致，1 处数字或文字不同。");
    expect(found.out).toContain("存档的正文与起草时的摘要");
    expect(found.out).toMatch(/\n {2}甲县 得分：存档 99\.11，复算 89\.11\n/);
    tamper(file, "M-2026-05", (body) => body.replace('"total":8891', '"total":9991'));
    const month = await duban(["recompute", "M-2026-05", "--json"], settings);
    expect([month.code, month.json().same, month.json().tampered]).toEqual([1, false, true]);
    const built = await duban(["recompute", "Q-2026Q2", "--json"], settings);
    expect(JSON.stringify(built.json().differences)).toContain("2026-05 摘要");
  });

  it("also where the tamperer mended the digest, or changed the attachment alone", async () => {
    const all = await opened();
    const { settings, file } = all;
    await published(all, [APRIL]);
    const sound = (await draftOf(settings, "M-2026-04")).digest;
    tamper(file, "M-2026-04", (body) => body.replace('"total":8911', '"total":9911'), true);
    const mended = await duban(["recompute", "M-2026-04", "--json"], settings);
    expect([mended.code, mended.json().tampered, mended.json().digest]).toEqual([1, false, sound]);
    const other = await opened();
    await published(other, [APRIL]);
    spoilAttachment(other.file, "M-2026-04");
    const attached = await duban(["recompute", "M-2026-04"], other.settings);
    expect([attached.code, attached.out]).toEqual([1, expect.stringContaining("存档的附件与复算的附件不同")]);
  });

  it("holds after the sheet was changed, and for a re-issue by what was known then", async () => {
    const all = await opened();
    const { settings, file } = all;
    await published(all, [APRIL]);
    const rows = rankedOffice(SIX.map((one) => unit(one.name, "县区", 90)));
    await writeRegistry(file, rows);
    const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
    await duban(["adopt"], at("2026-05-18T08:00"));
    await duban(["run", "monthly", "--period", "2026-04", "--known-at", "2026-05-18"], at("2026-05-18T10:00"));
    for (const id of ["M-2026-04", "M-2026-04-2"])
      expect((await duban(["recompute", id], at("2026-05-18T11:00"))).out).toContain("一致");
    expect((await duban(["recompute", "M-2026-04-2"], at("2026-05-18T11:00"))).code).toBe(0);
  });

  it("refuses what is no result, and options it cannot keep", async () => {
    const { settings } = await opened();
    const unknown = await duban(["recompute", "Q-2030Q1"], settings);
    expect([unknown.code, unknown.err]).toEqual([2, "不能复算 “Q-2030Q1”：没有这份草稿，请用 duban drafts 查看。\n"]);
    const fitted = await duban(["recompute", "Q-2030Q1", "--known-at", "2026-05-01"], settings);
    expect([fitted.code, fitted.err]).toEqual([2, "recompute 不能与 --known-at 同用。\n"]);
  });
});

/** Changes a draft in the store behind the program's back. */
function tamper(file: string, id: string, change: (body: string) => string, mendDigest = false): void {
  const database = new DatabaseSync(`${file}.duban.sqlite`);
  const { record } = database.prepare("SELECT record FROM draft WHERE id = ?").get(id) as { record: string };
  const draft = JSON.parse(record) as DraftRecord;
  const body = change(draft.body);
  expect(body).not.toBe(draft.body);
  const digest = mendDigest ? createHash("sha256").update(body).digest("hex") : draft.digest;
  database.prepare("UPDATE draft SET record = ? WHERE id = ?").run(JSON.stringify({ ...draft, body, digest }), id);
  database.close();
}

function spoilAttachment(file: string, id: string): void {
  const database = new DatabaseSync(`${file}.duban.sqlite`);
  database.prepare("UPDATE draft SET content = ? WHERE id = ?").run(new Uint8Array([1, 2, 3]), id);
  database.close();
}
