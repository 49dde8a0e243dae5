import { describe, expect, test } from "vitest";
import type { DraftRecord } from "../../lib/ports/store.ts";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { sheetRows } from "../fakes/cli.ts";
import { type DraftOffice, officeRows, task, xlsxOffice } from "../fakes/draft-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { lettersTo } from "../functions/http-office.ts";

const on = (date: string) => ({ date });
const MONDAY = "2026-06-15T08:00";

const person = (name: string, roles: string): TemplateRow => ({
  name,
  unit: "甲县",
  roles,
  email: `${name === "冯正" ? "feng" : "chen"}@jia.example`,
});

/** Two tasks of 甲县 ten and eight working days late on 2026-06-12; a letter typed by hand stands in the register. */
const rows = () => {
  const office = officeRows();
  return {
    ...office,
    tasks: [
      task("T-001", { due: on("2026-05-29"), content: "完成土地组卷" }),
      task("T-002", { due: on("2026-06-02"), content: "=HYPERLINK(1)" }),
      task("T-003", { due: on("2026-06-11"), leadUnit: "市水务局" }),
    ],
    people: [...office.people!, person("冯正", "主要负责人"), person("陈主", "办公室主任")],
    letters: [
      { code: "重点办督函[2026]3号", type: "督办函", unit: "市水务局", subject: "T-900", sentOn: on("2026-05-06") },
    ],
  };
};

async function drafted(): Promise<{ at: DraftOffice; draft: DraftRecord }> {
  const at = await xlsxOffice([], rows());
  await at.run(["run", "daily"]);
  const [draft, ...others] = await at.drafts();
  expect(others).toEqual([]);
  return { at, draft: draft! };
}

const register = async (at: DraftOffice) => {
  const [, ...data] = await sheetRows(String(at.settings.DUBAN_REGISTRY), "督办");
  return data.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)));
};

describe("a 督办函", () => {
  test("is drafted for matters seven working days late, one for the unit, and nothing leaves before it is confirmed", async () => {
    const { at, draft } = await drafted();
    expect(draft).toMatchObject({ kind: "letter", state: "draft" });
    expect(draft.id).toMatch(/^L-[0-9A-Z]+-2026-06-12$/);
    expect(JSON.parse(draft.body)).toMatchObject({
      ...{ unit: "甲县", type: "督办函", answerWithin: 5 },
      matters: [
        { tab: "tasks", key: "T-001", due: "2026-05-29", workingDaysLate: 10 },
        { tab: "tasks", key: "T-002", due: "2026-06-02", workingDaysLate: 8 },
      ],
    });
    const { out } = await at.run(["drafts", draft.id]);
    expect(out).toContain("致甲县的督办函（2 件）");
    expect(out).toContain("1．T-001 完成土地组卷（应于5月29日完成，已过 10 个工作日）");
    await at.run(["run", "daily"], MONDAY);
    expect(await at.drafts()).toHaveLength(1);
    expect(await register(at)).toHaveLength(1);
    for (const letter of await lettersTo(at.dir, "feng@jia.example")) expect(letter.text).not.toContain("督函");
  });

  test("confirmed gets the next number, a row of the register, and reaches the head of the unit and its office head once", async () => {
    const { at, draft } = await drafted();
    const confirmed = await at.run(["confirm", draft.id, "--by", "孙管"]);
    expect(confirmed).toMatchObject({ code: 0, err: "" });
    expect(confirmed.out).toContain("已在「督办」表末写入 1 行：重点办督函〔2026〕4号。");
    expect((await register(at)).at(-1)!.slice(0, 6)).toEqual([
      ...["重点办督函〔2026〕4号", "督办函", "甲县", "T-001、T-002", "2026-06-12", "2026-06-22"],
    ]);
    for (const day of [MONDAY, "2026-06-16T08:00"]) await at.run(["run", "daily"], day);
    const tellers = async (to: string) =>
      (await lettersTo(at.dir, to)).filter(({ text }) => text?.includes("重点办督函〔2026〕4号"));
    const [toHead, ...twice] = await tellers("feng@jia.example");
    expect(twice).toEqual([]);
    expect(toHead!.subject).toContain("1 件函");
    expect(toHead!.text).toContain("致甲县，6月12日发出，请于6月22日（周一）前书面反馈");
    expect(toHead!.text).toContain("2．T-002 =HYPERLINK(1)（应于6月2日完成，已过 8 个工作日）");
    const [copy] = await tellers("chen@jia.example");
    expect(copy!.text).toContain("（抄送）");
    expect(await tellers("wang@jia.example")).toEqual([]);
    expect(await at.drafts()).toHaveLength(1);
  });

  test("keeps the number it was given when the process dies before its row stands", async () => {
    const { at, draft } = await drafted();
    const killed = { id: draft.id, items: null, killAt: "appending" };
    expect(await at.killed(killed)).toBe("SIGKILL");
    expect((await at.run(["confirm", draft.id, "--by", "孙管"])).code).toBe(0);
    expect((await register(at)).map(([number]) => number)).toEqual(["重点办督函[2026]3号", "重点办督函〔2026〕4号"]);
  });

  test("is drawn up anew when a matter of it was handed in, and falls away with the last", async () => {
    const { at, draft } = await drafted();
    const handedIn = async (codes: readonly string[], day: string) => {
      const done = { doneOn: on("2026-06-12"), evidence: "材料", verifiedBy: "孙管", verification: "通过" };
      const tasks = rows().tasks.map((row) => (codes.includes(String(row.code)) ? { ...row, ...done } : row));
      await writeRegistry(String(at.settings.DUBAN_REGISTRY), { ...rows(), tasks });
      await at.run(["adopt"], day);
      expect(await at.run(["run", "daily"], day)).toMatchObject({ code: 0, err: "" });
    };
    await handedIn(["T-001"], MONDAY);
    const again = `${draft.id}-2`;
    expect(await at.drafts()).toMatchObject([{ state: "superseded" }, { id: again, state: "draft" }]);
    expect((await at.run(["drafts", again], MONDAY)).out).toContain("1．T-002");
    await handedIn(["T-001", "T-002"], "2026-06-16T08:00");
    expect((await at.drafts()).map(({ state }) => state)).toEqual(["superseded", "superseded"]);
    const late = await at.run(["confirm", again, "--by", "孙管"], "2026-06-16T08:00");
    expect([late.code, late.err]).toEqual([2, `${again} 已过时，不必再确认。\n`]);
  });

  test("not yet confirmed takes in what comes due later: no unit gets one every morning", async () => {
    const { at, draft } = await drafted();
    const tasks = [...rows().tasks, { ...rows().tasks[0]!, code: "T-900", due: on("2026-06-04") }];
    await writeRegistry(String(at.settings.DUBAN_REGISTRY), { ...rows(), tasks });
    await at.run(["adopt"], MONDAY);
    await at.run(["run", "daily"], MONDAY);
    expect(await at.drafts()).toMatchObject([{ state: "superseded" }, { id: `${draft.id}-2`, state: "draft" }]);
    const { out } = await at.run(["drafts", `${draft.id}-2`], MONDAY);
    expect(out).toContain("致甲县的督办函（3 件）");
    expect(out).toContain("3．T-900 ");
    await at.run(["run", "daily"], "2026-06-16T08:00");
    expect(await at.drafts()).toHaveLength(2);
  });

  test("withdrawn is not drafted again for the same matters", async () => {
    const { at, draft } = await drafted();
    expect((await at.run(["drop", draft.id, "--by", "孙管", "--reason", "已电话督办"])).code).toBe(0);
    await at.run(["run", "daily"], MONDAY);
    expect(await at.drafts()).toMatchObject([{ id: draft.id, state: "dropped" }]);
    expect((await at.run(["drafts"], MONDAY)).out).toContain("已撤回");
  });
});

describe("a 提醒函", () => {
  test("is drafted when an admin asks, about what the unit keeps waiting past its day, and is numbered for itself", async () => {
    const at = await xlsxOffice([], rows());
    const asked = await at.run(["letter", "市水务局"]);
    expect(asked).toMatchObject({ code: 0, err: "" });
    expect(asked.out).toContain("致市水务局的提醒函（1 件）");
    const [draft, ...others] = await at.drafts();
    expect(others).toEqual([]);
    expect(draft!.id).toMatch(/^TX-[0-9A-Z]+-2026-06-12$/);
    expect((await at.run(["letter", "市水务局", "--type", "提醒函"])).out).toContain(`已有同样的草稿：${draft!.id}`);
    expect((await at.run(["confirm", draft!.id, "--by", "孙管"])).out).toContain("重点办提函〔2026〕1号");
    expect((await register(at)).at(-1)!.slice(0, 4)).toEqual(["重点办提函〔2026〕1号", "提醒函", "市水务局", "T-003"]);
    const [letter] = await lettersTo(at.dir, "li@jia.example");
    expect(letter!.text).toContain("1．T-003 T-003要办的事（应于6月11日完成，已过 1 个工作日）");
    expect(letter!.attachments.map(({ filename }) => filename)).toContain(
      "重点办提函〔2026〕1号 致市水务局的提醒函.docx",
    );
    expect((await at.run(["letter", "市水务局"])).out).toContain("今天同样内容的函已确认发出");
  });

  test("that waits falls away with its last matter, like the others", async () => {
    const at = await xlsxOffice([], rows());
    await at.run(["run", "daily"]);
    await at.run(["letter", "市水务局"]);
    await at.run(["run", "daily"], MONDAY);
    expect((await at.drafts()).filter(({ id }) => id.startsWith("TX-"))).toMatchObject([{ state: "draft" }]);
    const done = { doneOn: on("2026-06-12"), evidence: "材料", verifiedBy: "孙管", verification: "通过" };
    const tasks = rows().tasks.map((row) => (row.code === "T-003" ? { ...row, ...done } : row));
    await writeRegistry(String(at.settings.DUBAN_REGISTRY), { ...rows(), tasks });
    await at.run(["adopt"], "2026-06-16T08:00");
    await at.run(["run", "daily"], "2026-06-16T08:00");
    expect((await at.drafts()).filter(({ id }) => id.startsWith("TX-"))).toMatchObject([{ state: "superseded" }]);
  });

  test("is refused for a unit that is not in 单位, one with nothing overdue, and for types that the daily run drafts", async () => {
    const at = await xlsxOffice([], rows());
    const stranger = await at.run(["letter", "市水利局"]);
    expect([stranger.code, stranger.err]).toEqual([2, "“市水利局” 不在「单位」表，最接近“市水务局”。没有起草。\n"]);
    const idle = await at.run(["letter", "重点办"]);
    expect([idle.code, idle.err]).toEqual([2, "重点办没有已过时限、待其办理的问题和任务，没有起草。\n"]);
    expect((await at.run(["letter", "甲县", "--type", "约谈"])).err).toContain("由每天的运行按逾期升级起草");
    expect(await at.drafts()).toEqual([]);
  });
});
