import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { StoreLock } from "../../lib/ports/store.ts";
import { duban, sheetRows } from "../fakes/cli.ts";
import { draftRecord, officeRows, proposed, rowsDraft, withDrafts } from "../fakes/draft-office.ts";
import { FRIDAY, lettersTo, opened } from "./http-office.ts";

describe("GET /runs/{id}", () => {
  it("is the record of one run, by its number", async () => {
    const { get, post } = await opened();
    const ran = await post("/run/weekly", { key: "w" });
    const reply = await get("/runs/1");
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      ...{ runId: 1, runKey: ran.json.runKey, job: "weekly", asOf: "2026-06-12", state: "done", error: "" },
      figures: ran.json.figures,
    });
    expect((await get("/runs/2")).json).toEqual({ code: "no-such-run", message: "没有第 2 次运行。" });
  });

  it("of a failed one has its code", async () => {
    const { dir, get, post } = await opened();
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    await post("/run/daily");
    expect((await get("/runs/1")).json).toMatchObject({ state: "failed", error: "workbook-open" });
  });

  it("of one that a bug ended says no more than that: its message may quote a cell", async () => {
    const { file, get } = await opened();
    const store = await openSqliteStore(`${file}.duban.sqlite`);
    const lock = (await store.lock()) as StoreLock;
    const started = {
      runKey: "daily@2026-06-12",
      job: "daily",
      asOf: "2026-06-12",
      startedAt: "2026-06-12T00:00:00.000Z",
    };
    const run = (await store.startRun(lock.token, started))!;
    await store.finishRun(lock.token, { ...run, state: "failed", error: "TypeError: 张三 is not a function" });
    await lock.release();
    await store.close();
    const reply = await get("/runs/1");
    expect(reply.json).toMatchObject({ state: "failed", error: "internal" });
    expect(reply.text).not.toContain("张三");
  });
});

describe("GET /health", () => {
  it("tells the last run and how many were missed, and nothing else, to anybody", async () => {
    const { settings, door } = await opened({ now: "2026-06-17T08:00" });
    await duban(["run", "due"], { ...settings, DUBAN_NOW: FRIDAY });
    const reply = await door.ask("GET", "/health");
    expect([reply.status, reply.json]).toEqual([
      200,
      {
        ok: true,
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        lastRun: { day: "2026-06-12", state: "done" },
        missedRuns: 5,
      },
    ]);
  });

  it("says no more than that when the store cannot be read", async () => {
    const { file, door } = await opened();
    writeFileSync(`${file}.duban.sqlite`, "no database");
    const reply = await door.ask("GET", "/health");
    expect([reply.status, reply.json]).toEqual([503, { ok: false, version: expect.any(String) }]);
  });
});

describe("a month's draft, from its run to the leaders", () => {
  it("is listed, refused to who is no admin, confirmed once, and stands in the sheet and in the letters as drafted", async () => {
    const { dir, file, get, post } = await opened();
    expect((await get("/drafts")).json).toEqual([]);
    await post("/run/monthly");
    const [draft] = (await get("/drafts")).json as unknown as Record<string, unknown>[];
    expect(draft).toMatchObject({ id: "M-2026-05", state: "draft", attachment: expect.stringMatching(/\.xlsx$/) });
    const confirm = (id: string, by: string) => post(`/drafts/${id}/confirm`, { by });
    const refused = [await confirm("M-2026-05", "王联"), await confirm("M-2026-04", "孙管")];
    expect(refused.map(({ status, json }) => [status, json])).toEqual([
      [403, { code: "not-an-admin", message: "“王联” 不是「人员」表中在用的管理员，不能确认。" }],
      [404, { code: "no-such-draft", message: "没有草稿 M-2026-04。请用 GET /drafts 查看。" }],
    ]);
    expect(await sheetRows(file, "系统-排名")).toEqual([]);
    const confirmed = await confirm("M-2026-05", "孙管");
    expect(confirmed.json).toMatchObject({ job: "publish", state: "done", published: { "系统-排名": 2 } });
    const [, , ...ranked] = await sheetRows(file, "系统-排名");
    expect(ranked.map((row) => row[3])).toEqual(["甲县", "市水务局"]);
    const [letter] = (await lettersTo(dir, "zhou@jia.example")).filter(({ subject }) => subject?.includes("排名"));
    expect(letter?.subject).toBe("【重点项目】2026年5月重点项目排名已发布（6月12日）");
    expect((await confirm("M-2026-05", "孙管")).json).toMatchObject({ cellsChanged: 0, messages: [] });
    expect((await get("/drafts")).json).toMatchObject([{ id: "M-2026-05", state: "confirmed", confirmedBy: "孙管" }]);
  });

  it("not before its lock", async () => {
    const { post } = await opened({ now: "2026-06-09T08:00" });
    await post("/run/monthly", { period: "2026-05" });
    const reply = await post("/drafts/M-2026-05/confirm", { by: "孙管" });
    expect([reply.status, reply.json]).toEqual([
      409,
      { code: "before-lock", message: "M-2026-05 还不能确认：6月10日（周三）锁定，锁定之后可确认。" },
    ]);
  });

  it("of rows is confirmed item by item, and an item it has not is refused", async () => {
    const { file, get, post } = await opened({ rows: officeRows() });
    const rows = draftRecord(rowsDraft([proposed("1", "T-101"), proposed("2", "T-102")]));
    await withDrafts(`${file}.duban.sqlite`, [rows]);
    const confirm = (items: unknown) => post(`/drafts/${rows.id}/confirm`, { by: "孙管", items });
    expect((await confirm(["3"])).json).toMatchObject({ code: "no-such-item" });
    for (const bad of [[], ["0"], "1", [1], ["1;2"]]) expect((await confirm(bad)).status).toBe(400);
    expect((await confirm(["2"])).json).toMatchObject({ state: "done", remarks: [{ code: "rows-appended" }] });
    expect((await sheetRows(file, "任务")).map(([number]) => number)).toEqual(["任务编号", "T-001", "T-102"]);
    expect((await get("/drafts")).json).toMatchObject([
      { id: rows.id, state: "draft", openItems: ["1"], trail: [{ do: "release", by: "孙管", rows: [{ item: "2" }] }] },
    ]);
  });
});
