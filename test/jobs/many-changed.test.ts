import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { readBooks } from "../../lib/jobs/workbooks.ts";
import type { Spreadsheet } from "../../lib/ports/spreadsheet.ts";
import { type City, city, mainRows, type Part, partRows } from "../fakes/city-of-parts.ts";
import { sheetRows } from "../fakes/cli.ts";
import { milestone } from "../fakes/small-office.ts";

interface Counted {
  /** Names of the workbooks in the order in which they were read, and written. */
  readonly reads: string[];
  readonly writes: string[];
}

/** A run in this process, in which somebody saves a workbook right after it was read, as often as `times` says. */
async function interrupted(at: City, times: Partial<Record<Part, number>>, save: (part: Part) => Promise<void>) {
  const { outside, clock, close } = await wire(
    readConfig({ ...at.settings, DUBAN_NOW: "2026-06-12T08:00" }, undefined),
    { store: "keep" },
  );
  const counted: Counted = { reads: [], writes: [] };
  const left = new Map(Object.entries(times));
  const watched = (name: string, book: Spreadsheet): Spreadsheet => ({
    ...book,
    read: async (wanted) => {
      counted.reads.push(name);
      const snapshot = await book.read(wanted);
      const more = left.get(name) ?? 0;
      left.set(name, more - 1);
      if (more > 0) await save(name as Part);
      return snapshot;
    },
    publish: (publication, basis, options) => {
      counted.writes.push(name);
      return book.publish(publication, basis, options);
    },
  });
  const seen: Outside = {
    ...outside,
    spreadsheet: watched(outside.workbook, outside.spreadsheet),
    openWorkbook: (address, name) => watched(name, outside.openWorkbook(address, name)),
  };
  const today = clock.today();
  const jobs = [{ job: "daily", runKey: "daily@2026-06-12" }] as const;
  try {
    const request = { jobs, asOf: today, today, period: null, knownAt: null, mode: "apply" } as const;
    return { outcome: await runJobs(request, seen), ...counted };
  } finally {
    await close();
  }
}

const milestonesIn = async (at: City, part: Part): Promise<readonly unknown[]> => {
  const [headers = [], ...rows] = await sheetRows(at.fileOf(part), "节点");
  return rows.map((row) => [row[headers.indexOf("节点序号")], row[headers.indexOf("预警")] ?? null]);
};

describe("somebody saves a workbook of 分表 between our reading and our writing", () => {
  /** Each time with another row. */
  const save = (at: City) => {
    let seq = 30;
    return (part: Part) => at.write(part, partRows(part, { milestones: [milestone("B-001", seq++, "2026-06-01")] }));
  };

  it("once: that one alone is read and written again, with what was typed; the registry is written once and last", async () => {
    const at = await city();
    const { outcome, reads, writes } = await interrupted(at, { 乙县分表: 1 }, save(at));
    expect(outcome).toMatchObject({ state: "done", trouble: false, figures: { milestones: 7 } });
    expect(reads.toSorted()).toEqual(["丙县分表", "乙县分表", "乙县分表", "台账.xlsx", "甲县分表"]);
    expect(writes.toSorted()).toEqual(["丙县分表", "乙县分表", "乙县分表", "台账.xlsx", "甲县分表"]);
    expect(writes.at(-1)).toBe("台账.xlsx");
    expect(await milestonesIn(at, "乙县分表")).toEqual([
      [10, "红"],
      [20, null],
      [30, "黄"],
    ]);
    expect(await milestonesIn(at, "甲县分表")).toEqual([
      [10, "红"],
      [20, null],
    ]);
    const again = await at.on("12", "run", "daily", "--json");
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [] });
  });

  it("again and again: it stays owed, all others are written", async () => {
    const at = await city();
    const { outcome, reads } = await interrupted(at, { 乙县分表: 9 }, save(at));
    expect(reads.filter((name) => name === "乙县分表")).toHaveLength(3);
    expect(reads.filter((name) => name === "甲县分表")).toHaveLength(1);
    expect(outcome.workbooks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "台账.xlsx done",
      "甲县分表 done",
      "乙县分表 not-written",
      "丙县分表 done",
    ]);
    expect(outcome.trouble).toBe(true);
    expect(await milestonesIn(at, "甲县分表")).toEqual([
      [10, "红"],
      [20, null],
    ]);
    const healed = await at.on("12", "run", "due", "--json");
    expect(healed.code).toBe(0);
    expect(await milestonesIn(at, "乙县分表")).toEqual([
      [10, "红"],
      [20, null],
      [32, "黄"],
    ]);
  });
});

describe("many workbooks", () => {
  it("four at most are under way at a time", async () => {
    const more = Array.from({ length: 9 }, (_, n) => ({ name: `第${n}分表`, address: join("空", `${n}.xlsx`) }));
    const at = await city(mainRows(more));
    const { outside, close } = await wire(readConfig(at.settings, undefined), { store: "look" });
    let now = 0;
    let most = 0;
    const slow = (book: Spreadsheet): Spreadsheet => ({
      ...book,
      read: async (wanted) => {
        most = Math.max(most, ++now);
        await new Promise((done) => setImmediate(done));
        try {
          return await book.read(wanted);
        } finally {
          now--;
        }
      },
    });
    const books = await readBooks({
      ...outside,
      openWorkbook: (address, name) => slow(outside.openWorkbook(address, name)),
    });
    await close();
    expect(most).toBe(4);
    expect(books.parts.map(({ name }) => name)).toEqual(["甲县分表", "乙县分表", "丙县分表"]);
    expect(books.unread).toHaveLength(9);
  });
});
