import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPEND_STEPS } from "../../lib/jobs/append-rows.ts";
import { sheetRows } from "../fakes/cli.ts";
import {
  type DraftOffice,
  draftRecord,
  googleOffice,
  officeRows,
  proposed,
  rowsDraft,
  task,
  xlsxOffice,
} from "../fakes/draft-office.ts";
import { type FakeGoogle, startFakeGoogle } from "../fakes/google/server.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { lettersTo } from "../functions/http-office.ts";

const ID = "T-2026-06-12";
const THREE = draftRecord(rowsDraft([proposed("1", "T-101"), proposed("2", "T-102"), proposed("3", "T-103")]));
const CONFIRM = ["confirm", ID, "--by", "孙管", "--json"];
const numbersIn = (rows: readonly (readonly unknown[])[]) => rows.map(([number]) => number);

const FILE_STEPS = ["file-written", "file-kept", "file-checked", "file-replaced"] as const;

describe("rows that an admin confirms, the process killed on the way", () => {
  test.each([...APPEND_STEPS, ...FILE_STEPS, "locked", "recorded"])(
    "at %s: after the next confirmation each stands once, in a file",
    async (killAt) => {
      const at = await xlsxOffice([THREE]);
      expect(await at.killed({ id: ID, items: null, killAt })).toBe("SIGKILL");
      const again = await at.run(CONFIRM);
      expect(again).toMatchObject({ code: 0, err: "" });
      expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-102", "T-103"]);
      expect(await at.drafts()).toMatchObject([{ state: "confirmed", confirmedBy: "孙管" }]);
      await at.run(CONFIRM);
      expect(await at.tasks()).toHaveLength(4);
    },
  );

  test.each(APPEND_STEPS)("at %s: the next daily run completes it, in a file", async (killAt) => {
    const at = await xlsxOffice([THREE]);
    expect(await at.killed({ id: ID, items: ["1", "3"], killAt })).toBe("SIGKILL");
    expect(await at.run(["run", "daily", "--json"])).toMatchObject({ code: 0, err: "" });
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-103"]);
    expect(await at.drafts()).toMatchObject([{ state: "draft" }]);
  });

  const retyped = (at: DraftOffice, codes: readonly string[]) =>
    writeRegistry(String(at.settings.DUBAN_REGISTRY), { ...officeRows(), tasks: codes.map((code) => task(code)) });

  test("at appended, and a person deleted one of the rows since: it does not come back", async () => {
    const at = await xlsxOffice([THREE]);
    await at.killed({ id: ID, items: null, killAt: "appended" });
    await retyped(at, ["T-001", "T-101", "T-103"]);
    expect(await at.run(CONFIRM)).toMatchObject({ code: 0 });
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-103"]);
  });

  test("at released, and a person typed one of the rows since: the others are appended", async () => {
    const at = await xlsxOffice([THREE]);
    await at.killed({ id: ID, items: null, killAt: "released" });
    await retyped(at, ["T-001", "T-102"]);
    expect(await at.run(CONFIRM)).toMatchObject({ code: 0 });
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-102", "T-101", "T-103"]);
  });

  const NUMBER_TAKEN = "已确认而没有写入、仍待处理的：第 2 条的编号 T-102 已用于表中另一事项";

  test("at released, and its number went to another matter since: it is open again, and nobody is told that it was written", async () => {
    const at = await xlsxOffice([THREE]);
    await at.killed({ id: ID, items: null, killAt: "released" });
    await retyped(at, ["T-001", "T-102"]);
    const ran = await at.run(["run", "daily"]);
    expect(ran.out).toContain("已在「任务」表末写入 2 行：T-101、T-103。");
    expect(ran.out).toContain(NUMBER_TAKEN);
    expect((await at.run(["drafts"])).out).toContain("待确认 1 条");
  });

  test("refused while somebody has the workbook open, who then types one of its numbers: the others are appended all the same", async () => {
    const at = await xlsxOffice([THREE]);
    const lock = join(at.dir, ".~lock.台账.xlsx#");
    writeFileSync(lock, "");
    expect((await at.run(CONFIRM)).code).toBe(1);
    rmSync(lock);
    await retyped(at, ["T-001", "T-102"]);
    const ran = await at.run(["run", "daily"]);
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-102", "T-101", "T-103"]);
    expect(ran.out).toContain(NUMBER_TAKEN);
    expect((await at.run(["drafts"])).out).toContain("待确认 1 条");
  });

  let google: FakeGoogle;
  beforeAll(async () => {
    google = await startFakeGoogle();
  });
  afterAll(() => google.close());

  test.each(APPEND_STEPS)("at %s: each stands once, on Google", async (killAt) => {
    const at = await googleOffice(google, [THREE]);
    expect(await at.killed({ id: ID, items: null, killAt })).toBe("SIGKILL");
    expect(await at.run(CONFIRM)).toMatchObject({ code: 0, err: "" });
    await at.run(CONFIRM);
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-102", "T-103"]);
  });

  test("Google's answer lost after it took the rows: they stand once", async () => {
    const at = await googleOffice(google, [THREE]);
    google.faults.add({ method: "spreadsheets.batchUpdate", after: "reset" });
    await at.run(CONFIRM);
    await at.run(CONFIRM);
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-102", "T-103"]);
  });
});

describe("a draft of rows", () => {
  test("is appended as typed cells: days are days, and text that looks like a formula is text", async () => {
    const at = await xlsxOffice([THREE]);
    const ran = await at.run(CONFIRM);
    expect(ran.json().remarks).toContainEqual({
      code: "rows-appended",
      facts: { id: ID, tab: "任务", count: 3, keys: "T-101、T-102、T-103" },
      message: "已在「任务」表末写入 3 行：T-101、T-102、T-103。",
    });
    expect((await at.tasks())[1]).toEqual(["T-101", "2026-06-30", "T-101：=SUM(A1)"]);
  });

  test("confirmed item by item leaves the others open, and an item is let out once", async () => {
    const at = await xlsxOffice([THREE]);
    await at.run([...CONFIRM, "--items", "1,3"]);
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-103"]);
    const listed = (await at.run(["drafts"])).out;
    expect(listed).toContain("待确认 1 条");
    expect(listed).toContain("孙管于6月12日 8:00 确认第 1、3 条，已写入台账");
    await at.run([...CONFIRM, "--items", "3"]);
    expect(await at.tasks()).toHaveLength(3);
    await at.run(CONFIRM);
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-101", "T-103", "T-102"]);
    expect(await at.drafts()).toMatchObject([{ state: "confirmed" }]);
  });

  test("keeps out a row that stands already and one without a required cell, says so, and lets the others in", async () => {
    const rows = [
      proposed("1", "T-001", { content: "T-001要办的事" }),
      proposed("2", "T-102", { due: "" }),
      proposed("3", "T-103"),
      proposed("4", "T-103"),
    ];
    const at = await xlsxOffice([draftRecord(rowsDraft(rows))]);
    const ran = await at.run(["confirm", ID, "--by", "孙管"]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain("第 1 条（T-001）台账中已有；第 4 条（T-103）台账中已有");
    expect(ran.out).toContain("仍待处理的：第 2 条缺“时限”");
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-103"]);
    expect(await at.drafts()).toMatchObject([{ state: "draft" }]);
    expect((await at.run(["drafts"])).out).toContain("待确认 1 条");
  });

  test("whose number stands for another matter stays open: a meeting's item is not lost to a number", async () => {
    const at = await xlsxOffice([draftRecord(rowsDraft([proposed("1", "T-001"), proposed("2", "T-102")]))]);
    const ran = await at.run(["confirm", ID, "--by", "孙管"]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain("仍待处理的：第 1 条的编号 T-001 已用于表中另一事项");
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-102"]);
    expect(ran.out).not.toContain("文件未动");
    expect((await at.run(["confirm", ID, "--by", "孙管"])).out).not.toContain("写入 0 行");
    expect((await at.run(["drafts"])).out).toContain("待确认 1 条");
  });

  test("waits where the workbook is open elsewhere: the decision stands, and the next run appends", async () => {
    const at = await xlsxOffice([THREE]);
    const lock = join(at.dir, "~$台账.xlsx");
    writeFileSync(lock, "");
    const ran = await at.run(["confirm", ID, "--by", "孙管"]);
    expect(ran.code).toBe(1);
    expect(await at.tasks()).toHaveLength(1);
    expect((await at.run(["drafts"])).out).toContain("尚未写入台账，下次运行时写入");
    rmSync(lock);
    expect(await at.run(["run", "daily"])).toMatchObject({ code: 0 });
    expect(await at.tasks()).toHaveLength(4);
    expect(await at.drafts()).toMatchObject([{ state: "confirmed", confirmedBy: "孙管" }]);
  });

  test("is refused by who is no admin, for items it has not, and where the tab is missing", async () => {
    const at = await xlsxOffice([THREE]);
    const stranger = await at.run(["confirm", ID, "--by", "王联"]);
    expect([stranger.code, stranger.err]).toEqual([2, "“王联” 不是「人员」表中在用的管理员，不能确认。\n"]);
    const unknown = await at.run([...CONFIRM, "--items", "3-5"]);
    expect([unknown.code, unknown.err]).toEqual([2, `${ID} 没有第 4、5 条。请用 duban drafts ${ID} 查看。\n`]);
    expect((await at.run([...CONFIRM, "--items", "一"])).code).toBe(2);
    const { tasks: _, ...without } = officeRows();
    const lacking = await xlsxOffice([THREE], without);
    const refused = await lacking.run(CONFIRM);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("没有可用的「任务」表")]);
  });

  test("withdrawn by an admin with a reason waits no more, and the reason is kept", async () => {
    const at = await xlsxOffice([THREE]);
    await at.run([...CONFIRM, "--items", "2"]);
    expect((await at.run(["drop", ID, "--by", "王联", "--reason", "不用"])).code).toBe(2);
    const dropped = await at.run(["confirm", ID, "--drop", "--by", "孙管", "--reason", "纪要有误"]);
    expect([dropped.code, dropped.out]).toEqual([0, `${ID} 已撤回。\n`]);
    expect((await at.run(CONFIRM)).err).toContain("已撤回，不能再确认");
    expect((await at.run(["drafts"])).out).toContain("撤回：纪要有误");
    const [told] = JSON.parse((await at.run(["drafts", "--json"])).out) as { state: string; trail: object[] }[];
    expect(told).toMatchObject({
      state: "dropped",
      openItems: ["1", "3"],
      trail: [
        { do: "release", by: "孙管", rows: [{ item: "2", key: "T-102" }] },
        { do: "drop", by: "孙管", reason: "纪要有误" },
      ],
    });
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-102"]);
  });

  test("is shown whole, row by row, with cells and notes", async () => {
    const row = { ...proposed("1", "T-101"), notes: ["“月底前”按 6 月 30 日"] };
    const at = await xlsxOffice([draftRecord(rowsDraft([row]))]);
    const { out } = await at.run(["drafts", ID]);
    for (const part of [
      "「任务」新增 1 行（据 纪要.docx）",
      "第 1 条",
      "任务内容：T-101：=SUM(A1)",
      "注：“月底前”按 6 月 30 日",
    ])
      expect(out).toContain(part);
  });

  test("lies in the admins' letter with the command that confirms it", async () => {
    const at = await xlsxOffice([THREE]);
    await at.run(["run", "daily"]);
    const [letter] = await lettersTo(at.dir, "sun@jia.example");
    expect(letter!.text).toContain("「任务」新增 3 行（据 纪要.docx）（T-2026-06-12）");
    expect(letter!.text).toContain("duban confirm T-2026-06-12 --by 姓名");
    expect(letter!.text).toContain("确认前不写入台账。");
  });
});

describe("a row appended below a table in use", () => {
  test("stands below the last used row, and is judged with the next run like any other", async () => {
    const at = await xlsxOffice([THREE], { ...officeRows(), tasks: [task("T-001"), task("T-002")] });
    await at.run(["run", "daily"]);
    await at.run([...CONFIRM, "--items", "1"]);
    await at.run(["run", "daily"], "2026-06-15T08:00");
    expect(numbersIn(await at.tasks())).toEqual(["T-001", "T-002", "T-101"]);
    const [header = [], ...rows] = await sheetRows(String(at.settings.DUBAN_REGISTRY), "任务");
    expect(rows.map((row) => row[header.indexOf("系统说明")] !== undefined)).toEqual([true, true, true]);
  });
});
