import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";
import { type FakeSmtp, fakeSmtp } from "../fakes/smtp.ts";

const FRIDAY = "2026-06-12T08:00";
const text = z.string();
const whole = z.int().nonnegative();
const plain = z.union([text, z.number()]);

const message = z.strictObject({
  key: text,
  to: z.email(),
  subject: text,
  state: z.enum(["sent", "refused", "uncertain", "not-allowed", "owed"]),
  detail: text.optional(),
  text: text.optional(),
});
const finding = z.strictObject({
  workbook: text.min(1),
  tab: text.min(1),
  key: text,
  cell: z.string().regex(/^([A-Z]{1,3}\d+)?$/),
  header: text,
  found: text,
  code: z.string().regex(/^[a-z-]+$/),
  message: text.min(1),
  suggestion: text,
  unit: text,
});

/** What issue 2 names, and beside it: state, drafts, figures, remarks, changes. No other key. */
const outcome = z.strictObject({
  job: text.min(1),
  asOf: z.iso.date(),
  runId: whole,
  runKey: text,
  state: z.enum(["done", "busy", "already-done", "failed"]),
  published: z.record(text, whole),
  cellsChanged: whole,
  messages: z.array(message),
  findings: z.array(finding),
  drafts: z.array(z.looseObject({ id: text.min(1), state: text.min(1) })),
  figures: z.record(text, plain),
  remarks: z.array(z.strictObject({ code: text.min(1), facts: z.record(text, plain), message: text.min(1) })),
  changes: z.array(
    z.strictObject({
      sheet: text.min(1),
      cell: z.string().regex(/^[A-Z]+\d+$/),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  planDigest: z.string().regex(/^([0-9a-f]{64})?$/),
  timings: z.record(text, z.number().nonnegative()),
});

const BAD_DATE = milestone("P-002", 20, "2026-09-30", { planned: "2026-2-30" });

async function opened(more: readonly TemplateRow[] = []) {
  const dir = folder();
  const settings = office(dir, FRIDAY);
  const rows = smallOffice();
  await writeRegistry(settings.DUBAN_REGISTRY!, { ...rows, milestones: [...rows.milestones!, ...more] });
  const run = async (args: readonly string[], more: Record<string, string> = {}) => {
    const { code, out, err } = await duban(["run", ...args, "--json"], { ...settings, ...more });
    expect(err).toBe("");
    return { code, ...outcome.parse(JSON.parse(out)) };
  };
  return { dir, file: settings.DUBAN_REGISTRY!, run };
}

async function mailServer(): Promise<{ smtp: FakeSmtp; settings: Record<string, string> }> {
  const smtp = await fakeSmtp();
  onTestFinished(() => smtp.close());
  return { smtp, settings: { DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}` } };
}

const statesOf = (messages: readonly z.infer<typeof message>[], to: string): readonly string[] =>
  messages.filter((one) => one.to === to).map(({ state }) => state);

describe("run --json prints one object of one shape, and the exit code says how it went", () => {
  it("done, with a finding: 0", async () => {
    const { run } = await opened([BAD_DATE]);
    const ran = await run(["due"]);
    expect(ran).toMatchObject({ code: 0, state: "done", job: "daily+weekly+monthly", asOf: "2026-06-12", runId: 1 });
    expect(ran.runKey).toBe("daily@2026-06-12+weekly@2026-06-08+monthly@2026-05");
    expect(ran.cellsChanged).toBeGreaterThan(10);
    expect(ran.published).toMatchObject({ "系统-项目": 2, "系统-节点": 4, "系统-数据问题": ran.findings.length });
    expect(ran.messages.map(({ state }) => state)).toEqual(ran.messages.map(() => "sent"));
    expect(ran.messages.every(({ key, subject }) => key.includes("@") && subject.startsWith("【"))).toBe(true);
    expect(ran.findings).toContainEqual({
      workbook: "台账.xlsx",
      tab: "milestones",
      key: "P-002/20",
      cell: expect.stringMatching(/^[A-Z]5$/),
      header: "计划完成",
      found: "2026-2-30",
      code: "date-no-such-day",
      message: expect.stringContaining("“2026-2-30” 不是有效日期"),
      suggestion: expect.stringContaining("2026-02-28"),
      unit: "市水务局",
    });
    expect(Object.keys(ran.timings)).toEqual(["read", "remember", "decide", "write", "deliver"]);
  });

  it("a dry run: 0, the same object with changes and letters, nothing numbered and nothing sent", async () => {
    const { run } = await opened();
    const ran = await run(["daily", "--dry-run"]);
    expect(ran).toMatchObject({ code: 0, state: "done", job: "daily", runId: 0 });
    expect(ran.changes.length).toBe(ran.cellsChanged);
    expect(statesOf(ran.messages, "wang@jia.example")).toEqual(["owed"]);
  });

  it("nothing due: 0, the same object, empty", async () => {
    const { run } = await opened();
    await run(["due"]);
    const nothing = { runId: 0, runKey: "", published: {}, cellsChanged: 0, messages: [], findings: [], timings: {} };
    expect(await run(["due"])).toMatchObject({ code: 0, state: "done", job: "due", ...nothing });
  });

  it("another run at work: 0, busy", async () => {
    const { file, run } = await opened();
    const store = await openSqliteStore(`${file}.duban.sqlite`);
    const lock = await store.lock();
    const ran = await run(["daily"]);
    expect(ran).toMatchObject({ code: 0, state: "busy", runId: 0, cellsChanged: 0, messages: [] });
    expect(ran.remarks.map(({ code }) => code)).toEqual(["busy"]);
    if ("release" in lock) await lock.release();
    await store.close();
  });

  it("a refused letter: 1, the others are sent", async () => {
    const { smtp, settings } = await mailServer();
    smtp.trouble = (to) => (to === "wang@jia.example" ? { at: "rcpt", code: 550 } : null);
    const { run } = await opened();
    const ran = await run(["daily"], settings);
    expect(ran).toMatchObject({ code: 1, state: "done" });
    expect(statesOf(ran.messages, "wang@jia.example")).toEqual(["refused"]);
    expect(statesOf(ran.messages, "sun@jia.example")).toEqual(["sent"]);
  });

  it("a line dropped after the final dot: 1, the letter is uncertain and its marked repetition sent", async () => {
    const { smtp, settings } = await mailServer();
    let dropped = false;
    smtp.trouble = (to) => {
      if (to !== "wang@jia.example" || dropped) return null;
      dropped = true;
      return { at: "after-dot", drop: true };
    };
    const { run } = await opened();
    const ran = await run(["daily"], settings);
    expect(ran).toMatchObject({ code: 1, state: "done" });
    expect(statesOf(ran.messages, "wang@jia.example")).toEqual(["uncertain", "sent"]);
  });

  it("the workbook open elsewhere: 1, failed, nothing written", async () => {
    const { dir, file, run } = await opened();
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    const before = readFileSync(file);
    const ran = await run(["daily"]);
    expect(ran).toMatchObject({ code: 1, state: "failed", cellsChanged: 0, messages: [] });
    expect(ran.remarks.map(({ code }) => code)).toEqual(["workbook-open"]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("every job once more on the same day: 0, no cell, no letter, the file untouched", async () => {
    const { file, run } = await opened([BAD_DATE]);
    await run(["due"]);
    const { mtimeMs } = statSync(file);
    for (const job of ["daily", "weekly", "monthly"])
      expect(await run([job])).toMatchObject({ code: 0, cellsChanged: 0, published: {}, messages: [] });
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });
});
