import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { opened } from "./http-office.ts";

describe("what cannot be done is said with a code, in Chinese", () => {
  it("another run at work: 409 with who holds it, and nothing is done", async () => {
    const { file, post } = await opened();
    const store = await openSqliteStore(`${file}.duban.sqlite`, { host: "other-host" });
    const lock = await store.lock();
    const reply = await post("/run/daily");
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([409, "30"]);
    expect(reply.json).toMatchObject({
      code: "busy",
      message: expect.stringMatching(/^另一次运行正在进行（other-host，进程 \d+，自 /),
    });
    const confirm = await post("/drafts/M-2026-05/confirm", { by: "孙管" });
    expect([confirm.status, confirm.json]).toEqual([
      409,
      { code: "busy", message: "另一次运行正在进行（other-host），请稍后再确认。" },
    ]);
    if ("release" in lock) await lock.release();
    await store.close();
  });

  it("the workbook open elsewhere: 503 with the run, its name without its folder", async () => {
    const { dir, post } = await opened();
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    const reply = await post("/run/daily");
    expect([reply.status, reply.headers.get("retry-after"), reply.json.code]).toEqual([503, "300", "workbook-open"]);
    expect(reply.json.message).toBe(
      "无法写入：台账.xlsx 正由他人打开（锁文件 ~$台账.xlsx）。已重试 3 次，本次结果未写回，提醒未发送。请关闭后重试。",
    );
    expect(reply.json.run).toMatchObject({ state: "failed", cellsChanged: 0 });
  });

  it("what failed may be asked for again under its key, and keeps its number", async () => {
    const { dir, post } = await opened();
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    expect((await post("/run/daily", { key: "k" })).status).toBe(503);
    rmSync(join(dir, "~$台账.xlsx"));
    expect((await post("/run/daily", { key: "k" })).json).toMatchObject({ state: "done", runId: 1 });
  });

  it.each([
    [
      "a day to come",
      { asOf: "2026-06-13" },
      422,
      "after-today",
      "不能按 2026-06-13 写回或发信：今天是 2026-06-12。只看结果请将 dryRun 设为 true。",
    ],
    [
      "no such day",
      { asOf: "2026-02-30" },
      400,
      "bad-request",
      "请求有 1 处错误：asOf 不是有效日期，请写成 2026-02-13 这样的格式。",
    ],
    [
      "every fault at once",
      { asOf: 20260612, period: "2026-13", dryRun: "false", dry_run: true, key: "a b" },
      400,
      "bad-request",
      "请求有 5 处错误：asOf 应是一段文字；period 只用于 monthly、quarterly、yearly，不能用于 daily；dryRun 只能是 true 或 false；key 只能用至多 64 个英文字母、数字或 . _ -；不认识 “dry_run”。",
    ],
  ])("%s", async (_what, body, status, code, message) => {
    const { dir, post } = await opened();
    const reply = await post("/run/daily", body);
    expect([reply.status, reply.json.code, reply.json.message]).toEqual([status, code, message]);
    expect(readdirSync(dir).filter((name) => name === "outbox")).toEqual([]);
  });

  it("two keys that differ, a period for daily, an unknown job", async () => {
    const { post } = await opened();
    const differing = await post("/run/daily", { key: "a" }, { "Idempotency-Key": "b" });
    expect(differing.json.faults).toEqual(["key 与 Idempotency-Key 不一致，请只写一处"]);
    expect((await post("/run/daily", { period: "2026-05" })).json.faults).toEqual([
      "period 只用于 monthly、quarterly、yearly，不能用于 daily",
    ]);
    expect((await post("/run/hourly")).json).toEqual({
      code: "no-such-job",
      message: "没有这个任务，可用的是 daily、weekly、monthly、quarterly、yearly 和 due（此刻该做的）。",
    });
  });

  it("a workbook marked secret: 422, nothing of its content", async () => {
    const rows = smallOffice();
    const projects = rows.projects!.map((one) => ({ ...one, secrecy: "机密" }));
    const { post } = await opened({ rows: { ...rows, projects } });
    const reply = await post("/run/daily");
    expect([reply.status, reply.json.code]).toEqual([422, "secrecy"]);
    expect(reply.text).not.toContain("P-001");
  });
});
