import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { readOutbox } from "../../lib/adapters/outbox.ts";
import { adoptWorkbook } from "../../lib/jobs/adopt.ts";
import { pollConsole } from "../../lib/jobs/console.ts";
import { draftCode } from "../../lib/jobs/console-code.ts";
import { trailOf } from "../../lib/jobs/draft-trail.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { folder, office, sheetRows } from "../fakes/cli.ts";
import { draftRecord, officeRows, proposed, rowsDraft } from "../fakes/draft-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

const DAY = "2026-06-12";
const ADMIN = "sun@jia.example";

type Editors = readonly string[] | "unprotected" | "local";

/** A file whose tab is protected as that of an online workbook would be; "local": a file as it is. */
const protectedFor = (outside: Outside, editors: Editors): Outside => ({
  ...outside,
  spreadsheet: {
    ...outside.spreadsheet,
    read: async (wanted) => {
      const snapshot = await outside.spreadsheet.read(wanted);
      if (editors === "local") return snapshot;
      return { ...snapshot, editors: new Map(editors === "unprotected" ? [] : [["控制台", editors]]) };
    },
  },
});

async function opened(rows: readonly TemplateRow[], editors: Editors = [ADMIN]) {
  const dir = folder();
  const settings = office(dir, `${DAY}T08:00`);
  await writeRegistry(settings.DUBAN_REGISTRY, { ...officeRows(), console: rows });
  const { outside, close } = await wire(readConfig(settings, undefined), { store: "keep" });
  const own = protectedFor(outside, editors);
  return {
    dir,
    outside: own,
    close,
    poll: () => pollConsole(own, DAY),
    console: () => sheetRows(settings.DUBAN_REGISTRY, "系统-控制台"),
    rewrite: (more: readonly TemplateRow[]) =>
      writeRegistry(settings.DUBAN_REGISTRY, { ...officeRows(), console: more }),
  };
}

const ask = (code: string, command: string, more: TemplateRow = { run: "是" }): TemplateRow => ({
  code,
  command,
  applicant: "孙管",
  ...more,
});
const runOf = (job: "daily" | "monthly", runKey: string) => ({
  jobs: [{ job, runKey }],
  asOf: DAY,
  today: DAY,
  period: null,
  knownAt: null,
  mode: "apply" as const,
});

/** Its code. */
async function withOneDraft({ store }: Outside): Promise<string> {
  const lock = await store.lock();
  if ("heldBy" in lock) throw new Error("held");
  await store.addDraft(lock.token, draftRecord(rowsDraft([proposed("1", "T-101"), proposed("2", "T-102")])));
  const code = await draftCode(store, lock, "T-2026-06-12");
  await lock.release();
  return code;
}

describe("the tab 控制台", () => {
  test("runs what is ticked once, and says how it ended", async () => {
    const { poll, outside, console, close } = await opened([ask("1", "日常"), ask("2", "每周", {})]);
    expect(await poll()).toEqual([{ request: "1", state: "done" }]);
    expect(await poll()).toEqual([]);
    expect((await outside.store.runs()).map(({ runKey }) => runKey)).toEqual(["console:1"]);
    const shown = await console();
    const [first] = shown.slice(2);
    expect(first).toEqual(expect.arrayContaining(["1", "已完成", expect.stringMatching(/^改动 \d+ 格，发出 \d+ 封/)]));
    await close();
  });

  test.each<[situation: string, editors: Editors, words: string]>([
    ["on a local file", "local", "命令行"],
    ["on a tab that is not protected", "unprotected", "没有受保护"],
    ["on a tab that others can edit", [ADMIN, "who@elsewhere.example"], "who@elsewhere.example"],
  ])("refuses a tick %s, for good", async (_, editors, words) => {
    const { poll, outside, close } = await opened([ask("1", "日常")], editors);
    expect(await poll()).toEqual([{ request: "1", state: "refused" }]);
    expect(await outside.store.runs()).toEqual([]);
    expect(await outside.store.fact("console:1")).toContain(words);
    expect(await pollConsole(protectedFor(outside, [ADMIN]), DAY)).toEqual([]);
    await close();
  });

  test("goes on with a request whose process died", async () => {
    const { poll, outside, close } = await opened([ask("1", "日常")]);
    const lock = await outside.store.lock();
    if ("heldBy" in lock) throw new Error("held");
    const began = { state: "running", began: `${DAY}T00:00:00.000Z`, ended: null, words: "" };
    await outside.store.setFact(lock.token, "console:1", JSON.stringify(began));
    expect(await poll()).toEqual([]);
    await lock.release();
    expect(await poll()).toEqual([{ request: "1", state: "done" }]);
    await close();
  });

  test("confirms a draft only with the code that the admins were mailed, which stands nowhere in the workbook", async () => {
    const { dir, outside, poll, rewrite, close } = await opened([]);
    await runJobs(runOf("monthly", "m1"), outside);
    const letters = await readOutbox(join(dir, "outbox"));
    const told = letters.map(({ text }) => /校验码 (\d{8})/.exec(text)?.[1]).find((code) => code !== undefined)!;
    const [draft] = await outside.store.drafts();
    for (const title of ["系统-通知", "系统-运行"])
      expect(JSON.stringify(await sheetRows(join(dir, "台账.xlsx"), title))).not.toContain(told);

    const wrong = told === "00000000" ? "00000001" : "00000000";
    const asked = (code: string, typed: string) => ask(code, `${draft!.id} 校验码 ${typed}`, { publish: "是" });
    await rewrite([asked("1", wrong)]);
    expect(await poll()).toEqual([{ request: "1", state: "refused" }]);
    await rewrite([
      asked("1", wrong),
      asked("2", told),
      ask("3", `${draft!.id} ${told}`, { publish: "是", applicant: "" }),
    ]);
    const polled = await poll();
    expect(polled).toEqual([
      { request: "2", state: "done" },
      { request: "3", state: "refused" },
    ]);
    expect((await outside.store.drafts())[0]).toMatchObject({ state: "confirmed", confirmedBy: "孙管" });
    await close();
  });

  test("lets a result out for consultation by 征求意见, with the same code and by the same admins, once, and publishes nothing", async () => {
    const { dir, outside, poll, rewrite, close } = await opened([]);
    await runJobs(runOf("monthly", "m1"), outside);
    const texts = (await readOutbox(join(dir, "outbox"))).map(({ text }) => text).join("\n");
    const told = /校验码 (\d{8})/.exec(texts)![1]!;
    const [draft] = await outside.store.drafts();
    const wrong = told.startsWith("0") ? "10000000" : "00000000";
    const asked = (code: string, typed: string, applicant = "孙管") =>
      ask(code, `征求意见 ${draft!.id} 码 ${typed}`, { publish: "是", applicant });
    const rows = [asked("1", wrong), asked("2", told, "王联"), asked("3", told)];
    await rewrite(rows);
    await adoptWorkbook(outside, false);
    expect((await poll()).map(({ state }) => state)).toEqual(["refused", "failed", "done"]);
    expect(await poll()).toEqual([]);
    const steps = async () => (await trailOf(outside.store, draft!.id)).map((step) => step.do);
    expect(await steps()).toEqual(["consult"]);
    await rewrite([...rows, asked("4", told)]);
    expect((await poll()).map(({ state }) => state)).toEqual(["done"]);
    expect(await steps()).toEqual(["consult"]);
    expect((await outside.store.drafts())[0]).toMatchObject({ state: "draft" });
    expect(await sheetRows(join(dir, "台账.xlsx"), "系统-排名")).toEqual([]);
    await close();
  });

  test("confirms a draft of rows as a whole, and says what was written", async () => {
    const { dir, outside, poll, rewrite, close } = await opened([]);
    const told = await withOneDraft(outside);
    await rewrite([ask("1", `T-2026-06-12 ${told}`, { publish: "是" })]);
    expect(await poll()).toEqual([{ request: "1", state: "done" }]);
    expect((await sheetRows(join(dir, "台账.xlsx"), "任务")).map(([number]) => number)).toEqual([
      ...["任务编号", "T-001", "T-101", "T-102"],
    ]);
    expect(await outside.store.fact("console:1")).toContain("已在「任务」表末写入 2 行");
    await close();
  });

  test("after five wrong codes not even the right one confirms", async () => {
    const { dir, outside, poll, rewrite, close } = await opened([]);
    await runJobs(runOf("monthly", "m1"), outside);
    const texts = (await readOutbox(join(dir, "outbox"))).map(({ text }) => text).join("\n");
    const told = /校验码 (\d{8})/.exec(texts)![1]!;
    const [draft] = await outside.store.drafts();
    const wrong = told.startsWith("0") ? "10000000" : "00000000";
    const rows = [1, 2, 3, 4, 5].map((no) => ask(`${no}`, `${draft!.id} ${wrong}`, { publish: "是" }));
    await rewrite([...rows, ask("6", `${draft!.id} ${told}`, { publish: "是" })]);
    expect((await poll()).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => "refused"));
    expect((await outside.store.drafts())[0]).toMatchObject({ state: "draft" });
    await close();
  });
});
