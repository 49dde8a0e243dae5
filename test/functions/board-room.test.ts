import { existsSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boardRoom, EVERYTHING } from "../../functions/board/board-room.ts";
import { readConfig } from "../../functions/config.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, smallOffice } from "../fakes/small-office.ts";

async function room(more: Readonly<Record<string, readonly object[]>> = {}) {
  const settings = office(folder(), "2026-06-12T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, { ...smallOffice(), ...more } as ReturnType<typeof smallOffice>);
  let now = 0;
  const pass = (ms: number) => (now += ms);
  const made = boardRoom({ config: readConfig(settings, undefined), ticks: () => now });
  return { ...made, settings, pass, file: settings.DUBAN_REGISTRY };
}

const LI = { address: "li@jia.example", until: "2026-06-26" };

describe("the reading behind the board", () => {
  it("is one for thirty who look at once, and for whoever looks later while nothing changed", async () => {
    const { board, page, scopeOf, pass } = await room();
    const [first, ...others] = await Promise.all(Array.from({ length: 30 }, () => board(EVERYTHING)));
    for (const other of others) expect(other).toBe(first);
    pass(3_600_000);
    expect(await board(EVERYTHING)).toBe(first);
    const li = await board((await scopeOf(LI))!);
    expect(li.projects[0]!.verdict).toBe(first!.projects[1]!.verdict);
    expect(await board((await scopeOf(LI))!)).toBe(li);
    const asked = { mode: "served", query: ALL_PROJECTS, wall: false } as const;
    const pages = await Promise.all([page(EVERYTHING, asked), page(EVERYTHING, asked)]);
    expect(pages[1]!.gzip).toBe(pages[0]!.gzip);
    expect((await page(EVERYTHING, { ...asked, wall: true })).gzip).not.toEqual(pages[0]!.gzip);
  });

  it("is taken anew within seconds when the file was saved or a run was made", async () => {
    const { board, pass, file, settings } = await room();
    const first = await board(EVERYTHING);
    const rows = smallOffice();
    await writeRegistry(file, { ...rows, projects: [...rows.projects!, project("P-003", "甲县")] });
    pass(4_000);
    expect(await board(EVERYTHING)).toBe(first);
    pass(1_000);
    const second = await board(EVERYTHING);
    expect(second.projects).toHaveLength(3);
    expect((await duban(["run", "daily"], { ...settings, DUBAN_MAIL: "" })).code).toBe(0);
    pass(5_000);
    expect(await board(EVERYTHING)).not.toBe(second);
  });

  it("of workbooks that are not looked at one by one lasts a minute", async () => {
    const { board, pass } = await room({ workbooks: [{ name: "乙县", address: "乙县.xlsx" }] });
    const first = await board(EVERYTHING);
    pass(54_000);
    expect(await board(EVERYTHING)).toBe(first);
    pass(6_000);
    expect(await board(EVERYTHING)).not.toBe(first);
  });

  it("that fails is tried again by the next who looks, and writes nothing", async () => {
    const { board, file } = await room();
    rmSync(file);
    await expect(board(EVERYTHING)).rejects.toThrow();
    await writeRegistry(file, smallOffice());
    expect((await board(EVERYTHING)).projects).toHaveLength(2);
    expect(existsSync(`${file}.duban.sqlite`)).toBe(false);
  });

  it("knows an address only while its person is in use", async () => {
    const people = smallOffice().people!.map((one) => (one.name === "李联" ? { ...one, disabled: "是" } : one));
    const { scopeOf } = await room({ people });
    expect(await scopeOf(LI)).toBeNull();
    expect(await scopeOf({ ...LI, address: "nobody@jia.example" })).toBeNull();
    expect(await scopeOf({ ...LI, address: "sun@jia.example" })).toEqual({
      person: { name: "孙管", unit: "重点办" },
      until: "2026-06-26",
    });
  });
});
